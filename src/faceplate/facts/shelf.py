"""Facts by the bytes of a file: from the cache where they are kept, else read and then kept.

The reader is imported only when a file has to be read, so that a run over files that are all known
needs no parser.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

import msgspec

from faceplate.cache.hashing import blake2b
from faceplate.cache.identity import reader_identity
from faceplate.cache.store import Store
from faceplate.facts.declarations import ModuleFact
from faceplate.facts.environment import Environment

_ROUND = 400
"""After so many parsed files what they left behind is collected, where the collector is off."""

_decoder = msgspec.msgpack.Decoder(ModuleFact)


class Shelf:
    """Gives the facts of source files.

    Args:
        store: Where facts are kept.
        environment: The Python and the platform that is read for.

    Attributes:
        environment: As given.
        parsed: How many files had to be parsed so far.
    """

    def __init__(self, store: Store, environment: Environment | None = None) -> None:
        self.store = store
        self.environment = environment or Environment().completed("", ())
        self.parsed = 0
        self._reader = reader_identity()

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
        return self._facts("facts", digest, lambda: _read(content, self.environment))

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
        return self._facts("stubs", digest, lambda: _read_stub(content, self.environment))

    def _facts(self, kind: str, digest: bytes, read: Callable[[], ModuleFact]) -> ModuleFact:
        kept = self._kept(kind, digest)
        if kept is not None and not kept.answers:
            return kept
        # What conditions decide is kept for each environment that it was read for.
        bound = digest + str(self.environment).encode("utf-8", "replace")
        kept = None if kept is None else self._kept(kind, bound)
        if kept is not None:
            return kept
        facts = read()
        self.parsed += 1
        if self.parsed % _ROUND == 0:
            gc.collect()
        encoded = msgspec.msgpack.encode(facts)
        self.store.put(kind, self._key(digest), encoded)
        if facts.answers:
            self.store.put(kind, self._key(bound), encoded)
        return facts

    def _key(self, content: bytes) -> str:
        return blake2b(content, digest_size=20, key=self._reader).hexdigest()

    def _kept(self, kind: str, content: bytes) -> ModuleFact | None:
        key = self._key(content)
        kept = self.store.get(kind, key)
        if kept is not None:
            try:
                return _decoder.decode(kept)
            except msgspec.MsgspecError:
                self.store.damaged.append(key)
        return None


def _read(content: bytes, environment: Environment) -> ModuleFact:
    from faceplate.facts.reader import read

    return read(content, environment)


def _read_stub(content: bytes, environment: Environment) -> ModuleFact:
    from faceplate.facts.stubs import read_stub

    return read_stub(content, environment)
