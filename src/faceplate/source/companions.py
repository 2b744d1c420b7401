"""Finds the packages that one stands on: whose classes it extends, and whose names it passes on.

A custom component inherits most of its parameters from a library that its own archive does not
hold. Wherever the component lies, that library is looked for in the same places, in this order:

1. in the distribution of the target itself, which may hold several packages;
2. beside it, where it lies in a folder, as the two were most likely installed together;
3. on the search path, where one is given, else in the environment, if what is there satisfies the
   metadata of the target;
4. as the newest release that satisfies that metadata.
"""

from __future__ import annotations

from faceplate.errors import UsageError, clean
from faceplate.source.environment import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree


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
        found = _found(name, [tree.folder])
        if found is not None:
            return found
    found = _found(name, search_path)
    if found is not None and (search_path is not None or not found.version):
        return found
    return _satisfying(tree, name, found)


def _found(name: str, search_path: Sequence[str] | None) -> Tree | None:
    try:
        return find(name, search_path)
    except UsageError:
        return None


def _satisfying(tree: Tree, name: str, found: Tree | None) -> Tree | None:
    """Open what satisfies the metadata of a target: what the environment has, or a release.

    Args:
        tree: The target.
        name: Import name of the other package.
        found: What the environment has, or None.
    """
    if not tree.requires:
        return found
    from faceplate.source import requirement

    wanted = requirement.naming(requirement.parsed(tree.requires), name)
    if not wanted:
        return found
    it = f"{tree.distribution or tree.name} requires {wanted[0]}"
    try:
        chosen = requirement.choice(wanted, found.version if found else None)
        if chosen is None:
            return found
        release = _opened(chosen, name)
    except UsageError as error:
        if found is None:
            tree.notes.append(clean(f"{it}, which is not to be had: {error}"))
        else:
            there = f"{found.name} {found.version} of this environment"
            tree.notes.append(clean(f"{it}; {there} is read, as no release is to be had: {error}"))
        return found
    release.notes.append(clean(f"{it}; the release {chosen} is read"))
    return release


def _opened(release: str, name: str) -> Tree:
    from faceplate.source.archives import open_archive
    from faceplate.source.release import fetch

    return open_archive(fetch(release), release, name)
