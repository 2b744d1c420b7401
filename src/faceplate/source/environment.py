"""Finds a package by its import name on the search path, as an import would, without one.

`importlib.util.find_spec` does nearly that, but imports the parents of a dotted name, runs the
finders that development installs have put in place, and answers from `sys.modules`. Here folders
and archives on the path are looked at, by the same order of preference, and what development
installs say is read. A search path that the user gives may hold targets of every kind.
"""

from __future__ import annotations

import os
import sys

from faceplate.errors import UsageError, clean
from faceplate.source.listing import ARCHIVES, STUBS, is_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree


def find(name: str, search_path: Sequence[str] | None) -> Tree | None:
    """Open the package or module that an import of the name would find.

    Args:
        name: Import name; dotted for a package inside another one, whose own folder is then looked
            for.
        search_path: Targets in order, '' being the current folder; None for the path of this
            Python.

    Returns:
        Its tree; None if it is not on the path as source.

    Raises:
        UsageError: If it is there and cannot be read.
    """
    entries = _entries(search_path)
    shared: list[str] = []
    for entry in entries:
        before = len(shared)
        tree = _regular(entry, name, shared)
        if tree is None and search_path is not None and len(shared) == before:
            tree = _inside(entry, name)
        if tree is not None:
            return tree
    for entry in entries:
        tree = _pointed_to(entry, name, shared)
        if tree is not None:
            return tree
    for entry in shared:
        try:
            return _package(entry, name)
        except UsageError:
            # A folder of that name without any Python is not a package at all.
            continue
    return None


def check(search_path: Sequence[str] | None) -> None:
    """Refuse a search path of which a part is nothing.

    Args:
        search_path: As the user gave it, or None.

    Raises:
        UsageError: If something on it is neither there nor a release.
    """
    for entry in search_path or ():
        if entry and not os.path.exists(entry) and not _is_release(entry):
            raise UsageError(
                clean(
                    f"--search-path {entry}: no such folder or file (from {os.getcwd()}), and no "
                    "release, which is written name==version"
                )
            )


def _regular(entry: str, name: str, shared: list[str]) -> Tree | None:
    """Open a package or a module that lies in a place of the path.

    Args:
        entry: The place.
        name: Import name.
        shared: Takes the place if it holds a folder of that name without an `__init__` file.
    """
    if _is_release(entry):
        return _released(entry, name)
    if entry.endswith(ARCHIVES) and os.path.isfile(entry):
        return _archived(entry, entry, name)
    path = name.replace(".", "/")
    holder, _, last = f"{entry}/{path}".rpartition("/")
    base = f"{holder}/{last}"
    if os.path.isdir(base):
        if os.path.isfile(f"{base}/__init__.py") or os.path.isfile(f"{base}/__init__.pyi"):
            if _spelled(holder, last):
                return _package(entry, name)
        elif _spelled(holder, last):
            shared.append(entry)
    return None if "." in name else _module(entry, name)


def _module(entry: str, name: str) -> Tree | None:
    """Open a module that lies in a folder of the path, or the stubs of a package that does not."""
    base = f"{entry}/{name}"
    for suffix in (".py", ".pyi"):
        if os.path.isfile(base + suffix) and _spelled(entry, name + suffix):
            from faceplate.source.disk import open_module

            return open_module(entry, name, os.path.join(entry, name + suffix))
    stubs = f"{base}{STUBS}"
    if os.path.isdir(stubs) and not os.path.isdir(base):
        return _package(entry, name + STUBS)
    return None


def _inside(entry: str, name: str) -> Tree | None:
    """Open a package of a project or of an unpacked wheel on the path, or one that is the place."""
    if not os.path.isdir(entry):
        return None
    from faceplate.source.disk import distributed, open_folder, open_place
    from faceplate.source.folder import Folder

    distribution = distributed(Folder(entry))
    if distribution is not None:
        place = distribution.place(name)
        return None if place is None else open_place(entry, entry, distribution, place)
    if os.path.basename(entry) == name.rpartition(".")[2]:
        try:
            tree = open_folder(entry)
        except UsageError:
            return None
        return tree if tree.name == name else None
    return None


def _pointed_to(entry: str, name: str, shared: list[str]) -> Tree | None:
    """Open a package that a development install in a place of the path points to."""
    if not os.path.isdir(entry):
        return None
    from faceplate.source.editable import pointers

    there = pointers(entry)
    top, _, rest = name.partition(".")
    for folder in there.folders:
        tree = _regular(folder, name, shared)
        if tree is not None:
            return tree
    path = there.mapped(top)
    if path is not None:
        from faceplate.source.disk import open_module, open_package

        holder, last = os.path.split(path)
        if path.endswith((".py", ".pyi")):
            return None if rest else open_module(holder, top, path)
        if last == top:
            return open_package(holder, name, path)
    for project in there.projects:
        tree = _inside(project, name)
        if tree is not None:
            return tree
    return None


def missing(name: str, search_path: Sequence[str] | None) -> UsageError:
    """Make the error for a name that is not on the search path.

    Args:
        name: Import name that was looked for.
        search_path: Where it was looked for.

    Returns:
        An error that names the nearest import names there, or says what to do instead.
    """
    entries = _entries(search_path)
    if name in sys.builtin_module_names:
        return UsageError(f"{name}: built into Python; there is no source to read")
    names: set[str] = set()
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
                        f"{name}: a development install in {entry} that works out where its folder "
                        "is; give the folder of its project"
                    )
                )
            if is_package(stem) and (not dot or rest in ("py", "pyi")):
                names.add(stem)
    import difflib

    near = difflib.get_close_matches(name, sorted(names), n=3, cutoff=0.75)
    places = f"{len(entries)} place{'' if len(entries) == 1 else 's'}"
    advice = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "install it in this environment, or give a folder, a wheel, an sdist or name==version"
    )
    return UsageError(clean(f"{name}: no such package on the search path ({places}); {advice}"))


def _entries(search_path: Sequence[str] | None) -> list[str]:
    """List the places of a path that are there, with absolute paths; releases stay as they are."""
    places = []
    for entry in sys.path if search_path is None else search_path:
        path = os.path.abspath(entry or os.curdir)
        if os.path.exists(path):
            places.append(path)
        elif search_path is not None and _is_release(entry):
            places.append(entry)
    return places


def _is_release(entry: str) -> bool:
    return "==" in entry and "/" not in entry and os.sep not in entry


def _package(entry: str, name: str) -> Tree:
    from faceplate.source.disk import open_package

    return open_package(entry, name, os.path.join(entry, *name.split(".")))


def _released(release: str, name: str) -> Tree | None:
    from faceplate.source.release import fetch

    return _archived(fetch(release), release, name)


def _archived(file: str, location: str, name: str) -> Tree | None:
    from faceplate.source.archives import open_archive

    try:
        return open_archive(file, location, name)
    except UsageError:
        # As with an import, a damaged archive does not keep one from what comes after it.
        return None


def _spelled(entry: str, name: str) -> bool:
    """Say whether a name is spelled so in a folder, also where the disk ignores case."""
    return name in _listed(entry)


def _listed(entry: str) -> list[str]:
    try:
        return os.listdir(entry)
    except OSError:
        return []
