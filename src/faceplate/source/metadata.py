"""Name and version of a distribution, from whatever states them.

Python has no single place for a version. Metadata that a build tool wrote comes first, then what a
person wrote for a build tool, then a literal in the package itself; a version that is computed is
not, as that would run code. `importlib.metadata` is not used: it reads only installed packages of
this environment, and takes longer to import than a warm run has time for.
"""

from __future__ import annotations

from faceplate.source.layout import Place, normalised
from faceplate.source.listing import Listing, join

# Metadata begins with the headers; a description of any length follows.
_HEADER_BYTES = 64 * 1024

# Longer than any version, shorter than a line of a terminal.
_VERSION_CHARACTERS = 64


def headers(data: bytes) -> tuple[str, str | None]:
    """Reads the headers of METADATA or PKG-INFO.

    Args:
        data: The file, or its beginning.

    Returns:
        Name, or '', and version, or None.
    """
    found: dict[str, str] = {}
    for line in data[:_HEADER_BYTES].decode("utf-8", "replace").splitlines():
        if not line.strip():
            break
        key, colon, value = line.partition(":")
        if colon:
            found.setdefault(key.lower(), value)
        if "name" in found and "version" in found:
            break
    return _plain(found.get("name")) or "", _plain(found.get("version"))


def pyproject(data: bytes) -> tuple[str, str | None]:
    """Reads the `[project]` table of pyproject.toml.

    Args:
        data: The file.

    Returns:
        Name, or '', and version, or None where it is computed or not stated.
    """
    if b"[project]" not in data:
        return "", None
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8")).get("project")
    except (ValueError, RecursionError):
        return "", None
    if not isinstance(table, dict):
        return "", None
    return _plain(table.get("name")) or "", _plain(table.get("version"))


def declared(listing: Listing, folder: str) -> tuple[str, str | None]:
    """Reads what a project's folder states of the distribution made from it.

    Args:
        listing: Where the folder lies.
        folder: Path of the project's folder.

    Returns:
        Name, or '', and version, or None.
    """
    name, version = headers(listing.optional(join(folder, "PKG-INFO")))
    if name and version:
        return name, version
    other_name, other_version = pyproject(listing.optional(join(folder, "pyproject.toml")))
    return name or other_name, version or other_version


def recorded(listing: Listing, folder: str, distribution: str) -> tuple[str, str | None]:
    """Reads the metadata of a distribution that is installed in a folder.

    Args:
        listing: Where the folder lies.
        folder: Path of the folder, such as one on the search path.
        distribution: Its name in any spelling, or '' for whichever there is.

    Returns:
        Name, or '', and version, or None; of the highest version if an earlier one was left behind.
    """
    wanted = normalised(distribution)
    found: list[tuple[list[tuple[int, str]], str, str | None]] = []
    for entry in listing.names(folder):
        if not entry.endswith((".dist-info", ".egg-info")):
            continue
        # Neither form has a dash in its name part; in a development tree there is no version part.
        stem = entry.rpartition(".")[0]
        if wanted and normalised(stem.partition("-")[0]) != wanted:
            continue
        path = join(folder, entry)
        data = (
            listing.optional(f"{path}/METADATA")
            or listing.optional(f"{path}/PKG-INFO")
            or (listing.optional(path) if entry.endswith(".egg-info") else b"")
        )
        name, version = headers(data)
        if name or version:
            found.append((_order(version), name, version))
    if not found:
        return "", None
    _, name, version = max(found, key=lambda item: (item[0], item[1]))
    return name, version


def stated(listing: Listing, place: Place) -> str | None:
    """Reads the version that a package states of itself.

    Args:
        listing: Where the package lies.
        place: The package.

    Returns:
        The literal `__version__` of its `__init__` (or of the module), else the version in a
        `package.json` beside that, else None.
    """
    for file in (f"{place.name}/__init__.py", f"{place.name}.py"):
        if file in place.files:
            version = _literal(listing.optional(join(place.holder, file)))
            if version:
                return version
    data = listing.optional(join(place.holder, f"{place.name}/package.json"))
    if not data:
        return None
    import json

    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return _plain(found.get("version")) if isinstance(found, dict) else None


def _literal(source: bytes) -> str | None:
    if b"__version__" not in source:
        return None
    import re

    match = re.search(
        rb"""^__version__[ \t]*(?::[^=\n]*)?=[ \t]*(["'])([^"'\\\n]+)\1""", source, re.MULTILINE
    )
    return _plain(match[2].decode("utf-8", "replace")) if match else None


def _plain(value: object) -> str | None:
    """Takes a value for a name or a version only if it can be one."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    # No name and no version holds a space or anything that a terminal would not show.
    if not value or len(value) > _VERSION_CHARACTERS or " " in value or not value.isprintable():
        return None
    return value


def _order(version: str | None) -> list[tuple[int, str]]:
    parts = (version or "").split(".")
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts]
