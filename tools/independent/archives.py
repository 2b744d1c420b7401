"""Opens targets without faceplate: the Python files of wheels, sdists, folders and packages."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path


def sources(target: str) -> dict[str, bytes]:
    """Read the Python files of a target: path within it to bytes.

    Args:
        target: A wheel, an sdist, a folder, a module, or the name of what is installed.
    """
    path = Path(target)
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return {n: archive.read(n) for n in archive.namelist() if n.endswith(".py")}
    if path.is_file() and tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            members = [one for one in archive if one.isfile() and one.name.endswith(".py")]
            return {one.name: _content(archive, one) for one in members}
    if not path.exists():
        spec = importlib.util.find_spec(target)
        if spec is None or spec.origin is None:
            sys.exit(f"{target}: no such target")
        path = Path(spec.origin)
        path = path.parent if path.name == "__init__.py" else path
    path = path.resolve()
    files = path.rglob("*.py") if path.is_dir() else [path]
    return {one.relative_to(path.parent).as_posix(): one.read_bytes() for one in files}


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    return stream.read() if stream else b""


def fetched(target: str, folder: Path) -> str:
    """Give the wheel of `name==version`, downloaded if need be; other targets as they are."""
    name, is_release, version = target.partition("==")
    if not is_release:
        return target
    start = f"{re.sub('[-_.]+', '_', name)}-{version}-".lower()

    def found() -> list[Path]:
        return [one for one in folder.glob("*.whl") if one.name.lower().startswith(start)]

    if not found():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        options = ["--no-deps", "--only-binary=:all:", "--dest", str(folder), "--", target]
        if subprocess.run([*pip, *options], check=False).returncode or not found():
            sys.exit(f"{target}: cannot be fetched")
    return str(found()[0])
