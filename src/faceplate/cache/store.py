"""The store: entries under keys, on disk, for all libraries and releases.

A cache may be lost at any time and must never be in the way. So each entry carries a checksum of
its content and is ignored where that does not fit, or where the content is not of the type that was
asked for; an entry appears whole or not at all, since it is written beside its place and then
renamed; and whatever the file system refuses (a full disk, a read-only folder) only means that the
work is done again next time. Keys are hashes of all that a content depends on, so processes that
write the same key write the same content.
"""

from __future__ import annotations

import contextlib
import os
from functools import cache
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    import msgspec

    Value = TypeVar("Value")

_CHECK_SIZE = 4
_PART = 1 << 16
"""Most entries are smaller than this and take one read."""
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY


class Store:
    """A folder of entries.

    Args:
        folder: Where entries are kept; made when the first is written. None keeps nothing.

    Attributes:
        damaged: Keys of entries that were there and could not be used.
        refused: What the file system said when an entry could not be written, at most once.
        code: The fingerprint of the code, once `code.fingerprint` was asked for it.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self.damaged: list[str] = []
        self.refused: str | None = None
        self.code: str | None = None
        self._is_trimmed = False

    def load(self, kind: str, key: str, value: type[Value]) -> Value | None:
        """Return the value of an entry.

        Args:
            kind: What sort of entry it is.
            key: What `keys.key` makes of all that the value depends on.
            value: The type of the value.

        Returns:
            The value, or None if there is no entry, or none that holds such a value.
        """
        content = self.get(kind, key)
        if content is None:
            return None
        try:
            wanted: Any = value
            decoder: msgspec.msgpack.Decoder[Value] = _decoder(wanted)
            return decoder.decode(content)
        except (ValueError, RecursionError, MemoryError, OverflowError):
            self.damaged.append(key)
            return None

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a value, which `load` returns again.

        Args:
            kind: What sort of entry it is.
            key: What `keys.key` makes of all that the value depends on.
            value: A struct, or what is made of structs and builtins.
        """
        if self.folder is not None:
            import msgspec

            self.put(kind, key, msgspec.msgpack.encode(value))

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the bytes of an entry; nothing is imported for this.

        Args:
            kind: What sort of entry it is; a folder of its own.
            key: What `keys.key` makes of all that the content depends on.

        Returns:
            The content, or None if there is no entry or it is damaged.
        """
        if self.folder is None:
            return None
        try:
            entry = _content(self._path(kind, key))
        except OSError:
            return None
        content = entry[_CHECK_SIZE:]
        if entry[:_CHECK_SIZE] != _check(key, content):
            self.damaged.append(key)
            return None
        return content

    def holds(self, kind: str, key: str) -> bool:
        """Return whether there is an entry, damaged or not."""
        return self.folder is not None and os.path.exists(self._path(kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry, if the file system lets us.

        Args:
            kind: What sort of entry it is.
            key: What `keys.key` makes of all that the content depends on.
            content: What to keep.
        """
        if self.folder is None:
            return
        path = self._path(kind, key)
        draft = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
        try:
            try:
                file = os.open(draft, _NEW, 0o600)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
                file = os.open(draft, _NEW, 0o600)
            try:
                try:
                    _write(file, _check(key, content) + content)
                finally:
                    os.close(file)
                os.replace(draft, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(draft)
                raise
        except OSError as error:
            self.refused = self.refused or str(error)
        if not self._is_trimmed:
            self._is_trimmed = True
            from faceplate.cache.trimming import trim

            trim(self.folder)

    def _path(self, kind: str, key: str) -> str:
        assert self.folder is not None
        return os.path.join(self.folder, kind, key)


@cache
def _decoder(value: Any) -> Any:
    import msgspec

    return msgspec.msgpack.Decoder(value)


def _content(path: str) -> bytes:
    """Read a small file; half of what `open` does is for streams and large ones."""
    file = os.open(path, os.O_RDONLY | _BINARY)
    try:
        parts = []
        while part := os.read(file, _PART):
            parts.append(part)
            if len(part) < _PART:
                break
        return b"".join(parts)
    finally:
        os.close(file)


def _write(file: int, content: bytes) -> None:
    """Write all of a content, which a file system may take in parts."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _check(key: str, content: bytes) -> bytes:
    return crc32(content, crc32(key.encode())).to_bytes(_CHECK_SIZE, "big")
