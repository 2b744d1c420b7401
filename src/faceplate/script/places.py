"""Where the library of a script is found, without running anything of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    from faceplate.source.tree import Tree


def of_interpreter(python: str) -> list[str]:
    """The folders where an interpreter finds packages, by how an environment is laid out.

    Args:
        python: Path of the interpreter, or its name on the path of programs.

    Returns:
        Its folders for packages.

    Raises:
        UsageError: If it is not in an environment with such a folder.
    """
    import shutil

    from faceplate.source.editable import pointers

    found = shutil.which(python)
    if found is None:
        raise UsageError(f"{clean(python)}: there is no such interpreter")
    # The environment is where the link lies, not what it points to.
    for path in (os.path.abspath(found), os.path.realpath(found)):
        prefix = os.path.dirname(os.path.dirname(path))
        folders = []
        for library in ("lib", "lib64"):
            base = os.path.join(prefix, library)
            names = sorted(os.listdir(base)) if os.path.isdir(base) else []
            for name in names:
                if name.startswith("python"):
                    folders.append(os.path.join(base, name, "site-packages"))
                    folders.append(os.path.join(base, name, "dist-packages"))
        folders.append(os.path.join(prefix, "Lib", "site-packages"))
        found_folders = list(
            {os.path.realpath(one): one for one in folders if os.path.isdir(one)}.values()
        )
        if found_folders:
            return [
                *found_folders,
                *(path for one in found_folders for path in pointers(one).folders),
            ]
    raise UsageError(
        f"{clean(python)}: no folder of packages belongs to it; name the library with "
        "--library NAME==VERSION"
    )


def given(library: str, search_path: Sequence[str] | None = None) -> list[Tree]:
    """The library that somebody names, and what it stands on.

    Args:
        library: Any target, such as `gradio==6.31.0` or a wheel.
        search_path: Where import names are looked for; None for the path of this Python.

    Returns:
        Its tree; those of the libraries that it extends, such as the Gradio of a custom component;
        and those that one of them requires in one release only, since the two are made together.

    Raises:
        UsageError: If it cannot be opened.
    """
    from faceplate.dialects.choice import BUILT_IN
    from faceplate.source.companions import companion
    from faceplate.source.opening import open_target
    from faceplate.source.requirement import parsed

    extended = {name for dialect in BUILT_IN for name in dialect.companions}
    trees = [open_target(library, search_path)]
    for tree in trees:
        for requirement in parsed(tree.requires):
            name = requirement.name.replace("-", "_")
            pinned = requirement.specifier.startswith("==") and "," not in requirement.specifier
            if (pinned or name in extended) and name not in [each.name for each in trees]:
                found = companion(tree, name, search_path)
                if found is not None:
                    trees.append(found)
    return trees
