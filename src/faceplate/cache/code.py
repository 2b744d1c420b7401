"""Which code makes a result: faceplate, the packages installed beside it, plug-ins, and Python.

Whatever is kept depends on the code that made it. Nobody has to remember to raise a number or to
keep a list: all of faceplate is hashed, file by file, with the names and versions of what is
installed and the sources of plug-ins. A new module, or a new dependency, is in it from the start.

Reading all these files takes longer than a run has time for on which nothing changed. So their hash
is kept itself, under what the file system says of each: as long as no file was written or put in
the place of another, it is known without reading one. It says nothing of times, so that a cache
that is carried to another machine holds there.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from faceplate.cache.keys import key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faceplate.cache.store import Store

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_KIND = "code"
_METADATA = (".dist-info", ".egg-info")
_PLUG_INS = "faceplate."
"""What the entry point groups of plug-ins begin with, such as `faceplate.dialects`."""


def fingerprint(store: Store) -> str:
    """Return the fingerprint of all code that a result may depend on.

    Args:
        store: Where it is kept.
    """
    if store.code is None:
        own, packages = _own_and_packages(store)
        store.code = key(own, *_read(packages)) if packages else own
    return store.code


def plug_ins(store: Store) -> list[str]:
    """Return the import names of the packages that plug-ins are in.

    Args:
        store: Where the fingerprint of the code is kept.
    """
    return _own_and_packages(store)[1] if store.folder else list(_plug_ins(tuple(sys.path)))


def _own_and_packages(store: Store) -> tuple[str, list[str]]:
    """Return the hash of faceplate and its environment, and the packages that plug-ins are in."""
    content = store.get(_KIND, _state())
    if content is None:
        lines = [_own(), *_plug_ins(tuple(sys.path))]
        content = "\n".join(lines).encode("utf-8", "surrogatepass")
        store.put(_KIND, _state(), content)
    own, *packages = content.decode("utf-8", "surrogatepass").split("\n")
    return own, packages


@cache
def _state() -> str:
    """Return the hash of what the file system says of faceplate's files, and of what is installed.

    Neither writing a file nor putting another in its place can leave size, inode and both times as
    they were, for nobody can set the time of change.
    """
    stated = []
    for file in _files(_PACKAGE):
        stat = file.stat()
        stated.append((file.path, stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns))
    return key(repr(stated), repr(_environment()))


@cache
def _own() -> str:
    """Return the hash of faceplate and its environment."""
    files = (file.path for file in _files(_PACKAGE))
    return key(repr(_environment()), *_read_files(files, _PACKAGE))


def _environment() -> tuple[str, ...]:
    """Return Python, the platform, and names and versions of what is installed."""
    return (sys.version, sys.platform, *_distributions())


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the files below a folder, in order, without what Python compiled."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield entry


def _read(packages: Iterable[str]) -> Iterator[bytes]:
    """Yield names and contents of the Python files of packages and single modules."""
    for place in _places(packages):
        if os.path.isdir(place):
            files = [file.path for file in _files(place) if file.name.endswith(".py")]
            yield from _read_files(files, place)
        else:
            yield from _read_files([place], os.path.dirname(place))


def _places(packages: Iterable[str]) -> Iterator[str]:
    """Yield the folders and files of packages; finding a name without dots imports nothing."""
    from importlib.util import find_spec

    for package in packages:
        try:
            spec = find_spec(package)
        except (ImportError, ValueError):
            continue
        if spec is not None:
            yield from spec.submodule_search_locations or ([spec.origin] if spec.origin else [])


def _read_files(files: Iterable[str], folder: str) -> Iterator[bytes]:
    for path in files:
        yield os.path.relpath(path, folder).encode("utf-8", "surrogatepass")
        try:
            with open(path, "rb") as file:
                yield file.read()
        except OSError:
            yield b""


@cache
def _distributions() -> tuple[str, ...]:
    """Return the metadata folders on the search path, which carry names and versions."""
    return tuple(sorted(name for folder in sys.path for name in _metadata(folder)))


def _metadata(folder: str) -> list[str]:
    """Return the names of the metadata folders in a folder of installed packages."""
    try:
        return [name for name in os.listdir(folder or os.curdir) if name.endswith(_METADATA)]
    except OSError:
        return []


@cache
def _plug_ins(search_path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the packages that plug-ins are in; metadata is only read if there are any.

    Args:
        search_path: The folders of `sys.path`, where installed packages are looked for.
    """
    if not any(map(_declares_plug_ins, search_path)):
        return ()
    from importlib.metadata import entry_points

    packages = {
        entry.module.partition(".")[0]
        for group in entry_points().groups
        if group.startswith(_PLUG_INS)
        for entry in entry_points(group=group)
    }
    return tuple(sorted(packages))


def _declares_plug_ins(folder: str) -> bool:
    """Say whether a folder of installed packages holds a plug-in."""
    for name in _metadata(folder):
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                if b"[" + _PLUG_INS.encode() in file.read():
                    return True
        except OSError:
            continue
    return False
