"""Pages of the last reading, each with what it was made of.

When one file of a library changes, most pages are made of other files. The ledger keeps the pages
of the last reading of a library, and for each the modules that were looked into and the hashes of
their sources; a page whose modules are all as they were is taken over as it stands. What pages
depend on as a whole (public paths, the options, faceplate itself) is one hash for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from faceplate.cache.hashing import blake2b
from faceplate.cache.identity import identity
from faceplate.cache.store import Store
from faceplate.link.consultation import Asked
from faceplate.link.library import Library
from faceplate.model import Component, Problem


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One page.

    Attributes:
        setting: Its place in the whole: path, group, neighbours.
        modules: What was looked into: library, module, and hash of the source.
        problems: What the dialect could not make out.
        page: The page as JSON, indented as it stands in a manifest.
    """

    setting: list[str | None]
    modules: list[tuple[str, str, bytes]]
    problems: list[Problem]
    page: bytes


class Account(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All pages of a reading.

    Attributes:
        whole: The hash of what all pages depend on.
        records: The pages by the canonical path of their subject.
        problems: What could not be read, each with the hash of the file then.
    """

    whole: bytes
    records: dict[str, Record]
    problems: list[tuple[Problem, bytes]]


def _printed(component: Component) -> bytes:
    """Give a page as JSON, indented as it stands in a manifest."""
    page = msgspec.json.format(msgspec.json.encode(component), indent=2)
    return page.replace(b"\n", b"\n    ")


_decoder = msgspec.msgpack.Decoder(Account)


class Ledger:
    """The pages of one library.

    Args:
        store: Where pages are kept.
        library: The library.
        options: All options that change what is read.
        whole: What all pages depend on, in texts.
    """

    def __init__(self, store: Store, library: Library, options: str, whole: Iterable[str]) -> None:
        self._store = store
        self._libraries = {one.name: one for one in (library, *library.companions)}
        self._library = library
        place = f"{options}\0{library.place}"
        self._key = blake2b(place.encode("utf-8", "replace"), digest_size=20).hexdigest()
        digest = blake2b(identity(), digest_size=16)
        for text in [*whole, *(name for one in self._libraries.values() for name in one.modules)]:
            digest.update(text.encode("utf-8", "replace") + b"\0")
        self._whole = digest.digest()
        self._known = self._load()
        self._made: dict[str, Record] = {}
        self._digests: dict[Asked, bytes | None] = {}

    def page(
        self,
        subject: str,
        setting: list[str | None],
        make: Callable[[], tuple[Component, list[Problem]]],
    ) -> Record:
        """Give a page, made now if anything that it was made of has changed.

        Args:
            subject: Canonical path of what the page is about.
            setting: Its place in the whole, which is part of the page.
            make: Makes the page, and says what could not be made out.
        """
        record = self._known.records.get(subject)
        if record is None or record.setting != setting or not self._holds(record):
            with self._library.consultation.recorded() as asked:
                component, problems = make()
            record = Record(setting, self._hashed(asked), problems, _printed(component))
        self._made[subject] = record
        return record

    def close(self) -> list[Problem]:
        """Keep the pages, and give the problems of all files that they were made of."""
        found = dict.fromkeys(self._library.problems)
        for problem, digest in self._known.problems:
            if self._file_digest(problem.file) == digest:
                found.setdefault(problem)
        problems = sorted(found, key=lambda one: (one.file, one.line or 0))
        if self._made != self._known.records:
            kept = [(problem, self._file_digest(problem.file)) for problem in problems]
            account = Account(self._whole, self._made, kept)
            self._store.put("pages", self._key, msgspec.msgpack.encode(account))
        return problems

    def _load(self) -> Account:
        kept = self._store.get("pages", self._key)
        if kept is not None:
            try:
                account = _decoder.decode(kept)
            except msgspec.MsgspecError:
                self._store.damaged.append(self._key)
            else:
                if account.whole == self._whole:
                    return account
        return Account(self._whole, {}, [])

    def _holds(self, record: Record) -> bool:
        return all(
            self._digest(library, module) == digest for library, module, digest in record.modules
        )

    def _digest(self, library: str, module: str) -> bytes | None:
        asked = (library, module)
        if asked not in self._digests:
            known = self._libraries.get(library)
            self._digests[asked] = known.digest(module) if known else None
        return self._digests[asked]

    def _hashed(self, asked: set[Asked]) -> list[tuple[str, str, bytes]]:
        return [
            (library, module, self._libraries[library].digest(module))
            for library, module in sorted(asked)
        ]

    def _file_digest(self, file: str) -> bytes:
        tree = self._library.tree
        return (tree.digest(file) if file in tree.files else None) or b"-"
