"""Writes corrected files: whole or not at all, with the rights they had, where nobody changed them.

All that may be refused is looked at before the first file is written. A link is followed to the
file it stands for, as long as that lies in the folder that was checked.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Sequence

from faceplate.errors import UsageError, clean
from faceplate.source.tree import Tree

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def check_editable(tree: Tree) -> None:
    """Refuse a target that is not a folder.

    Args:
        tree: The target.

    Raises:
        UsageError: If it is an archive, or was fetched.
    """
    if tree.folder is None:
        raise UsageError(
            clean(f"{tree.location}: an archive cannot be fixed; unpack it and give its folder")
        )


def write(contents_of: Sequence[tuple[Tree, dict[str, bytes]]]) -> None:
    """Write files of targets.

    Args:
        contents_of: Each target as it was read, with new contents by path.

    Raises:
        UsageError: If one has changed since it was read, lies elsewhere or cannot be written;
            then none is written, unless the disk itself fails half-way, which the message says.
    """
    places: dict[str, tuple[Tree, str, bytes]] = {}
    for tree, contents in contents_of:
        for path, content in contents.items():
            place = _place(tree, path)
            # A file may have two paths, by a link or as part of two targets.
            if place in places and places[place][2] != content:
                raise UsageError(clean(f"{path}: belongs to two targets; fix them in a call each"))
            places[place] = tree, path, content
            _look(tree, path, place)
    for written, (place, (tree, path, content)) in enumerate(places.items()):
        try:
            _look(tree, path, place)
            _replace(place, content)
        except (OSError, UsageError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            message = f"{path}: cannot be written ({reason})" if reason else str(error)
            raise UsageError(
                clean(f"{message}; {written} of {len(places)} files were fixed")
            ) from None


def _place(tree: Tree, path: str) -> str:
    """Return the real path of a file, which has to lie in the folder that was checked."""
    assert tree.folder is not None
    root = os.path.realpath(os.path.join(tree.folder, tree.name.split(".")[0]))
    if not os.path.isdir(root):
        root = os.path.realpath(tree.folder)
    place = os.path.realpath(os.path.join(tree.folder, path))
    if os.path.commonpath([root, place]) != root:
        raise UsageError(clean(f"{path}: is a link out of {tree.location}; nothing was written"))
    return place


def _look(tree: Tree, path: str, place: str) -> None:
    """Refuse a file that is not as it was read, or may not be written.

    Raises:
        UsageError: If it is so.
    """
    try:
        with open(place, "rb") as stream:
            same = stream.read() == tree.read(path)
        mode = os.stat(place).st_mode
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(clean(f"{path}: cannot be read again ({reason})")) from None
    if not same:
        raise UsageError(clean(f"{path}: has changed since it was read; call faceplate again"))
    allowed = os.access(place, os.W_OK) and os.access(os.path.dirname(place), os.W_OK)
    if not stat.S_ISREG(mode) or not mode & _WRITABLE or not allowed:
        raise UsageError(clean(f"{path}: is read-only; make it writable to fix it"))


def _replace(place: str, content: bytes) -> None:
    """Put a file in the place of another one, with its rights."""
    before = os.stat(place)
    draft = f"{place}.{os.getpid()}.part"
    try:
        file = os.open(draft, _NEW, 0o600)
        with open(file, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(draft, stat.S_IMODE(before.st_mode))
        with contextlib.suppress(OSError, AttributeError):
            os.chown(draft, before.st_uid, before.st_gid)
        os.replace(draft, place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(draft)
        raise
