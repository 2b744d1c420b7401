"""The history as Markdown: a table of all objects, or the tables of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from faceplate.compare.history.records import LibraryHistory, ObjectHistory, RowHistory
from faceplate.compare.history.sentences import (
    came,
    changes,
    last_change,
    parted,
    sections,
    since,
    span,
    went,
)
from faceplate.compare.reports.markdown import quoted_text

_NOTHING = "–"

# A bar ends a cell, also within code; where text is quoted, it has its backslash already.
_BAR = re.compile(r"(?<!\\)\|")


def write(history: LibraryHistory, subject: ObjectHistory | None = None) -> str:
    """Write the history of a library, or of one object."""
    lines = _library(history) if subject is None else _object(history, subject)
    return "\n".join(lines).rstrip("\n") + "\n"


def _library(history: LibraryHistory) -> Iterator[str]:
    yield from (f"# History of {quoted_text(history.project)}", "", f"{span(history)}.", "")
    there = [each for each in history.objects if each.removed is None]
    gone = [each for each in history.objects if each.removed is not None]
    if there:
        rows = [
            (
                _name(each.path),
                since(history, each.since),
                last_change(each, history.releases),
                each.deprecated,
            )
            for each in there
        ]
        yield from _table(("Name", "Since", "Last changed", "Deprecated"), rows)
    if gone:
        yield from ("## What went", "")
        went_rows = [(_name(each.path), since(history, each.since), each.removed) for each in gone]
        yield from _table(("Name", "Since", "Removed"), went_rows)


def _object(history: LibraryHistory, subject: ObjectHistory) -> Iterator[str]:
    parts = [f"Since {since(history, subject.since)}"]
    parts += [f"deprecated in {subject.deprecated}"] if subject.deprecated else []
    parts += [f"removed in {subject.removed}"] if subject.removed else []
    yield from (f"# History of {_name(subject.path)}", "")
    yield from (f"{', '.join(parts)} ({quoted_text(history.project)}, {span(history)}).", "")
    own = changes(subject)
    if own:
        yield from (*(f"- {release}: {quoted_text(phrase)}" for release, phrase in own), "")
    there, gone = parted(subject)
    for title, rows in sections(there):
        yield from (f"## {title}", "")
        cells = [
            (
                _name(row.name),
                since(history, row.since, subject.documented),
                row.deprecated,
                _told(row),
            )
            for row in rows
        ]
        yield from _table(("Name", "Since", "Deprecated", "Changes"), cells)
    if gone:
        yield from ("## What went", "")
        went_cells = [
            (
                _name(row.name),
                row.section,
                since(history, row.since, subject.documented),
                row.removed,
                went(row),
            )
            for row in gone
        ]
        yield from _table(("Name", "Was", "Since", "Removed", "Instead"), went_cells)


def _told(row: RowHistory) -> str:
    lines = [came(row), *(f"{release}: {quoted_text(phrase)}" for release, phrase in changes(row))]
    return "<br>".join(filter(None, lines))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Iterator[str]:
    """Yield a table without the columns in which nothing stands."""
    columns = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    yield _line([heads[n] for n in columns])
    yield _line(["---"] * len(columns))
    yield from (_line([row[n] or _NOTHING for n in columns]) for row in rows)
    yield ""


def _line(cells: Sequence[str]) -> str:
    escaped = (_BAR.sub(r"\\|", cell) for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _name(text: str) -> str:
    return f"`{text.replace('`', '')}`"
