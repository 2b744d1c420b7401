"""Opens a target: decides by its spelling what it is, and hands it to the module for that kind.

A bare name is an import name, whatever folders are called the same nearby: the answer must not
change with the current folder. A folder is meant where the text could not be an import name, as in
`./name`, or where no package of that name is installed.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.listing import ARCHIVES, STUBS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from faceplate.source.tree import Tree

_KINDS = "a folder, folder@revision, a .py file, a wheel (.whl) or an sdist (.tar.gz, .zip)"


def split_target(text: str) -> tuple[str, str | None]:
    r"""Take the component off a target, which is written `TARGET` or `TARGET:Component`.

    The colon is also part of a drive on Windows, and allowed in the name of a file elsewhere. What
    exists comes first, then the rule that a component is a Python name and a path is not.

    Args:
        text: As the user wrote it: `gradio`, `gradio:Button`, `C:\wheels\x.whl:Button`.

    Returns:
        Target, and name of the component, which may be dotted; None if the text has none.

    Raises:
        UsageError: If one side of the colon is empty, or what follows it is not a name.
    """
    target, colon, component = text.rpartition(":")
    is_drive = os.name == "nt" and len(target) == 1
    if not colon or is_drive or "/" in component or "\\" in component or os.path.exists(text):
        return text, None
    if target and component and all(part.isidentifier() for part in component.split(".")):
        return target, component
    raise UsageError(
        clean(f"{text}: what follows the colon is not the name of a component; write TARGET:Name")
        if target
        else clean(f"{text}: there is no target before the colon; write TARGET:Name")
    )


def open_target(
    target: str, search_path: Sequence[str] | None = None, *, cache_folder: str | None = None
) -> Tree:
    """Open what a user named, without importing or unpacking it.

    Args:
        target: Import name, folder, `.py` file, wheel, sdist, `name==version`, or
            `folder@revision`.
        search_path: Where import names are looked for: folders of packages and targets of every
            kind but import names; None for `sys.path`.
        cache_folder: Where fetched releases are kept; None for the usual place.

    Returns:
        The tree of its package.

    Raises:
        UsageError: If there is no such target, or it cannot be read; one line says what to do.
    """
    if search_path is not None:
        from faceplate.source.environment import check

        check(search_path)
    if target.removesuffix(STUBS).isidentifier():
        from faceplate.source.environment import find, missing

        tree = find(target.removesuffix(STUBS), search_path)
        if tree is not None:
            return tree
        if not os.path.exists(target):
            raise missing(target, search_path)
    if not target or "\0" in target:
        shown = clean(target) or "an empty target"
        raise UsageError(f"{shown}: nothing to open; give an import name, {_KINDS}")
    if os.path.exists(target):
        return _open_distribution(target, target, search_path)
    if "." in target and all(part.isidentifier() for part in target.split(".")):
        from faceplate.source.environment import find

        part = find(target, search_path)
        if part is not None:
            return part
    if "@" in target:
        from faceplate.source.revision import open_revision, split

        parts = split(target)
        if parts is not None:
            return open_revision(*parts, target)
    if "==" in target and "/" not in target:
        from faceplate.source.release import fetch, notes

        file = fetch(target, cache_folder)
        tree = _open_distribution(file, target, search_path)
        tree.notes += notes(file)
        return tree
    raise _no_such(target, search_path)


def _open_distribution(path: str, location: str, search_path: Sequence[str] | None) -> Tree:
    """Open a folder or a file, or what holds the code of one that has none."""
    try:
        return _open_path(path, location)
    except UsageError as error:
        metadata = getattr(error, "metadata", None)
        if metadata is None:
            raise
        from faceplate.source.meta import holder

        tree = holder(metadata, location, search_path)
        if tree is None:
            raise
        return tree


def _open_path(path: str, location: str) -> Tree:
    from faceplate.source.disk import open_folder, open_module

    if os.path.isdir(path):
        return open_folder(path)
    if not os.path.isfile(path):
        raise UsageError(clean(f"{path}: neither a file nor a folder; give {_KINDS}"))
    if path.endswith((".py", ".pyi")):
        holder, file = os.path.split(os.path.abspath(path))
        name = file.rpartition(".")[0]
        if name == "__init__":
            return open_folder(os.path.dirname(path) or os.curdir)
        return open_module(holder, name, path)
    if path.lower().endswith(ARCHIVES):
        from faceplate.source.archives import open_archive

        return open_archive(path, location)
    raise UsageError(clean(f"{path}: not a kind of file that can be read; give {_KINDS}"))


def _no_such(target: str, search_path: Sequence[str] | None) -> UsageError:
    if "://" in target:
        return UsageError(
            clean(f"{target}: URLs are not supported; download the file and pass its path")
        )
    is_path = os.sep in target or "/" in target or "\\" in target
    if is_path or target.lower().endswith((*ARCHIVES, ".py", ".pyi")):
        return UsageError(clean(f"{target}: no such file or folder (from {os.getcwd()})"))
    parts = target.split(".")
    if all(part.isidentifier() for part in parts):
        from faceplate.source.environment import find, missing

        if find(parts[0], search_path) is None:
            return missing(parts[0], search_path)
        return UsageError(f"{target}: no part of {parts[0]} with an __init__.py; give {parts[0]}")
    words = target.replace("-", "_")
    if words.isidentifier():
        from faceplate.source.environment import find

        if find(words, search_path) is not None:
            return UsageError(f"{target}: not an import name; did you mean {words}?")
    return UsageError(
        clean(f"{target}: not a target; give an import name, {_KINDS}, or name==version")
    )
