"""The demo apps in the sdists of custom components, each with its component on the path.

Nothing is installed: the package of a component lies in `backend/` of its sdist and is put on the
path of the release's environment. Which releases a component is made for, its metadata say.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tarfile
from pathlib import Path

DEMOS = ("app.py", "space.py")
_REQUIREMENT = (
    "import email,sys\n"
    "from packaging.requirements import Requirement\n"
    "text=open(sys.argv[1],encoding='utf-8').read()\n"
    "for line in email.message_from_string(text).get_all('Requires-Dist') or []:\n"
    "    made=Requirement(line)\n"
    "    if made.name=='gradio' and not made.specifier.contains(sys.argv[2]): sys.exit(1)\n"
)


def demos(folder: Path | None, python: Path, target: Path) -> list[tuple[Path, Path]]:
    """Unpack the components that are made for a release.

    Args:
        folder: A folder with sdists; None for none.
        python: Interpreter of the release's environment.
        target: Where to unpack them.

    Returns:
        The demo apps, each with an interpreter that has its component on the path.
    """
    if folder is None:
        return []
    version = subprocess.run(
        [str(python), "-c", "import gradio; print(gradio.__version__)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()[-1]
    found = []
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as opened:
            opened.extractall(target, filter="data")
        root = target / archive.name.removesuffix(".tar.gz")
        metadata = root / "PKG-INFO"
        fits = subprocess.run([str(python), "-c", _REQUIREMENT, str(metadata), version])
        if fits.returncode:
            continue
        backend = root / "backend" if (root / "backend").is_dir() else root
        own = _with_paths(python, (str(backend), str(root)), root / "python")
        found += [(root / "demo" / name, own) for name in DEMOS if (root / "demo" / name).exists()]
    return found


def _with_paths(python: Path, paths: tuple[str, ...], shim: Path) -> Path:
    """Make an interpreter that has some more folders on its path."""
    shim.write_text(
        f"#!/bin/sh\nPYTHONPATH={shlex.quote(os.pathsep.join(paths))} "
        f'exec {shlex.quote(str(python))} "$@"\n'
    )
    shim.chmod(0o755)
    return shim
