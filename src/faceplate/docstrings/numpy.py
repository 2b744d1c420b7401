"""NumPy style put into the form that griffe's parser reads.

The style sets the colon between a name and its type off by a space on each side. Many libraries
leave out the first one, and griffe then takes both together for the name. It knows one spelling of
each heading.
"""

from __future__ import annotations

import re

from faceplate.docstrings.admonitions import KINDS

_HEADINGS = {
    "attributes",
    "classes",
    "deprecated",
    "examples",
    "functions",
    "methods",
    "modules",
    "other parameters",
    "parameters",
    "raises",
    "receives",
    "returns",
    "type aliases",
    "type parameters",
    "warns",
    "yields",
}
_WITH_NAMES = re.compile(r"(?:other )?parameters|attributes|receives", re.IGNORECASE)
_SPELLINGS = {
    "arg": "Parameters",
    "args": "Parameters",
    "argument": "Parameters",
    "arguments": "Parameters",
    "example": "Examples",
    "parameter": "Parameters",
    "params": "Parameters",
    "return": "Returns",
    "yield": "Yields",
}
_UNDERLINE = re.compile(r"-+")
_TYPED = re.compile(r"^(\*{0,2}\w+(?:, *\*{0,2}\w+)*) *: +(\S.*?) *$")
_ENTRY = re.compile(r"^(\*{0,2}\w+(?:, *\*{0,2}\w+)*):[ \t]+(?=\S)")


def is_heading(line: str, following: str) -> bool:
    """Say whether a line, given the one below it, opens a section or a usual admonition."""
    label = line.strip().lower()
    underlined = _UNDERLINE.fullmatch(following.strip()) is not None
    return underlined and (label in _HEADINGS or label in KINDS)


def is_known(label: str) -> bool:
    """Say whether a label opens a section in one of the spellings that are read."""
    return label.lower() in _HEADINGS or label.lower() in KINDS or label.lower() in _SPELLINGS


def is_underlined(lines: list[str], index: int) -> bool:
    """Say whether a line has one of dashes below it."""
    return index + 1 < len(lines) and bool(re.fullmatch(r"\s*-{3,}\s*", lines[index + 1]))


def spelling(label: str) -> str:
    """Give the one spelling of a heading."""
    return _SPELLINGS.get(label.lower(), label)


def put_straight(text: str) -> str:
    """Set the colons of a docstring's entries off.

    Args:
        text: The docstring, its indentation cleaned.

    Returns:
        The same text with a space on each side of the colon between a name and its type.
    """
    lines = text.expandtabs().split("\n")
    inside = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if _UNDERLINE.fullmatch(following.strip()):
            if line.strip().lower() in _SPELLINGS:
                lines[index] = line = _SPELLINGS[line.strip().lower()]
                lines[index + 1] = "-" * len(line)
            inside = _WITH_NAMES.fullmatch(line.strip()) is not None
        elif inside:
            lines[index] = _ENTRY.sub(r"\1 : ", line)
    return "\n".join(lines)


def stated_types(text: str) -> dict[str, str]:
    """Give the type of each parameter as a docstring states it, choices and default included.

    Args:
        text: The docstring, put straight.

    Returns:
        Name without stars to type; griffe's parser keeps only parts of some.
    """
    types: dict[str, str] = {}
    inside = False
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _UNDERLINE.fullmatch(following.strip()):
            inside = _WITH_NAMES.fullmatch(line.strip()) is not None
        elif inside and (match := _TYPED.match(line)):
            for name in match[1].split(","):
                types.setdefault(name.strip().lstrip("*"), match[2])
    return types
