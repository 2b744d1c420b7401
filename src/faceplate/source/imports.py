"""What the import statements of a package tell of the name that it goes by.

A folder does not say which of the folders above it are part of the name. Its modules do, where they
import each other by their full names.
"""

from __future__ import annotations

import os

from faceplate.source.listing import is_package
from faceplate.source.tree import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from faceplate.source.tree import Tree

_STATEMENT = rb"^[ \t]*(?:from|import)[ \t]+([\w.]+)"

# Modules that are looked into; those that import nothing of their package are few.
_FILES = 60

# Folders above a package that can be part of its name, as in `google.cloud.storage`.
_LEVELS = 3


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


def namespace(tree: Tree, holder: str) -> list[str]:
    """Return the names of the folders above a package that its modules import it by.

    Args:
        tree: The package.
        holder: Absolute path of the folder that holds it.
    """
    from faceplate.source.layout import CONTAINERS

    names: list[str] = []
    while len(names) < _LEVELS:
        holder, name = os.path.split(holder)
        if not is_package(name) or name in CONTAINERS:
            break
        names.insert(0, name)
    for start in range(len(names)):
        if use(tree, ".".join([*names[start:], tree.name])):
            return names[start:]
    return []


def _contents(tree: Tree) -> Iterator[bytes]:
    for file in list(tree.files)[:_FILES]:
        try:
            yield tree.read(file)
        except Unreadable:
            continue
