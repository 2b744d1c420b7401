"""A tree of one package in a listing: what every kind of target ends as."""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.layout import CONTAINERS, PackagePlace
from faceplate.source.limits import SOURCE_FILES
from faceplate.source.listing import SUFFIXES, Listing, join
from faceplate.source.metadata import Metadata
from faceplate.source.tree import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from faceplate.source.pythons import Stated

# How many compiled modules a message names.
_NAMED = 3


class PackageTree(Tree):
    """The source files of a package or module that a listing shows."""

    def __init__(
        self,
        listing: Listing,
        place: PackagePlace,
        metadata: Metadata,
        location: str,
        folder: str | None,
        sibling: Callable[[str], Tree | None] | None = None,
    ) -> None:
        """Make the tree of a place.

        Args:
            listing: What the place lies in; each file is read from it once.
            place: The package or module.
            metadata: What is known of its distribution.
            location: Where it was found, for messages.
            folder: Absolute path of the folder on disk that holds it, or None.
            sibling: Opens another package of its distribution by its import name.

        Raises:
            UsageError: If there is no source file.
        """
        compiled = _compiled(listing, place)
        if not place.files:
            # Why there is nothing to see is often the first problem of all.
            reasons = [*compiled, *(f"{path} {why}" for path, why in listing.problems[:1])]
            reason = f" ({reasons[0]})" if reasons else ""
            raise UsageError(
                clean(f"{location}: no source file of {place.name} can be read{reason}")
            )
        problems = list(listing.problems)
        if place.truncated:
            message = f"has more than {SOURCE_FILES} source files; the rest is left out"
            problems.append((place.name, message))
        problems += [(place.name.replace(".", "/"), message) for message in compiled]
        # The stubs of another package show what that one declares, under its name.
        self._stem = place.folder
        self._shown = place.name.replace(".", "/")
        files = place.files
        if not place.is_module and self._shown != self._stem:
            files = [f"{self._shown}{file[len(self._stem) :]}" for file in files]
            folder = None
        super().__init__(place.name, metadata.version, location, folder, files, problems)
        self.distribution = metadata.name
        self.requires = metadata.requires
        self._sibling = sibling
        self._listing = listing
        self._holder = place.holder

    def _pythons(self) -> Stated:
        from faceplate.source.pythons import stated

        distribution = self.distribution or self.name.partition(".")[0]
        versions = stated(self._listing, self._holder, distribution)
        if versions != ("", ()) or self.folder is None:
            return versions
        outer, own = os.path.split(self.folder)
        if own not in CONTAINERS:
            return versions
        from faceplate.source.folder import Folder

        return stated(Folder(outer), "", distribution)

    def sibling(self, path: str) -> Tree | None:
        """Open another package of the same distribution; None if it has no such package."""
        return self._sibling(path) if self._sibling else None

    def _load(self, path: str) -> bytes:
        if path.startswith(f"{self._shown}/"):
            path = f"{self._stem}{path[len(self._shown) :]}"
        return self._listing.read(join(self._holder, path))


def _compiled(listing: Listing, place: PackagePlace) -> list[str]:
    """Say which compiled modules of a package have neither source nor stub."""
    inside = join(place.holder, place.folder)
    readable = {join(place.holder, file) for file in place.files}
    bare = [
        path
        for path in sorted(listing.compiled)
        if (path == inside or path.startswith(f"{inside}/"))
        and not any(f"{path}{suffix}" in readable for suffix in SUFFIXES)
    ]
    if not bare:
        return []
    start = len(place.holder) + 1 if place.holder else 0
    named = ", ".join(path[start:].replace("/", ".") for path in bare[:_NAMED])
    more = ", ..." if len(bare) > _NAMED else ""
    count = "1 compiled module" if len(bare) == 1 else f"{len(bare)} compiled modules"
    return [f"has {count} without a stub ({named}{more}); what is declared there is not known"]
