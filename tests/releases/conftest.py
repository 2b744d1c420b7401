"""Released wheels, fetched from the package index once and then kept among pytest's own files."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pytest

from faceplate.errors import UsageError
from faceplate.model import Component, Manifest
from faceplate.public import extract
from faceplate.source.release import fetch


class Release(NamedTuple):
    """A release of Gradio: its wheel, and the manifest read from it."""

    version: str
    wheel: str
    manifest: Manifest

    def pages(self) -> dict[str, Component]:
        return {page.name: page for page in self.manifest.components}

    def source(self, file: str) -> str:
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.read(file).decode("utf-8")


@pytest.fixture(scope="session")
def release(request: pytest.FixtureRequest) -> Callable[[str], Release]:
    """Read a release; skip where the package index cannot be reached."""
    assert request.config.cache is not None
    folder = str(request.config.cache.mkdir("releases"))

    @functools.cache
    def read(version: str) -> Release:
        try:
            wheel = fetch(f"gradio=={version}", folder)
        except UsageError as error:
            if "cannot be reached" not in str(error):
                raise
            return Release(version, "", None)  # type: ignore[arg-type]
        return Release(version, wheel, extract(wheel, search_path=[], cache=False))

    def given(version: str) -> Release:
        found = read(version)
        if not found.wheel:
            pytest.skip(f"gradio {version} is not here, and the package index cannot be reached")
        return found

    return given
