"""Writes the fixed files of an app, by the same care as those of a library."""

from __future__ import annotations

import os

from faceplate.check.edits.writing import write
from faceplate.source.tree import Tree, Unreadable


class _Script(Tree):
    """A file of an app, as it was read.

    Args:
        path: Its path.
        content: Its bytes as they were read.
    """

    def __init__(self, path: str, content: bytes) -> None:
        folder, file = os.path.split(os.path.abspath(path))
        super().__init__("", None, path, folder, [file])
        self._content = content

    def _load(self, path: str) -> bytes:
        if path not in self.files:
            raise Unreadable("is not a file of the app")
        return self._content


def write_files(before: dict[str, bytes], contents: dict[str, bytes]) -> None:
    """Write files whole or not at all, where nobody has changed them.

    Args:
        before: The bytes of each file as they were read, by path.
        contents: The new bytes of those that change.

    Raises:
        UsageError: If one has changed since, or cannot be written.
    """
    trees = [(_Script(path, before[path]), content) for path, content in contents.items()]
    write([(tree, {next(iter(tree.files)): content}) for tree, content in trees])
