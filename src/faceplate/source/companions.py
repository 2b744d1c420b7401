"""Finds the library that another one stands on.

A custom component inherits most of its parameters from a library that its own archive does not
hold. Where that library is installed, its tree completes the picture; where not, the picture says
what it lacks.
"""

from __future__ import annotations

from faceplate.source.search import find

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree


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
