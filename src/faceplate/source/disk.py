"""Targets on disk: the folder of a package, the folder of a project, the file of a module.

A package is listed anew once it is found, rooted at the folder that holds it: that makes the paths
of its files what an import would make of them, and tells the listing which folder links may not
leave.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source import layout, metadata
from faceplate.source.folders import Folder
from faceplate.source.layout import Place
from faceplate.source.listing import is_package
from faceplate.source.package import PackageTree


def open_package(holder: str, name: str, location: str, version: str | None = None) -> PackageTree:
    """Opens a package by the folder that holds it.

    Args:
        holder: Absolute path of that folder.
        name: Name of the package, as an import spells it; dotted for a part of another one.
        location: Where it was found, for messages.
        version: What its project states, if that is known already.

    Returns:
        Its tree.

    Raises:
        UsageError: If it has no source file that can be listed.
    """
    folder = name.replace(".", "/")
    listing = Folder(holder, folder)
    place = layout.package(listing, "", folder)
    place.name = name
    return PackageTree(listing, place, version or _version(listing, place), location, holder)


def open_module(holder: str, name: str, location: str, version: str | None = None) -> PackageTree:
    """Opens a module that is not in a package, with its stub if there is one.

    Args:
        holder: Absolute path of the folder that holds it.
        name: Its name, without a suffix.
        location: Where it was found, for messages.
        version: What its project states, if that is known already.

    Returns:
        Its tree.

    Raises:
        UsageError: If there is neither a source file nor a stub.
    """
    listing = Folder(holder)
    names = (f"{name}.py", f"{name}.pyi")
    place = Place("", name, [file for file in names if os.path.isfile(f"{holder}/{file}")])
    return PackageTree(listing, place, version or _version(listing, place), location, holder)


def open_folder(path: str) -> PackageTree:
    """Opens a folder: of a package, or of a project that holds one.

    Args:
        path: Path of the folder.

    Returns:
        The tree of the package.

    Raises:
        UsageError: If there is no package, or no telling which of several is meant.
    """
    root = os.path.abspath(path)
    listing = Folder(root)
    _, files = listing.sources("")
    if listing.problems and not listing.problems[0][0]:
        raise UsageError(clean(f"{path}: {listing.problems[0][1]}"))
    if not layout.PROJECT_FILES.isdisjoint(listing.names("")):
        return _open_project(path, root, listing, files)
    if layout.has_init(files):
        return _open_itself(path, root)
    found = layout.packages(listing, "")
    if len(found) == 1:
        return _open_place(path, root, found[0], None)
    if files:
        return _open_itself(path, root)
    if found:
        names = ", ".join(sorted(place.name for place in found)[:5])
        more = ", ..." if len(found) > 5 else ""
        raise UsageError(clean(f"{path}: holds several packages ({names}{more}); give one of them"))
    raise UsageError(
        clean(f"{path}: holds no Python package; give the folder that has its __init__.py")
    )


def _open_project(path: str, root: str, listing: Folder, files: list[str]) -> PackageTree:
    distribution, version = metadata.declared(listing, "")
    wanted = layout.normalised(distribution)
    place = layout.project(listing, "", distribution)
    # Some projects are their own package; more have an `__init__.py` at the top by mistake.
    own = os.path.basename(root)
    itself = place is None or wanted == layout.normalised(own) != layout.normalised(place.name)
    if itself and layout.has_init(files):
        return _open_itself(path, root, version)
    if place is None:
        raise UsageError(
            clean(
                f"{path}: no package found in this project, neither at the top nor in "
                f"{', '.join(layout.CONTAINERS)}; give the folder of the package itself"
            )
        )
    return _open_place(path, root, place, version)


def _open_place(path: str, root: str, place: Place, version: str | None) -> PackageTree:
    holder = os.path.join(root, *place.holder.split("/")) if place.holder else root
    is_module = place.files and "/" not in place.files[0]
    return (open_module if is_module else open_package)(holder, place.name, path, version)


def _open_itself(path: str, root: str, version: str | None = None) -> PackageTree:
    holder, own = os.path.split(root)
    while _is_part(holder):
        holder, outer = os.path.split(holder)
        own = f"{outer}.{own}"
    if not all(is_package(part) for part in own.split(".")):
        raise UsageError(
            clean(
                f"{path}: the folder's name is not one that Python can import ({own}); "
                "give it the package's name, or give a folder that holds it under that name"
            )
        )
    return open_package(holder, own, path, version)


def _is_part(folder: str) -> bool:
    """Tells whether a folder is itself a package, and no project that looks like one."""
    listing = Folder(folder)
    names = list(listing.names(""))
    return layout.has_init(names) and layout.PROJECT_FILES.isdisjoint(names)


def _version(listing: Folder, place: Place) -> str | None:
    """Asks the metadata beside a package, then the project around it, then the package itself."""
    top = place.name.partition(".")[0]
    _, version = metadata.recorded(listing, "", top)
    if version:
        return version
    around = [listing.root]
    if os.path.basename(listing.root) in layout.CONTAINERS:
        around.append(os.path.dirname(listing.root))
    for folder in around:
        name, version = metadata.declared(Folder(folder), "")
        # A project above that has another name may only be a place where the package was put.
        if version and layout.normalised(name) == layout.normalised(top):
            return version
    if top != place.name:
        place = Place(place.holder, top, [f"{top}/__init__.py"])
    return metadata.stated(listing, place)
