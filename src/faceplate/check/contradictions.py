"""What a text of a parameter states and its signature contradicts: defaults, choices, values.

The same is asked of a text where it stands and of one that an heir takes from an ancestor.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from faceplate.check import prose
from faceplate.check.codebase import Unit
from faceplate.check.stated_defaults import BareWord, StatedDefault, defaults
from faceplate.check.types.acceptance import accepts
from faceplate.check.types.alternatives import names_class
from faceplate.check.types.literals import literals
from faceplate.link.library import Symbol
from faceplate.model import Parameter

VALUES = {"callable": "a callable", "None": "None", "bool": "a boolean"}
"""What texts speak of, and how messages call it."""

NOT_GIVEN = ("deprecated", "no_default", "not_given", "unset", "warn")
"""Strings that stand for an argument that is not given, as None does."""

_SPELLINGS = {"none": None, "true": True, "false": False}

_ALIKE = 0.6
"""From which ratio on two words may be spellings of the same one."""


def contradictions(parameter: Parameter, unit: Unit) -> Iterator[str]:
    """Say what of an inherited text does not fit a parameter."""
    text = parameter.description
    symbol = unit.symbol
    for kind, _ in refused_values(text, parameter, symbol, unit):
        yield (
            f"which says what {VALUES[kind]} does, and the annotation "
            f"`{parameter.annotation}` refuses it"
        )
    for statement in defaults(text, parameter.name, set(unit.named) - {parameter.name}):
        if default_differs(statement, parameter):
            yield (
                f"which states the default `{statement.spelled}`, and it is "
                f"`{parameter.constant or parameter.default}`"
            )
            break
    if parameter.annotation is not None:
        for message, _ in choice_differences(parameter.name, text, parameter.annotation, symbol):
            yield f"which does not fit: {message}"
    if not unit.takes_anything:
        for name in dict.fromkeys(_spoken_of(parameter, unit)):
            yield f"which speaks of `{name}`, and `{unit.path}` takes no such parameter"


def _spoken_of(parameter: Parameter, unit: Unit) -> Iterator[str]:
    """Yield names that the text gives a value in backticks and only the ancestor takes."""
    source = source_of(parameter, unit)
    if source is None:
        return
    for name in prose.assigned(parameter.description):
        if name not in unit.named and name in unit.codebase.taken_by(source):
            yield name


def source_of(parameter: Parameter, unit: Unit) -> Symbol | None:
    """Return the class that the text of a parameter is taken from, or None."""
    for ancestor in unit.codebase.linker.ancestry.order(unit.symbol):
        if unit.codebase.linker.path(ancestor) == parameter.described_in:
            return ancestor
    return None


def default_differs(statement: StatedDefault, parameter: Parameter) -> bool:
    """Say whether a stated default is certainly not that of a parameter.

    A default of None often stands for "not given", and what holds then is what texts state; so
    None differs from nothing.
    """
    source = parameter.constant or parameter.default
    if source is None or source == "None":
        return False
    if (parameter.default or "").rpartition(".")[2].startswith("_"):
        # A value of the library's own that stands for an argument that is not given.
        return False
    try:
        actual = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    if actual is ...:
        # Stubs leave defaults out.
        return False
    stated = statement.value
    if stated == actual or actual in NOT_GIVEN:
        return False
    if isinstance(actual, list | tuple | set) and len(actual) == 1 and stated in actual:
        # "Defaults to 'left'" may be said of what holds that one.
        return False
    if isinstance(stated, BareWord):
        # Where the signature has a name, or no word, it may be a name, too.
        is_word = isinstance(actual, str) and actual.isidentifier() and source == parameter.default
        return is_word and stated.lower() != str(actual).lower()
    if isinstance(stated, str):
        # A quote or a backtick too many is no part of the value.
        plain = stated.strip().strip("`'\"")
        if plain.lower() in _SPELLINGS and _SPELLINGS[plain.lower()] is actual:
            return False
        if isinstance(actual, int) and re.fullmatch(rf"0[xob]0*{re.escape(plain)}", source, re.I):
            # '755' is 0o755.
            return False
        if plain in (repr(actual), str(actual), source) or not isinstance(actual, str):
            return not isinstance(actual, str) and plain not in (repr(actual), str(actual), source)
        return _form(plain) != _form(actual)
    if isinstance(actual, str) and not isinstance(stated, str) and str(stated) == actual:
        # A string without its quotes: "defaults to 0", where that is "0".
        return False
    if isinstance(stated, list | tuple | dict) and not stated and not actual:
        return False
    if isinstance(stated, list | tuple) and isinstance(actual, list | tuple):
        # Whether a row is a list or a tuple is a matter of taste.
        return [*stated] != [*actual]
    return not (stated is None and actual in ("", (), [], {}, 0) and actual is not False)


def _form(text: str) -> str:
    """Return a string as it is written, in lower case, without spaces, backslashes in ones.

    How often a backslash has to be doubled depends on the prefix of the docstring, and before what
    is markup one may stand that is none of the string's.
    """
    plain = re.sub(r"\\+(?=[*_`|<])", "", repr(text.strip(" "))[1:-1])
    return re.sub(r"\\+", r"\\", re.sub(r"\s+", "", plain)).lower()


def choice_differences(
    name: str, text: str, annotation: str, symbol: Symbol
) -> Iterator[tuple[str, int]]:
    """Yield what a text and an annotation say differently of the choices.

    Args:
        name: The parameter.
        text: Its description.
        annotation: Source of its annotation.
        symbol: The declaration that the annotation stands at.

    Yields:
        A message, and the index of the line of the text.
    """
    listed = literals(annotation, symbol) if prose.quotes(text) else None
    if listed is None:
        return
    values, closed = listed
    if closed:
        replaced = list(_replaced(name, text, values))
        yield from replaced
        if replaced:
            return
    lowered = {value.lower() for value in values}
    named = {value.lower() for row in prose.choices(text) for value in row.values}
    for row in [*prose.choices(text), *prose.explained(text)]:
        inside = [value for value in row.values if value.lower() in lowered]
        extra = [
            value
            for value in row.values
            if value.lower() not in lowered and _is_choice(value) and value != name
        ]
        enough = 1 if row.complete and len(values) < 3 else 2
        if closed and extra and len(inside) >= max(enough, len(extra)):
            yield (
                f"`{name}` is stated to take {_series(extra)}, and the annotation does not",
                (row.line),
            )
        if row.complete and len(inside) == len(row.values):
            absent = [
                value
                for value in values
                if value.lstrip("_") == value != ""
                and value.lower() not in named
                and not prose.mentions(text, value)
            ]
            if absent:
                yield f"`{name}` also takes {_series(absent)}, which the text leaves out", row.line
                return


def _replaced(name: str, text: str, values: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the one quoted word that stands where the annotation has another one.

    The text quotes all choices but one, and one word that is none, in the place of that choice or
    of nearly its name.
    """
    spoken = [(word, line) for word, line in prose.quoted(text) if word != name]
    lowered = {value.lower() for value in values}
    extra = [(word, line) for word, line in spoken if word.lower() not in lowered]
    absent = [each for each in values if each.lower() not in {word.lower() for word, _ in spoken}]
    if len(extra) != 1 or len(absent) != 1 or len(spoken) != len(values) or len(values) < 2:
        return
    word, line = extra[0]
    if not _is_choice(word) or prose.mentions(text, absent[0]):
        return
    order = [absent[0] if each == word else each for each, _ in spoken]
    alike = SequenceMatcher(None, word, absent[0]).ratio() >= _ALIKE
    if alike or (
        len(values) > 2 and [each.lower() for each in order] == [each.lower() for each in values]
    ):
        yield f"`{name}` is stated to take '{word}', and the annotation has '{absent[0]}'", line


def _is_choice(value: str) -> bool:
    return value.isprintable() and " " not in value and value not in ("None", "True", "False", "")


def _series(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in dict.fromkeys(values))


def refused_values(
    text: str, parameter: Parameter, symbol: Symbol, unit: Unit
) -> Iterator[tuple[str, int]]:
    """Yield the values that a text speaks of and an annotation refuses.

    Args:
        text: The description of a parameter.
        parameter: The parameter.
        symbol: The declaration that the annotation stands at.
        unit: The unit.

    Yields:
        Which value, and the index of the line.
    """
    if parameter.annotation is None or parameter.default == "None":
        return
    for kind, line in prose.given(text):
        answer = accepts(parameter.annotation, kind, symbol, unit.codebase.linker.ancestry)
        if answer is False and not (unit.converts and names_class(parameter.annotation, symbol)):
            yield kind, line
