"""The history of a library for its pages: from a file, or read from the index.

A file needs no network and says the same in each build; `faceplate history --format json` writes
it. Without one the index is asked once in each process.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import msgspec

from faceplate.cache.hashing import blake2b
from faceplate.characters import legible
from faceplate.compare.history.records import FORMAT, LibraryHistory, RowHistory
from faceplate.errors import UsageError, clean
from faceplate.render.since import Dates, Marks, marked_rows
from faceplate.sites.shared_arguments import argument
from faceplate.source.given import content_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from faceplate.model import Component
    from faceplate.render.content import Document, DocumentSection
    from faceplate.sites.library import SiteLibrary

_LARGEST = 128 * 1024 * 1024
"""Bytes of a file; that of 474 releases of a large library has 4 MB."""

# What JSON writes of a character that is not seen, or DEL, which it leaves as it is.
_UNSEEN = re.compile(rb"\x7f|\\(?![\"\\/])")

_read: dict[tuple[str, str], LibraryHistory] = {}
"""Histories read from the index by this process, by the library and its options."""


class SiteHistory:
    """The history of a library.

    Args:
        history: What was read.

    Attributes:
        library: The history.
        json: The history as JSON.
        digest: The hash of all that it says.
    """

    def __init__(self, history: LibraryHistory) -> None:
        self.library = history
        self.json = msgspec.json.encode(history)
        self.digest = blake2b(self.json, digest_size=16).hexdigest()
        self._subjects = {each.path: each for each in reversed(history.objects)}

    def of(self, component: Component) -> Dates | None:
        """Return what the page of a component says; None where the history has no such object."""
        subject = self._subjects.get(component.path)
        if subject is None:
            return None
        text = msgspec.json.encode(subject)
        # To look at each text takes longer than all the rest, and nearly all are plain.
        is_plain = text.isascii() and not _UNSEEN.search(text)
        return Dates(self.library, subject if is_plain else legible(subject))

    def fingerprint(self, component: Component) -> str:
        """Return what the page of a component depends on here."""
        subject = self._subjects.get(component.path)
        if subject is None:
            return ""
        own = blake2b(msgspec.json.encode(subject), digest_size=16).hexdigest()
        return f"{own} {Dates(self.library, subject).since}"

    def event_arguments(self) -> dict[str, RowHistory]:
        """Return each event argument of the library, as the first component had it."""
        order = {release: number for number, release in enumerate(self.library.releases)}
        rows: dict[str, RowHistory] = {}
        for subject in self.library.objects:
            for row in subject.rows:
                if row.section != "event argument" or row.removed is not None:
                    continue
                known = rows.setdefault(row.name, row)
                if order.get(row.since, 0) < order.get(known.since, 0):
                    rows[row.name] = row
        return {legible(name): legible(row) for name, row in rows.items()}


def site_history(library: SiteLibrary, stated: bool | str) -> SiteHistory | None:
    """Return the history of a library; None where none is asked for.

    Args:
        library: The library.
        stated: Path of a file with it; True to read it from the index.

    Raises:
        UsageError: If the file cannot be used, or the index cannot be asked.
    """
    if not stated:
        return None
    return SiteHistory(_saved(stated, library) if isinstance(stated, str) else _computed(library))


def _saved(file: str, library: SiteLibrary) -> LibraryHistory:
    content = content_of(file, _LARGEST)
    try:
        history = msgspec.json.decode(content, type=LibraryHistory)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(clean(f"{file} is not a history: {error}")) from None
    if history.format != FORMAT or not history.releases:
        raise UsageError(clean(f"{file} is not a history; write one with `faceplate history`"))
    name = library.tree.name
    if not any(f"{each.path}.".startswith(f"{name}.") for each in history.objects):
        raise UsageError(clean(f"{os.path.basename(file)} is no history of {name}"))
    return history


def _computed(library: SiteLibrary) -> LibraryHistory:
    from faceplate.compare.history.reading import HistoryReader, LastRelease

    place = library.tree.fingerprint(), str(library.options)
    history = _read.get(place)
    if history is None:
        reader = HistoryReader(library.store, library.options, library.search_path)
        last = LastRelease(library.tree, library.manifest)
        history = _read[place] = reader.history("", last=last)
    return history


def dated(
    documents: Iterable[Document], component: Component, dates: Dates | None
) -> list[Document]:
    """Return forms of a page with what its history says, where there is one.

    Args:
        documents: The forms.
        component: What the page is about.
        dates: Its history, or None.
    """
    if dates is None:
        return list(documents)
    marks = Marks(component, dates)
    return [marks.put(document) for document in documents]


def explained(
    sections: tuple[DocumentSection, ...], history: SiteHistory | None
) -> tuple[DocumentSection, ...]:
    """Return the sections about what all listeners take, with since when they do.

    Args:
        sections: The sections.
        history: The history of the library, or None.
    """
    if history is None:
        return sections
    named = {argument(name): row for name, row in history.event_arguments().items()}
    return tuple(marked_rows(section, named) for section in sections)
