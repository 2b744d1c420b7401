"""Targets in archives: wheels, sdists, and zip files of either.

An archive is read in place: nothing is written to disk, so no member can be written to the wrong
place. What is listed is still held to the names that an honest archive uses, since the paths go
into messages and pages, and a member that tries to lead elsewhere is worth telling of.

All source files are read while the archive is open, and it is closed before the tree is handed out:
a wheel may be replaced or deleted at any time after that.
"""

from __future__ import annotations

import abc
import os

from faceplate.errors import UsageError, clean
from faceplate.targets import layout, metadata
from faceplate.targets.layout import Place
from faceplate.targets.limits import DEPTH, ENTRIES, PATH_CHARACTERS
from faceplate.targets.listing import Listing, is_package, is_source, join
from faceplate.targets.package import PackageTree
from faceplate.targets.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_ZIPS = (".whl", ".zip", ".egg")
_SUFFIXES = (*_ZIPS, ".tar.gz", ".tgz", ".tar.bz2")


class Archive(Listing):
    """Folders and files inside an archive.

    Attributes:
        members: Count of members seen, of whatever kind.
    """

    def __init__(self, location: str) -> None:
        """Starts with nothing listed.

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
        """Lets go of the file; nothing can be read any more."""

    @abc.abstractmethod
    def _content(self, path: str) -> bytes:
        """Reads a member that is listed and not refused, as `read` does."""

    def names(self, folder: str) -> Iterable[str]:
        """Lists all names in a folder, in no order; empty if there is no such folder."""
        return self._folders.get(folder, set()) | self._files.get(folder, set())

    def folders(self, folder: str) -> list[str]:
        """Lists the subfolders of a folder, whatever their names; sorted."""
        return sorted(self._folders.get(folder, ()))

    def sources(self, folder: str) -> tuple[list[str], list[str]]:
        """Lists subfolders that could be packages, and source files; both sorted."""
        return (
            sorted(filter(is_package, self._folders.get(folder, ()))),
            sorted(filter(is_source, self._files.get(folder, ()))),
        )

    def read(self, path: str) -> bytes:
        """Reads one member, unless it was refused when it was listed."""
        reason = self._refused.get(path)
        if reason is not None:
            raise Unreadable(reason)
        folder, _, name = path.rpartition("/")
        if name not in self._files.get(folder, ()):
            raise Unreadable("is not in the archive")
        return self._content(path)

    def problems_of(self, place: Place) -> list[tuple[str, str]]:
        """Picks the problems that matter to a package.

        Args:
            place: The package.

        Returns:
            Those inside of it, with paths relative to its holder, and all members whose names lead
            out of the archive.
        """
        holder = f"{place.holder}/" if place.holder else ""
        prefixes = tuple(f"{holder}{place.name}{end}" for end in ("/", ".py", ".pyi"))
        found = []
        for path, message in self.problems:
            if path in self._unsafe:
                found.append((path, message))
            elif path.startswith(prefixes):
                found.append((path[len(holder) :], message))
        return found

    def _count(self) -> None:
        self.members += 1
        if self.members > ENTRIES:
            raise UsageError(
                clean(f"{self.location}: has more than {ENTRIES} members and is not read")
            )

    def _enter(self, member: str, refusal: str | None = None) -> str | None:
        """Lists a member.

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
        """Notes a member that is not listed, if it could have been a source file."""
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


def open_archive(path: str, location: str, name: str | None = None) -> PackageTree:
    """Opens the package of an archive.

    Args:
        path: Path of the archive; its suffix says which kind it is.
        location: What to call it in messages.
        name: Import name of the package to take, which then lies at the top; None for the one that
            the archive was made for.

    Returns:
        The tree, with all files read.

    Raises:
        UsageError: If it is damaged, over the limits, or holds no such package.
    """
    listing = _listing(path, location)
    try:
        if name is None:
            place, version = _made_for(listing, os.path.basename(path))
        else:
            place = layout.package(listing, "", name)
            if not place.files:
                place = layout.module(listing, "", name)
            version = metadata.recorded(listing, "", name)[1]
        if place is None or not place.files:
            raise UsageError(
                clean(f"{location}: holds no Python package{f' {name}' if name else ''}")
            )
        version = version or metadata.stated(listing, place)
        listing.problems = listing.problems_of(place)
        tree = PackageTree(listing, place, version, location, None)
        for file in tree.files:
            tree.digest(file)
        return tree
    finally:
        listing.close()


def _listing(path: str, location: str) -> Archive:
    if path.lower().endswith(_ZIPS):
        from faceplate.targets.zips import ZipArchive

        return ZipArchive(path, location)
    from faceplate.targets.tars import TarArchive

    return TarArchive(path, location)


def _made_for(listing: Archive, file: str) -> tuple[Place | None, str | None]:
    """Finds the package that an archive was made for, and the version of its distribution."""
    hint = _distribution(file)
    top = set(listing.names(""))
    records = [name for name in top if name.endswith(".dist-info")]
    if records or "EGG-INFO" in top:
        name, version = metadata.recorded(listing, "", hint)
        if not name:
            name, version = metadata.recorded(listing, "", "")
        if not name:
            name, version = metadata.headers(listing.optional("EGG-INFO/PKG-INFO"))
        # Wheels may also hold files for the folder of packages below a folder of their own.
        more = [
            join(folder, kind)
            for folder in listing.folders("")
            if folder.endswith(".data")
            for kind in ("purelib", "platlib")
        ]
        return layout.installed(listing, ["", *more], name or hint), version
    folder = _project(listing, top)
    if folder is None:
        return layout.installed(listing, [""], hint), None
    name, version = metadata.declared(listing, folder)
    place = layout.project(listing, folder, name or hint)
    if place is None and is_package(folder) and layout.has_init(listing.sources(folder)[1]):
        place = layout.package(listing, "", folder)
    return place, version


def _project(listing: Archive, top: set[str]) -> str | None:
    """Finds the folder of the project in an archive; None if it is no archive of a project."""
    folders = listing.folders("")
    if len(folders) == 1:
        folder = folders[0]
        named = layout.PROJECT_FILES.isdisjoint(listing.names(folder)) and is_package(folder)
        if not named:
            return folder
    return None if layout.PROJECT_FILES.isdisjoint(top) else ""


def _distribution(file: str) -> str:
    """Takes the name of the distribution from that of its archive."""
    suffix = next((end for end in _SUFFIXES if file.lower().endswith(end)), "")
    stem = file[: len(file) - len(suffix)]
    if suffix == ".whl":
        return stem.partition("-")[0]
    return stem.rpartition("-")[0] or stem
