"""The packages that are mutated: which, in which style, and their files."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from mutations.units import Library, library

STYLES = ("google", "numpy", "sphinx")


class Release(NamedTuple):
    """A released package.

    Attributes:
        requirement: Name and version, such as `rich==15.0.0`; or the path of a wheel.
        style: `google`, `numpy` or `sphinx`; empty if it is to be seen from the docstrings.
    """

    requirement: str
    style: str


def listed(texts: list[str]) -> list[Release]:
    """Return the releases that arguments name.

    Args:
        texts: Requirements, wheels, or text files that have one a line, with a style behind it
            or not; `#` begins a comment.

    Raises:
        SystemExit: If there is no such file, or a style that is none.
    """
    releases = []
    for text in texts:
        path = Path(text)
        is_list = not text.endswith(".whl") and (path.is_file() or path.suffix == ".txt")
        try:
            lines = path.read_text(encoding="utf-8").split("\n") if is_list else [text]
        except OSError as error:
            sys.exit(f"{text}: {error.strerror}")
        for line in lines:
            requirement, _, style = line.partition("#")[0].strip().partition(" ")
            style = style.strip()
            if style and style not in STYLES:
                sys.exit(f"{requirement}: {style!r} is not a style; there are {', '.join(STYLES)}")
            if requirement:
                releases.append(Release(requirement, style))
    if not releases:
        sys.exit("name at least one package, as NAME==VERSION")
    return releases


def unpacked(release: Release, folder: Path) -> list[Library]:
    """Download the wheel of a release and read the packages in it.

    Args:
        release: The release.
        folder: Where wheels and their files are kept.

    Raises:
        SystemExit: If there is no such wheel.
    """
    wheel = Path(release.requirement)
    if wheel.suffix != ".whl":
        wheel = _downloaded(release.requirement, folder / "wheels")
    place = folder / "unpacked" / wheel.stem
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith((".py", ".pyi"))]
        if not (place / "done").exists():
            for name in names:
                if ".." not in name.split("/"):
                    archive.extract(name, place)
            place.mkdir(parents=True, exist_ok=True)
            (place / "done").touch()
    tops = dict.fromkeys(name.partition("/")[0] for name in names if name.endswith("/__init__.py"))
    return [
        library(place, top)
        for top in tops
        if top not in ("tests", "test", "docs", "examples")
        and (place / top / "__init__.py").exists()
    ]


def _downloaded(requirement: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name, _, version = requirement.partition("==")
    start = re.sub(r"[-_.]+", "[-_.]+", re.escape(name).replace(r"\-", "-"))
    pattern = re.compile(rf"{start}-{re.escape(version)}-.*\.whl", re.IGNORECASE)
    for _ in range(2):
        kept = [path for path in sorted(folder.iterdir()) if pattern.fullmatch(path.name)]
        if kept:
            return kept[0]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary",
             ":all:", "--disable-pip-version-check", "--dest", str(folder), requirement],
            check=False,
        )  # fmt: skip
    sys.exit(f"{requirement}: no wheel")
