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
    """Give the archive of `name==version`, downloaded if need be; other targets as they are."""
    if "==" not in target:
        return target
    archive = downloaded(target, folder)
    if archive is None:
        sys.exit(f"{target}: cannot be fetched")
    return str(archive)


def downloaded(target: str, folder: Path) -> Path | None:
    """Give the wheel of `name==version`, else its sdist, downloaded if need be, or None."""
    name, _, version = target.partition("==")
    start = f"{re.sub('[-_.]+', '_', name)}-{version}".lower()

    def present() -> list[Path]:
        archives = [
            one for one in folder.glob("*") if one.name.endswith((".whl", ".tar.gz", ".zip"))
        ]
        return [one for one in archives if _is_release(one.name, start)]

    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    for kind in ("--only-binary=:all:", "--no-binary=:all:"):
        if not present():
            options = ["--no-deps", kind, "--dest", str(folder), "--", target]
            subprocess.run([*pip, *options], check=False, stderr=subprocess.DEVNULL)
    return min(present(), default=None)


def listed(path: Path) -> list[str]:
    """Give the targets in a file, one a line; what follows `#` is a comment."""
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines())
    return [line for line in lines if line]


def _is_release(file: str, start: str) -> bool:
    """Say whether a file is the release whose name and version are given, however it is spelt."""
    stem = re.sub(r"\.(?:whl|tar\.gz|zip)$", "", file)
    name, _, rest = stem.partition("-")
    while rest and not rest[0].isdigit():
        more, _, rest = rest.partition("-")
        name = f"{name}_{more}"
    return f"{re.sub('[-_.]+', '_', name)}-{rest.partition('-')[0]}".lower() == start
