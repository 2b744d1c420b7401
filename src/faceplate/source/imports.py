"""What the import statements of a package tell of the name that it goes by.

A folder does not say which of the folders above it are part of the name. Its modules do, where they
import each other by their full names.
"""

from __future__ import annotations

from faceplate.source.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from faceplate.source.tree import Tree

_STATEMENT = rb"^[ \t]*(?:from|import)[ \t]+([\w.]+)"

# Modules that are looked into; those that import nothing of their package are few.
_FILES = 60


def use(tree: Tree, path: str) -> bool:
    """Tell whether modules of a package import from a path.

    Args:
        tree: The package.
        path: Dotted path.
    """
    word = path.encode()
    contents = [content for content in _contents(tree) if word in content]
    if not contents:
        return False
    import re

    statement = re.compile(_STATEMENT, re.MULTILINE)
    return any(
        (target + b".").startswith(word + b".")
        for content in contents
        for target in statement.findall(content)
    )


def _contents(tree: Tree) -> Iterator[bytes]:
    for file in list(tree.files)[:_FILES]:
        try:
            yield tree.read(file)
        except Unreadable:
            continue
