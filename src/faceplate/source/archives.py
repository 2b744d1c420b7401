"""Targets in archives: wheels, sdists, and zip files of either.

All source files are read while the archive is open, and it is closed before the tree is handed out:
a wheel may be replaced or deleted at any time after that.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source import layout, metadata
from faceplate.source.archive import Archive
from faceplate.source.layout import Place
from faceplate.source.listing import is_package, join
from faceplate.source.package import PackageTree

_ZIPS = (".whl", ".zip", ".egg")
_SUFFIXES = (*_ZIPS, ".tar.gz", ".tgz", ".tar.bz2")


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
        tree.archive = path
        return _read_whole(tree)
    finally:
        listing.close()


def open_sibling(tree: PackageTree, name: str) -> PackageTree | None:
    """Opens another package or module of the archive that a tree was read from.

    Args:
        tree: The tree.
        name: Import name of the other package.

    Returns:
        Its tree, with all files read; None if there is none, or the archive is gone.

    Raises:
        UsageError: If the archive is damaged or over the limits.
    """
    if tree.archive is None or not os.path.isfile(tree.archive):
        return None
    listing = _listing(tree.archive, tree.location)
    try:
        place = layout.package(listing, tree.holder, name)
        if not place.files:
            found = layout.module(listing, tree.holder, name)
            if found is None or not found.files:
                return None
            place = found
        listing.problems = listing.problems_of(place)
        return _read_whole(PackageTree(listing, place, tree.version, tree.location, None))
    finally:
        listing.close()


def _read_whole(tree: PackageTree) -> PackageTree:
    """Reads all files of a tree, whose archive is closed after that."""
    for file in tree.files:
        tree.digest(file)
    return tree


def _listing(path: str, location: str) -> Archive:
    if path.lower().endswith(_ZIPS):
        from faceplate.source.zips import ZipArchive

        return ZipArchive(path, location)
    from faceplate.source.tars import TarArchive

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
