"""A listing of a zip file: a wheel, an egg, or an sdist of the rarer kind.

`zipfile` checks each member against the size and the checksum that the directory states, so a
member that states less than it holds fails that check, and what is expanded is bounded here anyway.
Only the two compressions that wheels are made with are read: of the others, `zipfile` expands a
whole chunk at once, however much comes out.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from stat import S_IFMT, S_ISDIR, S_ISLNK, S_ISREG

from faceplate.errors import UsageError, clean
from faceplate.source.archive import Archive
from faceplate.source.limits import CHUNK_BYTES, FILE_BYTES, MIB, expansion
from faceplate.source.tree import Unreadable, too_large

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

# What `zipfile` raises when the bytes are not what it expects.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


class _DirectoryError(Exception):
    """The directory of the archive is over the limit."""


class _Bounded(io.BufferedReader):
    """A file of which nobody gets more than a chunk at once.

    `zipfile` reads the directory in one go, at the length that the archive states.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            content = super().read(CHUNK_BYTES + 1)
            if len(content) > CHUNK_BYTES:
                raise _DirectoryError
            return content
        if size > CHUNK_BYTES:
            raise _DirectoryError
        return super().read(size)


class ZipArchive(Archive):
    """Folders and files inside a zip file."""

    def __init__(self, path: str, location: str, content: io.RawIOBase | None = None) -> None:
        """List a zip file.

        Args:
            path: Path of the file.
            location: What to call it in messages.
            content: What it is read from; None to open the path.

        Raises:
            UsageError: If it cannot be opened, is damaged, or has too many members.
        """
        super().__init__(location)
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            file = _Bounded(io.FileIO(path) if content is None else content)
        except OSError as error:
            raise UsageError(clean(f"{location}: cannot be read: {error.strerror}")) from None
        try:
            self._left = expansion(file.seek(0, io.SEEK_END))
            self._expansion = self._left
            self._zip = zipfile.ZipFile(file)
            for info in self._zip.infolist():
                self._list(info)
        except _DirectoryError:
            file.close()
            raise UsageError(
                clean(f"{location}: its directory is over {CHUNK_BYTES // MIB} MiB and is not read")
            ) from None
        except _DAMAGE as error:
            file.close()
            raise UsageError(
                clean(f"{location}: damaged or no zip file ({error}); get it again")
            ) from None
        except BaseException:
            file.close()
            raise
        self._file = file

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._zip.close()
        self._file.close()

    def _list(self, info: zipfile.ZipInfo) -> None:
        self._count()
        # `filename` is cut at a NUL, and on Windows has other slashes, than what the archive says.
        name = info.orig_filename
        kind = S_IFMT(info.external_attr >> 16)
        if name.endswith("/") or S_ISDIR(kind):
            return
        if kind and not S_ISREG(kind):
            what = "a link" if S_ISLNK(kind) else "not a plain file"
            self._leave_out(name, f"is {what} in the archive and is left out")
            return
        path = self._enter(name, _refusal(info))
        if path is not None:
            self._members[path] = info

    def _content(self, path: str) -> bytes:
        info = self._members[path]
        if info.file_size > FILE_BYTES:
            raise too_large()
        if info.file_size > self._left:
            raise Unreadable(
                f"is not read: the archive expands to more than {self._expansion // MIB} MiB"
            )
        # Counted before, so that members with a wrong checksum do not expand for nothing.
        self._left -= info.file_size
        try:
            with self._zip.open(info) as member:
                content = member.read(FILE_BYTES + 1)
        except _DAMAGE as error:
            raise Unreadable(f"is damaged in the archive ({error})") from None
        if len(content) != info.file_size:
            raise Unreadable(
                f"is damaged in the archive ({len(content)} bytes, not {info.file_size} as stated)"
            )
        return content


def _refusal(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted in the archive"
    if info.compress_type not in _METHODS:
        return f"is compressed in a way that wheels are not (method {info.compress_type})"
    return None
