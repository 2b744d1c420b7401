"""A listing: folders and files by relative path, on disk or inside an archive.

Where a package lies and which files belong to it are questions of names alone. They are answered
once, in `layout`, for everything that can list names; what is particular to disks, zip files and
tar files (links, pipes, members that lie) stays in the listing of that kind, which shows only what
is safe to read.
"""

from __future__ import annotations

import abc

from faceplate.source.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".py", ".pyi")

# Folders whose names could be packages, but never are.
_NO_PACKAGES = frozenset({"__pycache__", "node_modules"})

#: Ends of the names of archives that can be opened.
ARCHIVES = (".whl", ".zip", ".egg", ".tar.gz", ".tgz", ".tar.bz2")

#: What compilers make of modules: `_speed.cpython-311-x86_64-linux-gnu.so`, `_speed.pyd`.
COMPILED = (".so", ".pyd")

#: End of the name of a folder that holds nothing but the stubs of another package (PEP 561).
STUBS = "-stubs"


class Listing(abc.ABC):
    """Folders and files below one root; paths use forward slashes, and the root is ''.

    Attributes:
        problems: Path and message of what could not be listed.
        compiled: Paths of compiled modules in the folders that were looked into, without suffixes.
    """

    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []
        self.compiled: dict[str, None] = {}

    @abc.abstractmethod
    def names(self, folder: str) -> Iterable[str]:
        """List all names in a folder, in no order; empty if there is no such folder."""

    @abc.abstractmethod
    def folders(self, folder: str) -> list[str]:
        """List the subfolders of a folder, whatever their names; sorted."""

    @abc.abstractmethod
    def sources(self, folder: str) -> tuple[list[str], list[str]]:
        """List what can matter to Python in a folder.

        Args:
            folder: Path of the folder.

        Returns:
            Names of subfolders that could be packages, and of source files; both sorted.
        """

    @abc.abstractmethod
    def read(self, path: str) -> bytes:
        """Read one file.

        Args:
            path: Path of the file.

        Returns:
            Its content.

        Raises:
            Unreadable: If it is not there, too large, damaged, or not a plain file.
        """

    def optional(self, path: str) -> bytes:
        """Read a file that may as well be missing; then its content is empty."""
        try:
            return self.read(path)
        except Unreadable:
            return b""

    def _note_compiled(self, folder: str, name: str) -> None:
        """Note a compiled module."""
        self.compiled[join(folder, name.partition(".")[0])] = None


def join(folder: str, name: str) -> str:
    """Join two relative paths, either of which may be empty."""
    return f"{folder}/{name}" if folder and name else folder or name


def is_source(name: str) -> bool:
    """Say whether a file name is that of a module or a stub that `import` could name."""
    return name.endswith(SUFFIXES) and name[: name.rindex(".")].isidentifier()


def is_package(name: str) -> bool:
    """Say whether a folder name is one that `import` could name, or that of its stubs."""
    return name.removesuffix(STUBS).isidentifier() and name not in _NO_PACKAGES
