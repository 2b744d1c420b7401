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

_ROUND = 400
"""After so many parsed files what they left behind is collected, where the collector is off."""


class CachedReader:
    """Gives the facts of source files.

    Args:
        store: Where facts are kept.

    Attributes:
        parsed: How many files had to be parsed so far.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.parsed = 0

    def facts(self, content: bytes, digest: bytes) -> ModuleFact:
        """Give the facts of one file.

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
        """Give the facts of a stub, as far as it is held against its source.

        Args:
            content: The bytes of the file.
            digest: Their hash.

        Returns:
            What it declares.

        Raises:
            faceplate.facts.reader.SourceError: If the bytes are no Python source.
        """
        return self._facts("stub", _read_stub, content, digest)

    def _facts(
        self,
        way: str,
        read: Callable[..., ModuleFact],
        content: bytes,
        digest: bytes,
        *arguments: object,
    ) -> ModuleFact:
        """Give the facts of one file, read in some way.

        Args:
            way: The name of the way, which is part of the key.
            read: Reads the file; called with its bytes and the arguments.
            content: The bytes of the file.
            digest: Their hash.
            arguments: What else reading depends on, which is part of the key, too.
        """
        name = ""
        if self.store.folder is not None:
            name = key(fingerprint(self.store), way, digest, repr(arguments))
            kept = self.store.load("facts", name, ModuleFact)
            if kept is not None:
                return kept
        facts = read(content, *arguments)
        self.parsed += 1
        if self.parsed % _ROUND == 0:
            gc.collect()
        self.store.keep("facts", name, facts)
        return facts


def _read(content: bytes) -> ModuleFact:
    from faceplate.facts.reader import read

    return read(content)


def _read_stub(content: bytes) -> ModuleFact:
    from faceplate.facts.stubs import read_stub

    return read_stub(content)
