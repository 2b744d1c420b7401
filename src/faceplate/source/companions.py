"""Finds the packages that one stands on: whose classes it extends, and whose names it passes on.

A custom component inherits most of its parameters from a library that its own archive does not
hold. Wherever the component lies, that library is looked for in the same places, in this order:

1. in the distribution of the target itself, which may hold several packages;
2. beside it, where it lies in a folder, as the two were most likely installed together;
3. on the search path, where one is given, else in the environment, if what is there satisfies the
   metadata of the target;
4. as a wheel beside that of the target, else as the newest release, that satisfies the metadata.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.environment import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from faceplate.source.requirement import Requirement
    from faceplate.source.tree import Tree

# A record has a line a file; the largest distributions have some megabytes of it.
_RECORD_BYTES = 16 * 1024 * 1024


class Companions:
    """The packages that were looked for beside a target.

    Args:
        tree: The target.
        search_path: Where to look, as for `open_target`.
    """

    def __init__(self, tree: Tree, search_path: Sequence[str] | None = None) -> None:
        self._tree = tree
        self._search_path = search_path
        self._trees: dict[str, Tree | None] = {}

    def add(self, trees: Mapping[str, Tree | None]) -> None:
        """Take what was found already, by its import names."""
        self._trees.update(trees)

    def fingerprint(self, name: str) -> str:
        """Return the fingerprint of a package; a dash if it is not to be had."""
        if name not in self._trees:
            self._trees[name] = companion(self._tree, name, self._search_path)
        tree = self._trees[name]
        return tree.fingerprint() if tree else "-"

    @property
    def notes(self) -> list[str]:
        """What a reader should know of how target and packages were found, a line each."""
        trees = [tree for tree in self._trees.values() if tree is not None]
        return list(dict.fromkeys(note for tree in (self._tree, *trees) for note in tree.notes))


def companion(tree: Tree, name: str, search_path: Sequence[str] | None = None) -> Tree | None:
    """Open another package that a target refers to.

    What was taken, and what was not to be had, stands in the notes of the two trees.

    Args:
        tree: The target.
        name: Import name of the other package; dotted for a part, such as `azure.core`.
        search_path: Where to look, as for `open_target`.

    Returns:
        Its tree; None if it is not to be had, or cannot be read.
    """
    if name == tree.name:
        return tree
    if not all(part.isidentifier() for part in name.split(".")):
        return None
    sibling = tree.sibling(name)
    if sibling is not None:
        return sibling
    if tree.folder:
        installed = _on_path(name, [tree.folder])
        if installed is not None:
            return installed
    installed = _on_path(name, search_path)
    if installed is not None and (search_path is not None or not installed.version):
        return installed
    return _satisfying(tree, name, installed)


def _on_path(name: str, search_path: Sequence[str] | None) -> Tree | None:
    try:
        return find(name, search_path)
    except UsageError:
        return None


def _satisfying(tree: Tree, name: str, installed: Tree | None) -> Tree | None:
    """Open what satisfies the metadata of a target: what the environment has, or a release.

    Args:
        tree: The target.
        name: Import name of the other package.
        installed: What the environment has, or None.
    """
    if not tree.requires:
        return installed
    from faceplate.source import requirement
    from faceplate.source.archives import open_release

    wanted = requirement.naming(requirement.parsed(tree.requires), name)
    if not wanted or (installed and requirement.satisfied(wanted, installed.version or "")):
        return installed
    it = f"{tree.distribution or tree.name} requires {wanted[0]}"
    try:
        release = _file_beside(tree, wanted, name)
        if release is None:
            release = open_release(requirement.release(wanted), name)
    except UsageError as error:
        if installed is None:
            tree.notes.append(clean(f"{it}, which is not to be had: {error}"))
        else:
            there = f"{installed.name} {installed.version} of this environment"
            tree.notes.append(clean(f"{it}; {there} is read, as no release is to be had: {error}"))
        return installed
    release.notes.append(clean(f"{it}; {release.location} is read"))
    return release


def _file_beside(tree: Tree, wanted: list[Requirement], name: str) -> Tree | None:
    """Open a wheel that lies beside that of the target and satisfies it, as in a wheelhouse."""
    if tree.archive is None:
        return None
    from faceplate.source.archives import open_archive
    from faceplate.source.layout import normalised
    from faceplate.source.metadata import order
    from faceplate.source.requirement import satisfied

    folder = os.path.dirname(os.path.abspath(tree.archive))
    own = normalised(wanted[0].name)
    files = {
        file.split("-")[1]: os.path.join(folder, file)
        for file in sorted(os.listdir(folder))
        if file.endswith(".whl") and normalised(file.partition("-")[0]) == own
    }
    for version in sorted(files, key=order, reverse=True):
        if satisfied(wanted, version):
            return open_archive(files[version], files[version], name)
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
        return [name for name in names if tree.sibling(name) is not None]
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
