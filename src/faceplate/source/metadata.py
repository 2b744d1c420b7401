"""Name, version and requirements of a distribution, from whatever states them.

Python has no single place for a version. Metadata that a build tool wrote comes first, then what a
person wrote for a build tool, then a literal in the package itself; a version that is computed is
not, as that would run code. `importlib.metadata` is not used: it reads only installed packages of
this environment, and takes longer to import than a warm run has time for.
"""

from __future__ import annotations

from faceplate.source.layout import PackagePlace, normalised
from faceplate.source.listing import Listing, join

# Metadata begins with the headers; a description of any length follows.
_HEADER_BYTES = 256 * 1024

_REQUIRES = "requires-dist"

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


NOTHING = Metadata()


def parsed(data: bytes) -> Metadata:
    """Read METADATA or PKG-INFO.

    Args:
        data: The file, or its beginning.
    """
    name, version = headers(data)
    head = (
        data[:_HEADER_BYTES].decode("utf-8", "replace").replace("\r\n", "\n").partition("\n\n")[0]
    )
    lines = (line.partition(":") for line in head.splitlines())
    return Metadata(
        name, version, tuple(value.strip() for key, _, value in lines if key.lower() == _REQUIRES)
    )


def headers(data: bytes) -> tuple[str, str | None]:
    """Read the headers of METADATA or PKG-INFO.

    Args:
        data: The file, or its beginning.

    Returns:
        Name, or '', and version, or None.
    """
    values: dict[str, str] = {}
    for line in data[:_HEADER_BYTES].decode("utf-8", "replace").splitlines():
        if not line.strip():
            break
        key, colon, value = line.partition(":")
        if colon:
            values.setdefault(key.lower(), value)
        if "name" in values and "version" in values:
            break
    return _plain(values.get("name")) or "", _plain(values.get("version"))


def pyproject(data: bytes) -> Metadata:
    """Read the `[project]` table of pyproject.toml.

    Args:
        data: The file.

    Returns:
        What it states; what is computed is not known.
    """
    if b"[project]" not in data:
        return NOTHING
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8")).get("project")
    except (ValueError, RecursionError):
        return NOTHING
    if not isinstance(table, dict):
        return NOTHING
    requires = table.get("dependencies")
    lines = requires if isinstance(requires, list) else []
    return Metadata(
        _plain(table.get("name")) or "",
        _plain(table.get("version")),
        tuple(line for line in lines if isinstance(line, str)),
    )


def declared(listing: Listing, folder: str) -> Metadata:
    """Read what a project's folder states of the distribution made from it.

    Args:
        listing: Where the folder lies.
        folder: Path of the project's folder.
    """
    built = parsed(listing.optional(join(folder, "PKG-INFO")))
    if built.name and built.version and built.requires:
        return built
    stated = pyproject(listing.optional(join(folder, "pyproject.toml")))
    name = built.name or stated.name
    requires = built.requires or stated.requires or _listed_requires(listing, folder, name)
    return Metadata(name, built.version or stated.version, requires)


def _listed_requires(listing: Listing, folder: str, name: str) -> tuple[str, ...]:
    """Read `requires.txt`, which older build tools write in place of headers."""
    for holder in (folder, join(folder, "src")):
        for entry in listing.names(holder):
            if entry.endswith(".egg-info") and normalised(entry[:-9]) == normalised(name):
                return _conditional(listing.optional(join(holder, f"{entry}/requires.txt")))
    return ()


def _conditional(data: bytes) -> tuple[str, ...]:
    """Read requirements in sections such as `[:python_version < "3.8"]` and `[extra]`."""
    marker = ""
    lines = []
    for line in data[:_HEADER_BYTES].decode("utf-8", "replace").splitlines():
        text = line.strip()
        if text.startswith("["):
            extra, _, marker = text.strip("[]").partition(":")
            marker = 'extra == ""' if extra else marker
        elif text:
            lines.append(f"{text} ; {marker}" if marker else text)
    return tuple(lines)


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
    records = [
        _record(listing, folder, entry)
        for entry in _records(listing, folder)
        # Neither form has a dash in its name part; a development tree has no version part.
        if not wanted or normalised(entry.rpartition(".")[0].partition("-")[0]) == wanted
    ]
    distributions = [metadata for metadata in records if metadata.name or metadata.version]
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
    for entry in _records(listing, folder):
        lines = listing.optional(join(folder, f"{entry}/RECORD"))
        if inside in lines and any(b"\n" + start in b"\n" + lines for start in starts):
            return _record(listing, folder, entry)
        if top.encode() in listing.optional(join(folder, f"{entry}/top_level.txt")).split():
            return _record(listing, folder, entry)
    return NOTHING


def _records(listing: Listing, folder: str) -> list[str]:
    ends = (".dist-info", ".egg-info")
    return sorted(name for name in listing.names(folder) if name.endswith(ends))


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
    requires = _conditional(listing.optional(f"{path}/requires.txt"))
    return Metadata(metadata.name, metadata.version, requires)


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
    return _plain(content.get("version")) if isinstance(content, dict) else None


def _literal(source: bytes) -> str | None:
    if b"__version__" not in source:
        return None
    import re

    match = re.search(
        rb"""^__version__[ \t]*(?::[^=\n]*)?=[ \t]*(["'])([^"'\\\n]+)\1""", source, re.MULTILINE
    )
    return _plain(match[2].decode("utf-8", "replace")) if match else None


def _plain(value: object) -> str | None:
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
