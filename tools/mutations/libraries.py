"""The libraries that are mutated, and the style in which the docstrings of each are written."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from faceplate.source.release import fetch


class Released(NamedTuple):
    """A released library.

    Attributes:
        release: Name and version.
        style: `google`, `numpy` or `sphinx`.
    """

    release: str
    style: str

    @property
    def name(self) -> str:
        """The package."""
        return self.release.partition("==")[0]


LIBRARIES = (
    Released("gradio==6.31.0", "google"),
    Released("gradio==4.16.0", "google"),
    Released("streamlit==1.67.0", "numpy"),
    Released("seaborn==0.13.2", "numpy"),
    Released("flask==3.1.3", "sphinx"),
    Released("click==8.5.1", "sphinx"),
)


def unpacked(released: Released, folder: Path) -> Path:
    """Fetch a release and unpack the Python files of its package; give the folder around it."""
    place = folder / released.release
    if not (place / "done").exists():
        with zipfile.ZipFile(fetch(released.release)) as archive:
            for name in archive.namelist():
                inside = name.startswith(f"{released.name}/")
                if inside and name.endswith((".py", ".pyi")) and ".." not in name:
                    archive.extract(name, place)
        (place / "done").touch()
    return place
