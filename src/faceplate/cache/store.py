"""The cache: bytes under a key, on disk, for all libraries and releases.

A cache may be lost at any time and must never be in the way. So each entry carries a checksum of
its content and is ignored where that does not fit; an entry appears whole or not at all, since it
is written beside its place and then renamed; and whatever the file system refuses (a full disk, a
read-only folder) only means that the work is done again next time. Keys are hashes, so processes
that write the same key write the same content.
"""

from __future__ import annotations

import contextlib
import os
from zlib import crc32

_CHECK_SIZE = 4
_PART = 1 << 16
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY


class Store:
    """A folder of entries.

    Args:
        folder: Where entries are kept; made when the first is written. None keeps nothing.

    Attributes:
        damaged: Keys of entries that were found and could not be used.
        refused: What the file system said when an entry could not be written, at most once.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self.damaged: list[str] = []
        self.refused: str | None = None

    def get(self, kind: str, key: str) -> bytes | None:
        """Look an entry up.

        Args:
            kind: What sort of entry it is; a folder of its own.
            key: A hexadecimal digest of all that the content depends on.

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

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep an entry, if the file system lets us.

        Args:
            kind: What sort of entry it is.
            key: A hexadecimal digest of all that the content depends on.
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

    def _path(self, kind: str, key: str) -> str:
        assert self.folder is not None
        return os.path.join(self.folder, kind, key[0], key[1:])


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
