"""Pages of Sphinx lead to guides, and to event arguments that are explained once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sites.sphinx.project import Project

KIT = Path(__file__).parents[3] / "src" / "faceplate_kit"
FILES = {
    "index.rst": "Kit\n===\n\n.. toctree::\n\n   button\n   box\n   guide\n",
    "button.rst": "Button\n======\n\n.. component:: faceplate_kit.LogoutButton\n",
    "box.rst": "Box\n===\n\n.. component:: faceplate_kit.Textbox\n",
    "guide.rst": "Leave\n=====\n\n.. code-block:: python\n\n"
    "   import faceplate_kit as kit\n\n   kit.LogoutButton('Bye')\n",
}
MATRIX = {
    **FILES,
    "index.rst": FILES["index.rst"] + "   events\n",
    "events.rst": "Events\n======\n\n.. events::\n",
}
ROW = "faceplate_kit.LogoutButton.click.api_name"


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Project]:
    def make(files: dict[str, str], **values: object) -> Project:
        project = Project(tmp_path, faceplate_targets=[str(KIT)], **values)
        project.write(files)
        if "events.rst" not in files:
            (project.source / "events.rst").unlink(missing_ok=True)
        outcome = project.build("html", "-W", "-n")
        assert (outcome.code, outcome.warnings) == (0, "")
        return project

    return make


def test_a_page_leads_to_the_guides_of_the_project(made: Callable[..., Project]) -> None:
    project = made(FILES, faceplate_related=["."])
    page = project.page("html/button.html")
    assert "Used in¶ Leave" in page.text
    assert page.links.count("guide.html") >= 2  # in the navigation, and here
    assert "From Leave." in page.text
    assert "kit.LogoutButton('Bye')" in page.text
    assert "Used in" not in project.page("html/box.html").text


def test_arguments_are_explained_on_each_page_until_there_is_a_page_for_them(
    made: Callable[..., Project],
) -> None:
    full = made(FILES).page("html/button.html")
    assert len(full.by_id[ROW]) == 2
    project = made(MATRIX)  # in the same folder: pages that have not changed are written anew
    short = project.page("html/button.html")
    assert ROW in short.ids
    assert ROW not in short.by_id
    assert "events.html#faceplate_kit-argument-api_name" in short.links
    row = project.page("html/events.html").by_id["faceplate_kit-argument-api_name"]
    assert row == full.by_id[ROW]
    again = made(FILES).page("html/button.html")
    assert again.by_id[ROW] == full.by_id[ROW]


def test_a_project_may_have_them_on_each_page(made: Callable[..., Project]) -> None:
    page = made(MATRIX, faceplate_event_arguments="full").page("html/button.html")
    assert len(page.by_id[ROW]) == 2


def test_no_address_is_lost(made: Callable[..., Project]) -> None:
    full = set(made(FILES).page("html/box.html").ids)
    assert full <= set(made(MATRIX).page("html/box.html").ids)


def test_every_builder_writes_the_shorter_form(made: Callable[..., Project]) -> None:
    project = made(MATRIX, faceplate_related=["."], version="1", copyright="nobody")
    for builder in ("text", "latex", "epub"):
        outcome = project.build(builder, "-W")
        assert (builder, outcome.code, outcome.warnings) == (builder, 0, "")
