"""What all kinds of archives have in common: members by safe names.

An archive is read in place: nothing is written to disk, so no member can be written to the wrong
place. What is listed is still held to the names that an honest archive uses, since the paths go
into messages and pages, and a member that tries to lead elsewhere is worth telling of.
"""

from __future__ import annotations

import abc

from faceplate.errors import UsageError, clean
from faceplate.source.layout import PackagePlace
from faceplate.source.limits import DEPTH, ENTRIES, PATH_CHARACTERS
from faceplate.source.listing import COMPILED, Listing, is_package, is_source
from faceplate.source.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Archive(Listing):
    """Folders and files inside an archive.

    Attributes:
        members: Count of members seen, of whatever kind.
    """

    def __init__(self, location: str) -> None:
        """Start with nothing listed.

        Args:
            location: The archive, for messages.
        """
        super().__init__()
        self.location = location
        self.members = 0
        self._folders: dict[str, set[str]] = {"": set()}
        self._files: dict[str, set[str]] = {"": set()}
        self._refused: dict[str, str] = {}
        self._unsafe: set[str] = set()

    @abc.abstractmethod
    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""

    def expect(self, paths: Iterable[str]) -> None:
        """Take note of which members will be read, where that helps to fetch them together."""

    @abc.abstractmethod
    def _content(self, path: str) -> bytes:
        """Read a member that is listed and not refused, as `read` does."""

    def names(self, folder: str) -> Iterable[str]:
        """List all names in a folder, in no order; empty if there is no such folder."""
        return self._folders.get(folder, set()) | self._files.get(folder, set())

    def folders(self, folder: str) -> list[str]:
        """List the subfolders of a folder, whatever their names; sorted."""
        return sorted(self._folders.get(folder, ()))

    def sources(self, folder: str) -> tuple[list[str], list[str]]:
        """List subfolders that could be packages, and source files; both sorted."""
        for name in self._files.get(folder, ()):
            if name.endswith(COMPILED):
                self._note_compiled(folder, name)
        return (
            sorted(filter(is_package, self._folders.get(folder, ()))),
            sorted(filter(is_source, self._files.get(folder, ()))),
        )

    def read(self, path: str) -> bytes:
        """Read one member, unless it was refused when it was listed."""
        reason = self._refused.get(path)
        if reason is not None:
            raise Unreadable(reason)
        folder, _, name = path.rpartition("/")
        if name not in self._files.get(folder, ()):
            raise Unreadable("is not in the archive")
        return self._content(path)

    def problems_of(self, place: PackagePlace) -> list[tuple[str, str]]:
        """Pick the problems that matter to a package.

        Args:
            place: The package.

        Returns:
            Those inside of it, with paths relative to its holder, and all members whose names lead
            out of the archive.
        """
        holder = f"{place.holder}/" if place.holder else ""
        prefixes = tuple(f"{holder}{place.name}{end}" for end in ("/", ".py", ".pyi"))
        problems = []
        for path, message in self.problems:
            if path in self._unsafe:
                problems.append((path, message))
            elif path.startswith(prefixes):
                problems.append((path[len(holder) :], message))
        return problems

    def _count(self) -> None:
        self.members += 1
        if self.members > ENTRIES:
            raise UsageError(
                clean(f"{self.location}: has more than {ENTRIES} members and is not read")
            )

    def _enter(self, member: str, refusal: str | None = None) -> str | None:
        """List a member.

        Args:
            member: Its name as the archive spells it.
            refusal: Why it is not read although it is listed, if so.

        Returns:
            Its path; None if its name is not one to be listed, or is refused.
        """
        path = self._path(member)
        if path is None:
            return None
        folder, _, name = path.rpartition("/")
        files = self._files.setdefault(folder, set())
        if name in files:
            # Readers differ in which one they take; whoever made it may count on that.
            self._refused[path] = "stands in the archive more than once"
            return None
        files.add(name)
        while folder:
            above, _, name = folder.rpartition("/")
            siblings = self._folders.setdefault(above, set())
            if name in siblings:
                break
            siblings.add(name)
            folder = above
        if refusal is not None:
            self._refused[path] = refusal
            return None
        return path

    def _leave_out(self, member: str, message: str) -> None:
        """Note a member that is not listed, if it could have been a source file."""
        path = self._path(member)
        if path is not None and is_source(path.rpartition("/")[2]):
            self.problems.append((path, message))

    def _path(self, member: str) -> str | None:
        parts = [part for part in member.split("/") if part not in ("", ".")]
        if (
            member.startswith("/")
            or ".." in parts
            or "\\" in member
            or "\0" in member
            or (parts and parts[0][1:2] == ":")
        ):
            message = "is a name that leads out of the archive; the member is left out"
        elif len(parts) > DEPTH or len(member) > PATH_CHARACTERS:
            message = "is too long a name; the member is left out"
        else:
            return "/".join(parts)
        shown = member[:100]
        self._unsafe.add(shown)
        self.problems.append((shown, message))
        return None
