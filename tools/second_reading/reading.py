"""A docstring to its entries, whatever styles it mixes."""

from __future__ import annotations

from second_reading import fields, google, lists, numpy
from second_reading.entries import Entry
from second_reading.text import cleaned, quoted

_SECTIONS = (
    (numpy.heading, numpy.section),
    (google.heading, google.section),
    (lists.dash_heading, lists.dash_section),
    (lists.markdown_heading, lists.markdown_section),
)


def entries_of(docstring: str) -> list[Entry]:
    """Return all that a docstring states of parameters, attributes, results and exceptions."""
    lines = cleaned(docstring)
    hidden = quoted(lines)
    entries: list[Entry] = []
    taken = list(hidden)
    index = 0
    while index < len(lines):
        index = index + 1 if hidden[index] else _read(lines, index, entries, taken)
    return entries + fields.fields(lines, taken)


def _read(lines: list[str], index: int, entries: list[Entry], taken: list[bool]) -> int:
    """Read what begins at a line; returns the line that follows it."""
    for heading, section in _SECTIONS:
        family = heading(lines, index)
        if family:
            stated, end = section(lines, index, family)
            if any(fields.field(line) for line in lines[index:end]):
                return index + 1
            entries += stated
            taken[index:end] = [True] * (end - index)
            return max(end, index + 1)
    return index + 1
