"""The history for a terminal: a line for each object, or for each row of one object."""

from __future__ import annotations

from collections.abc import Iterator

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

_WIDEST = 44
"""Columns of a name; a longer one moves what comes after it."""


def write(history: LibraryHistory, subject: ObjectHistory | None = None) -> str:
    """Write the history of a library, or of one object."""
    lines = _library(history) if subject is None else _object(history, subject)
    return "\n".join(lines) + "\n"


def _library(history: LibraryHistory) -> Iterator[str]:
    yield f"{history.project}: {span(history)}"
    there = [each for each in history.objects if each.removed is None]
    gone = [each for each in history.objects if each.removed is not None]
    for title, group in (("", there), ("Removed", gone)):
        if not group:
            continue
        yield ""
        if title:
            yield title
        width = _width([each.path for each in group])
        for each in group:
            parts = [f"since {since(history, each.since)}"]
            if each.removed is not None:
                parts.append(f"removed in {each.removed}")
            else:
                last = last_change(each, history.releases)
                parts += [f"last changed in {last}"] if last else []
                parts += [f"deprecated in {each.deprecated}"] if each.deprecated else []
            yield f"  {each.path:{width}}  {', '.join(parts)}"


def _object(history: LibraryHistory, subject: ObjectHistory) -> Iterator[str]:
    parts = [f"since {since(history, subject.since)}"]
    parts += [f"deprecated in {subject.deprecated}"] if subject.deprecated else []
    parts += [f"removed in {subject.removed}"] if subject.removed else []
    yield f"{subject.path}: {', '.join(parts)} ({history.project}, {span(history)})"
    yield from _changes(subject, 2)
    there, gone = parted(subject)
    for title, rows in sections(there):
        yield from ("", title)
        width = _width([row.name for row in rows])
        for row in rows:
            words = [f"since {since(history, row.since, subject.documented)}", came(row)]
            words += [f"deprecated in {row.deprecated}"] if row.deprecated else []
            yield f"  {row.name:{width}}  {', '.join(filter(None, words))}"
            yield from _changes(row, width + 4)
    if gone:
        yield from ("", "What went")
        width = _width([row.name for row in gone])
        for row in gone:
            words = [f"{row.section}, removed in {row.removed}", went(row)]
            yield f"  {row.name:{width}}  {', '.join(filter(None, words))}"


def _changes(record: RowHistory | ObjectHistory, margin: int) -> Iterator[str]:
    for release, phrase in changes(record):
        yield f"{'':{margin}}{release}: {phrase}"


def _width(names: list[str]) -> int:
    return min(max(map(len, names)), _WIDEST)
