"""Which lines of a docstring belong to an entry, or to several that share them."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from faceplate.docstrings.parts import Entry, Part, Span


class EntryGroup(NamedTuple):
    """The lines that belong to one entry, or to several that share them.

    Attributes:
        names: The names that it describes, without stars and marks.
        line: Index of its first line.
        end: Index after its last line that is not empty.
        heads: Where each name stands.
        stated: Where the type stands, or None where none is stated, or one over several lines.
        text: Where the text begins.
        field: Index of the line of a field of its own that states the type, in Sphinx style.
    """

    names: tuple[str, ...]
    line: int
    end: int
    heads: tuple[Span, ...]
    stated: Span | None
    text: Span
    field: int | None = None


def groups(section: Part) -> list[EntryGroup]:
    """Return the groups of a section, in order."""
    return [_group(list(entries)) for _, entries in groupby(section.entries, attrgetter("line"))]


def group_of(sections: list[Part], entry: Entry, kind: str) -> EntryGroup | None:
    """Return the group that an entry belongs to, or None."""
    for section in sections:
        if section.kind == kind and section.line <= entry.line < section.end:
            return next((group for group in groups(section) if group.line == entry.line), None)
    return None


def _group(entries: list[Entry]) -> EntryGroup:
    first = entries[0]
    return EntryGroup(
        tuple(entry.name for entry in entries),
        first.line,
        first.end,
        tuple(entry.head for entry in entries),
        first.stated,
        first.body,
        first.field,
    )
