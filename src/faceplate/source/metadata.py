"""Name, version and requirements of a distribution, from the metadata that a build tool wrote.

Python has no single place for a version. That metadata comes first, then what a person wrote for a
build tool (`project`), then a literal in the package itself; a version that is computed does not
count, as that would run code. `importlib.metadata` is not used: it reads only installed packages of
this environment, and takes longer to import than a warm run has time for.
"""

from __future__ import annotations

from faceplate.source.layout import PackagePlace, normalised
from faceplate.source.listing import Listing, join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# Metadata begins with the headers; a description of any length follows.
_HEADER_BYTES = 256 * 1024

# Longer than any version, shorter than a line of a terminal.
_VERSION_CHARACTERS = 64


class Metadata:
    """What is known of a distribution.

    Attributes:
        name: Its name, or ''.
        version: Its version, or None.
        requires: What it requires, a line for each, as in `Requires-Dist`.
    """

    def __init__(
        self, name: str = "", version: str | None = None, requires: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        self.version = version
        self.requires = requires

    def completed(self, other: Metadata) -> Metadata:
        """Return the same, what is not known taken from elsewhere."""
        return Metadata(
            self.name or other.name,
            self.version or other.version,
            self.requires or other.requires,
        )


NOTHING = Metadata()


def parsed(data: bytes) -> Metadata:
    """Read METADATA or PKG-INFO.

    Args:
        data: The file, or its beginning.
    """
    values: dict[str, list[str]] = {}
    for line in lines(data):
        if not line:
            break
        key, _, value = line.partition(":")
        values.setdefault(key.lower(), []).append(value.strip())
    return Metadata(
        plain(values.get("name", [""])[0]) or "",
        plain(values.get("version", [""])[0]),
        tuple(values.get("requires-dist", ())),
    )


def lines(data: bytes) -> list[str]:
    """Return the lines of a file of metadata as far as it can state anything, without margins."""
    text = data[:_HEADER_BYTES].decode("utf-8", "replace")
    return [line.strip() for line in text.splitlines()]


def listed(data: bytes) -> tuple[str, ...]:
    """Return the requirements of `requires.txt`, which older build tools write.

    Args:
        data: The file; sections such as `[:python_version < "3.8"]` and `[extra]` say when what
            follows is required.
    """
    marker = ""
    requires = []
    for text in lines(data):
        if text.startswith("["):
            extra, _, marker = text.strip("[]").partition(":")
            marker = 'extra == ""' if extra else marker
        elif text:
            requires.append(f"{text} ; {marker}" if marker else text)
    return tuple(requires)


def recorded(listing: Listing, folder: str, distribution: str) -> Metadata:
    """Read the metadata of a distribution that is installed in a folder.

    Args:
        listing: Where the folder lies.
        folder: Path of the folder, such as one on the search path.
        distribution: Its name in any spelling, or '' for whichever there is.

    Returns:
        What is known; of the highest version if an earlier one was left behind.
    """
    wanted = normalised(distribution)
    every = [
        _record(listing, folder, entry)
        for entry in records(listing.names(folder))
        if not wanted or name_of(entry) == wanted
    ]
    distributions = [metadata for metadata in every if metadata.name or metadata.version]
    return max(distributions, key=lambda each: (order(each.version), each.name), default=NOTHING)


def owning(listing: Listing, folder: str, path: str) -> Metadata:
    """Read the metadata of the distribution that installed a package.

    Args:
        listing: Where the folder lies.
        folder: Path of the folder that holds the package.
        path: Dotted name of the package, or of the folder of its stubs.

    Returns:
        That of the distribution named like the package, else of the one that lists its files.
    """
    top = path.partition(".")[0]
    for name in dict.fromkeys([path, top]):
        metadata = recorded(listing, folder, name)
        if metadata.version:
            return metadata
    return listing_it(listing, folder, path)


def listing_it(listing: Listing, folder: str, path: str) -> Metadata:
    """Read the metadata of the distribution that lists a package among its files, likewise."""
    top = path.partition(".")[0]
    inside = path.replace(".", "/").encode()
    # A line of RECORD, which may be quoted: "yaml/__init__.py,sha256=...,1402" or "six.py,...".
    starts = tuple(mark + inside + end for mark in (b"", b'"') for end in (b"/", b".py"))
    for entry in records(listing.names(folder)):
        lines = listing.optional(join(folder, f"{entry}/RECORD"))
        if inside in lines and any(b"\n" + start in b"\n" + lines for start in starts):
            return _record(listing, folder, entry)
        if top.encode() in listing.optional(join(folder, f"{entry}/top_level.txt")).split():
            return _record(listing, folder, entry)
    return NOTHING


def records(names: Iterable[str]) -> list[str]:
    """Return the names among those in a folder that hold the metadata of what is installed."""
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def name_of(record: str) -> str:
    """Return the name of the distribution in `name-1.0.dist-info`, normalised."""
    # Neither form has a dash in its name part; a development tree has no version part.
    return normalised(record.rpartition(".")[0].partition("-")[0])


def _record(listing: Listing, folder: str, entry: str) -> Metadata:
    path = join(folder, entry)
    data = (
        listing.optional(f"{path}/METADATA")
        or listing.optional(f"{path}/PKG-INFO")
        or (listing.optional(path) if entry.endswith(".egg-info") else b"")
    )
    metadata = parsed(data)
    if metadata.requires or not entry.endswith(".egg-info"):
        return metadata
    return metadata.completed(Metadata(requires=listed(listing.optional(f"{path}/requires.txt"))))


def stated(listing: Listing, place: PackagePlace) -> str | None:
    """Read the version that a package states of itself.

    Args:
        listing: Where the package lies.
        place: The package.

    Returns:
        The literal `__version__` of its `__init__` (or of the module), else the version in a
        `package.json` beside that, else None.
    """
    for file in (f"{place.folder}/__init__.py", f"{place.folder}.py"):
        if file in place.files:
            version = _literal(listing.optional(join(place.holder, file)))
            if version:
                return version
    data = listing.optional(join(place.holder, f"{place.folder}/package.json"))
    if not data:
        return None
    import json

    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return plain(content.get("version")) if isinstance(content, dict) else None


def _literal(source: bytes) -> str | None:
    if b"__version__" not in source:
        return None
    import re

    match = re.search(
        rb"""^__version__[ \t]*(?::[^=\n]*)?=[ \t]*(["'])([^"'\\\n]+)\1""", source, re.MULTILINE
    )
    return plain(match[2].decode("utf-8", "replace")) if match else None


def plain(value: object) -> str | None:
    """Take a value for a name or a version only if it can be one."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    # No name and no version holds a space or anything that a terminal would not show.
    if not value or len(value) > _VERSION_CHARACTERS or " " in value or not value.isprintable():
        return None
    return value


def order(version: str | None) -> list[tuple[int, str]]:
    """Return what versions of plain forms are sorted by, newest last."""
    parts = (version or "").split(".")
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts]
