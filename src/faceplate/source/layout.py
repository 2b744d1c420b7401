"""Where the package lies in a project, and which files belong to it.

Projects put their package beside `pyproject.toml`, below `src`, below `backend`, or somewhere of
their own, next to tests, demos and documentation that look like packages too. Nothing here reads a
build system's settings: the names of folders and of the distribution decide, which works for every
build system and for archives that were built without one.
"""

from __future__ import annotations

from faceplate.source.limits import SOURCE_FILES
from faceplate.source.listing import Listing, is_source, join

#: Folders that projects keep their packages in; looked into before any other.
CONTAINERS = ("src", "lib", "python", "backend", "source")

#: Files that make a folder a project.
PROJECT_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "PKG-INFO"})

# What stands beside the package in a project, and is no part of the library.
_ASIDE = frozenset(
    {
        *("benchmark", "benchmarks", "demo", "demos", "doc", "docs", "example", "examples"),
        *("sample", "samples", "script", "scripts", "test", "tests", "tutorial", "tutorials"),
        *("conftest", "noxfile", "setup"),
    }
)

# How many folders without Python are passed on the way into a package that has no file of its own
# at the top, such as `company/team/package`.
_NAMESPACE_DEPTH = 3


class Place:
    """Where a package or a module lies in a listing.

    Attributes:
        holder: Path of the folder that holds it.
        name: Its import name.
        files: Paths of its source files, relative to the holder.
        truncated: Whether it has more files than a target may have.
    """

    def __init__(self, holder: str, name: str, files: list[str], truncated: bool = False) -> None:
        self.holder = holder
        self.name = name
        self.files = files
        self.truncated = truncated


def normalised(name: str) -> str:
    """Gives the form in which two spellings of a distribution's name are equal."""
    words = name.lower().replace("_", "-").replace(".", "-").split("-")
    return "-".join(word for word in words if word)


def has_init(files: list[str]) -> bool:
    """Tells whether these files make their folder a package."""
    return "__init__.py" in files or "__init__.pyi" in files


def package(listing: Listing, holder: str, name: str) -> Place:
    """Lists the source files of a package.

    A subfolder belongs to it if it holds a source file itself. What lies below one that does not is
    data, such as a frontend with its build scripts; only above the first file of a package without
    `__init__.py` are such folders passed.

    Args:
        listing: Where to look.
        holder: Path of the folder that holds the package.
        name: Name of the package.

    Returns:
        The package, with no files if there is none.
    """
    found: list[str] = []
    pending: list[tuple[str, int]] = [(name, _NAMESPACE_DEPTH)]
    while pending:
        folder, passes = pending.pop()
        folders, files = listing.sources(join(holder, folder))
        found += [f"{folder}/{file}" for file in files]
        if len(found) > SOURCE_FILES:
            del found[SOURCE_FILES:]
            return Place(holder, name, sorted(found), truncated=True)
        if files:
            pending += [(f"{folder}/{inner}", 0) for inner in folders]
        elif passes:
            pending += [(f"{folder}/{inner}", passes - 1) for inner in folders]
    return Place(holder, name, sorted(found))


def module(listing: Listing, holder: str, name: str) -> Place:
    """Lists the files of a module that is not in a package: the module and its stub."""
    _, files = listing.sources(holder)
    return Place(holder, name, [file for file in files if file.partition(".")[0] == name])


def installed(listing: Listing, holders: list[str], distribution: str) -> Place | None:
    """Finds the package among what an archive would install.

    Args:
        listing: The archive.
        holders: Paths of the folders whose content would be installed.
        distribution: Name of the distribution, or ''.

    Returns:
        The package that is named like the distribution, else the one with most files; None if there
        is no Python in the folders.
    """
    found = []
    for holder in holders:
        folders, files = listing.sources(holder)
        found += [package(listing, holder, name) for name in folders]
        found += _modules(listing, holder, files)
    return _best([place for place in found if place.files], distribution)


def project(listing: Listing, folder: str, distribution: str) -> Place | None:
    """Finds the package of a project.

    Args:
        listing: Where to look.
        folder: Path of the project's folder.
        distribution: Name of the distribution, or ''.

    Returns:
        The package that is named like the distribution, else the one that stands in the usual
        places and has most files; None if there is none.
    """
    found = packages(listing, folder)
    folders, files = listing.sources(folder)
    wanted = normalised(distribution)
    for holder in [folder, *(join(folder, name) for name in CONTAINERS if name in folders)]:
        inner, files = listing.sources(holder)
        for name in inner:
            # Without `__init__.py` only a name tells a namespace from any other folder.
            if wanted and f"{wanted}-".startswith(f"{normalised(name)}-"):
                place = package(listing, holder, name)
                if place.files and not any(same(place, other) for other in found):
                    found.append(place)
        found += [
            place
            for place in _modules(listing, holder, files)
            if wanted and normalised(place.name) == wanted
        ]
    return _best(found, distribution)


def packages(listing: Listing, folder: str) -> list[Place]:
    """Lists the packages with an `__init__.py` in the usual places of a project.

    Args:
        listing: Where to look.
        folder: Path of the project's folder.

    Returns:
        The packages in the folder itself and in the usual containers, without those that only stand
        beside a library; if there are none, those one level down.
    """
    folders, _ = listing.sources(folder)
    usual = [name for name in CONTAINERS if name in folders]
    found = _with_init(listing, folder, folders)
    for name in usual:
        holder = join(folder, name)
        found += _with_init(listing, holder, listing.sources(holder)[0])
    if not found:
        for name in folders:
            if name not in usual and not _is_aside(name):
                holder = join(folder, name)
                found += _with_init(listing, holder, listing.sources(holder)[0])
    return found


def same(one: Place, other: Place) -> bool:
    """Tells whether two places are one."""
    return (one.holder, one.name) == (other.holder, other.name)


def _with_init(listing: Listing, holder: str, folders: list[str]) -> list[Place]:
    return [
        package(listing, holder, name)
        for name in folders
        if has_init(listing.sources(join(holder, name))[1])
    ]


def _modules(listing: Listing, holder: str, files: list[str]) -> list[Place]:
    names = sorted({file.partition(".")[0] for file in files if is_source(file)})
    return [module(listing, holder, name) for name in names if not name.startswith("__")]


def _best(places: list[Place], distribution: str) -> Place | None:
    wanted = normalised(distribution)

    def rank(place: Place) -> tuple[bool, bool, bool, int, str]:
        # The spelling breaks ties, so that the choice never depends on the order of a directory.
        matches = normalised(place.name) == wanted
        # `demo_workshop` may be a library's name, but hardly is one next to another package.
        aside = place.name.lower().partition("_")[0] in _ASIDE
        return (not matches, place.name != distribution, aside, -len(place.files), place.name)

    library = [
        place for place in places if normalised(place.name) == wanted or not _is_aside(place.name)
    ]
    return min(library, key=rank, default=None)


def _is_aside(name: str) -> bool:
    return name.lower() in _ASIDE
