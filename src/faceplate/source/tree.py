"""A tree: the source files of one package, wherever they are kept.

This is all that the later steps know of a target. A tree reads each file once, keeps its bytes and
their hash, and never reads more than the limits allow. Its fingerprint is made of contents only, so
that a package has the same one in a folder, in a wheel and in an sdist, and touching a file without
changing it changes nothing.
"""

from __future__ import annotations

import abc

from faceplate.cache.hashing import blake2b
from faceplate.source.limits import FILE_BYTES, MIB, PROBLEMS, TOTAL_BYTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faceplate.model import Problem

# Part of each fingerprint: what was kept under a fingerprint of another making is not found again.
_FORM = b"faceplate-tree/1"


class Unreadable(ValueError):  # noqa: N818 - one is read as "except Unreadable"
    """A file of a target cannot be read; the message says why, without the path."""


class Tree(abc.ABC):
    """The source files of one package.

    Attributes:
        name: Import name of the package, or of the module where there is only one.
        version: Its version as its metadata states it, or None.
        location: Where it was found, for messages: a path, or the release as the user wrote it.
        folder: Absolute path of the folder on disk that holds the package; None for an archive.
        files: Paths of all `.py` and `.pyi` files, in order, relative to the folder that holds the
            package and with forward slashes; the values say nothing.
        archive: Path of the archive that it lies in; None for a folder.
        distribution: Name of the distribution that it is a part of, or ''.
        requires: What that distribution requires, a line each as in its metadata.
        notes: What a reader should know of how it was found, a line each.
    """

    def __init__(
        self,
        name: str,
        version: str | None,
        location: str,
        folder: str | None,
        files: Iterable[str],
        problems: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.name = name
        self.version = version
        self.location = location
        self.folder = folder
        self.archive: str | None = None
        self.distribution = ""
        self.requires: tuple[str, ...] = ()
        self.notes: list[str] = []
        self.files: Mapping[str, None] = dict.fromkeys(files)
        # In the order of their paths, as a disk lists names in no order at all.
        self._problems = sorted(problems)
        self._contents: dict[str, bytes | Unreadable] = {}
        self._digests: dict[str, bytes] = {}
        self._kept = 0

    def sibling(self, path: str) -> Tree | None:
        """Open another package of the same distribution.

        Args:
            path: Its import name.

        Returns:
            Its tree; None if the distribution has no such package, or none is known.
        """
        return None

    @abc.abstractmethod
    def _load(self, path: str) -> bytes:
        """Reads a listed file for the first and only time.

        Raises:
            Unreadable: If it cannot be read, or is over the limit for one file.
        """

    @property
    def problems(self) -> list[Problem]:
        """What could not be listed; what is listed and cannot be read, `read` tells."""
        # The structs are made on demand because their module costs more than a whole warm run.
        from faceplate.errors import clean
        from faceplate.model import Problem

        found = [
            Problem(file=clean(path), line=None, message=clean(message))
            for path, message in self._problems[:PROBLEMS]
        ]
        more = len(self._problems) - len(found)
        if more:
            found.append(Problem(file="", line=None, message=f"{more} more such problems"))
        return found

    def read(self, path: str) -> bytes:
        """Gives the content of a file.

        Args:
            path: One of `files`.

        Returns:
            Its bytes, the same at each call.

        Raises:
            Unreadable: If it cannot be read, or is over the limits.
        """
        content = self._contents.get(path)
        if content is None:
            content = self._contents[path] = self._first(path)
        if isinstance(content, Unreadable):
            # Raised anew, so that the traceback of one caller does not end up in that of another.
            raise Unreadable(*content.args)
        return content

    def digest(self, path: str) -> bytes | None:
        """Gives the hash of a file's content.

        Args:
            path: One of `files`.

        Returns:
            16 bytes of BLAKE2b; None if the file cannot be read.
        """
        digest = self._digests.get(path)
        if digest is None:
            try:
                content = self.read(path)
            except Unreadable:
                return None
            digest = self._digests[path] = blake2b(content, digest_size=16).digest()
        return digest

    def fingerprint(self) -> str:
        """Gives the hash of all that this tree holds.

        Returns:
            32 hexadecimal digits, which change with the name, the version, the list of files and
            the content of each.
        """
        whole = blake2b(_FORM, digest_size=16)
        whole.update(f"\0{self.name}\0{self.version or ''}\0".encode("utf-8", "surrogatepass"))
        for path, message in self._problems:
            whole.update(f"{path} {message}\0".encode("utf-8", "surrogatepass"))
        for path in self.files:
            whole.update(path.encode("utf-8", "surrogatepass") + b"\0")
            whole.update(self.digest(path) or b"not readable")
        return whole.hexdigest()

    def _first(self, path: str) -> bytes | Unreadable:
        if path not in self.files:
            return Unreadable(f"is not a source file of {self.name}")
        try:
            content = self._load(path)
        except Unreadable as error:
            return error
        self._kept += len(content)
        if self._kept > TOTAL_BYTES:
            self._kept -= len(content)
            return Unreadable(
                f"is not read: the files before it have the {TOTAL_BYTES // MIB} MiB that one "
                "target may have"
            )
        return content


def too_large() -> Unreadable:
    """Makes the error for a file over the limit for one file."""
    return Unreadable(f"is larger than {FILE_BYTES // MIB} MiB and is not read")
