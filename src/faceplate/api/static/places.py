"""Where the library of a script is found, without running anything of it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    from faceplate.source.tree import Tree

_REQUIREMENT = re.compile(r"^Requires-Dist:\s*([\w.-]+)\s*\(?==\s*([\w.+!-]+)\)?\s*$", re.MULTILINE)


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
            return [*found_folders, *_linked(found_folders)]
    raise UsageError(
        f"{clean(python)}: no folder of packages belongs to it; name the library with "
        "--library NAME==VERSION"
    )


def _linked(folders: list[str]) -> list[str]:
    """The folders that `.pth` files name; their lines with code are not run."""
    found = []
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".pth"):
                continue
            try:
                with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                    lines = file.read(65536).splitlines()
            except OSError:
                continue
            for line in lines:
                path = os.path.join(folder, line.strip())
                if line.strip() and not line.startswith("import") and os.path.isdir(path):
                    found.append(path)
    return found


def given(library: str) -> list[Tree]:
    """The library that somebody names, and the releases that it wants exactly.

    Args:
        library: Any target, such as `gradio==6.31.0` or a wheel.

    Returns:
        Its tree, and those of what it stands on and names with one release: for a release, which
        are fetched, too, and for a wheel, which lie beside it.

    Raises:
        UsageError: If it cannot be opened.
    """
    from faceplate.source.opening import open_target

    trees = [open_target(library)]
    if os.path.isfile(library):
        folder = os.path.dirname(os.path.abspath(library))
        wanted = [
            os.path.join(folder, name)
            for requirement in _REQUIREMENT.findall(_metadata(library))
            for name in sorted(os.listdir(folder))
            if _is_wheel(name, *requirement)
        ]
    elif "==" in library:
        from faceplate.source.release import fetch

        wanted = [
            f"{name}=={version}"
            for name, version in _REQUIREMENT.findall(_metadata(fetch(library)))
        ]
    else:
        wanted = []
    for target in wanted:
        try:
            trees.append(open_target(target))
        except UsageError:
            continue  # what it would tell is unknown, then
    return trees


def _is_wheel(file: str, name: str, version: str) -> bool:
    """Whether a file is named as the wheel of a release is."""
    parts = file.split("-")
    spelled = re.sub(r"[-_.]+", "_", name).lower()
    return file.endswith(".whl") and parts[0].lower() == spelled and parts[1:2] == [version]


def _metadata(wheel: str) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(wheel) as opened:
            for info in opened.infolist():
                if info.filename.endswith(".dist-info/METADATA") and info.file_size < 1 << 20:
                    return opened.read(info).decode("utf-8", "replace").partition("\n\n")[0]
    except (OSError, zipfile.BadZipFile):
        pass
    return ""
