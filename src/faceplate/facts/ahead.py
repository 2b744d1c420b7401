"""The files of a large library, read by several processes before anything asks for them."""

from __future__ import annotations

import gc

from faceplate.facts.cached import CachedReader
from faceplate.sharing import shared
from faceplate.source.tree import Tree

_FEWEST = 200
"""With fewer files to parse, copies of this process cost more than they save."""
_TASK = 20
"""Files of a task."""


def read_ahead(tree: Tree, reader: CachedReader, processes: int) -> None:
    """Keep the facts of all files of which none are kept, if they are many.

    Args:
        tree: The files.
        reader: Gives and keeps their facts; nothing is done where it keeps nothing.
        processes: How many processes may read.
    """
    if reader.store.folder is None:
        return
    files = [
        (file, digest)
        for file in tree.files
        if file.endswith(".py")
        and (digest := tree.digest(file)) is not None
        and not reader.is_kept(digest)
    ]
    if len(files) < _FEWEST:
        return

    def read(number: int) -> bytes:
        for file, digest in files[number * _TASK : (number + 1) * _TASK]:
            try:
                reader.facts(tree.read(file), digest)
            except Exception:
                continue  # whoever asks for the file meets it again, and says so
        gc.collect()
        return b""

    for _ in shared(-(-len(files) // _TASK), processes, read):
        pass
