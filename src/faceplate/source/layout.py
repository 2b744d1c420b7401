"""Where the package lies in a project, and which files belong to it.

Projects put their package beside `pyproject.toml`, below `src`, below `backend`, or somewhere of
their own, next to tests, demos and documentation that look like packages too. Nothing here reads a
build system's settings: the names of folders and of the distribution decide, which works for every
build system and for archives that were built without one.
"""

from __future__ import annotations

from faceplate.source.limits import SOURCE_FILES
from faceplate.source.listing import STUBS, Listing, is_source, join

#: Folders that projects keep their packages in; looked into before any other.
CONTAINERS = ("src", "lib", "python", "backend", "source")

#: Files that make a folder a project.
PROJECT_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "PKG-INFO"})

# What stands beside the package in a project, and is not a part of the library.
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


# How an `__init__.py` from before PEP 420 shares the name of its package, and little else.
_SHARED = (b"declare_namespace(", b"extend_path(")
_SHARING = 1000


class PackagePlace:
    """Where a package or a module lies in a listing.

    Attributes:
        holder: Path of the folder that holds it.
        folder: Path of its own folder, relative to the holder; of a module, without a suffix.
        name: Its import name, dotted for a part of another package.
        files: Paths of its source files, relative to the holder.
        truncated: Whether it has more files than a target may have.
    """

    def __init__(self, holder: str, folder: str, files: list[str], truncated: bool = False) -> None:
        self.holder = holder
        self.folder = folder
        self.name = folder.removesuffix(STUBS).replace("/", ".")
        self.files = files
        self.truncated = truncated

    @property
    def is_module(self) -> bool:
        """Whether it is a file, and no folder."""
        return bool(self.files) and "/" not in self.files[0]


def normalised(name: str) -> str:
    """Return the form in which two spellings of a distribution's name are equal."""
    words = name.lower().replace("_", "-").replace(".", "-").split("-")
    return "-".join(word for word in words if word)


def has_init(files: list[str]) -> bool:
    """Say whether these files make their folder a package."""
    return "__init__.py" in files or "__init__.pyi" in files


def package(listing: Listing, holder: str, name: str) -> PackagePlace:
    """List the source files of a package.

    A subfolder belongs to it if it holds a source file itself. What lies below one that does not is
    data, such as a frontend with its build scripts; only above the first file of a package without
    `__init__.py` are such folders passed.

    Args:
        listing: Where to look.
        holder: Path of the folder that holds the package.
        name: Path of its folder there.

    Returns:
        The package, with no files if there is none.
    """
    paths: list[str] = []
    pending: list[tuple[str, int]] = [(name, _NAMESPACE_DEPTH)]
    while pending:
        folder, passes = pending.pop()
        folders, files = listing.sources(join(holder, folder))
        paths += [f"{folder}/{file}" for file in files]
        if len(paths) > SOURCE_FILES:
            del paths[SOURCE_FILES:]
            return PackagePlace(holder, name, sorted(paths), truncated=True)
        if files:
            passes = 0
        elif not passes:
            continue
        else:
            passes -= 1
        pending += [(f"{folder}/{inner}", passes) for inner in folders if inner.isidentifier()]
    return PackagePlace(holder, name, sorted(paths))


def module(listing: Listing, holder: str, name: str) -> PackagePlace:
    """List the files of a module that is not in a package: the module and its stub."""
    _, files = listing.sources(holder)
    return PackagePlace(holder, name, [file for file in files if file.partition(".")[0] == name])


def installed(listing: Listing, holders: list[str]) -> list[PackagePlace]:
    """List the packages and modules among what an archive would install.

    Args:
        listing: The archive, or a folder that it was unpacked into.
        holders: Paths of the folders whose content would be installed.
    """
    places = []
    for holder in holders:
        folders, files = listing.sources(holder)
        places += [package(listing, holder, name) for name in folders]
        places += _modules(listing, holder, files)
    return [narrowed(listing, place) for place in places if place.files]


def project(listing: Listing, folder: str, distribution: str) -> list[PackagePlace]:
    """List the packages and modules of a project.

    Args:
        listing: Where to look.
        folder: Path of the project's folder.
        distribution: Name of the distribution, or ''.

    Returns:
        Those with an `__init__` file in the usual places, and those that are named like the
        distribution.
    """
    places = packages(listing, folder)
    listed = {(place.holder, place.name) for place in places}
    folders, _ = listing.sources(folder)
    wanted = normalised(distribution)
    for holder in [folder, *(join(folder, name) for name in CONTAINERS if name in folders)]:
        inner, files = listing.sources(holder)
        for name in inner:
            # Without `__init__.py` only a name tells a namespace from any other folder.
            plain = normalised(name.removesuffix(STUBS))
            is_stubs = name.endswith(STUBS) and wanted.removeprefix("types-").startswith(plain)
            if wanted and (f"{wanted}-".startswith(f"{plain}-") or is_stubs):
                place = package(listing, holder, name)
                if place.files and (holder, place.name) not in listed:
                    places.append(place)
        places += [
            place
            for place in _modules(listing, holder, files)
            if wanted and normalised(place.name) == wanted
        ]
    return [narrowed(listing, place) for place in places]


def narrowed(listing: Listing, place: PackagePlace) -> PackagePlace:
    """Return the part of a namespace that holds all there is of it.

    `azure_core` installs `azure/core/...` and nothing else below `azure`, a name that it shares
    with others; what it offers is `azure.core`.
    """
    folder = place.folder
    while not place.is_module:
        rests = [file[len(folder) + 1 :] for file in place.files if file.startswith(f"{folder}/")]
        own = [rest for rest in rests if "/" not in rest]
        inner = {rest.partition("/")[0] for rest in rests if "/" in rest}
        if len(inner) != 1 or (own and not _is_shared(listing, place.holder, folder, own)):
            break
        folder = f"{folder}/{inner.pop()}"
    if folder == place.folder:
        return place
    files = [file for file in place.files if file.startswith(f"{folder}/")]
    return PackagePlace(place.holder, folder, files, place.truncated)


def _is_shared(listing: Listing, holder: str, folder: str, own: list[str]) -> bool:
    """Say whether a package does nothing but share its name with other distributions."""
    if own != ["__init__.py"]:
        return False
    content = listing.optional(join(holder, f"{folder}/__init__.py"))
    return len(content) < _SHARING and any(mark in content for mark in _SHARED)


def packages(listing: Listing, folder: str) -> list[PackagePlace]:
    """List the packages with an `__init__.py` in the usual places of a project.

    Args:
        listing: Where to look.
        folder: Path of the project's folder.

    Returns:
        The packages in the folder itself and in the usual containers, without those that only stand
        beside a library; if there are none, those one level down.
    """
    folders, _ = listing.sources(folder)
    usual = [name for name in CONTAINERS if name in folders]
    places = _with_init(listing, folder, folders)
    for name in usual:
        holder = join(folder, name)
        places += _with_init(listing, holder, listing.sources(holder)[0])
    if not places:
        for name in folders:
            if name not in usual and not _is_aside(name):
                holder = join(folder, name)
                places += _with_init(listing, holder, listing.sources(holder)[0])
    return places


def _with_init(listing: Listing, holder: str, folders: list[str]) -> list[PackagePlace]:
    return [
        package(listing, holder, name)
        for name in folders
        if has_init(listing.sources(join(holder, name))[1])
    ]


def _modules(listing: Listing, holder: str, files: list[str]) -> list[PackagePlace]:
    names = sorted({file.partition(".")[0] for file in files if is_source(file)})
    return [module(listing, holder, name) for name in names if not name.startswith("__")]


def chosen(places: list[PackagePlace], distribution: str) -> PackagePlace | None:
    """Return the package that a distribution was made for.

    Args:
        places: All of its packages and modules.
        distribution: Its name, or ''.

    Returns:
        The one that is named like it, else the public one with most files; None where there are
        none but tests, demos and the like.
    """
    wanted = normalised(distribution)

    def rank(place: PackagePlace) -> tuple[bool, bool, bool, bool, int, str]:
        # The spelling breaks ties, so that the choice never depends on the order of a directory.
        matches = normalised(place.name) == wanted
        # `demo_workshop` may be a library's name, but hardly is one next to another package.
        aside = place.name.lower().partition("_")[0] in _ASIDE
        private = place.name.startswith("_")
        size = -len(place.files)
        return (not matches, place.name != distribution, private, aside, size, place.name)

    return min(library(places, distribution), key=rank, default=None)


def library(places: list[PackagePlace], distribution: str) -> list[PackagePlace]:
    """Return the packages of a distribution without those that only stand beside a library."""
    wanted = normalised(distribution)
    return [
        place for place in places if normalised(place.name) == wanted or not _is_aside(place.name)
    ]


def _is_aside(name: str) -> bool:
    return name.lower() in _ASIDE
