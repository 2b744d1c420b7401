"""Google style as libraries really write it, put into the form that griffe's parser reads.

griffe wants a blank line above a heading and none below, knows one spelling of each heading, and
passes over an entry without a colon. Libraries keep to none of that, and what is passed over would
be lost, so the text is put straight before it is parsed. Sections that are one block of text, which
griffe would split at colons, are taken out whole.
"""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

_HEADINGS = {
    "arg": "Args",
    "args": "Args",
    "argument": "Args",
    "arguments": "Args",
    "attribute": "Attributes",
    "attributes": "Attributes",
    "example": "Example",
    "examples": "Example",
    "exceptions": "Raises",
    "keyword args": "Keyword Args",
    "keyword arguments": "Keyword Args",
    "kwargs": "Keyword Args",
    "methods": "Methods",
    "other parameters": "Other Parameters",
    "param": "Args",
    "parameter": "Args",
    "parameters": "Args",
    "params": "Args",
    "raise": "Raises",
    "raises": "Raises",
    "receives": "Receives",
    "return": "Returns",
    "returns": "Returns",
    "throws": "Raises",
    "warns": "Warns",
    "yield": "Yields",
    "yields": "Yields",
}
_WHOLE = {"Returns": "returns", "Yields": "yields", "Receives": "receives"}
_WITH_NAMES = {"Args", "Keyword Args", "Other Parameters", "Attributes"}
_HEADING = re.compile(r"^([A-Za-z][A-Za-z ]*):[ \t]*(?:\((\w+)\)[ \t]*)?$")
_NAME = r"[`*\\]*[A-Za-z_][\w.]*`*"
_ENTRY = re.compile(rf"^{_NAME}(?:, {_NAME})*(?:, )?(?:[ \t]*\(.*?\))?[ \t]*:(?:[ \t]|$)")


def is_heading(label: str) -> bool:
    """Say whether a label, without its colon, opens a section."""
    return label.lower() in _HEADINGS


def is_heading_line(line: str) -> bool:
    """Say whether a line opens a section; examples may have a name in parentheses behind."""
    return _heading_of(line.strip()) is not None


def _heading_of(line: str) -> tuple[str, str | None] | None:
    """Give the one spelling of a heading, and the name behind it."""
    match = _HEADING.match(line)
    spelled = _HEADINGS.get(match[1].lower()) if match else None
    if match is None or spelled is None or (match[2] and spelled != "Example"):
        return None
    return spelled, match[2]


class Straight(NamedTuple):
    """A docstring put straight.

    Attributes:
        text: What griffe's parser is to read.
        examples: Example blocks, each with the name in parentheses behind its heading, or None.
        results: What is returned, yielded or received: kind of section, and its text.
    """

    text: str
    examples: list[tuple[str | None, str]]
    results: list[tuple[str, str]]


def put_straight(text: str) -> Straight:
    """Bring a docstring into the form that griffe's parser of Google style reads.

    Args:
        text: The docstring, its indentation cleaned.

    Returns:
        The same text with headings spelled one way and set off by one blank line above, and with
        further lines of an entry indented below it.
    """
    lines = text.expandtabs(4).split("\n")
    straight = Straight("", [], [])
    kept: list[str] = []
    index = 0
    fence = False
    while index < len(lines):
        line = lines[index]
        if line.lstrip().startswith(("```", "~~~")):
            fence = not fence
        opened = None if fence else heading(lines, index)
        if opened is None:
            kept.append(line)
            index += 1
            continue
        label, of = opened
        held, index = block(lines, index + 1)
        if label == "Example":
            straight.examples.append((of, _dedented(held)))
        elif label in _WHOLE:
            straight.results.append((_WHOLE[label], _dedented(held)))
        elif held:
            if kept and kept[-1].strip():
                kept.append("")
            kept.append(f"{label}:")
            kept.extend(_entries(held) if label in _WITH_NAMES else held)
            kept.append("")
    return straight._replace(text="\n".join(kept).rstrip("\n"))


def heading(lines: list[str], index: int) -> tuple[str, str | None] | None:
    """Recognise a heading, also one that stands there twice.

    Args:
        lines: The lines of a docstring.
        index: Index of the line in question.

    Returns:
        Its one spelling, and the name in parentheses behind it; None if it is no heading.
    """
    if not lines[index].rstrip().endswith((":", ")")):
        return None
    found = _heading_of(lines[index])
    if found is None:
        return None
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    if following.startswith(" ") or following.rstrip() == lines[index].rstrip():
        return found
    return None


def _dedented(block: list[str]) -> str:
    return textwrap.dedent("\n".join(block)).strip("\n")


def block(lines: list[str], start: int) -> tuple[list[str], int]:
    """Give the indented lines below a heading.

    Args:
        lines: The lines of a docstring.
        start: Index of the line after the heading.

    Returns:
        The lines, blank ones around them left out, and the index after the last.
    """
    end = start
    for index in range(start, len(lines)):
        if lines[index].strip():
            if not lines[index].startswith(" "):
                break
            end = index + 1
    held = lines[start:end]
    while held and not held[0].strip():
        del held[0]
    return held, end


def _entries(block: list[str]) -> list[str]:
    """Indent the lines that go on with an entry without being indented deeper than it."""
    indent = min(len(line) - len(line.lstrip()) for line in block if line.strip())
    entries: list[str] = []
    for line in block:
        text = line[indent:]
        starts = bool(text.strip()) and not text.startswith(" ") and bool(_ENTRY.match(text))
        if not text.strip():
            entries.append("")
        elif starts or not entries:
            entries.append("    " + text)
        else:
            entries.append("        " + text)
    return _shallowest(entries)


def _shallowest(entries: list[str]) -> list[str]:
    """Set the further lines of each entry so that the shallowest is one step deeper than it."""
    result: list[str] = []
    further: list[str] = []

    def settle() -> None:
        depths = [len(line) - len(line.lstrip()) for line in further if line.strip()]
        excess = min(depths, default=8) - 8
        result.extend(line[excess:] if line.strip() else "" for line in further)
        further.clear()

    for line in entries:
        if line.startswith("    ") and not line.startswith("     "):
            settle()
            result.append(line)
        else:
            further.append(line)
    settle()
    return result
