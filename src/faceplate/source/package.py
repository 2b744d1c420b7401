"""A tree of one package in a listing: what every kind of target ends as."""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.layout import CONTAINERS, Place
from faceplate.source.limits import SOURCE_FILES
from faceplate.source.listing import Listing, join
from faceplate.source.tree import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.source.pythons import Stated


class PackageTree(Tree):
    """The source files of a package or module that a listing shows."""

    def __init__(
        self, listing: Listing, place: Place, version: str | None, location: str, folder: str | None
    ) -> None:
        """Makes the tree of a place.

        Args:
            listing: What the place lies in; each file is read from it once.
            place: The package or module.
            version: Its version, or None.
            location: Where it was found, for messages.
            folder: Absolute path of the folder on disk that holds it, or None.

        Raises:
            UsageError: If there is no source file.
        """
        if not place.files:
            # Why there is nothing to see is often the first problem of all.
            reason = "".join(f" ({path} {why})" for path, why in listing.problems[:1])
            raise UsageError(
                clean(f"{location}: no source file of {place.name} can be read{reason}")
            )
        problems = list(listing.problems)
        if place.truncated:
            message = f"has more than {SOURCE_FILES} source files; the rest is left out"
            problems.append((place.name, message))
        super().__init__(place.name, version, location, folder, place.files, problems)
        self._listing = listing
        self._holder = place.holder

    def _pythons(self) -> Stated:
        from faceplate.source.pythons import stated

        distribution = self.name.partition(".")[0]
        found = stated(self._listing, self._holder, distribution)
        if found != ("", ()) or self.folder is None:
            return found
        outer, own = os.path.split(self.folder)
        if own not in CONTAINERS:
            return found
        from faceplate.source.folders import Folder

        return stated(Folder(outer), "", distribution)

    def _load(self, path: str) -> bytes:
        return self._listing.read(join(self._holder, path))
