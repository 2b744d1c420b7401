"""Sections under a heading of Markdown, with a list of entries or an indented block below it."""

from __future__ import annotations

import re

from faceplate.docstrings import google
from faceplate.docstrings.headings import NAMED, RAISED, RESULTS, kind_of
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Part

# `## Arguments`, `### Returns:`
_HEADING = re.compile(r"#{1,6}[ \t]+([A-Za-z][A-Za-z ]*?):?[ \t]*#*[ \t]*$")


def section(lines: Lines, index: int) -> Part | None:
    """Return the section that a heading of Markdown opens, such as `## Arguments`, or None.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
    """
    match = _HEADING.match(lines.texts[index])
    kind = kind_of(match[1]) if match else None
    if match is None or kind is None or kind not in NAMED | RAISED | RESULTS:
        return None
    start = lines.following(index)
    if start == len(lines):
        return None
    end = lines.block(index + 1, 0) if lines.margins[start] > 0 else google.list_end(lines, start)
    if kind in RESULTS and lines.margins[start] == 0:
        end = _paragraph_end(lines, start)
    if end <= start:
        return None
    part = google.body(lines, kind, "list", match[1], index, index + 1, end)
    return part if part.entries else None


def _paragraph_end(lines: Lines, start: int) -> int:
    """Return the index after lines up to a blank one or another heading."""
    end = start
    while end < len(lines) and lines.margins[end] >= 0 and lines.texts[end][0] != "#":
        end += 1
    return end
