"""A tree: the source files of one package, wherever they are kept.

This is all that the later steps know of a target. A tree reads each file once, keeps its bytes and
their hash, and never reads more than the limits allow. Its fingerprint is made of contents only, so
that a package has the same one in a folder, in a wheel and in an sdist, and touching a file without
changing it changes nothing.
"""

from __future__ import annotations

import abc

from faceplate.cache.hashing import blake2b
from faceplate.source.limits import FILE_BYTES, HELD_BYTES, MIB, TOTAL_BYTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faceplate.model import Problem
    from faceplate.source.pythons import Stated

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
        place: What its pages are kept under between runs; '' for a place of its own. Releases that
            are read one after the other share one, and so the pages that stay as they are.
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
        self.place = ""
        self.files: Mapping[str, None] = dict.fromkeys(files)
        # In the order of their paths, as a disk lists names in no order at all.
        self._problems = sorted(problems)
        self._contents: dict[str, bytes] = {}
        self._unreadable: dict[str, Unreadable] = {}
        self._digests: dict[str, bytes] = {}
        self._total = self._held = 0
        self._stated: Stated | None = None

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
        """Read a listed file; once, if it is in an archive.

        Raises:
            Unreadable: If it cannot be read, or is over the limit for one file.
        """

    @property
    def pythons(self) -> Stated:
        """The versions of Python that its metadata allows: a requirement, and those it names."""
        if self._stated is None:
            self._stated = self._pythons()
        return self._stated

    def _pythons(self) -> Stated:
        return "", ()

    @property
    def problems(self) -> list[Problem]:
        """What could not be listed; what is listed and cannot be read, `read` tells."""
        # The structs are made on demand because their module costs more than a whole warm run.
        from faceplate.errors import clean
        from faceplate.model import Problem

        return [
            Problem(file=clean(path), line=None, message=clean(message))
            for path, message in self._problems
        ]

    def read(self, path: str) -> bytes:
        """Return the content of a file.

        Args:
            path: One of `files`.

        Returns:
            Its bytes, the same at each call.

        Raises:
            Unreadable: If it cannot be read, or is over the limits.
        """
        content = self._contents.get(path)
        if content is not None:
            return content
        reason = self._unreadable.get(path)
        if reason is None:
            try:
                return self._loaded(path)
            except Unreadable as error:
                reason = self._unreadable[path] = error
        # Raised anew, so that the traceback of one caller does not end up in that of another.
        raise Unreadable(*reason.args)

    def digest(self, path: str) -> bytes | None:
        """Return the hash of a file's content.

        Args:
            path: One of `files`.

        Returns:
            16 bytes of BLAKE2b; None if the file cannot be read.
        """
        if path not in self._digests:
            try:
                self.read(path)
            except Unreadable:
                return None
        return self._digests[path]

    def fingerprint(self) -> str:
        """Return the hash of all that this tree holds.

        Returns:
            32 hexadecimal digits, which change with the name, the version, the versions of Python
            that it is made for, the list of files and the content of each.
        """
        whole = blake2b(_FORM, digest_size=16)
        head = f"\0{self.name}\0{self.version or ''}\0{self.pythons}\0"
        whole.update(head.encode("utf-8", "surrogatepass"))
        for path, message in self._problems:
            whole.update(f"{path} {message}\0".encode("utf-8", "surrogatepass"))
        for path in self.files:
            whole.update(path.encode("utf-8", "surrogatepass") + b"\0")
            whole.update(self.digest(path) or b"not readable")
        return whole.hexdigest()

    def _loaded(self, path: str) -> bytes:
        """Return the content of a file, for the first time or after it had to go from memory.

        Raises:
            Unreadable: If it cannot be read, is over the limits, or is not what it was.
        """
        if path not in self.files:
            raise Unreadable(f"is not a source file of {self.name}")
        content = self._load(path)
        digest = blake2b(content, digest_size=16).digest()
        if path not in self._digests:
            if self._total + len(content) > TOTAL_BYTES:
                raise Unreadable(
                    f"is not read: the files before it have the {TOTAL_BYTES // MIB} MiB that one "
                    "target may have"
                )
            self._total += len(content)
            self._digests[path] = digest
        elif digest != self._digests[path]:
            raise Unreadable("was changed while the package was read")
        self._hold(path, content)
        return content

    def _hold(self, path: str, content: bytes) -> None:
        """Hold the content of a file in memory, for which others may have to go.

        What an archive holds is bounded by how much it may expand, so it is expanded only once.
        """
        self._contents[path] = content
        self._held += len(content)
        while self.folder is not None and self._held > HELD_BYTES and len(self._contents) > 1:
            self._held -= len(self._contents.pop(next(iter(self._contents))))


def too_large() -> Unreadable:
    """Make the error for a file over the limit for one file."""
    return Unreadable(f"is larger than {FILE_BYTES // MIB} MiB and is not read")
