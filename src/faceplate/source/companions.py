"""Finds the library that another one stands on.

A custom component inherits most of its parameters from a library that its own archive does not
hold. Where that library is installed, its tree completes the picture; where not, the picture says
what it lacks.
"""

from __future__ import annotations

import os

from faceplate.source.search import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faceplate.source.tree import Tree

# A record has a line a file; the largest distributions have some megabytes of it.
_RECORD_BYTES = 16 * 1024 * 1024


def companion(tree: Tree, name: str, search_path: Sequence[str] | None = None) -> Tree | None:
    """Opens another installed package.

    Args:
        tree: The package that refers to it; what lies beside that comes before the search path, as
            the two were most likely installed together.
        name: Import name of the other package.
        search_path: Where to look, as for `open_target`.

    Returns:
        Its tree; None if it is not installed or cannot be read.
    """
    if name == tree.name:
        return tree
    if not name.isidentifier():
        return None
    from faceplate.errors import UsageError

    if tree.has_sibling(name):
        part = _from_archive(tree, name)
        if part is not None:
            return part
    for path in ([tree.folder] if tree.folder else [], search_path):
        try:
            found = find(name, path)
        except UsageError:
            continue
        if found is not None:
            return found
    return None


def fingerprint(package: Tree | None) -> str:
    """Return the fingerprint of a package beside a target; a dash if it was not found."""
    return package.fingerprint() if package else "-"


def _from_archive(tree: Tree, name: str) -> Tree | None:
    from faceplate.errors import UsageError
    from faceplate.source.archives import open_sibling
    from faceplate.source.package import PackageTree

    try:
        return open_sibling(tree, name) if isinstance(tree, PackageTree) else None
    except UsageError:
        return None


def siblings(tree: Tree, names: Sequence[str]) -> list[str]:
    """Return which packages are part of the same distribution as a target.

    Args:
        tree: The target.
        names: Import names that it takes something from.

    Returns:
        Those that stand in the same archive, that the record of the installed distribution lists
        together with it, or that lie beside it in a project.
    """
    if tree.folder is None:
        return [name for name in names if tree.has_sibling(name)]
    beside = [name for name in names if _is_beside(tree.folder, name)]
    if not beside:
        return []
    records = list(_records(tree.folder))
    if not records:
        return beside
    own = [record for record in records if _lists(record, tree.name)]
    return [name for name in beside if any(_lists(record, name) for record in own)]


def _is_beside(folder: str, name: str) -> bool:
    path = os.path.join(folder, name)
    return os.path.isfile(f"{path}.py") or os.path.isfile(os.path.join(path, "__init__.py"))


def _records(folder: str) -> Iterator[bytes]:
    """Yield what is recorded of the distributions that are installed in a folder."""
    for entry in sorted(os.listdir(folder)):
        if entry.endswith(".dist-info"):
            try:
                with open(os.path.join(folder, entry, "RECORD"), "rb") as file:
                    yield b"\n" + file.read(_RECORD_BYTES)
            except OSError:
                continue


def _lists(record: bytes, name: str) -> bool:
    encoded = name.encode()
    return b"\n%s/" % encoded in record or b"\n%s.py," % encoded in record
