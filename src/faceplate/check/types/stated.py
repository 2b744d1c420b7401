"""Types as docstrings spell them, brought into the form of annotations."""

from __future__ import annotations

import re

from faceplate.link.expressions import parsed

# A type in markup: ":class:`~knobs.Knob`" or "`Knob`".
_ROLE = re.compile(r":[\w:]+:`~?!?\.?([^`<]+?)`|`{1,2}~?([^`]+)`{1,2}")
_OF = re.compile(
    r"\b(list|tuple|set|sequence|iterable|dict)s? of (?:an? )?([\w.]+(?:\[[^\]]*\])?)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:optional|required|keyword[- ]only|positional[- ]only|default\b.*|defaults? to\b.*)$",
    re.IGNORECASE,
)


def stated_source(stated: str) -> str | None:
    """Bring a type as a docstring states it into the form of an annotation.

    Args:
        stated: The text, such as `list of str, optional`.

    Returns:
        Source of an expression, or None if it is prose.
    """
    if re.search(r"(?:\.\.\.|…)\s*\}", stated):
        # The list goes on.
        return None
    text = _ROLE.sub(lambda match: match[1] or match[2], stated.strip()).strip()
    parts = [part.strip() for part in _split(text) if not _ASIDE.match(part.strip())]
    kept = ", ".join(part for part in parts if part)
    if kept.startswith("{") and kept.endswith("}"):
        kept = f"Literal[{kept[1:-1]}]"
    elif len(parts) > 1:
        return None
    kept = _OF.sub(lambda match: f"{match[1].lower()}[{match[2]}]", kept)
    kept = re.sub(r"\s+or\s+", " | ", kept)
    kept = re.sub(r"^an? ", "", kept)
    return kept if kept and parsed(kept) is not None else None


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
