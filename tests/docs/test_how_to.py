"""The how-to guides: each is followed block by block in a fresh folder."""

from __future__ import annotations

import io
import shutil
import tarfile
from pathlib import Path

import pytest

from docs.pages import DOCS, ROOT, run

GUIDES = sorted((DOCS / "how-to").glob("*.md"))

SDIST = {
    "PKG-INFO": "Metadata-Version: 2.1\nName: gradio_rotary\nVersion: 0.1.0\n",
    "pyproject.toml": '[project]\nname = "gradio_rotary"\nversion = "0.1.0"\n',
    "demo/app.py": "import gradio_rotary\n",
    "backend/gradio_rotary/__init__.py": 'from .rotary import Rotary\n\n__all__ = ["Rotary"]\n',
    "backend/gradio_rotary/rotary.py": '''\
from gradio.components.base import Component
from gradio.events import Events


class Rotary(Component):
    """A knob that turns."""

    EVENTS = [Events.change]

    def __init__(self, value: float = 0):
        """
        Parameters:
            value: Where it stands.
        """
''',
}


def _guides() -> list[object]:
    online = [guide for guide in GUIDES if "pip " in guide.read_text(encoding="utf-8")]
    return [
        pytest.param(guide, id=guide.stem, marks=[pytest.mark.releases] if guide in online else [])
        for guide in GUIDES
    ]


@pytest.mark.parametrize("guide", _guides())
def test_guide_works_when_followed(
    guide: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    pack(folder / "gradio_rotary-0.1.0.tar.gz")
    if "cd faceplate\n" in guide.read_text(encoding="utf-8"):
        environment["PYTHONPATH"] = str(checkout(folder / "faceplate") / "src")
    run(guide, folder, environment)


def checkout(folder: Path) -> Path:
    """Copy what a reader changes who works on faceplate."""
    folder.mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("src", "tools", "tests/check", "docs/reference"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def pack(file: Path) -> None:
    """Make the sdist that the guide to custom components reads."""
    with tarfile.open(file, "w:gz") as archive:
        for path, text in SDIST.items():
            info = tarfile.TarInfo(f"gradio_rotary-0.1.0/{path}")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
