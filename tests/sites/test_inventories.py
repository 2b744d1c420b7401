"""Inventories as mkdocstrings reads them, whose autorefs then lead from one site to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sites.building import Site, mkdocs
from sites.sphinx.conftest import library
from sites.sphinx.project import Project

OTHER = "https://other.example/"
NAMES = ["knobs.Dial", "knobs.Dial.angle", "knobs.Dial.press", "knobs.Dial.press.queue"]


@pytest.fixture
def second(tmp_path: Path) -> Callable[..., Site]:
    """Build a site that knows of the other one by its inventory alone."""

    def build(inventory: Path, **stated: Any) -> Site:
        entry = {"url": inventory.as_uri(), "base_url": OTHER, **stated}
        handlers = {"python": {"inventories": [entry]}}
        text = "# Start\n\n" + "\n".join(f"[{name}][]" for name in NAMES)
        plugins = ["autorefs", {"mkdocstrings": {"handlers": handlers}}]
        return mkdocs(tmp_path / "second", {}, {"index.md": text}, plugins=plugins)

    return build


def led(site: Site) -> list[str]:
    return [one.removeprefix(OTHER) for one in site.page("").links if one.startswith(OTHER)]


def test_another_site_of_mkdocs_links_to_the_pages_of_the_plugin(
    tmp_path: Path, second: Callable[..., Site]
) -> None:
    knobs = library(tmp_path)
    first = mkdocs(tmp_path / "first", {"library": str(knobs)}, {"index.md": "# Knobs\n"})
    site = second(first.folder / "objects.inv")
    assert site.log == []
    assert [one.partition("#")[2] for one in led(site)] == NAMES
    for one in led(site):
        path, _, anchor = one.partition("#")
        assert anchor in first.page(path).anchors


def test_a_site_of_mkdocs_links_to_the_pages_of_the_sphinx_extension(
    tmp_path: Path, second: Callable[..., Site]
) -> None:
    library(tmp_path)
    made = Project(tmp_path, faceplate_targets=["knobs"])
    made.write({"index.rst": "Knobs\n=====\n\n.. component:: knobs.Dial\n"})
    assert made.build("html", "-W").code == 0
    site = second(made.folder / "html" / "objects.inv", domains=["py", "faceplate"])
    assert site.log == []
    assert led(site) == [f"index.html#{name}" for name in NAMES]
    assert set(NAMES) <= set(made.page("html/index.html").ids)
