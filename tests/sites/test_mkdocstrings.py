"""The handler for mkdocstrings: a component within a page, with anchors that the site knows of."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from sphinx.util.inventory import InventoryFile

import faceplate
from sites import test_hostile
from sites.building import Site, mkdocs, squeezed
from sites.conftest import LAMPS
from sites.test_hostile import HARM

START = """\
# Start

[lamps.Lamp][], [lamps.Lamp.colour][], [Python's name][lamps.Lamp(colour)],
[lamps.Lamp.value][], [lamps.Dimmer.__init__.release][],
[lamps.Lamp.press.queue][], [lamps.Lamp.dim.by][].

::: lamps.Lamp
    handler: faceplate

::: lamps.Heading
    handler: faceplate
    options:
      headings: {Description: What it is, Event arguments: ''}
      source_url: https://lamps.example/{file}#L{line}
"""

# By the source of the library: what stands on the page of `Dimmer`, with what it is in Python.
DIMMER = {
    "lamps.Dimmer": "class",
    "lamps.Dimmer.__init__.release": "parameter",
    "lamps.Dimmer.level": "parameter",
    "lamps.Dimmer.release": "method",
    "lamps.Dimmer.release.fn": "parameter",
    "lamps.Dimmer.release.queue": "parameter",
    "lamps.Dimmer.release.show_progress": "parameter",
    "lamps.Dimmer.release.undocumented": "parameter",
}


def handled(folder: Path, pages: dict[str, str], *, strict: bool = True, **settings: Any) -> Site:
    """Build a site in which mkdocstrings has the handler."""
    handlers = {"faceplate": {"libraries": [str(LAMPS)], "cache": False, **settings}}
    plugins = ["search", "autorefs", {"mkdocstrings": {"handlers": handlers}}]
    return mkdocs(folder, {}, pages, plugins=plugins, strict=strict)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    pages = {"index.md": START, "parts/dimmer.md": "# ::: lamps.Dimmer\n    handler: faceplate\n"}
    return handled(tmp_path_factory.mktemp("handled"), pages)


def listed(site: Site) -> dict[str, tuple[str, str]]:
    """Return the names of a site's inventory with kind and address, as Sphinx reads them."""
    content = (site.folder / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(content, uri="").data
    return {
        name: (kind.partition(":")[2], item.uri)
        for kind, items in inventory.items()
        for name, item in items.items()
    }


def test_build_is_quiet_and_links_lead_somewhere(site: Site) -> None:
    assert site.log == []
    assert site.broken() == []


def test_no_page_has_an_anchor_twice_though_it_shows_two_components(site: Site) -> None:
    for page in site.pages():
        assert len(page.anchors) == len(set(page.anchors)), page.file


def test_references_lead_to_rows_from_everywhere(site: Site) -> None:
    page = site.page("")
    for name in ("Lamp", "Lamp.colour", "Lamp.press.queue", "Lamp.value", "Lamp.dim.by"):
        assert f"#lamps.{name}" in page.links
    assert "parts/dimmer/#lamps.Dimmer.__init__.release" in page.links
    assert page.text.count('href="#lamps.Lamp.colour">Python\'s name</a>') == 1


def test_names_in_docstrings_lead_to_other_pages(site: Site) -> None:
    assert "parts/dimmer/#lamps.Dimmer.level" in site.page("").links
    assert "../../#lamps.Lamp" in site.page("parts/dimmer").links


def test_a_row_is_that_of_the_plugin(site: Site, tmp_path: Path) -> None:
    options = {"library": str(LAMPS), "cache": False, "event_arguments": "full"}
    other = mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    rows = site.page("parts/dimmer").rows
    theirs = other.page("components/dimmer").rows
    assert set(DIMMER) - {"lamps.Dimmer"} <= set(rows)
    for name in set(DIMMER) & set(rows):
        assert squeezed(rows[name]) == squeezed(theirs[name])


def test_the_inventory_lists_every_row_once_with_what_it_is_in_python(site: Site) -> None:
    names = {name: one for name, one in listed(site).items() if name.startswith("lamps.Dimmer")}
    assert {name: kind for name, (kind, _) in names.items() if "(" not in name} == DIMMER
    assert names["lamps.Dimmer(level)"][1] == "parts/dimmer/#lamps.Dimmer.level"
    for name in DIMMER:
        assert names[name][1] == f"parts/dimmer/#{name}"
        assert name in site.page("parts/dimmer").anchors


def test_headings_have_the_level_that_is_asked_for_and_rows_are_no_headings(site: Site) -> None:
    page = site.page("parts/dimmer")
    levels = [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}
    listing = site.text("index.html").partition('<nav class="md-nav md-nav--secondary"')[2]
    contents = listing.partition("</nav>\n")[0].partition("<article")[0]
    assert 'href="#lamps.Lamp--initialization"' in contents
    assert 'href="#lamps.Lamp.change.queue"' not in contents


def test_options_of_one_place_hold_there_only(site: Site) -> None:
    page = site.page("")
    headings = re.findall(r'<h3 id="([^"]*)"[^>]*>What it is', page.text)
    assert headings == ["lamps.Heading--description"]
    assert "lamps.Heading--event-arguments" not in page.anchors
    assert "lamps.Lamp--event-arguments" in page.anchors
    sources = [one for one in page.links if one.startswith("https://lamps.example/lamps/")]
    line = 1 + (LAMPS / "__init__.py").read_text().splitlines().index("class Heading(Lamp):")
    assert sources == [f"https://lamps.example/lamps/__init__.py#L{line}"]


def test_the_style_is_loaded(site: Site) -> None:
    assert ".faceplate" in site.text("assets/_mkdocstrings.css")
    assert "<style>" not in site.text("parts/dimmer/index.html").partition("</head>")[2]


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("::: lamps.Lampp\n    handler: faceplate", "did you mean lamps.Lamp?"),
        ("::: lamps.Lamp.colour\n    handler: faceplate", "no component lamps.Lamp.colour"),
        ("::: nowhere.Lamp\n    handler: faceplate", "nowhere"),
        ("::: lamps.Lamp\n    handler: faceplate\n    options: {colour: red}", "colour"),
        (
            "::: lamps.Lamp\n    handler: faceplate\n    options: {heading_level: x}",
            "heading_level",
        ),
        (
            "::: lamps.Lamp\n    handler: faceplate\n    options: {source_url: '{where}'}",
            "takes {file}, {line} and {end_line}",
        ),
    ],
)
def test_what_cannot_be_done_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, block: str, words: str
) -> None:
    with pytest.raises(Abort):
        handled(tmp_path, {"index.md": f"# Start\n\n{block}\n"})
    assert words in caplog.text
    assert "Traceback" not in caplog.text


def test_a_setting_that_does_not_exist_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        handled(tmp_path, {"index.md": "# Start\n\n::: lamps.Lamp\n"}, colour="red")
    assert "`colour`" in caplog.text


def test_the_package_of_the_project_needs_no_setting(tmp_path: Path) -> None:
    shutil.copytree(LAMPS, tmp_path / "src" / "lamps")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'lamps'\nversion = '3.0'\n")
    page = "# Start\n\n::: lamps.Plain\n    handler: faceplate\n"
    site = handled(tmp_path, {"index.md": page}, libraries=[])
    assert "lamps 3.0 · class" in site.page("").words


def test_both_handlers_stand_in_one_site(tmp_path: Path) -> None:
    page = "# Start\n\n::: lamps.Lamp\n    handler: faceplate\n\n::: lamps.Dimmer\n"
    handlers = {
        "faceplate": {"libraries": [str(LAMPS)]},
        "python": {"paths": [str(LAMPS.parent)], "options": {"show_root_heading": True}},
    }
    plugins = ["search", "autorefs", {"mkdocstrings": {"handlers": handlers}}]
    site = mkdocs(tmp_path, {}, {"index.md": page}, plugins=plugins, strict=True)
    names = listed(site)
    assert {"lamps.Lamp", "lamps.Lamp.press.fn", "lamps.Dimmer"} <= set(names)
    assert "#lamps.Dimmer" in site.page("").links


def test_names_of_another_site_are_known_by_its_inventory(site: Site, tmp_path: Path) -> None:
    entry = {"url": (site.folder / "objects.inv").as_uri(), "base_url": "https://other.example/"}
    page = "# Start\n\n[lamps.Lamp.colour][]\n\n::: lamps.Plain\n    handler: faceplate\n"
    second = handled(tmp_path, {"index.md": page}, inventories=[entry])
    assert "https://other.example/#lamps.Lamp.colour" in second.page("").links


def test_a_template_of_ones_own_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "faceplate" / "material"
    folder.mkdir(parents=True)
    text = "<section>{{ heading(document, 0) }}<b>{{ document.byline }}</b></section>"
    (folder / "mkdocstrings.html").write_text(text)
    handlers = {"faceplate": {"libraries": [str(LAMPS)]}}
    settings = {"handlers": handlers, "custom_templates": "own"}
    page = "# Start\n\n::: lamps.Plain\n    handler: faceplate\n"
    plugins = ["autorefs", {"mkdocstrings": settings}]
    site = mkdocs(tmp_path, {}, {"index.md": page}, plugins=plugins, strict=True)
    assert "<b>lamps 2.1 · class</b></section>" in site.text("index.html")


def test_docstrings_made_to_do_harm_do_none(tmp_path: Path) -> None:
    library = test_hostile.library(tmp_path)
    names = [name.capitalize() for name in HARM if name not in ("long", "words")]
    page = "# Start\n\n" + "".join(
        f"::: attack.{name}\n    handler: faceplate\n\n" for name in names
    )
    site = handled(tmp_path, {"index.md": page}, libraries=[str(library)], dialect="plain")
    assert site.broken() == []
    read = site.page("")
    text = site.text("index.html").partition("<article")[2].partition("</article>")[0]
    assert "<script>alert" not in text
    assert "alert(1)" in read.words
    for tag, attrs in read.elements:
        assert tag not in ("textarea", "img", "svg") or "alert" not in str(attrs)
        assert not [name for name in attrs if name.startswith("on")]
        assert not attrs.get("href", "").lower().startswith(("javascript:", "data:"))
    assert {f"attack.{name}.value" for name in names} <= set(read.anchors)


def test_the_kit_is_written(tmp_path: Path) -> None:
    kit = Path(faceplate.__file__).parents[1] / "faceplate_kit"
    page = "# ::: faceplate_kit.LogoutButton\n    handler: faceplate\n"
    site = handled(tmp_path, {"index.md": page}, libraries=[str(kit)])
    expected = {
        f"faceplate_kit.LogoutButton.{parameter.name}"
        for parameter in faceplate.extract(str(kit))["LogoutButton"].parameters
    }
    assert expected - {"faceplate_kit.LogoutButton.click"} <= set(site.page("").anchors)
