"""Which versions of Python a distribution is made for, as its metadata states it.

Whatever states the version of a distribution may state this, too: what a build tool wrote, and what
a person wrote for one. The lines look alike in all of them, and nothing is run.
"""

from __future__ import annotations

from faceplate.source.layout import CONTAINERS, normalised
from faceplate.source.listing import Listing, join
from faceplate.source.metadata import lines, name_of, records

# Line beginnings of METADATA, pyproject.toml, setup.cfg and setup.py.
_REQUIRES = ("requires-python", "python_requires")
_CLASSIFIER = "Programming Language :: Python :: 3."

# Longer than any requirement that people write.
_CHARACTERS = 200

Stated = tuple[str, tuple[str, ...]]


def stated(listing: Listing, folder: str, distribution: str) -> Stated:
    """Return what the metadata in a folder states, or else that in the project's folder above.

    Args:
        listing: Where the folder lies.
        folder: Path of the folder that holds a package.
        distribution: Name of the distribution in any spelling.

    Returns:
        The requirement, such as `>=3.8`, or ''; and the versions that classifiers name.
    """
    for file in _files(listing, folder, distribution):
        versions = parsed(listing.optional(file))
        if versions != ("", ()):
            return versions
    holder, _, own = folder.rpartition("/")
    return stated(listing, holder, distribution) if own in CONTAINERS else ("", ())


def parsed(data: bytes) -> Stated:
    """Return what a file of metadata states.

    Args:
        data: METADATA, PKG-INFO, pyproject.toml, setup.cfg or setup.py.
    """
    requires, versions = "", []
    for text in lines(data):
        if not requires and text.lower().startswith(_REQUIRES):
            value = text[len("requires-python") :].lstrip(" =:").split("#")[0]
            requires = value.strip(" \t\"',")[:_CHARACTERS]
        elif _CLASSIFIER in text:
            minor = text.partition(_CLASSIFIER)[2].strip(" \t\"',")
            if minor.isascii() and minor.isdigit():
                versions.append(f"3.{minor}")
    return requires, tuple(versions)


def _files(listing: Listing, folder: str, distribution: str) -> list[str]:
    names = set(listing.names(folder))
    entries = records(names)
    wanted = normalised(distribution)
    # An archive has the record of one distribution, whatever its package is called.
    own = [name for name in entries if name_of(name) == wanted] or entries[: len(entries) == 1]
    files = [
        f"{name}/{'METADATA' if name.endswith('.dist-info') else 'PKG-INFO'}"
        for name in reversed(own)
    ]
    project = ("PKG-INFO", "pyproject.toml", "setup.cfg", "setup.py")
    return [join(folder, name) for name in (*files, *(file for file in project if file in names))]
