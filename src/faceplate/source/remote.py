"""Archives that stay on their host: only what is read of them is fetched.

Of a wheel that is mostly what a browser needs, the source is one part in fifty. A zip file has its
directory at the end; from there on it is known where each member lies, and members that lie close
to each other are fetched together. What the directory and RECORD call by the same size, checksum
and hash as a member of the release before is not fetched again.

No hash of the whole can be checked this way. What holds instead: each part is the part that was
asked for, the file is of one size all along, and each member has the checksum that the directory
states.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from faceplate.errors import clean
from faceplate.source.limits import FILE_BYTES, PART_BYTES, PARTS
from faceplate.source.transport import NoPartsError, Transport
from faceplate.source.tree import Unreadable
from faceplate.source.zips import ZipArchive

Identity = tuple[str, int, int]
"""Hash of a member as RECORD states it, its checksum and its size."""

# Bytes that are fetched where nobody says which will be wanted: the end of most directories.
_STEP = 64 * 1024

# Members with no more bytes between them are fetched together: a request costs more than these.
_GAP = 64 * 1024

# Bytes of a member's own header before its name and what follows that.
_HEADER = 30


class RemoteFile(io.RawIOBase):
    """A file on a host, read part by part; no part is fetched twice.

    Args:
        transport: What fetches.
        address: Where the file is.

    Attributes:
        size: Its bytes.
        fetched: Bytes that were fetched of it.

    Raises:
        NoPartsError: If the host gives no parts of files.
        FetchError: If it cannot be had.
    """

    def __init__(self, transport: Transport, address: str) -> None:
        super().__init__()
        self._transport = transport
        self._address = address
        self._position = 0
        self._wanted: list[tuple[int, int]] = []
        end, self.size = transport.part(address, -_STEP, 0)
        self._parts = [(self.size - len(end), end)]
        self.fetched = len(end)

    def want(self, spans: Iterable[tuple[int, int]]) -> None:
        """Note which spans will be read: those close to each other are fetched together.

        Args:
            spans: Start and end of each.
        """
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if not 0 <= start < end <= self.size:
                continue
            if joined and start - joined[-1][1] <= _GAP:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        self._wanted = joined

    def close(self) -> None:
        """Stay open: there is nothing to let go of, and another package may be read of it."""

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another position, and return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise OSError("a position before the file")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as one part goes, and return how many bytes that are."""
        room = memoryview(buffer)  # type: ignore[arg-type]  # any buffer, as for all raw streams
        if self._position >= self.size or not room:
            return 0
        start, part = self._part(self._position, len(room))
        piece = part[self._position - start :][: len(room)]
        room[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _part(self, position: int, length: int) -> tuple[int, bytes]:
        """Return the part that holds a position, fetched if it has to be."""
        for start, part in self._parts:
            if start <= position < start + len(part):
                return start, part
        end = min(position + max(length, _STEP), self.size)
        begin = position
        for start, stop in self._wanted:
            if start <= position < stop:
                begin, end = start, stop
        if len(self._parts) >= PARTS or self.fetched + end - begin > PART_BYTES:
            raise NoPartsError(clean(f"{self._address}: is cheaper to fetch as a whole"))
        part, size = self._transport.part(self._address, begin, end - begin)
        if size != self.size:
            raise NoPartsError(clean(f"{self._address}: its size changes while it is read"))
        self.fetched += len(part)
        self._parts.append((begin, part))
        return begin, part


class RemoteZip(ZipArchive):
    """A zip file on a host.

    Args:
        file: The file.
        location: What to call it in messages.
        before: Members of the release before, which are not fetched again.
        contents: Takes the members that are read.
    """

    def __init__(
        self,
        file: RemoteFile,
        location: str,
        before: dict[Identity, bytes],
        contents: dict[Identity, bytes],
    ) -> None:
        super().__init__("", location, file)
        self._before = before
        self._contents = contents
        self._remote = file
        self._hashes: dict[str, str] = {}
        self._hashes = self._recorded()

    def expect(self, paths: Iterable[str]) -> None:
        """Have the members that are not known fetched together."""
        members = {path: self._members[path] for path in paths if path in self._members}
        self._remote.want(
            (info.header_offset, end)
            for path, info in members.items()
            if self._identity(path) not in self._before and info.compress_size <= FILE_BYTES
            for end in [
                info.header_offset
                + _HEADER
                + len(info.orig_filename.encode())
                + len(info.extra)
                + info.compress_size
            ]
        )

    def _content(self, path: str) -> bytes:
        identity = self._identity(path)
        content = self._before.get(identity) if identity[0] else None
        if content is None:
            content = super()._content(path)
        if identity[0]:
            self._contents[identity] = content
        return content

    def _identity(self, path: str) -> Identity:
        info = self._members[path]
        return self._hashes.get(path, ""), info.CRC, info.file_size

    def _recorded(self) -> dict[str, str]:
        """Return the hash of each member that RECORD states."""
        hashes: dict[str, str] = {}
        for folder in self.folders(""):
            path = f"{folder}/RECORD"
            if folder.endswith(".dist-info") and path in self._members:
                try:
                    lines = self.read(path).decode("utf-8", "replace").splitlines()
                except Unreadable:
                    continue
                # `gradio/blocks.py,sha256=47DEQpj8HBSa-_TImW-5JCeu,1402`
                rows = (line.rsplit(",", 2) for line in lines)
                hashes |= {row[0]: row[1] for row in rows if len(row) == 3}
        return hashes
