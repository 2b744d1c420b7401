"""Targets on disk: the folder of a package, the folder of a project, the file of a module.

A package is listed anew once it is found, rooted at the folder that holds it: that makes the paths
of its files what an import would make of them, and tells the listing which folder links may not
leave.
"""

from __future__ import annotations

import os
import sys

from faceplate.errors import UsageError, clean
from faceplate.source import layout, metadata
from faceplate.source.distribution import Distribution, described
from faceplate.source.folder import Folder
from faceplate.source.layout import PackagePlace
from faceplate.source.listing import is_package, is_source
from faceplate.source.metadata import NOTHING, Metadata
from faceplate.source.package import PackageTree
from faceplate.source.project import declared
from faceplate.source.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faceplate.source.tree import Tree


# Folders above a package that can be part of its name, as in `google.cloud.storage`.
_LEVELS = 3

# Modules whose imports are looked at; those that import nothing of their package are few.
_FILES = 60


def open_package(
    holder: str,
    name: str,
    location: str,
    stated: Metadata = NOTHING,
    sibling: Callable[[str], Tree | None] | None = None,
) -> PackageTree:
    """Open a package by the folder that holds it.

    Args:
        holder: Absolute path of that folder.
        name: Import name of the package, dotted for a part of another one; or the name of the
            folder where that holds its stubs.
        location: Where it was found, for messages.
        stated: What its project states, if that is known already.
        sibling: Opens another package of its project.

    Returns:
        Its tree.

    Raises:
        UsageError: If it has no source file that can be listed.
    """
    folder = name.replace(".", "/")
    listing = Folder(holder, folder)
    place = layout.package(listing, "", folder)
    return PackageTree(
        listing, place, _metadata_of(listing, place, stated), location, holder, sibling
    )


def open_module(
    holder: str,
    name: str,
    location: str,
    stated: Metadata = NOTHING,
    sibling: Callable[[str], Tree | None] | None = None,
) -> PackageTree:
    """Open a module that is not in a package, with its stub if there is one.

    Args:
        holder: Absolute path of the folder that holds it.
        name: Its name, without a suffix.
        location: Where it was found, for messages.
        stated: What its project states, if that is known already.
        sibling: Opens another package of its project.

    Returns:
        Its tree.

    Raises:
        UsageError: If there is neither a source file nor a stub.
    """
    listing = Folder(holder)
    names = (f"{name}.py", f"{name}.pyi")
    place = PackagePlace("", name, [file for file in names if os.path.isfile(f"{holder}/{file}")])
    return PackageTree(
        listing, place, _metadata_of(listing, place, stated), location, holder, sibling
    )


def open_folder(path: str) -> PackageTree:
    """Open a folder: of a package, of a project, or one that a wheel was unpacked into.

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
    distribution = distributed(listing)
    if distribution is not None:
        return _open_distribution(path, root, distribution, files)
    if layout.has_init(files):
        return _open_itself(path, root)
    if _is_namespace(root):
        return _open_itself(path, root)
    packages = layout.packages(listing, "")
    if len(packages) == 1:
        return _open_place(path, root, packages[0])
    if files:
        return _open_itself(path, root)
    if packages:
        names = ", ".join(sorted(place.name for place in packages)[:5])
        more = ", ..." if len(packages) > 5 else ""
        raise UsageError(clean(f"{path}: holds several packages ({names}{more}); give one of them"))
    raise UsageError(
        clean(f"{path}: holds no Python package; give the folder that has its __init__.py")
    )


def distributed(listing: Folder) -> Distribution | None:
    """Return what a folder distributes, if it is that of a project or one of an unpacked wheel."""
    names = listing.names("")
    records = [name for name in names if name.endswith(".dist-info")]
    if len(records) == 1 or not layout.PROJECT_FILES.isdisjoint(names):
        return described(listing, records[0].partition("-")[0] if records else "")
    return None


def open_place(
    path: str, root: str, distribution: Distribution, place: PackagePlace
) -> PackageTree:
    """Open a package of a distribution on disk.

    Args:
        path: The folder as the user spells it.
        root: Its absolute path.
        distribution: What it distributes.
        place: The package.
    """

    def sibling(name: str) -> Tree | None:
        other = distribution.place(name)
        return None if other is None else _open_place(path, root, other, distribution.metadata)

    return _open_place(path, root, place, distribution.metadata, sibling)


def _open_distribution(
    path: str, root: str, distribution: Distribution, files: list[str]
) -> PackageTree:
    place = distribution.main
    wanted = layout.normalised(distribution.name)
    # Some projects are their own package; more have an `__init__.py` at the top by mistake.
    own = os.path.basename(root)
    itself = place is None or wanted == layout.normalised(own) != layout.normalised(place.name)
    if itself and layout.has_init(files):
        return _open_itself(path, root, distribution.metadata)
    if place is None:
        from faceplate.source.archives import NoPackageError

        raise NoPackageError(
            f"{path}: no package found in this project, neither at the top nor in "
            f"{', '.join(layout.CONTAINERS)}; give the folder of the package itself",
            distribution.metadata,
        )
    tree = open_place(path, root, distribution, place)
    remark = distribution.remark(place, path)
    tree.notes += [clean(remark)] if remark else []
    return tree


def _open_place(
    path: str,
    root: str,
    place: PackagePlace,
    stated: Metadata = NOTHING,
    sibling: Callable[[str], Tree | None] | None = None,
) -> PackageTree:
    holder = os.path.join(root, *place.holder.split("/")) if place.holder else root
    if place.is_module:
        return open_module(holder, place.name, path, stated, sibling)
    return open_package(holder, place.folder.replace("/", "."), path, stated, sibling)


def _open_itself(path: str, root: str, stated: Metadata = NOTHING) -> PackageTree:
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
    tree = open_package(holder, own, path, stated)
    for above, name in _names_above(holder, own):
        if _goes_by(above, name, tree):
            return open_package(above, name, path, stated)
    return tree


def _names_above(holder: str, own: str) -> Iterator[tuple[str, str]]:
    """Return the names that a package may go by where folders above it are namespaces.

    Yields:
        Path of the folder that would be on the search path, and the name, the longest first.
    """
    names = []
    for _ in range(_LEVELS):
        holder, name = os.path.split(holder)
        if not name.isidentifier() or name in layout.CONTAINERS:
            break
        own = f"{name}.{own}"
        names.append((holder, own))
    return reversed(names)


def _goes_by(holder: str, name: str, tree: PackageTree) -> bool:
    """Say whether a package goes by a name that not all folders on the way confirm.

    The metadata of what is installed and the import statements of its own modules can. That a
    folder above is on the search path says nothing: people put any folder there.

    Args:
        holder: Absolute path of the folder that would be on the search path.
        name: The name.
        tree: The package, under whatever name.
    """
    return bool(metadata.listing_it(Folder(holder), "", name).name) or _imports_from(tree, name)


def _imports_from(tree: PackageTree, path: str) -> bool:
    """Say whether modules of a package import from a dotted path: they use their full names."""
    import re

    # `from google.cloud import storage` and `import google.cloud.storage`.
    name = re.escape(path.encode())
    statement = re.compile(rb"^[ \t]*(?:from|import)[ \t]+%s(?![\w])" % name, re.MULTILINE)
    return any(statement.search(content) for content in _contents(tree))


def _contents(tree: PackageTree) -> Iterator[bytes]:
    for file in list(tree.files)[:_FILES]:
        try:
            yield tree.read(file)
        except Unreadable:
            continue


def _is_part(folder: str) -> bool:
    """Say whether a folder is itself a package, and no project that looks like one."""
    listing = Folder(folder)
    names = list(listing.names(""))
    return layout.has_init(names) and layout.PROJECT_FILES.isdisjoint(names)


def _is_namespace(root: str) -> bool:
    """Say whether a folder without an `__init__` file is a package that shares its name.

    It may as well be one that packages were put into, as `src` is.
    """
    holder, own = os.path.split(root)
    if not own.isidentifier() or own in layout.CONTAINERS:
        return False
    listing = Folder(holder, own)
    place = layout.package(listing, "", own)
    if not place.files or any(is_source(file) for file in os.listdir(root)):
        return False
    # Python puts the current folder on the path by itself, which says nothing of what is in it.
    if holder != os.getcwd() and holder in map(os.path.abspath, sys.path):
        return True
    return _goes_by(holder, own, PackageTree(listing, place, NOTHING, root, holder))


def _metadata_of(listing: Folder, place: PackagePlace, stated: Metadata) -> Metadata:
    """Ask the metadata beside a package, then the project around it, then the package itself."""
    recorded = stated
    top = place.name.partition(".")[0]
    if not recorded.version:
        recorded = metadata.owning(listing, "", place.folder.replace("/", "."))
    around = [listing.root]
    if os.path.basename(listing.root) in layout.CONTAINERS:
        around.append(os.path.dirname(listing.root))
    for folder in around if not recorded.version else ():
        project = declared(Folder(folder), "")
        # A project above that has another name may only be a place where the package was put.
        if layout.normalised(project.name) in map(layout.normalised, (top, place.name)):
            recorded = project
            break
    if recorded.version:
        return recorded
    if top != place.name:
        place = PackagePlace(place.holder, top, [f"{top}/__init__.py"])
    return stated.completed(recorded).completed(Metadata("", metadata.stated(listing, place)))
