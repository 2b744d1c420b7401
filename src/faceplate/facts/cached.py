"""Facts by the bytes of a file: from the cache where they are kept, else read and then kept.

The reader is imported only when a file has to be read, so that a run over files that are all known
needs no parser.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from faceplate.cache.code import fingerprint
from faceplate.cache.keys import key
from faceplate.cache.store import Store
from faceplate.facts.declarations import ModuleFact
from faceplate.facts.environment import Environment

_ROUND = 400
"""After so many parsed files what they left behind is collected, where the collector is off."""


class CachedReader:
    """Gives the facts of source files.

    Args:
        store: Where facts are kept.
        environment: The Python and the platform that is read for; None for the newest and Linux.

    Attributes:
        environment: As given.
        parsed: How many files had to be parsed so far.
    """

    def __init__(self, store: Store, environment: Environment | None = None) -> None:
        self.store = store
        self.environment = (environment or Environment()).completed("", ())
        self.parsed = 0

    def facts(self, content: bytes, digest: bytes) -> ModuleFact:
        """Return the facts of one file.

        Args:
            content: The bytes of the file.
            digest: Their hash.

        Returns:
            What it declares.

        Raises:
            faceplate.facts.reader.SourceError: If the bytes are no Python source.
        """
        return self._facts("source", _read, content, digest)

    def stub(self, content: bytes, digest: bytes) -> ModuleFact:
        """Return the facts of a stub, as far as it is held against its source.

        Args:
            content: The bytes of the file.
            digest: Their hash.

        Returns:
            What it declares.

        Raises:
            faceplate.facts.reader.SourceError: If the bytes are no Python source.
        """
        return self._facts("stub", _read_stub, content, digest)

    def is_kept(self, digest: bytes) -> bool:
        """Return whether facts of a file are kept, which may be damaged or of another environment.

        Args:
            digest: The hash of its bytes.
        """
        if self.store.folder is None:
            return False
        return self.store.holds("facts", key(fingerprint(self.store), "source", digest))

    def _facts(
        self,
        way: str,
        read: Callable[[bytes, Environment], ModuleFact],
        content: bytes,
        digest: bytes,
    ) -> ModuleFact:
        """Return the facts of one file, read in some way.

        Most files declare the same for each Python and platform. Facts that say otherwise are kept
        for each environment beside what they say of any.

        Args:
            way: The name of the way, which is part of the key.
            read: Reads the file for an environment.
            content: The bytes of the file.
            digest: Their hash.
        """
        usual = own = ""
        if self.store.folder is not None:
            code = fingerprint(self.store)
            usual, own = key(code, way, digest), key(code, way, digest, str(self.environment))
            kept = self.store.load("facts", usual, ModuleFact)
            if kept is not None and kept.answers:
                kept = self.store.load("facts", own, ModuleFact)
            if kept is not None:
                return kept
        facts = read(content, self.environment)
        self.parsed += 1
        if self.parsed % _ROUND == 0:
            gc.collect()
        self.store.keep("facts", usual, facts)
        if facts.answers:
            self.store.keep("facts", own, facts)
        return facts


def _read(content: bytes, environment: Environment) -> ModuleFact:
    from faceplate.facts.reader import read

    return read(content, environment)


def _read_stub(content: bytes, environment: Environment) -> ModuleFact:
    from faceplate.facts.stubs import read_stub

    return read_stub(content, environment)
