"""What made a result: the code that made it, Python, and the packages beside it.

Results are kept by content, so all that goes into them has to be part of the key. Nobody has to
remember to raise a number: the code itself is hashed, as are the names and versions of what is
installed, which tell an upgraded parser or a new plug-in.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from faceplate.cache.hashing import blake2b

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_READER = (
    "facts/bodies.py",
    "facts/branches.py",
    "facts/conditions.py",
    "facts/declarations.py",
    "facts/environment.py",
    "facts/exports.py",
    "facts/expressions.py",
    "facts/file.py",
    "facts/functions.py",
    "facts/glances.py",
    "facts/properties.py",
    "facts/reader.py",
    "facts/scopes.py",
    "facts/stubs.py",
    "facts/syntax.py",
    "facts/targets.py",
    "facts/texts.py",
)


def reader_identity() -> bytes:
    """Identify what turns the bytes of a file into facts: the reader and Python."""
    digest = blake2b(repr(sys.version_info[:2]).encode(), digest_size=16)
    for path in _READER:
        with open(os.path.join(_HERE, path), "rb") as file:
            digest.update(file.read())
    return digest.digest()


@cache
def identity() -> bytes:
    """Identify all of faceplate, and the packages installed beside it."""
    digest = blake2b(repr(sys.version_info[:2]).encode(), digest_size=16)
    for entry in _sources(_HERE):
        stat = entry.stat()
        digest.update(f"{entry.path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    for name in _distributions():
        digest.update(name.encode() + b"\0")
    return digest.digest()


def _sources(folder: str) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                found.extend(_sources(entry.path))
            else:
                found.append(entry)
    return found


@cache
def _distributions() -> list[str]:
    """List the metadata folders on the search path, which carry names and versions."""
    names: list[str] = []
    for folder in sys.path:
        try:
            names.extend(
                name
                for name in os.listdir(folder or os.curdir)
                if name.endswith((".dist-info", ".egg-info"))
            )
        except OSError:
            continue
    return sorted(names)
