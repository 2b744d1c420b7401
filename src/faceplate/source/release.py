"""A release, `name==version`: its file in the cache, fetched where it is not there yet.

A release never changes, so what is in the cache is used without asking an index, and without
importing anything that could. The text of the user is taken apart here, and nothing but a name and
a version goes on.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.layout import normalised

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_NAME = _LETTERS | frozenset("-_.")
_VERSION = _LETTERS | frozenset("-_.+!")

# Longer than the longest name on any index; keeps the folder's name within what disks allow.
_CHARACTERS = 100

# Wheels come before sdists, which may hold more than what is installed.
_SUFFIXES = (".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2")

#: What an index says of a release, a line each, in the folder of its file.
NOTES = "notes.txt"


def fetch(release: str, cache: str | None = None) -> str:
    """Find the file of a release in the cache, or download it.

    Args:
        release: `name==version`.
        cache: The cache folder; None for the usual place.

    Returns:
        Path of the wheel, or of the sdist where there is no wheel.

    Raises:
        UsageError: If the text is not a release, there is none, or it cannot be fetched.
    """
    name, version = parsed(release)
    folder = os.path.join(downloads(cache), f"{normalised(name)}-{version.lower()}")
    file = kept(folder)
    if file is not None:
        return file
    from faceplate.source.fetching import download

    return download(name, version, folder)


def parsed(release: str) -> tuple[str, str]:
    """Take a release apart.

    Args:
        release: `name==version`.

    Returns:
        Name and version, as they are spelled.

    Raises:
        UsageError: If it is anything else.
    """
    name, _, version = (part.strip() for part in release.partition("=="))
    if "[" in name and name.endswith("]"):
        plain = name.partition("[")[0]
        raise UsageError(clean(f"{release}: leave out the extras and write {plain}=={version}"))
    if version.endswith(".*"):
        raise UsageError(clean(f"{release}: name one release, not a range"))
    for text, allowed, what in ((name, _NAME, "name"), (version, _VERSION, "version")):
        is_plain = text[:1] in _LETTERS and text[-1:] in _LETTERS and allowed.issuperset(text)
        if not is_plain or len(text) > _CHARACTERS:
            raise UsageError(
                clean(f"{release}: the {what} is not that of a release; write name==version")
            )
    return name, version


def downloads(cache: str | None = None) -> str:
    """Return the folder of fetched releases, each in a folder of its own.

    Args:
        cache: The cache folder; None for the usual place.
    """
    if cache is None:
        from faceplate.cache.folder import cache_folder

        cache = cache_folder()
    return os.path.join(cache, "downloads")


def kept(folder: str) -> str | None:
    """Return the file of a release that was fetched into a folder; None if there is none."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None
    for suffix in _SUFFIXES:
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(suffix) and os.path.isfile(path):
                return path
    return None


def notes(file: str) -> list[str]:
    """Return what the index said of a release that was fetched, a line each.

    Args:
        file: Its file, as `fetch` gives it.
    """
    try:
        with open(os.path.join(os.path.dirname(file), NOTES), encoding="utf-8") as stream:
            return stream.read().splitlines()
    except (OSError, ValueError):
        return []
