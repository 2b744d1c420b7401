"""What an archive or a folder distributes: its metadata, and all packages and modules of it.

A wheel, a folder that one was unpacked into, an sdist, a copy of a repository and the folder of a
project are told apart here, by the names at their top, whatever kind of listing shows them.
"""

from __future__ import annotations

from faceplate.source import layout, metadata
from faceplate.source.layout import PackagePlace
from faceplate.source.listing import Listing, is_package, join
from faceplate.source.metadata import NOTHING, Metadata
from faceplate.source.project import declared

# How many further packages a message names.
_NAMED = 5


class Distribution:
    """What an archive or a folder distributes.

    Attributes:
        listing: What it lies in.
        name: Its name; '' if nothing states one.
        metadata: What is known of it.
        places: All of its packages and modules.
    """

    def __init__(
        self, listing: Listing, name: str, metadata: Metadata, places: list[PackagePlace]
    ) -> None:
        self.listing = listing
        self.name = name
        self.metadata = metadata
        self.places = places

    @property
    def main(self) -> PackagePlace | None:
        """The package that it was made for; None if it holds none."""
        return layout.chosen(self.places, self.name)

    def place(self, path: str) -> PackagePlace | None:
        """Return where a package of it lies.

        Args:
            path: Import name; dotted for a part, and may be that of a namespace that it shares.
        """
        folder = path.replace(".", "/")
        for place in self.places:
            if place.name == path:
                return place
            if f"{place.name}.".startswith(f"{path}.") or path.startswith(f"{place.name}."):
                part = layout.package(self.listing, place.holder, folder)
                if part.files:
                    return part
        return None

    def remark(self, main: PackagePlace, location: str) -> str | None:
        """Say which package is read where the name of the distribution does not tell.

        Args:
            main: The one that is read.
            location: What the distribution is called in messages.
        """
        public = [
            place.name
            for place in layout.library(self.places, self.name)
            if not place.name.startswith("_") and place is not main
        ]
        if not public or layout.normalised(main.name) == layout.normalised(self.name):
            return None
        more = ", ..." if len(public) > _NAMED else ""
        listed = ", ".join(sorted(public)[:_NAMED])
        return (
            f"{location} holds {main.name}, which is read, and {listed}{more}; to read another, "
            f"give its import name and --search-path {location}"
        )


def described(listing: Listing, hint: str) -> Distribution:
    """Read what a listing distributes.

    Args:
        listing: The archive or the folder, with its content at the top or in a folder of its own.
        hint: Name of the distribution as the name of a file tells it, or ''.
    """
    top = set(listing.names(""))
    if "EGG-INFO" in top or any(name.endswith(".dist-info") for name in top):
        return _installed(listing, hint)
    folder = _project(listing, top)
    if folder is None:
        return Distribution(listing, hint, NOTHING, layout.installed(listing, [""]))
    stated = declared(listing, folder)
    name = stated.name or hint
    places = layout.project(listing, folder, name)
    if not places and is_package(folder) and layout.has_init(listing.sources(folder)[1]):
        places = [layout.package(listing, "", folder)]
    return Distribution(listing, name, stated, places)


def _installed(listing: Listing, hint: str) -> Distribution:
    stated = metadata.recorded(listing, "", hint)
    if not stated.name:
        stated = metadata.recorded(listing, "", "")
    if not stated.name:
        stated = metadata.parsed(listing.optional("EGG-INFO/PKG-INFO"))
    # Wheels may also hold files for the folder of packages below a folder of their own.
    more = [
        join(folder, kind)
        for folder in sorted(name for name in listing.names("") if name.endswith(".data"))
        for kind in ("purelib", "platlib")
    ]
    return Distribution(
        listing, stated.name or hint, stated, layout.installed(listing, ["", *more])
    )


def _project(listing: Listing, top: set[str]) -> str | None:
    """Find the folder of the project in a listing; None if it is not that of a project."""
    if not layout.PROJECT_FILES.isdisjoint(top):
        return ""
    folders = listing.folders("")
    if len(folders) != 1:
        return None
    folder = folders[0]
    named = layout.PROJECT_FILES.isdisjoint(listing.names(folder)) and is_package(folder)
    return None if named else folder
