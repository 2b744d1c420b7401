"""Finds a package by its import name on the search path, as an import would, without one.

`importlib.util.find_spec` does nearly that, but imports the parents of a dotted name, runs the
finders that development installs have put in place, and answers from `sys.modules`. Here only
folders and archives on the path are looked at, by the same order of preference.
"""

from __future__ import annotations

import os
import sys

from faceplate.errors import UsageError, clean
from faceplate.source.listing import is_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from faceplate.source.tree import Tree

_ARCHIVES = (".whl", ".zip", ".egg")


def find(name: str, search_path: Sequence[str] | None) -> Tree | None:
    """Opens the package or module that an import of the name would find.

    Args:
        name: Import name without dots.
        search_path: Folders and archives in order, '' being the current folder; None for that of
            this Python.

    Returns:
        Its tree; None if it is not on the path as source.

    Raises:
        UsageError: If it is there and cannot be read.
    """
    namespace: str | None = None
    for entry in _entries(search_path):
        base = f"{entry}/{name}"
        if os.path.isdir(base):
            if _is_file(f"{base}/__init__.py") or _is_file(f"{base}/__init__.pyi"):
                if _spelled(entry, name):
                    return _package(entry, name)
            elif namespace is None and _spelled(entry, name):
                namespace = entry
        for suffix in (".py", ".pyi"):
            if _is_file(base + suffix) and _spelled(entry, name + suffix):
                from faceplate.source.disk import open_module

                return open_module(entry, name, os.path.join(entry, name + suffix))
        if entry.endswith(_ARCHIVES) and _is_file(entry):
            tree = _archived(entry, name)
            if tree is not None:
                return tree
    if namespace is None:
        return None
    try:
        return _package(namespace, name)
    except UsageError:
        # A folder of that name without any Python is no package at all.
        return None


def find_part(name: str, search_path: Sequence[str] | None) -> Tree | None:
    """Opens a package inside another one, which lies in a folder.

    Args:
        name: Its import name, dotted.
        search_path: Where to look, as for `find`.

    Returns:
        Its tree; None if there is none with an `__init__` file.

    Raises:
        UsageError: If it is there and cannot be read.
    """
    top, *inner = name.split(".")
    around = find(top, search_path)
    folder = f"{'/'.join(inner)}/__init__.py"
    if around is None or around.folder is None or f"{top}/{folder}" not in around.files:
        return None
    return _package(around.folder, name)


def missing(name: str, search_path: Sequence[str] | None) -> UsageError:
    """Makes the error for a name that is not on the search path.

    Args:
        name: Import name that was looked for.
        search_path: Where it was looked for.

    Returns:
        An error that names the nearest import names there, or says what to do instead.
    """
    entries = list(_entries(search_path))
    if name in sys.builtin_module_names:
        return UsageError(f"{name}: built into Python; there is no source to read")
    known: set[str] = set()
    for entry in entries:
        for file in _listed(entry):
            stem, dot, rest = file.partition(".")
            if stem == name and rest.endswith(("so", "pyd")):
                return UsageError(
                    clean(f"{name}: only a compiled module is in {entry}; there is no source")
                )
            hook = file.removeprefix("__editable__").lstrip("._")
            if file.startswith("__editable__") and hook.startswith((f"{name}-", f"{name}_")):
                return UsageError(
                    clean(
                        f"{name}: a development install in {entry} that hides its folder; "
                        "give the folder of its project"
                    )
                )
            if is_package(stem) and (not dot or rest in ("py", "pyi")):
                known.add(stem)
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.75)
    places = f"{len(entries)} place{'' if len(entries) == 1 else 's'}"
    advice = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "install it in this environment, or give a folder, a wheel, an sdist or name==version"
    )
    return UsageError(clean(f"{name}: no such package on the search path ({places}); {advice}"))


def _entries(search_path: Sequence[str] | None) -> Iterable[str]:
    for entry in sys.path if search_path is None else search_path:
        path = os.path.abspath(entry or os.curdir)
        if os.path.exists(path):
            yield path


def _package(entry: str, name: str) -> Tree:
    from faceplate.source.disk import open_package

    return open_package(entry, name, os.path.join(entry, *name.split(".")))


def _archived(entry: str, name: str) -> Tree | None:
    from faceplate.source.archives import open_archive

    try:
        return open_archive(entry, f"{entry}/{name}", name)
    except UsageError:
        # As with an import, a damaged archive does not keep one from what comes after it.
        return None


def _is_file(path: str) -> bool:
    return os.path.isfile(path)


def _spelled(entry: str, name: str) -> bool:
    """Tells whether a name is spelled so in a folder, also where the disk ignores case."""
    return name in _listed(entry)


def _listed(entry: str) -> list[str]:
    try:
        return os.listdir(entry)
    except OSError:
        return []
