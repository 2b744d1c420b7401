"""What of the file system a result was made of, seen by Python itself while it was made.

A reading opens files and lists folders in many places, and each of them would have to say so. So
Python is asked instead: its audit events tell of each file that is opened and each folder that is
listed, also in vain. A result is kept with all of them, and holds as long as each is what it was.
That a file is absent is known from the list of its folder.

A file is what it was if the file system says so: neither writing it nor putting another in its
place leaves size, inode and both times as they were. Where it says something else, the content
decides, so touching a file changes nothing. Times that were young when a file was looked at are not
trusted, as a clock that ticks slowly gives two writes the same time.

What came over the network cannot be looked at again, so nothing is kept of a run that used it.
"""

from __future__ import annotations

import os
import sys
import time

from faceplate.cache.hashing import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    State = tuple[int, int, int, int] | None

_FILE, _FOLDER = "file", "folder"
_ABSENT = "-"
_LISTING = ("os.listdir", "os.scandir")
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto")
_WRITING = os.O_WRONLY | os.O_RDWR
_LARGEST = 256 * 1024 * 1024
"""No archive of a release is larger; a file that is, is not hashed, and nothing is kept of it."""
_YOUNG = 2_000_000_000
"""Nanoseconds: the slowest clock of a file system in use (FAT) ticks every two seconds."""
_BYTECODE = "__pycache__"
"""Comes and goes with each run of what is read, and is never read."""


class Observer:
    """Notes what this process opens and lists from now on; it cannot be taken away again.

    Args:
        left_out: Folders whose files are no part of a result, or are known to be what they are.
    """

    def __init__(self, left_out: Iterable[str] = ()) -> None:
        self._left_out = tuple(os.path.abspath(folder) + os.sep for folder in left_out)
        self._seen: dict[tuple[str, str], State] = {}
        self._is_complete = True
        self._is_open = True
        sys.addaudithook(self._note)

    def look(self, folders: Iterable[str]) -> None:
        """Note folders in which files were looked for without a list of them."""
        for folder in folders:
            self._add(_FOLDER, folder or os.curdir)

    def close(self) -> bytes | None:
        """Return all that was seen, for `hold`; None if it cannot be looked at again."""
        self._is_open = False
        parts: list[str] = []
        for (kind, path), state in self._seen.items():
            digest = _digest(kind, path)
            if digest is None or not self._is_complete or _state(path) != state:
                return None
            young = state is not None and time.time_ns() - max(state[2:]) < _YOUNG
            parts += [kind, "" if young else repr(state), digest, path]
        return "\0".join(parts).encode("utf-8", "surrogateescape")

    def _note(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_open:
            return
        if event == "open":
            path, _, flags = arguments
            if not (isinstance(flags, int) and flags & _WRITING):
                self._add(_FILE, path)
        elif event in _LISTING:
            self._add(_FOLDER, os.curdir if arguments[0] is None else arguments[0])
        elif event in _NETWORK:
            self._is_complete = False

    def _add(self, kind: str, given: object) -> None:
        if not isinstance(given, (str, bytes, os.PathLike)):
            return  # the number of a file that is open already
        path = os.path.abspath(os.fsdecode(given))
        if (kind, path) not in self._seen and not path.startswith(self._left_out):
            self._seen[kind, path] = _state(path)


def hold(seen: bytes) -> bool:
    """Say whether all that was seen is what it was.

    Args:
        seen: What `Observer.close` returned.
    """
    parts = seen.decode("utf-8", "surrogateescape").split("\0")
    return all(
        (state and repr(_state(path)) == state) or _digest(kind, path) == digest
        for kind, state, digest, path in zip(*[iter(parts)] * 4, strict=False)
    )


def _state(path: str) -> State:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _digest(kind: str, path: str) -> str | None:
    """Return the hash of a file or of the names in a folder; None if it is not to be had."""
    digest = blake2b(digest_size=16)
    try:
        if kind == _FOLDER:
            for name in sorted(os.listdir(path)):
                if name != _BYTECODE:
                    digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        else:
            if not os.path.isfile(path):
                return None if os.path.exists(path) and not os.path.isdir(path) else _ABSENT
            with open(path, "rb") as stream:
                digest.update(stream.read(_LARGEST))
                if stream.read(1):
                    return None
    except (OSError, ValueError):
        return _ABSENT
    return digest.hexdigest()
