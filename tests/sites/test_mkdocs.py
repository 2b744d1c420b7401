"""The MkDocs plugin: what stands in a site that one line adds to."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from faceplate.model import Component
from faceplate.sites.mkdocs.options import PluginOptions
from faceplate.sites.page import SitePage
from faceplate.sites.page_maker import PageMaker
from sites.app import DESCRIPTOR, SCRIPT
from sites.building import Site, mkdocs, search_entries, squeezed
from sites.conftest import LAMPS

LAMP = "components/lamp"


def test_build_is_quiet_and_links_lead_somewhere(site: Site) -> None:
    assert site.log == []
    assert site.broken() == []


def test_every_component_has_a_page_and_no_file_is_written_into_the_docs(site: Site) -> None:
    names = {one.name for one in (site.folder / "components").iterdir() if one.is_dir()}
    assert names == {"lamp", "dimmer", "heading", "plain", "events"}
    docs = {str(one.relative_to(site.folder.parent)) for one in site.folder.parent.rglob("*.md")}
    assert {one for one in docs if one.startswith("docs")} == {"docs/index.md", "docs/more/deep.md"}


@pytest.mark.parametrize(
    "anchor",
    [
        "lamps.Lamp",
        "lamps.Lamp.colour",
        "lamps.Lamp.press",
        "lamps.Lamp.press.fn",
        "lamps.Lamp.change.fn",
        "lamps.Lamp.dim",
        "lamps.Lamp.dim.by",
        "event-arguments",
    ],
)
def test_every_part_has_an_anchor(site: Site, anchor: str) -> None:
    assert site.page(LAMP).anchors.count(anchor) == 1


def test_no_page_has_an_anchor_twice(site: Site) -> None:
    for page in site.pages():
        assert len(page.anchors) == len(set(page.anchors)), page.file


def test_a_row_holds_name_type_default_and_text(site: Site) -> None:
    row = squeezed(site.page(LAMP).rows["lamps.Lamp.colour"])
    assert row == 'colour str | None default: "white", keyword-only ¶ the colour | or its name.'


def test_references_lead_to_pages_from_everywhere(site: Site) -> None:
    links = site.page("").links
    assert "components/lamp/#lamps.Lamp.press" in links
    assert "components/dimmer/#lamps.Dimmer" in links
    assert "components/dimmer/#lamps.Dimmer.level" in links
    assert "components/lamp/#lamps.Lamp.dim" in links
    assert "components/dimmer/#lamps.Dimmer.release.fn" in links
    assert "components/dimmer/#lamps.Dimmer.__init__.release" in links
    assert "https://mine.example" in links
    assert "<code>[lamps.Lamp][]</code>" in site.text("index.html")
    assert "../../components/lamp/#lamps.Lamp" in site.page("more/deep").links


def test_names_in_docstrings_lead_to_pages(site: Site) -> None:
    assert "../dimmer/#lamps.Dimmer" in site.page(LAMP).links
    assert "../dimmer/#lamps.Dimmer.level" in site.page(LAMP).links
    assert "../lamp/#lamps.Lamp" in site.page("components/dimmer").links


def test_names_in_backticks_become_links_when_asked(tmp_path: Path) -> None:
    pages = {"index.md": "# `lamps.Lamp`\n\n`lamps.Lamp` and `Lamp`, [`lamps.Lamp`](other.md)\n"}
    pages["other.md"] = "# Other\n\n    lamps.Lamp\n"
    options = {"library": str(LAMPS), "link_names": True}
    links = mkdocs(tmp_path, options, pages)
    assert links.text("index.html").count('<a href="components/lamp/#lamps.Lamp">') == 1


def test_a_table_stands_in_a_page_and_leads_to_the_component(site: Site) -> None:
    page = site.page("")
    assert "components/lamp/#lamps.Lamp.colour" in page.links
    assert "components/lamp/#lamps.Lamp.change.fn" in page.links
    rows = re.findall(r"#lamps\.Lamp\.(colour|value)\"", site.text("index.html"))
    assert rows == ["colour", "value"]
    assert "parameters: lamps.Dimmer" in page.words
    assert "lamps.Lamp.colour" not in page.anchors


def test_code_has_the_colours_of_the_theme(site: Site) -> None:
    call = site.text("components/lamp/index.html").partition('<pre class="highlight">')[2]
    call = call.partition("</pre>")[0]
    assert '<span class="nb">str</span>' in call
    assert '<span class="s2">"white"</span>' in call
    assert 'colour: str | None = "white"' in re.sub(r"<[^>]*>", "", call)


def test_several_apps_stand_in_one_page(tmp_path: Path) -> None:
    apps = "# Apps\n\n## One\n\n{0}\n\n## Other\n\n{1}\n\n## Again\n\n{0}\n\n## End\n"
    fences = (f"```faceplate\nview-api: {name}.json\n```" for name in ("one", "other"))
    pages = {"index.md": apps.format(*fences)}
    pages |= dict.fromkeys(["one.json", "other.json"], json.dumps(DESCRIPTOR))
    site = mkdocs(tmp_path, {"library": str(LAMPS)}, pages, strict=True)
    page = site.page("")
    assert len(page.anchors) == len(set(page.anchors))
    assert site.broken() == []
    contents = [link for link in page.links if link.startswith("#")]
    names = ["/turn", "/stop"]
    order = ["#one", *(f"#{one}" for one in names), "#other", *(f"#other-{one}" for one in names)]
    order += ["#again", *(f"#one-{one}" for one in names), "#end"]
    listed = [link for link in contents if link in order]
    assert listed[: len(order)] == order
    groups = {attrs["name"] for tag, attrs in page.elements if attrs.get("type") == "radio"}
    assert len({one for one in groups if one.endswith("language")}) == 3


def test_the_script_of_an_app_is_read_and_run_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NAME", "spoken")
    mark = tmp_path / "ran"
    pages = {"index.md": "# App\n\n```faceplate\nview-api: app.py:demo\n```\n"}
    pages["app.py"] = SCRIPT.format(mark=str(mark))
    site = mkdocs(tmp_path, {"library": str(LAMPS)}, pages)
    assert site.log
    assert [
        line for line in site.log if "FP976 incomplete-app: index.md:3: app.py" not in line
    ] == []
    assert "/turn" in site.page("").anchors
    assert "/spoken" not in site.page("").anchors
    assert not mark.exists()
    site = mkdocs(tmp_path, {"library": str(LAMPS), "live": True}, pages)
    assert site.log == []
    assert {"/turn", "/spoken"} <= set(site.page("").anchors)
    assert mark.exists()


def test_a_library_without_components_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "__init__.py").write_text('"""Nothing."""\n')
    site = mkdocs(tmp_path, {"library": "./bare"}, {"index.md": "# Start\n"})
    reason, line = site.log
    assert "nothing public was found: its modules declare no class and no function" in reason
    assert "FP972 unused-option: the library has no classes and functions" in line


def test_search_finds_a_parameter_an_event_and_an_argument(site: Site) -> None:
    entries = search_entries(site)
    colour = entries["components/lamp/#lamps.Lamp.colour"]
    assert colour["title"] == "colour (Lamp)"
    assert "the colour | or its name" in colour["text"]
    assert entries["components/lamp/#lamps.Lamp.press"]["title"] == "press (Lamp)"
    assert any(one["title"].startswith("fn (") for one in entries.values())
    assert entries["components/dimmer/"]["title"] == "Dimmer"


def test_search_of_mkdocs_itself_finds_a_parameter(tmp_path: Path) -> None:
    options = {"library": str(LAMPS)}
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, theme={"name": "mkdocs"})
    assert site.log == []
    assert search_entries(site)["components/lamp/#lamps.Lamp.colour"]["title"] == "colour (Lamp)"
    assert site.broken() == []


def inventory(site: Site) -> dict[tuple[str, str], str]:
    head, _, body = (site.folder / "objects.inv").read_bytes().partition(b"zlib.\n")
    assert head.startswith(b"# Sphinx inventory version 2\n# Project: Lamps\n# Version: 2.1\n")
    found = {}
    for line in zlib.decompress(body).decode().splitlines():
        name, kind, priority, uri, title = line.split(" ", 4)
        assert (priority, title) == ("1", "-")
        found[name, kind] = uri.replace("$", name)
    return found


def test_inventory_names_every_part_and_leads_to_anchors(site: Site) -> None:
    found = inventory(site)
    assert found["lamps.Lamp", "py:class"] == "components/lamp/#lamps.Lamp"
    assert found["lamps.Lamp.press", "py:method"] == found["lamps.Lamp.press", "faceplate:event"]
    assert ("lamps.Lamp.press.fn", "faceplate:param") in found
    for uri in found.values():
        path, _, anchor = uri.partition("#")
        assert anchor in site.page(path.rstrip("/")).anchors


def test_index_lists_components_with_summaries_and_badges(site: Site) -> None:
    page = site.page("components")
    assert "Says what a room is called." in page.words
    assert "deprecated" in page.words
    assert "inherited text" in site.page("components/heading").words
    assert {"lamp/", "dimmer/", "events/"} <= set(page.links)


def test_events_matrix_leads_to_each_event(site: Site) -> None:
    page = site.page("components/events")
    assert "../lamp/#lamps.Lamp.press" in page.links
    assert "../dimmer/#lamps.Dimmer.release" in page.links
    assert not [link for link in page.links if "#lamps.Dimmer.press" in link]
    assert not [link for link in page.links if link.startswith("../plain/#")]


def test_source_and_edit_links(tmp_path: Path, site: Site) -> None:
    links = site.page(LAMP).links
    assert any(one.startswith("https://lamps.example/source/lamps/__init__.py#L") for one in links)
    theme = {"name": "material", "font": False, "features": ["content.action.edit"]}
    options = {"library": str(LAMPS), "edit_url": "https://lamps.example/edit/{file}"}
    edited = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, theme=theme)
    assert "https://lamps.example/edit/lamps/__init__.py" in edited.page(LAMP).links


def test_markdown_of_a_page_and_the_lists_for_language_models(site: Site) -> None:
    markdown = site.text("components/lamp.md")
    assert markdown.startswith("# Lamp\n")
    assert "../lamp.md" in site.page(LAMP).links
    listed = site.text("llms.txt")
    assert "- [lamps.Lamp](https://lamps.example/docs/components/lamp.md): Shines." in listed
    assert markdown.strip() in site.text("llms-full.txt")


def test_navigation_has_neighbours_in_the_order_of_the_groups(tmp_path: Path) -> None:
    options = {
        "library": str(LAMPS),
        "groups": {"Light": ["Heading", "Lamp"], "Else": ["*"]},
        "exclude": ["Plain"],
        "headings": {"Initialization": "Settings", "Source": ""},
    }
    pages = {"index.md": "# Start\n", "end.md": "# End\n"}
    nav = ["index.md", {"Parts": "components/"}, "end.md"]
    site = mkdocs(tmp_path, options, pages, nav=nav)
    text = site.text("components/lamp/index.html")
    assert re.search(r'href="\.\./heading/"[^>]*aria-label="Previous: Heading"', text)
    assert re.search(r'href="\.\./dimmer/"[^>]*aria-label="Next: Dimmer"', text)
    assert "Settings" in site.page(LAMP).words
    assert "source" not in site.page(LAMP).anchors
    assert not (site.folder / "components/plain").exists()
    assert re.search(r"Start.*Parts.*Light.*Heading.*Lamp.*Else.*Dimmer.*End", site.page("").words)
    assert site.log == []


def test_a_theme_without_neighbours_gets_them_in_the_page(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False}
    options = {"library": str(LAMPS), "order": "name"}
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"}, theme=theme)
    assert 'rel="next" href="../lamp/"' in site.text("components/heading/index.html")
    assert site.broken() == []


def test_pages_as_files(tmp_path: Path) -> None:
    pages = {"index.md": "# Start\n\n[lamps.Lamp.colour][]\n"}
    site = mkdocs(tmp_path, {"library": str(LAMPS)}, pages, use_directory_urls=False)
    assert site.log == []
    assert site.broken() == []
    assert "components/lamp.html#lamps.Lamp.colour" in site.page("index.html").links


def test_templates_of_a_project_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "actions.html").write_text("<p>mine: {{ actions.markdown }} {{ '<b>' }}</p>")
    options = {"library": str(LAMPS), "templates": "mine"}
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    assert "<p>mine: ../lamp.md &lt;b&gt;</p>" in site.text("components/lamp/index.html")
    (folder / "actions.html").write_text("{% if %}")
    with pytest.raises(Abort):
        mkdocs(tmp_path, options, {})


def test_what_does_not_fit_is_warned_of_by_codes(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Start\n\n[lamps.Lamb][] [else.where][]\n\n"
        "```faceplate\nparameters: lamps.Lamb\n```\n\n```faceplate\nevents: lamps.Plain\n```\n"
        "\n```faceplate\nparameters: lamps.Lamp\nonly: size\n```\n\n```faceplate\n<b>\n```\n"
        "\n```faceplate\nview-api: app.py\n```\n"
    }
    (tmp_path / "app.py").write_text("raise SystemExit")
    options = {"library": str(LAMPS), "exclude": ["Lantern"], "groups": {"No": "nothing"}}
    site = mkdocs(tmp_path, options, pages)
    codes = [re.search(r"FP\d+", line)[0] for line in site.log]  # type: ignore[index]
    assert codes == ["FP972"] * 2 + ["FP974"] * 5 + ["FP971"]
    assert "lamps.Lamb" in site.log[-1]
    assert "index.md:5:" in site.log[2]
    assert "<b>" not in site.text("index.html").partition("<article")[2]
    with pytest.raises(Abort):
        mkdocs(tmp_path, options | {"strict": True}, pages)


def test_findings_are_warnings_and_fail_a_strict_build(tmp_path: Path, lamps: Path) -> None:
    source = (lamps / "__init__.py").read_text().replace("by: how much", "of: how much")
    (lamps / "__init__.py").write_text(source)
    options = {"library": str(lamps), "check": ["FP102"]}
    site = mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    [line] = site.log
    assert "FP102 unknown-parameter: lamps/__init__.py:" in line
    with pytest.raises(Abort):
        mkdocs(tmp_path, options, {}, strict=True)
    with pytest.raises(Abort):
        mkdocs(tmp_path, options | {"strict": True}, {})
    assert mkdocs(tmp_path, {"library": str(lamps)}, {}, strict=True).log == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"library": "no_such_library"}, "no_such_library: no such package"),
        ({"groups": {"A": 1}}, "groups: give a table"),
        ({"source_url": "{nothing}"}, "takes {file}"),
        ({"templates": "nowhere"}, "is not a folder"),
        ({"headings": {"A": 3}}, "headings: A"),
    ],
)
def test_bad_options_give_one_clear_line(
    tmp_path: Path, options: dict[str, object], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        mkdocs(tmp_path, {"library": str(LAMPS)} | options, {"index.md": "# Start\n"})
    errors = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert len(errors) == 1
    assert words in errors[0]
    assert "\n" not in errors[0]


def test_one_line_is_enough(tmp_path: Path, lamps: Path) -> None:
    """The package beside `mkdocs.yml` is the library of a site that names none."""
    (lamps.parent / "pyproject.toml").write_text('[project]\nname = "lamps"\nversion = "3"\n')
    site = mkdocs(lamps.parent, {}, {"index.md": "# Start\n"}, plugins=["search", "faceplate"])
    assert "lamps 3" in site.page(LAMP).words


def test_a_page_by_hand_comes_before_one_that_is_made(tmp_path: Path) -> None:
    pages = {"index.md": "# Start\n", "components/lamp.md": "# My lamp\n"}
    site = mkdocs(tmp_path, {"library": str(LAMPS)}, pages)
    assert "My lamp" in site.page(LAMP).words
    assert not (site.folder / "components/lamp.md").exists()


def test_a_change_costs_the_pages_that_it_reaches(
    tmp_path: Path, lamps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACEPLATE_CACHE", str(tmp_path / "cache"))
    made: list[str] = []
    page = PageMaker._page

    def counted(self: PageMaker, component: Component, *beside: Component | None) -> SitePage:
        made.append(component.name)
        return page(self, component, *beside)

    monkeypatch.setattr(PageMaker, "_page", counted)

    def remade() -> set[str]:
        made.clear()
        mkdocs(tmp_path, {"library": str(lamps)}, {"index.md": "# Start\n"})
        assert len(made) == len(set(made))
        return set(made)

    def change(file: Path, before: str, after: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")

    whole = remade()
    assert {"Lamp", "Dimmer", "Heading", "Plain"} <= whole
    assert remade() == set()
    change(lamps / "__init__.py", "by: how much", "by: how far")
    assert remade() == {"Lamp"}
    change(lamps / "__init__.py", "on or off", "off or on")
    assert remade() == {"Lamp", "Heading"}  # which inherits the text
    assert remade() == set()


def test_groups_that_are_not_shown_are_not_made(tmp_path: Path, lamps: Path) -> None:
    shown = {"library": str(lamps), "only_groups": True, "groups": {"All": "none"}, "cache": False}
    plugin = PluginOptions()
    plugin.load_dict(shown)
    assert plugin.validate() == ([], [])
    assert plugin.site_library(str(tmp_path)).manifest.components == []
    shown["exclude"] = ["Lamp"]
    plugin.load_dict(shown)
    assert len(plugin.site_library(str(tmp_path)).manifest.components) > 1
