"""`faceplate build`: a site of plain files, by itself and in a browser."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from browsing import Browser
from faceplate.cli.main import main
from sites.serving import LOOKS, looks, served, too_wide, violations
from sites.test_hostile import HARM, library

ROOT = Path(__file__).parents[2]
KIT = ROOT / "src/faceplate_kit"
PAGES = ("logoutbutton.html", "index.html", "events.html")

Faceplate = Callable[..., Any]


class _Page(HTMLParser):
    """The anchors and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.types: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if tag == "script" and name == "type":
                self.types.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")


def read(folder: Path) -> dict[str, _Page]:
    return {path.name: _Page(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}


def broken(folder: Path) -> list[str]:
    """Return the links of a site that lead nowhere; those to other hosts are not followed."""
    pages = read(folder)
    lost = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = unquote(parts.path) or name
            anchors = pages[target].ids if target in pages else []
            if not (folder / target).is_file() or (
                parts.fragment and target in pages and (unquote(parts.fragment) not in anchors)
            ):
                lost.append(f"{name}: {link}")
    return lost


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    assert main(["build", str(KIT), "-o", str(folder)]) == 0
    return folder


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    package = tmp_path / "lamps"
    package.mkdir()
    (package / "__init__.py").write_text("from .lamp import Lamp\nfrom .shade import Shade\n")
    for name in ("Lamp", "Shade"):
        (package / f"{name.lower()}.py").write_text(
            f'class {name}:\n    """A {name.lower()}.\n\n    Args:\n        width: How wide.\n'
            '    """\n\n'
            "    def __init__(self, width: int = 1): ...\n"
        )
    return package


def times(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_component_has_a_page_and_every_link_leads_somewhere(kit: Path) -> None:
    names = {path.stem for path in kit.glob("*.md")}
    assert "logoutbutton" in names
    pages = read(kit)
    assert {f"{name}.html" for name in names} | {"index.html", "events.html"} == set(pages)
    assert broken(kit) == []
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids))
        assert {"h1", "main", "nav"} <= set(page.tags)


def test_it_asks_nobody_else(kit: Path) -> None:
    for path in kit.rglob("*"):
        if path.suffix in (".html", ".css", ".js") and path.name != "search-index.js":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r'(?:src|rel="stylesheet" href)="(?:https?:)?//', text), path
            assert "@import" not in text


def test_the_search_knows_every_parameter_by_name(kit: Path) -> None:
    text = (kit / "assets/search-index.js").read_text(encoding="utf-8")
    entries = json.loads(text.removeprefix("window.faceplateSearch = ").rstrip(";\n"))
    pages = read(kit)
    listed = {(slug, anchor) for slug, _, records in entries for anchor, _, _ in records}
    manifest = json.loads(_extracted())
    for component in manifest["components"]:
        for parameter in component["parameters"]:
            anchor = f"{component['path']}.{parameter['name']}"
            slug = next(slug for slug, at in listed if at == anchor)
            assert anchor in pages[f"{slug}.html"].ids


def _extracted() -> bytes:
    import msgspec

    from faceplate import extract

    return msgspec.json.encode(extract(str(KIT)))


def test_nothing_is_written_where_nothing_changed(lamps: Path, tmp_path: Path, faceplate) -> None:
    site = tmp_path / "site"
    assert "written" in faceplate("build", lamps, "-o", site).err
    before = times(site)
    outcome = faceplate("build", lamps, "-o", site)
    assert (outcome.code, outcome.out) == (0, "")
    assert "nothing has changed" in outcome.err
    assert times(site) == before


def test_a_change_costs_the_files_that_say_it(lamps: Path, tmp_path: Path, faceplate) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    before = times(site)
    file = lamps / "lamp.py"
    file.write_text(file.read_text().replace("How wide", "The width"))
    assert faceplate("build", lamps, "-o", site).code == 0
    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert {"lamp.html", "lamp.md", "assets/search-index.js"} <= changed
    assert not {"shade.html", "shade.md", "assets/site.css"} & changed
    assert "The width" in (site / "lamp.html").read_text()


def test_a_file_that_was_changed_by_hand_is_written_again(
    lamps: Path, tmp_path: Path, faceplate
) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    (site / "lamp.html").write_text("gone")
    (site / "shade.md").unlink()
    faceplate("build", lamps, "-o", site)
    assert "How wide" in (site / "lamp.html").read_text()
    assert (site / "shade.md").exists()


def test_the_page_of_what_is_gone_is_removed(lamps: Path, tmp_path: Path, faceplate) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    (lamps / "__init__.py").write_text("from .lamp import Lamp\n")
    (lamps / "shade.py").unlink()
    (site / "notes.txt").write_text("mine")
    assert "removed" in faceplate("build", lamps, "-o", site).err
    assert not (site / "shade.html").exists()
    assert (site / "notes.txt").read_text() == "mine"
    assert broken(site) == []


def test_a_folder_of_somebody_else_is_left_alone(lamps: Path, tmp_path: Path, faceplate) -> None:
    site = tmp_path / "home"
    site.mkdir()
    (site / "index.html").write_text("mine")
    outcome = faceplate("build", lamps, "-o", site)
    assert outcome.code == 2
    assert "has files that faceplate did not write" in outcome.err
    assert os.listdir(site) == ["index.html"]
    assert (site / "index.html").read_text() == "mine"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/tmp/faceplate-secret.txt", "a/../../secret.txt"]
)
def test_a_record_that_was_tampered_with_removes_nothing_outside(
    lamps: Path, tmp_path: Path, faceplate, name: str
) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    (tmp_path / "secret.txt").write_text("mine")
    record = json.loads((site / ".faceplate-site.json").read_text())
    record["files"][name] = [4, 0]
    record["fingerprint"] = ""
    (site / ".faceplate-site.json").write_text(json.dumps(record))
    assert faceplate("build", lamps, "-o", site).code == 0
    assert (tmp_path / "secret.txt").read_text() == "mine"


@pytest.mark.parametrize("record", ["", "{", "[]", '{"fingerprint": 3}', '{"files": {"a": 1}}'])
def test_a_damaged_record_is_written_again(
    lamps: Path, tmp_path: Path, faceplate, record: str
) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    (site / ".faceplate-site.json").write_text(record)
    assert faceplate("build", lamps, "-o", site).code == 0
    assert "nothing has changed" in faceplate("build", lamps, "-o", site).err


def test_a_link_is_replaced_and_what_it_leads_to_stays(
    lamps: Path, tmp_path: Path, faceplate
) -> None:
    site = tmp_path / "site"
    faceplate("build", lamps, "-o", site)
    (tmp_path / "mine.txt").write_text("mine")
    (site / "lamp.html").unlink()
    (site / "lamp.html").symlink_to(tmp_path / "mine.txt")
    assert faceplate("build", lamps, "-o", site).code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not (site / "lamp.html").is_symlink()


def test_where_it_cannot_be_written_a_line_says_so(lamps: Path, tmp_path: Path, faceplate) -> None:
    (tmp_path / "file").write_text("mine")
    outcome = faceplate("build", lamps, "-o", tmp_path / "file")
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_a_library_with_nothing_to_show_ends_with_2(tmp_path: Path, faceplate) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "void/__init__.py").write_text("")
    outcome = faceplate("build", tmp_path / "void", "-o", tmp_path / "site")
    assert outcome.code == 2
    assert "nothing public was found" in outcome.err


def test_a_pattern_that_fits_nothing_is_named(lamps: Path, tmp_path: Path, faceplate) -> None:
    outcome = faceplate(
        "build", lamps, "-o", tmp_path / "site", "--include", "Lamp", "--exclude", "X*"
    )
    assert "X*" in outcome.err
    assert not (tmp_path / "site/shade.html").exists()


def test_the_navigation_of_many_pages_stays_small(tmp_path: Path, faceplate) -> None:
    package = tmp_path / "many"
    package.mkdir()
    classes = (f'class Part{number}:\n    """A part."""\n' for number in range(400))
    (package / "__init__.py").write_text("\n\n".join(classes))
    site = tmp_path / "site"
    assert faceplate("build", package, "-o", site).code == 0
    for number in (0, 7, 200, 399):
        page = _Page((site / f"part{number}.html").read_text())
        assert len([link for link in page.links if link.startswith("part")]) < 80
        assert f"part{number}.html" in page.links
    assert len(read(site)) == 401


def test_texts_made_to_do_harm_do_none(tmp_path: Path, faceplate) -> None:
    site = tmp_path / "site"
    outcome = faceplate("build", library(tmp_path), "-o", site, "--dialect", "plain")
    assert outcome.code == 0
    assert broken(site) == []
    scripts = ["assets/faceplate.js", "assets/site.js"]
    for name in HARM:
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        page = _Page(text)
        data = page.types.count("application/ld+json")  # which no browser runs
        assert data <= 1
        assert page.tags.count("script") == len(scripts) + data
        assert page.tags.count("main") == page.tags.count("body") == 1
        assert not [link for link in page.links if link.lower().startswith(("javascript", "data"))]
        assert not {"svg", "iframe", "textarea"} & set(page.tags)
    index = (site / "assets/search-index.js").read_text(encoding="utf-8")
    json.loads(index.removeprefix("window.faceplateSearch = ").rstrip(";\n"))


@pytest.fixture(scope="module")
def address(kit: Path) -> Iterator[str]:
    yield from served(kit)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_reports_nothing_and_nothing_scrolls_sideways(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    look = looks(width, scheme)
    assert violations(browser, address, PAGES, "body", **look) == []
    assert too_wide(browser, [f"{address}{page}" for page in PAGES], **look) == []


SEARCH = """
    await page.goto(given.start);
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement.type === "search");
    await page.keyboard.type(given.words);
    await page.waitForSelector(".search li[role=option]");
    const listed = await page.locator(".search li[role=option] b").allTextContents();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash !== "" || !url.pathname.endsWith("index.html"));
    return [listed, page.url()];
"""


@pytest.mark.parametrize("start", ["served", "file"])
def test_a_reader_finds_a_parameter_by_its_name(
    browser: Browser, kit: Path, address: str, start: str
) -> None:
    begin = f"{address}index.html" if start == "served" else (kit / "index.html").as_uri()
    listed, url = browser(SEARCH, {"start": begin, "words": "elem_classes"})
    assert re.fullmatch(r"elem_classes \(\w+\)", listed[0])
    assert re.search(r"\.html#faceplate_kit\.\w+\.elem_classes$", url)


def test_a_search_says_how_many_more_it_finds(browser: Browser, address: str) -> None:
    code = """
        await page.goto(given);
        await page.locator("input[type=search]").pressSequentially("e");
        await page.waitForSelector(".search li[role=option]");
        return [await page.locator(".search [role=option]").count(),
          await page.locator(".search .none").innerText()];
    """
    count, more = browser(code, f"{address}index.html")
    assert count == 30
    assert re.fullmatch(r"\d+ more: add a word, such as the component", more)


@pytest.mark.parametrize("width", [390, 1440])
def test_what_a_component_is_stands_on_the_first_screen(
    browser: Browser, address: str, width: int
) -> None:
    code = """
        await page.goto(given);
        const text = page.getByText("A button that signs a person out.").first();
        return (await text.boundingBox()).y;
    """
    assert browser(code, f"{address}logoutbutton.html", **looks(width, "light")) < 700


def test_the_signature_opens_by_keyboard(browser: Browser, address: str) -> None:
    code = """
        await page.goto(given);
        const signature = page.locator(".faceplate-signature");
        const before = await signature.locator("pre").isVisible();
        await signature.locator("summary").focus();
        await page.keyboard.press("Enter");
        return [before, await signature.locator("pre").isVisible()];
    """
    assert browser(code, f"{address}logoutbutton.html") == [False, True]
