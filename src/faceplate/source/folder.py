"""A listing of a folder on disk.

A folder can hold what an archive cannot: links that lead out of it or round in circles, pipes that
never end, files that one may not read. What is listed is settled while the folder is scanned, and a
file is checked again once it is open, without waiting for whoever sits at the other end of a pipe.
"""

from __future__ import annotations

import os
from stat import S_ISREG

from faceplate.source.limits import DEPTH, ENTRIES, FILE_BYTES
from faceplate.source.listing import COMPILED, SUFFIXES, Listing, is_package, is_source, join
from faceplate.source.tree import Unreadable, too_large

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# O_NONBLOCK: opening a pipe returns at once. O_BINARY: Windows leaves the line ends alone.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Folder(Listing):
    """Folders and files below a folder on disk.

    Attributes:
        root: Its absolute path.
    """

    def __init__(self, root: str, package: str | None = None) -> None:
        """Take a folder as the root of a listing.

        Args:
            root: Absolute path of the folder.
            package: Name of the subfolder that links may not leave, which may be a link itself, as
                in a development install; None lets links lead anywhere, which is right for looking
                where a package lies, and is done for a few levels only.
        """
        super().__init__()
        self.root = root
        self._package = package
        self._boundary: str | None = None
        self._followed: set[str] = set()
        self._seen = 0

    def names(self, folder: str) -> Iterable[str]:
        """List all names in a folder, in no order; empty if there is no such folder."""
        try:
            return os.listdir(self._on_disk(folder))
        except OSError:
            return ()

    def folders(self, folder: str) -> list[str]:
        """List the subfolders of a folder, whatever their names; sorted."""
        path = self._on_disk(folder)
        return sorted(name for name in self.names(folder) if os.path.isdir(f"{path}/{name}"))

    def sources(self, folder: str) -> tuple[list[str], list[str]]:
        """List subfolders that could be packages, and source files; both sorted."""
        folders: list[str] = []
        files: list[str] = []
        others: list[str] = []
        if folder.count("/") >= DEPTH:
            self.problems.append((folder, f"is deeper than {DEPTH} folders and is left out"))
            return folders, files
        try:
            with os.scandir(self._on_disk(folder)) as entries:
                for entry in entries:
                    self._seen += 1
                    if self._seen > ENTRIES:
                        self._overflow(folder)
                        break
                    if entry.name.endswith(SUFFIXES):
                        if is_source(entry.name) and self._is_file(entry, folder):
                            files.append(entry.name)
                    elif entry.name.endswith(COMPILED):
                        self._note_compiled(folder, entry.name)
                    elif is_package(entry.name):
                        kept = folders if entry.is_dir(follow_symlinks=False) else others
                        kept.append(entry.name)
        except OSError as error:
            self.problems.append((folder, f"cannot be listed: {error.strerror}"))
        # A folder is followed once, so which of two links to it counts must not be up to the disk.
        folders += [name for name in sorted(others) if self._leads_on(join(folder, name))]
        folders.sort()
        files.sort()
        return folders, files

    def read(self, path: str) -> bytes:
        """Read one file, if it is a plain file of at most the allowed size."""
        try:
            handle = os.open(self._on_disk(path), _FLAGS)
            try:
                return _content(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror}") from None

    def _on_disk(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def _overflow(self, folder: str) -> None:
        if self._seen == ENTRIES + 1:
            message = f"is not listed to its end: more than {ENTRIES} entries in all"
            self.problems.append((folder, message))

    def _is_file(self, entry: os.DirEntry[str], folder: str) -> bool:
        if entry.is_file(follow_symlinks=False):
            return True
        if entry.is_dir(follow_symlinks=False):
            return False
        path = join(folder, entry.name)
        if not entry.is_symlink():
            self.problems.append((path, "is a pipe or a device and is left out"))
            return False
        real = os.path.realpath(entry.path)
        if os.path.isdir(real):
            return False
        if not os.path.isfile(real):
            self.problems.append((path, "is a link to no file and is left out"))
            return False
        return self._stays(real, path)

    def _leads_on(self, path: str) -> bool:
        """Say whether a path is a link to a folder that is listed in its place."""
        link = self._on_disk(path)
        real = os.path.realpath(link) if os.path.islink(link) else ""
        if not os.path.isdir(real):
            return False
        if not self._stays(real, path):
            return False
        if self._package is None:
            return True
        # Followed once, and never upwards: links among n folders make n! ways through them.
        here = os.path.realpath(os.path.dirname(link))
        if f"{here}{os.sep}".startswith(f"{real}{os.sep}"):
            self.problems.append((path, "is a link to a folder above it and is left out"))
            return False
        if real in self._followed:
            self.problems.append((path, "is a link to a folder already linked and is left out"))
            return False
        self._followed.add(real)
        return True

    def _stays(self, real: str, path: str) -> bool:
        if self._package is None:
            return True
        if self._boundary is None:
            self._boundary = os.path.realpath(self._on_disk(self._package))
        if real == self._boundary or real.startswith(self._boundary + os.sep):
            return True
        self.problems.append((path, "is a link out of the package and is left out"))
        return False


def _content(handle: int) -> bytes:
    status = os.fstat(handle)
    if not S_ISREG(status.st_mode):
        raise Unreadable("is not a plain file")
    if status.st_size > FILE_BYTES:
        raise too_large()
    content = os.read(handle, status.st_size + 1)
    # Only a file that grows at this moment has more than it said a moment ago, or one of the
    # system's own that say 0.
    while len(content) > status.st_size:
        more = os.read(handle, FILE_BYTES)
        if not more:
            break
        content += more
        if len(content) > FILE_BYTES:
            raise too_large()
    return content
