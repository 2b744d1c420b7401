"""The documentation as a site and as files: it builds, its links lead on, its names exist."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt

from docs.pages import DOCS, ROOT, blocks, fits, squeezed
from faceplate.cli.main import COMMANDS

PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


class _Page(HTMLParser):
    """Gathers the anchors of a page, its links and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {values[name] or "" for name in ("id", "name") if name in values}
        target = values.get("href") or values.get("src")
        if target is None:
            return
        self.links.append(target)
        if tag in ("script", "img") or values.get("rel") in ("stylesheet", "icon", "preconnect"):
            self.loaded.append(target)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "WARNING" not in done.stdout
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Page]:
    read = {}
    # The page for what is not found stands at no known place, so its links are absolute.
    for file in sorted(set(site.rglob("*.html")) - {site / "404.html"}):
        read[file] = page = _Page()
        page.feed(file.read_text(encoding="utf-8"))
    return read


def test_every_page_is_built(site: Path) -> None:
    for page in DOCS.rglob("*.md"):
        path = page.relative_to(DOCS).with_suffix("")
        folder = path.parent if path.name == "index" else path
        assert (site / folder / "index.html").is_file(), page
    assert (site / "reference" / "manifest.schema.json").is_file()


def test_links_of_the_site_lead_somewhere(pages: dict[Path, _Page]) -> None:
    lost = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if target.is_dir():
                target /= "index.html"
            anchors = pages[target].anchors if target in pages else set()
            # What stands behind the address of a picture says to the theme when to show it.
            wanted = parts.fragment if target.suffix == ".html" else ""
            if not target.is_file() or (wanted and wanted not in anchors):
                lost.append(f"{file.name}: {link}")
    assert not lost


def test_site_loads_nothing_from_elsewhere(pages: dict[Path, _Page]) -> None:
    for file, page in pages.items():
        assert not [target for target in page.loaded if urlsplit(target).netloc], file


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in _links(page):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (page.parent / parts.path).resolve() if parts.path else page
        assert target.is_file(), link
        assert ROOT in target.parents, link
        assert not parts.fragment or parts.fragment in _anchors(target), link


def _links(page: Path) -> Iterator[str]:
    for token in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrs["href"])


def _anchors(page: Path) -> set[str]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return {
        slugify(after.content.replace("`", ""), "-")
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    }


def _options() -> dict[str, set[str]]:
    declared = {}
    for name in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"faceplate.cli.{name}").declare(parser)
        declared[name] = set(OPTION.findall(parser.format_help()))
    return declared


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_options_that_are_named_exist(page: Path) -> None:
    options = _options()
    text = page.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", text)
    lines = [line for block in blocks(page) for line in block.text.splitlines()]
    for line in [*code, *lines]:
        match = re.match(r"(?:\$ )?faceplate ([a-z]+)\b([^|#]*)", line)
        if match:
            assert match[1] in COMMANDS, line
            assert set(OPTION.findall(match[2])) <= options[match[1]], line
    if page.is_relative_to(DOCS):
        known = set().union(*options.values(), {"--version"})
        named = {option for one in code if one.startswith("--") for option in OPTION.findall(one)}
        assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_names_from_elsewhere_in_the_project_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py")]
    for variable in set(re.findall(r"\bFACEPLATE_[A-Z]+\b", text)):
        assert any(variable in source for source in sources), variable


def test_the_first_screen_shows_what_the_checker_says(tmp_path: Path) -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    source = re.search(r"^```python\n(.*?)^```$", text, re.S | re.M)
    shown = re.search(r"^```text\n\$ faceplate check \./knobs\n(.*?)^```$", text, re.S | re.M)
    assert source is not None and shown is not None
    (tmp_path / "knobs.py").write_text(source[1], encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, "-m", "faceplate", "check", "knobs.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
    assert fits(shown[1], printed), printed


def test_pictures_are_small_and_shown() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    for picture in (DOCS / "assets").glob("*.png"):
        assert picture.stat().st_size < 60_000, picture
        assert f"assets/{picture.name}" in text


@pytest.mark.releases
def test_picture_is_what_the_command_prints() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    pictures = re.findall(r"^```text\n(.*?)^```$", text, re.S | re.M)
    picture = next(one for one in pictures if "LogoutButton" in one)
    shown = [squeezed(line) for line in picture.splitlines() if not line.startswith("$ ")]
    printed = iter(
        subprocess.run(
            [sys.executable, "-m", "faceplate.cli.main", "show", "gradio==4.16.0:LogoutButton"],
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout.splitlines()
    )
    for line in shown:
        start = line.rstrip("…")
        assert any(squeezed(one).startswith(start) for one in printed), line
