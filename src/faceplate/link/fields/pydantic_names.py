"""The names that pydantic knows a field by: its alias, or what a generator makes of its name."""

from __future__ import annotations

import keyword
import re

from faceplate.link.expressions import literal_string
from faceplate.link.fields.references import Application

ALIASED = frozenset(
    {
        "pydantic.Field",
        "pydantic.fields.Field",
        "pydantic.v1.Field",
        "pydantic.v1.fields.Field",
    }
)
"""What declares a field of pydantic."""

_GENERATORS = tuple(f"pydantic.alias_generators.to_{form}" for form in ("camel", "pascal", "snake"))
# One word of a name such as `max_size2`; how others are split differs between releases.
_PLAIN_WORD = re.compile(r"[a-z]+[0-9]*")


def passed_name(call: Application | None) -> str | None:
    """Return the alias that a field call sets, or None.

    Args:
        call: The call of `Field`.
    """
    for name in ("alias", "validation_alias"):
        alias = literal_string(call.keywords.get(name)) if call is not None else None
        if alias and alias.isidentifier() and not keyword.iskeyword(alias):
            return alias
    return None


def generated_name(path: str, name: str) -> str | None:
    """Return what a generator of aliases makes of a name; None for one that is not known.

    Args:
        path: Dotted path of the generator.
        name: Name of the field.
    """
    words = name.split("_")
    if not path.startswith(_GENERATORS) or not all(_PLAIN_WORD.fullmatch(word) for word in words):
        return None
    kind = path.rpartition(".")[2]
    if kind == "to_snake":
        return None if any(character.isdigit() for character in name) else name
    first = words[0] if kind == "to_camel" else words[0].capitalize()
    return first + "".join(word.capitalize() for word in words[1:])
