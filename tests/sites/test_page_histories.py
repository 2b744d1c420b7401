"""Pages that say since when everything is there: from a file, in each kind of site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from browsing import Browser
from faceplate.compare.history.records import LibraryHistory
from faceplate.compare.history.rows import rows_of
from faceplate.compare.history.timeline import Timeline
from faceplate.public import extract
from sites.building import mkdocs, squeezed
from sites.conftest import LAMPS
from sites.serving import looks, served, too_wide
from sites.sphinx.project import Project

OLDER = (
    ("colour: str | None", "tint: str | None"),
    ("colour: the colour | or its name.", "tint: what falls through it."),
)
"""What the release before called otherwise, and said in other words."""


def history(tmp_path: Path) -> LibraryHistory:
    """The history of two releases, of which the older one lacks some rows and has others."""
    older = Path(shutil.copytree(LAMPS, tmp_path / "older" / "lamps"))
    text = (older / "__init__.py").read_text()
    for new, old in OLDER:
        text = text.replace(new, old)
    text = text.replace("by: float = 0.1", "by: float = 0.5")
    text = text.replace("[Events.change, Events.press]", "[Events.change]", 1)
    (older / "__init__.py").write_text(text)
    timeline = Timeline(LibraryHistory(project="lamps", earlier=True))
    timeline.add("1.0", rows_of(extract(str(older))))
    timeline.add("2.1", rows_of(extract(str(LAMPS))))
    return timeline.history


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "history.json"
    path.write_bytes(msgspec.json.encode(history(tmp_path)))
    return path


def test_rows_say_since_when_and_the_page_says_what_went(file, tmp_path, faceplate):
    site = tmp_path / "site"
    assert faceplate("build", LAMPS, "-o", site, "--history", file).code == 0
    html, text = (site / "lamp.html").read_text(), (site / "lamp.md").read_text()
    assert 'class="detail">since 2.1</div>' in html
    assert '| `colour`<br>`str \\| None`<br>default: `"white"`, keyword-only<br>since 2.1 |' in text
    assert "| `lamps.Lamp.press(fn, ···)`<br>since 2.1 |" in text
    assert "default was 0.5 until 2.1" in text
    assert "| `tint`<br>parameter, since 1.0 | in 2.1 |" in text
    assert "## History" in (site / "llms-full.txt").read_text()
    assert json.loads((site / "history.json").read_text())["releases"] == ["1.0", "2.1"]
    # The oldest release that was read has it, so it may be older: no badge.
    assert "faceplate-badge" not in html
    # What is as old as its page has no mark.
    assert '| `value`<br>`str`<br>default: `"on"` |' in text


def test_a_badge_says_which_release_brought_a_component(file, tmp_path, faceplate):
    whole = msgspec.json.decode(file.read_bytes(), type=LibraryHistory)
    whole.earlier = False
    whole.find("Dimmer").since = "2.1"
    file.write_bytes(msgspec.json.encode(whole))
    site = tmp_path / "site"
    assert faceplate("build", LAMPS, "-o", site, "--history", file).code == 0
    assert ">since 2.1</span>" in (site / "dimmer.html").read_text()


def test_a_new_release_costs_the_pages_that_say_something_else(file, tmp_path, faceplate):
    site = tmp_path / "site"
    faceplate("build", LAMPS, "-o", site, "--history", file)
    before = {page.name: page.stat().st_mtime_ns for page in site.glob("*.html")}
    whole = msgspec.json.decode(file.read_bytes(), type=LibraryHistory)
    whole.find("Dimmer").rows[0].since = "2.0"
    file.write_bytes(msgspec.json.encode(whole))
    faceplate("build", LAMPS, "-o", site, "--history", file)
    after = {page.name: page.stat().st_mtime_ns for page in site.glob("*.html")}
    assert [name for name in before if before[name] != after[name]] == ["dimmer.html"]
    faceplate("build", LAMPS, "-o", site)
    assert not (site / "history.json").exists()


def test_texts_of_a_history_do_no_harm(file, tmp_path, faceplate):
    harm = "<script>alert(1)</script>"
    whole = msgspec.json.decode(file.read_bytes(), type=LibraryHistory)
    for row in whole.find("Lamp").rows:
        row.since = harm
        if row.removed is not None:
            row.name, row.removed, row.renamed_to = f"{harm}\x1b", harm, harm
    file.write_bytes(msgspec.json.encode(whole))
    site = tmp_path / "site"
    assert faceplate("build", LAMPS, "-o", site, "--history", file).code == 0
    for page in site.glob("*.html"):
        assert harm not in page.read_text()
        assert "\x1b" not in page.read_text()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"{", "is not a history"),
        (b"[]", "is not a history"),
        (b"{}", "is not a history"),
        (b'{"format": "faceplate-history/9", "releases": ["1"]}', "is not a history"),
        (b'{"releases": ["1.0"], "objects": []}', "is no history of lamps"),
    ],
)
def test_a_file_that_is_no_history_of_the_library_is_one_line(
    content, message, tmp_path, faceplate
):
    file = tmp_path / "history.json"
    if content is not None:
        file.write_bytes(content)
    done = faceplate("build", LAMPS, "-o", tmp_path / "site", "--history", file)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err


def test_without_a_network_there_are_pages_all_the_same(tmp_path, faceplate, monkeypatch):
    monkeypatch.setenv("FACEPLATE_OFFLINE", "1")
    done = faceplate("build", LAMPS, "-o", tmp_path / "site", "--history")
    assert (done.code, (tmp_path / "site" / "lamp.html").exists()) == (0, True)
    assert "no history: lamps" in done.err


def test_mkdocs_pages(file, tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(file, project)
    options: dict[str, Any] = {"library": str(LAMPS), "history": "history.json"}
    site = mkdocs(project, options, {"index.md": "# Lamps\n"})
    assert (site.log, site.broken()) == ([], [])
    row = squeezed(site.page("components/lamp").rows["lamps.Lamp.colour"])
    assert row.startswith('colour str | None default: "white", keyword-only since 2.1 ¶')
    assert "tint parameter, since 1.0 in 2.1" in site.page("components/lamp").words
    assert "default was 0.5 until 2.1" in site.text("components/lamp.md")
    assert site.text("components/history.json") == file.read_text()


def test_sphinx_pages(file, tmp_path):
    directive = ".. faceplate:component:: lamps.Lamp\n"
    project = Project(
        tmp_path / "project",
        faceplate_targets=[str(LAMPS)],
        faceplate_history={"lamps": str(file)},
    )
    project.write({"index.rst": f"Lamps\n=====\n\n{directive}"})
    assert project.build("text", "-W").code == 0
    text = " ".join(project.built("text/index.txt").split())
    assert "since 2.1" in text
    assert '"tint"' in text
    # A history that says something else makes the document out of date, and another build does not.
    assert project.build("text", "-W").read == []
    whole = msgspec.json.decode(file.read_bytes(), type=LibraryHistory)
    whole.find("Lamp").rows[0].since = "1.9"
    file.write_bytes(msgspec.json.encode(whole))
    assert project.build("text", "-W").read == ["index"]


def test_no_page_with_a_history_scrolls_sideways(file, tmp_path, faceplate, browser: Browser):
    whole = msgspec.json.decode(file.read_bytes(), type=LibraryHistory)
    for row in whole.find("Lamp").rows:
        row.since, row.renamed_from = "2027.12.31.post4", "a_former_name_that_is_rather_long"
        if row.removed is not None:
            row.renamed_to = "another_name_that_is_rather_long_as_well"
    file.write_bytes(msgspec.json.encode(whole))
    site = tmp_path / "site"
    faceplate("build", LAMPS, "-o", site, "--history", file)
    for address in served(site):
        pages = [f"{address}lamp.html", f"{address}events.html"]
        assert too_wide(browser, pages, **looks(390, "light")) == []
