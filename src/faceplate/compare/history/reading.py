"""Reads the releases of a project into one history.

What is kept: the rows of each release under the hash of its file, and each history under the files
that it is made of. So where nothing is new, one entry is read; and where one release is new, that
one is read and compared with the one before.
"""

from __future__ import annotations

import gc
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from faceplate.cache.code import fingerprint
from faceplate.cache.keys import key
from faceplate.cache.store import Store
from faceplate.compare.history.records import LibraryHistory
from faceplate.compare.history.rows import ReleaseRows, rows_of
from faceplate.compare.history.timeline import Timeline
from faceplate.errors import UsageError, clean
from faceplate.extraction import read
from faceplate.model import Manifest
from faceplate.options import ReadingOptions
from faceplate.source import Tree, fetching
from faceplate.source.candidates import Candidate
from faceplate.source.index import strongest
from faceplate.source.releases import ReleaseOpener
from faceplate.source.transport import FetchError

_KIND = "history"

_FAILURES = 3
"""After so many releases in a row that cannot be fetched, the network is at fault, and not they."""

_ROUND = 8
"""After so many releases what they left behind is collected, where the collector is off."""

_LEVEL = 3
"""How hard rows are compressed: they repeat themselves, so little effort does."""

_LARGEST = 256 * 1024 * 1024
"""Bytes of the rows of one release; those of the largest library seen take 20 MB."""


class ReleaseChoice(NamedTuple):
    """Which releases a history is made of.

    Attributes:
        specifier: Such as `>=4,<6`, or versions with commas between them; '' for all.
        prereleases: Whether releases before a final one count, too.
        yanked: Whether those that were withdrawn count, too.
    """

    specifier: str = ""
    prereleases: bool = False
    yanked: bool = False


class LastRelease(NamedTuple):
    """What stands at the end of a history without being on the index, such as a working tree.

    Attributes:
        tree: Its files.
        manifest: What it declares.
    """

    tree: Tree
    manifest: Manifest


class HistoryReader:
    """Reads histories.

    Args:
        store: Where rows and histories are kept.
        options: How releases are read.
        search_path: Where to find what they extend; None for the current environment.
        report: Is told what is done: how many releases are done, how many there are, and which one
            is next.
    """

    def __init__(
        self,
        store: Store,
        options: ReadingOptions | None = None,
        search_path: Sequence[str] | None = None,
        report: Callable[[int, int, str], None] | None = None,
    ) -> None:
        self.store = store
        self.fetched = 0
        self.read = 0
        self._options = options or ReadingOptions()
        self._search_path = search_path
        self._report = report or (lambda done, total, release: None)
        self._code = fingerprint(store) if store.folder is not None else ""

    def history(
        self, project: str, choice: ReleaseChoice | None = None, last: LastRelease | None = None
    ) -> LibraryHistory:
        """Read the releases of a project.

        Args:
            project: Name of the project; '' for that of `last`.
            choice: Which releases; None for all final ones.
            last: What comes after them; only releases before its version are read.

        Raises:
            UsageError: If there is none, or they cannot be had.
        """
        choice = choice or ReleaseChoice()
        if last is not None:
            project = project or last.tree.distribution or last.tree.name
        listed = fetching.releases(project, prereleases=choice.prereleases, yanked=choice.yanked)
        chosen = _chosen(listed, choice, last)
        if not chosen and last is None:
            raise UsageError(clean(f"{project}: no release fits {choice.specifier!r}"))
        earlier = bool(chosen) and chosen[0] is not listed[0]
        names = [self._name(candidate) for candidate in chosen]
        keys = self._keys(project, earlier, names)
        timeline, done = self._kept(project, earlier, names, keys)
        opener = ReleaseOpener(project)
        failures = missing = 0
        try:
            for number in range(done, len(chosen)):
                candidate = chosen[number]
                version = str(candidate.version)
                self._report(number, len(chosen), f"{project} {version}")
                try:
                    rows = self._rows(opener, candidate, names[number])
                except FetchError as error:
                    missing += 1
                    failures += 1
                    if failures >= _FAILURES:
                        raise UsageError(clean(f"{project} {version}: {error}")) from None
                    timeline.skip(version, clean(str(error)))
                    continue
                failures = 0
                if rows.reason:
                    timeline.skip(version, rows.reason)
                else:
                    timeline.add(version, rows)
        finally:
            self.fetched += opener.fetched
            opener.close()
        if done < len(chosen) and not missing and keys:
            self.store.keep(_KIND, keys[-1], timeline.history)
        if last is not None:
            reading = read(last.tree, self.store, self._search_path, self._options, with_names=True)
            rows = rows_of(last.manifest, reading.names)
            timeline.add(last.tree.version or "unreleased", rows)
        if not timeline.history.releases:
            reason = timeline.history.skipped[-1].reason
            raise UsageError(clean(f"{project}: no release could be read; the last: {reason}"))
        return timeline.history

    def _rows(self, opener: ReleaseOpener, candidate: Candidate, name: str) -> ReleaseRows:
        """Return the rows of a release, read now if they are not kept.

        Raises:
            FetchError: If it cannot be fetched.
        """
        rows = self._kept_rows(name)
        if rows is not None:
            return rows
        try:
            tree = opener.open(candidate)
        except FetchError:
            raise
        except UsageError as error:
            rows = ReleaseRows(reason=clean(str(error)))
        else:
            # One place for all, so that pages stay that are what they were a release before.
            tree.place = f"history\0{tree.name}"
            self.read += 1
            if self.read % _ROUND == 0:
                gc.collect()
            reading = read(tree, self.store, self._search_path, self._options, with_names=True)
            rows = rows_of(reading.manifest(), reading.names)
        packed = zlib.compress(msgspec.msgpack.encode(rows), _LEVEL)
        self.store.put(_KIND, self._rows_key(name), packed)
        return rows

    def _kept_rows(self, name: str) -> ReleaseRows | None:
        if self.store.folder is None:
            return None
        packed = self.store.get(_KIND, self._rows_key(name))
        if packed is None:
            return None
        try:
            content = zlib.decompressobj().decompress(packed, _LARGEST)
            return msgspec.msgpack.decode(content, type=ReleaseRows)
        except (zlib.error, msgspec.DecodeError, ValueError, RecursionError):
            return None

    def _rows_key(self, name: str) -> str:
        path = repr(self._search_path)
        return key(self._code, "rows", name, str(self._options), path)

    def _name(self, candidate: Candidate) -> str:
        """Return what tells the file of a release from all others."""
        stated = strongest(candidate.file.hashes)
        return f"{candidate.file.name} {stated[1] if stated else candidate.file.address}"

    def _keys(self, project: str, earlier: bool, names: list[str]) -> list[str]:
        """Return the keys of the histories of the first release, the first two, and so on."""
        if self.store.folder is None:
            return []
        keys = []
        last = key(self._code, "history", project, str(earlier), str(self._options))
        last = key(last, repr(self._search_path))
        for name in names:
            last = key(last, name)
            keys.append(last)
        return keys

    def _kept(
        self, project: str, earlier: bool, names: list[str], keys: list[str]
    ) -> tuple[Timeline, int]:
        """Return the longest history that is kept, and of how many releases it is made."""
        for number in range(len(keys) - 1, -1, -1):
            history = self.store.load(_KIND, keys[number], LibraryHistory)
            if history is None:
                continue
            before = self._last_rows(names[: number + 1])
            if before is not None or not history.releases:
                return Timeline(history, before), number + 1
        return Timeline(LibraryHistory(project=project, earlier=earlier)), 0

    def _last_rows(self, names: list[str]) -> ReleaseRows | None:
        """Return the rows of the last release that could be read."""
        for name in reversed(names):
            rows = self._kept_rows(name)
            if rows is None:
                return None
            if not rows.reason:
                return rows
        return None


def _chosen(
    listed: list[Candidate], choice: ReleaseChoice, last: LastRelease | None
) -> list[Candidate]:
    """Return the releases that are asked for.

    Raises:
        UsageError: If what is asked for cannot be read.
    """
    chosen = listed
    if choice.specifier:
        accepted = _accepted(choice.specifier)
        chosen = [candidate for candidate in listed if accepted(candidate.version)]
    end = _version(last.tree.version) if last is not None else None
    return [candidate for candidate in chosen if end is None or candidate.version < end]


def _accepted(text: str) -> Callable[[Version], bool]:
    """Return what tells whether a version is asked for.

    Args:
        text: A specifier such as `>=4,<6`, or versions such as `4.0,5.0`.

    Raises:
        UsageError: If it is neither.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    versions = [_version(part) for part in parts]
    if None not in versions:
        return set(versions).__contains__
    try:
        specifiers = SpecifierSet(text)
    except InvalidSpecifier:
        raise UsageError(
            clean(f"{text}: neither a specifier such as >=4,<6 nor versions such as 4.0,5.0")
        ) from None
    return lambda version: specifiers.contains(version, prereleases=True)


def _version(text: str | None) -> Version | None:
    try:
        return Version(text) if text is not None else None
    except InvalidVersion:
        return None
