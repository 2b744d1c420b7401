"""Targets in archives: wheels, sdists, and zip files of either.

All source files are read while the archive is open, and it is closed before the tree is handed out:
a wheel may be replaced or deleted at any time after that.
"""

from __future__ import annotations

import os
from functools import partial

from faceplate.errors import UsageError, clean
from faceplate.source import metadata
from faceplate.source.archive import Archive
from faceplate.source.distribution import described
from faceplate.source.listing import ARCHIVES, join
from faceplate.source.metadata import Metadata
from faceplate.source.package import PackageTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ZIPS = (".whl", ".zip", ".egg")


class NoPackageError(UsageError):
    """A distribution holds no package, or not the one that is asked for.

    Attributes:
        metadata: What is known of the distribution.
    """

    def __init__(self, message: str, metadata: Metadata) -> None:
        super().__init__(clean(message))
        self.metadata = metadata


def open_archive(path: str, location: str, name: str | None = None) -> PackageTree:
    """Open a package of an archive.

    Args:
        path: Path of the archive; its suffix says which kind it is.
        location: What to call it in messages.
        name: Import name of the package to take; None for the one that the archive was made for.

    Returns:
        The tree, with all files read.

    Raises:
        NoPackageError: If it holds no such package.
        UsageError: If it is damaged, or over the limits.
    """
    return open_listing(partial(_listing, path, location), path, location, name)


def open_listing(
    opened: Callable[[], Archive], path: str, location: str, name: str | None = None
) -> PackageTree:
    """Open a package of an archive that need not lie on a disk.

    Args:
        opened: Lists the archive, anew at each call.
        path: Its path or file name, which says which distribution it is.
        location: What to call it in messages.
        name: Import name of the package to take; None for the one that the archive was made for.

    Returns:
        The tree, with all files read.

    Raises:
        NoPackageError: If it holds no such package.
        UsageError: If it is damaged, or over the limits.
    """
    listing = opened()
    try:
        distribution = described(listing, _distribution(os.path.basename(path)))
        place = distribution.main if name is None else distribution.place(name)
        stated = distribution.metadata
        if place is None:
            what = f" {name}" if name else ""
            bare = ", ".join(sorted(listing.compiled)[:3])
            reason = f", only compiled modules without stubs ({bare})" if bare else ""
            raise NoPackageError(f"{location}: holds no Python package{what}{reason}", stated)
        listing.expect(join(place.holder, file) for file in place.files)
        if not stated.version:
            stated = stated.completed(Metadata("", metadata.stated(listing, place)))
        listing.problems = listing.problems_of(place)
        tree = PackageTree(listing, place, stated, location, None, _sibling(opened, path, location))
        tree.archive = path
        remark = distribution.remark(place, location) if name is None else None
        tree.notes += [clean(remark)] if remark else []
        for file in tree.files:
            tree.digest(file)
        # Asked for while the archive is open, and known from then on.
        _ = tree.pythons
        return tree
    finally:
        listing.close()


def open_release(release: str, name: str | None = None) -> PackageTree:
    """Open a package of a release, `name==version`, which is fetched if it has to be."""
    from faceplate.source.release import fetch

    return open_archive(fetch(release), release, name)


def _sibling(
    opened: Callable[[], Archive], path: str, location: str
) -> Callable[[str], PackageTree | None]:
    def sibling(name: str) -> PackageTree | None:
        try:
            return open_listing(opened, path, location, name)
        except UsageError:
            return None

    return sibling


def _listing(path: str, location: str) -> Archive:
    if path.lower().endswith(_ZIPS):
        from faceplate.source.zips import ZipArchive

        return ZipArchive(path, location)
    from faceplate.source.tars import TarArchive

    return TarArchive(path, location)


def _distribution(file: str) -> str:
    """Take the name of the distribution from that of its archive."""
    suffix = next((end for end in ARCHIVES if file.lower().endswith(end)), "")
    stem = file[: len(file) - len(suffix)]
    if suffix == ".whl":
        return stem.partition("-")[0]
    return stem.rpartition("-")[0] or stem
