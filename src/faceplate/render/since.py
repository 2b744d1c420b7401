"""A page with its history: since when each row is there, and what went.

A row says only what is not true of the whole page: a parameter that is as old as its component has
no mark. What changed long ago is in the history itself; a row shows the last change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.compare.history.records import LibraryHistory, ObjectHistory, RowHistory
from faceplate.compare.history.sentences import parted
from faceplate.model import Component
from faceplate.render import pieces
from faceplate.render.content import Block, Code, Document, DocumentSection, Paragraph, Table, Term
from faceplate.render.content import Text as Words
from faceplate.render.names import PageNames, names
from faceplate.render.pieces import Cell, Line

TITLE = "History"
"""Heading of the section that says what went."""

_SHOWN = {"default": "default", "type": "type", "required": "required", "kind": "way of passing"}
"""Aspects that a row tells of; another text is told in the history only."""

_MOST_GONE = 8
"""Rows that a page tells of as gone, those that went last; the history has all."""

_LONGEST = 40
"""Characters of a former default in a row; a longer one is told in the history only."""


class Dates(NamedTuple):
    """What a page says of its history.

    Attributes:
        history: The history of the library.
        subject: That of what the page is about.
    """

    history: LibraryHistory
    subject: ObjectHistory

    @property
    def since(self) -> str | None:
        """The release that brought the subject; None where that may have been an earlier one."""
        first = self.history.releases[0] if self.history.releases else None
        return None if self.history.earlier and self.subject.since == first else self.subject.since


class Marks:
    """What the history of a component puts into its page.

    Args:
        component: What the page is about.
        dates: What its history says.
    """

    def __init__(self, component: Component, dates: Dates) -> None:
        self._lines = _lines(names(component), dates.subject)
        self._told = pieces.anchored([_section(dates)])

    def put(self, document: Document) -> Document:
        """Return a page with marks in its rows, and what went at its end.

        Args:
            document: The page, in whichever form.
        """
        sections = tuple(_marked(section, self._lines) for section in document.sections)
        return replace(document, sections=(*sections, *self._told))


def marked_rows(section: DocumentSection, rows: Mapping[str, RowHistory]) -> DocumentSection:
    """Return a section whose rows say since when they are there.

    Args:
        section: The section.
        rows: The history of each row, by the name that points at it.
    """
    return _marked(section, {name: list(_details(row, "")) for name, row in rows.items()})


def _lines(named: PageNames, subject: ObjectHistory) -> dict[str, list[Line]]:
    """Return the lines of each row, by the names that point at it."""
    rows: dict[tuple[str, str], RowHistory] = {
        (row.section, row.name): row
        for row in subject.rows
        if row.removed in (None, subject.removed)
    }
    places = [
        *((("parameter", name), path) for name, path in named.parameters.items()),
        *((("event", name), path) for name, path in named.events.items()),
        *((("method", name), path) for name, path in named.methods.items()),
        *((("attribute", name), path) for name, path in named.attributes.items()),
        *((("payload", ".".join(name)), path) for name, path in named.payload_fields.items()),
        *(
            (("method parameter", ".".join(name)), path)
            for name, path in named.method_parameters.items()
        ),
        *(
            (("event argument", name), path)
            for name, paths in named.arguments.items()
            for path in paths
        ),
    ]
    lines = {}
    for place, path in places:
        row = rows.get(place)
        if row is not None and (
            details := list(_details(row, subject.documented or subject.since))
        ):
            lines[path] = details
    return lines


def _details(row: RowHistory, start: str) -> Iterator[Line]:
    """Yield what a row says, on one line; nothing where that is nothing.

    Args:
        row: The row.
        start: Since when what it is a row of is there.
    """
    words: list[str] = []
    if row.since != start:
        was = f", was {row.renamed_from}" if row.renamed_from else ""
        words.append(f"since {row.since}{was}")
    if row.deprecated is not None:
        words.append(f"deprecated in {row.deprecated}")
    changes = [change for change in row.changes if change.aspect in _SHOWN]
    if changes:
        last = [change for change in changes if change.release == changes[-1].release]
        old = last[0].old if len(last) == 1 and last[0].aspect == "default" else None
        was = f" was {old}" if old is not None and len(old) <= _LONGEST else ""
        aspects = ", ".join(_SHOWN[change.aspect] for change in last)
        words.append(
            f"{aspects}{was} until {changes[-1].release}"
            if was
            else f"{aspects} changed in {changes[-1].release}"
        )
    if row.removed is not None:
        words.append(f"removed in {row.removed}")
    if words:
        yield (Words("; ".join(words)),)


def _marked(section: DocumentSection, lines: Mapping[str, list[Line]]) -> DocumentSection:
    own = lines.get(section.name, ())
    tables = any(isinstance(block, Table) for block in section.blocks)
    if not own and not tables and not section.sections:
        return section
    marks = tuple(Paragraph(line) for line in own)
    return replace(
        section,
        blocks=(*marks, *(_marked_block(block, lines) for block in section.blocks)),
        sections=tuple(_marked(inner, lines) for inner in section.sections),
    )


def _marked_block(block: Block, lines: Mapping[str, list[Line]]) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(
        row if (cell := _marked_cell(row[0], lines)) is row[0] else (cell, *row[1:])
        for row in block.rows
    )
    return Table(block.header, rows, block.caption)


def _marked_cell(cell: Cell, lines: Mapping[str, list[Line]]) -> Cell:
    """Return the first cell of a row with the lines of its term, or the cell itself."""
    term = cell[0] if len(cell) == 1 else None
    if not isinstance(term, Term) or not term.names:
        return cell
    more = lines.get(term.names[0])
    return (Term(term.head, (*term.details, *more), term.names),) if more else cell


def _section(dates: Dates) -> DocumentSection:
    """Return the section that says where a component was before, and which of its rows went."""
    subject = dates.subject
    blocks: list[Block] = []
    if dates.since is not None:
        blocks.append(Paragraph((Words(f"Since {dates.since}."),)))
    for change in subject.changes:
        if change.aspect == "moved" and change.old is not None:
            until = f" until {change.release}."
            blocks.append(Paragraph((Words("Was "), Code(change.old), Words(until))))
    order = {release: number for number, release in enumerate(dates.history.releases)}
    _, gone = parted(subject)
    gone.sort(key=lambda row: order.get(row.removed or "", 0), reverse=True)
    rows = [
        (
            pieces.term(row.name, [(Words(f"{row.section}, since {row.since}"),)]),
            _removal(row),
        )
        for row in gone[:_MOST_GONE]
    ]
    blocks += pieces.table(("What went", "Removed"), rows)
    if len(gone) > _MOST_GONE:
        words = f"{len(gone) - _MOST_GONE} more went in or before {gone[_MOST_GONE].removed}."
        blocks.append(Paragraph((Words(words),)))
    return pieces.section(TITLE, blocks)


def _removal(row: RowHistory) -> Cell:
    """Return when a row went, and what took its place."""
    instead: Line = (Words(", now "), Code(row.renamed_to)) if row.renamed_to else ()
    return (Paragraph((Words(f"in {row.removed}"), *instead)),)
