"""A small library whose components stand in files of their own, and projects to show it in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.errors import UsageError
from faceplate.source.release import fetch
from sites.sphinx.project import Project

EVENTS = Path(__file__).parents[2] / "fixtures/gradio/events/package"

DIAL = '''
from knobs._base import Component
from knobs._events import Events


class Dial(Component):
    """Turns. See `Lever` and <b>bold</b> words."""

    EVENTS = [Events.change, Events.press]

    def __init__(self, angle: float = 0.5, *, text: str | None = None):
        """
        Parameters:
            angle: How far it is turned.
            text: What stands under it -- "in quotes".
        """
'''

LEVER = '''
from knobs._base import Component
from knobs._events import Events


class Lever(Component):
    """Moves up and down."""

    EVENTS = [Events.change]

    def pull(self, force: int = 2) -> bool:
        """Pulls it.

        Args:
            force: How hard.
        """
'''

SILENT = '''
from knobs._base import Component


class Lamp(Component):
    """Shines, and offers nothing else.

    Deprecated: use a `Dial`.
    """
'''


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what Sphinx reports of a failed build among the files of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def knobs(tmp_path: Path) -> Path:
    """Write the library; its folder is the search path of the projects of the test."""
    return library(tmp_path)


def library(folder: Path) -> Path:
    package = folder / "knobs"
    package.mkdir()
    for name in ("_events", "_base"):
        text = (EVENTS / f"{name}.py").read_text(encoding="utf-8").replace("package.", "knobs.")
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (package / "dial.py").write_text(DIAL, encoding="utf-8")
    (package / "lever.py").write_text(LEVER, encoding="utf-8")
    (package / "lamp.py").write_text(SILENT, encoding="utf-8")
    (package / "__init__.py").write_text(
        '"""Knobs."""\n\nfrom knobs.dial import Dial\nfrom knobs.lamp import Lamp\n'
        'from knobs.lever import Lever\n\n__version__ = "3.1"\n',
        encoding="utf-8",
    )
    return package


@pytest.fixture
def project(tmp_path: Path, knobs: Path) -> Callable[..., Project]:
    """Make a project that documents the library."""

    def make(files: dict[str, str], **values: Any) -> Project:
        made = Project(tmp_path, **{"faceplate_targets": ["knobs"], **values})
        made.write(files)
        return made

    return make


@pytest.fixture
def wheel(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Fetch a release, kept among pytest's own files; skip where the index cannot be reached."""
    assert request.config.cache is not None
    folder = str(request.config.cache.mkdir("releases"))

    def given(release: str) -> str:
        try:
            return fetch(release, folder)
        except UsageError as error:
            if "cannot be reached" not in str(error):
                raise
            pytest.skip(f"{release} is not here, and the package index cannot be reached")

    return given
