"""Readers' tasks on each kind of site: to find, to understand, to link to, and to copy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from browsing import Browser
from faceplate.errors import UsageError
from faceplate.source.release import fetch
from sites.reading import BUILDERS, Library, read, site
from sites.serving import served

SOURCES = Path(__file__).parents[2] / "src"

KIT = Library(
    target=str(SOURCES / "faceplate_kit"),
    path="faceplate_kit.LogoutButton",
    summary="A button that signs a person out",
    parameter="min_width",
    type=("faceplate_kit.LoginButton", "Request", "faceplate_kit.Request"),
    event="click",
    argument="api_name",
    example="import faceplate_kit as kit\n\nkit.LogoutButton('Leave')",
)
RELEASES = {
    "gradio==6.31.0": Library(
        target="",
        path="gradio.Dropdown",
        summary="Creates a dropdown of choices",
        parameter="num_choices_shown",
        type=("gradio.Dropdown", "Timer", "gradio.Timer"),
        event="change",
        argument="api_name",
        example="import gradio as gr\n\ngr.Dropdown(['red', 'blue'])",
    ),
    "textual==8.2.8": Library(
        target="",
        path="textual.widgets.Switch",
        summary="A switch widget",
        parameter="animate",
        type=("textual.widgets.Button", "Size", "textual.geometry.Size"),
        event="Changed",
        argument="control",
        example="from textual.widgets import Switch\n\nSwitch(True)",
    ),
    "gradio_calendar==0.0.6": Library(
        target="",
        path="gradio_calendar.Calendar",
        summary="A calendar component",
        parameter="elem_classes",
        type=None,
        event="change",
        argument="api_name",
        example="from gradio_calendar import Calendar\n\nCalendar(type='string')",
    ),
}
CROSS_SECTION = (("material", 390, "dark"), ("plain", 1440, "light"), ("furo", 1440, "dark"))
LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]

Served = Callable[[Library, str], str]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give the address of a site, built and served once for all who look at it."""
    servers = []

    @cache
    def given(library: Library, builder: str) -> str:
        if builder.endswith("_theme"):
            pytest.importorskip(builder)
        servers.append(served(site(library, builder, tmp_path_factory.mktemp(builder))))
        return next(servers[-1])

    yield given
    for server in servers:
        next(server, None)


@pytest.fixture(scope="module")
def released(request: pytest.FixtureRequest) -> Callable[[str], Library]:
    """Give a library as it was released."""
    assert request.config.cache is not None
    folder = str(request.config.cache.mkdir("releases"))

    def given(release: str) -> Library:
        try:
            return RELEASES[release]._replace(target=fetch(release, folder))
        except UsageError as error:
            if "cannot be reached" not in str(error):
                raise
            pytest.skip(f"{release} is not here, and the package index cannot be reached")

    return given


@pytest.mark.parametrize(("builder", "width", "scheme"), CROSS_SECTION)
def test_readers_find_their_way(
    browser: Browser, address: Served, builder: str, width: int, scheme: str
) -> None:
    read(browser, KIT, builder, address(KIT, builder), width, scheme)


def test_an_example_that_was_copied_runs() -> None:
    command, search = [sys.executable, "-c", KIT.example], {"PYTHONPATH": str(SOURCES)}
    assert subprocess.run(command, env=search, check=False).returncode == 0


@pytest.mark.thorough
@pytest.mark.releases
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("release", RELEASES)
def test_readers_find_their_way_in_libraries(
    browser: Browser,
    address: Served,
    released: Callable[[str], Library],
    release: str,
    builder: str,
    width: int,
    scheme: str,
) -> None:
    library = released(release)
    read(browser, library, builder, address(library, builder), width, scheme)
