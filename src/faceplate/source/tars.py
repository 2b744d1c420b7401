"""A listing of a compressed tar file, which is what an sdist is.

A tar file has no directory: it is read once, from front to back, and what could be needed is kept.
How much it may expand to is counted as it expands. Headers too are taken into memory whole by
`tarfile`, so the stream refuses to give more than a chunk at once, and it never goes back, which
ends the loops that a header with a negative size can make.
"""

from __future__ import annotations

import bz2
import gzip
import os
import struct
import tarfile
import zlib

from faceplate.errors import UsageError, clean
from faceplate.source.archive import Archive
from faceplate.source.limits import CHUNK_BYTES, FILE_BYTES, MIB, TOTAL_BYTES, expansion
from faceplate.source.listing import is_source
from faceplate.source.tree import Unreadable, too_large

TYPE_CHECKING = False
if TYPE_CHECKING:
    from io import BufferedIOBase

# What is kept besides source files: all that states something of the distribution.
_METADATA = frozenset(
    {"PKG-INFO", "METADATA", "pyproject.toml", "setup.cfg", "package.json", "requires.txt"}
)

_BLOCK = 512
_STEP = 256 * 1024

# What `tarfile` and the decompressors raise when the bytes are not what they expect.
_DAMAGE = (
    tarfile.TarError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
    RecursionError,
)


class _StreamError(Exception):
    """The stream does not go on; the message says why."""


class _Stream:
    """The expanded bytes of an archive, forwards only and up to a limit."""

    def __init__(self, source: BufferedIOBase, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._position = 0

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= CHUNK_BYTES:
            raise _StreamError(f"has a header over {CHUNK_BYTES // MIB} MiB")
        content = self._source.read(size)
        self._position += len(content)
        if self._position > self._limit:
            raise _StreamError(f"expands to more than {self._limit // MIB} MiB")
        return content

    def seek(self, position: int) -> int:
        if position < self._position:
            raise _StreamError("has a header that points backwards")
        while self._position < position:
            if not self.read(min(_STEP, position - self._position)):
                break
        return self._position

    def drain(self) -> bool:
        """Read to the end, where the checksum is, and tells whether only padding was left."""
        clean_end = True
        while rest := self.read(_STEP):
            clean_end = clean_end and not rest.strip(b"\0")
        return clean_end and self._position % _BLOCK == 0


class TarArchive(Archive):
    """Folders and files inside a compressed tar file."""

    def __init__(self, path: str, location: str) -> None:
        """Read a tar file.

        Args:
            path: Path of the file.
            location: What to call it in messages.

        Raises:
            UsageError: If it cannot be opened, is damaged, expands to too much, or has too many
                members.
        """
        super().__init__(location)
        self._contents: dict[str, bytes | Unreadable] = {}
        self._kept = 0
        opener = bz2.open if path.lower().endswith(".bz2") else gzip.open
        try:
            with opener(path, "rb") as source:
                self._list_all(_Stream(source, expansion(os.path.getsize(path))))
        except _StreamError as error:
            raise UsageError(clean(f"{location}: {error} and is not read")) from None
        except _DAMAGE as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(
                clean(f"{location}: damaged or no tar file ({reason}); get it again")
            ) from None

    def close(self) -> None:
        """Does nothing: the file is closed since it was listed."""

    def _list_all(self, stream: _Stream) -> None:
        archive = tarfile.TarFile(fileobj=stream, errors="surrogateescape")  # type: ignore[arg-type]
        while (info := archive.next()) is not None:
            self._list(archive, info)
            # `tarfile` keeps all it has seen for those who want to find links by name.
            archive.members.clear()  # type: ignore[attr-defined]
        if not stream.drain():
            raise tarfile.ReadError("something follows its end")

    def _list(self, archive: tarfile.TarFile, info: tarfile.TarInfo) -> None:
        self._count()
        if info.isdir():
            return
        if not info.isreg() or info.issparse():
            what = "a link" if info.issym() or info.islnk() else "not a plain file"
            self._leave_out(info.name, f"is {what} in the archive and is left out")
            return
        path = self._enter(info.name)
        if path is None:
            return
        name = path.rpartition("/")[2]
        if is_source(name) or name in _METADATA:
            self._contents[path] = self._kept_content(archive, info)

    def _kept_content(self, archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes | Unreadable:
        if info.size > FILE_BYTES:
            return too_large()
        if self._kept + info.size > TOTAL_BYTES:
            return Unreadable(
                f"is not read: the archive holds more than {TOTAL_BYTES // MIB} MiB of source"
            )
        member = archive.extractfile(info)
        content = member.read() if member is not None else b""
        if len(content) != info.size:
            raise tarfile.ReadError("unexpected end of data")
        self._kept += len(content)
        return content

    def _content(self, path: str) -> bytes:
        content = self._contents.get(path)
        if content is None:
            raise Unreadable("is not a kind of file that is kept")
        if isinstance(content, Unreadable):
            raise Unreadable(*content.args)
        return content
