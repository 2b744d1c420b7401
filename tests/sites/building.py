"""Builds sites for tests, in this process, and reads what was built."""

from __future__ import annotations

import logging
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

_ANCHOR = re.compile(r'\bid="([^"]*)"')
# How the markup of a cell was written in the docstring.
_MARKS = {"code": "`", "em": "*", "strong": "**"}
_LINK = re.compile(r'<[^<>]*\b(?:href|src)="([^"]*)"')


class Read(HTMLParser):
    """A page as a browser would find it: elements with attributes, anchors, links and words."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self.rows: dict[str, str] = {}
        self._row: list[str] | None = None
        self._names: list[str] = []
        self._cell = False
        self.text = file.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if "id" in values:
            self.anchors.append(values["id"])
            if self._row is not None:
                self._names.append(values["id"])
        for name in ("href", "src"):
            if name in values:
                self.links.append(values[name])
        if tag == "tr":
            self._row, self._names = [], []
        self._cell = tag == "td" or (self._cell and tag != "th")
        if self._row is not None and self._cell:
            self._row.append(_MARKS.get(tag, ""))
        if self._row is not None and tag in ("td", "div", "th", "p", "li", "br"):
            self._row.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._row is not None and self._cell:
            self._row.append(_MARKS.get(tag, ""))
        if tag == "tr" and self._row is not None:
            text = "".join(self._row)
            self.rows.update(dict.fromkeys(self._names, text))
            self._row = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._row is not None:
            self._row.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self._words).split())


class Site:
    """A built site.

    Attributes:
        folder: Where it is.
        log: What the build said, from warnings on.
    """

    def __init__(self, folder: Path, log: list[str]) -> None:
        self.folder = folder
        self.log = log
        self._read: dict[Path, Read] = {}

    def page(self, path: str) -> Read:
        file = (
            self.folder / path / "index.html" if not path.endswith(".html") else self.folder / path
        )
        if file not in self._read:
            self._read[file] = Read(file)
        return self._read[file]

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def pages(self) -> list[Read]:
        files = sorted(set(self.folder.rglob("*.html")) - {self.folder / "404.html"})
        return [self.page(str(file.relative_to(self.folder))) for file in files]

    def broken(self) -> list[str]:
        """Give the links within the site that lead nowhere."""
        lost = []
        files = sorted(set(self.folder.rglob("*.html")) - {self.folder / "404.html"})
        texts = {one.resolve(): one.read_text(encoding="utf-8") for one in files}
        anchors = {one: set(map(unescape, _ANCHOR.findall(text))) for one, text in texts.items()}
        for file, text in texts.items():
            for link in map(unescape, set(_LINK.findall(text))):
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                path = unquote(parts.path)
                target = (file.parent / path).resolve() if path else file
                if target.is_dir():
                    target /= "index.html"
                anchor = unquote(parts.fragment)
                known = anchors.get(target, {anchor})
                if not target.is_file() or (anchor and anchor not in known):
                    lost.append(f"{file}: {link}")
        return lost


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.getMessage()}")


def mkdocs(folder: Path, plugin: dict[str, Any], pages: dict[str, str], **more: Any) -> Site:
    """Build a site with the plugin.

    Args:
        folder: Where the project goes; it may be there from an earlier build.
        plugin: Options of the plugin.
        pages: Files of the docs folder.
        more: Other settings of `mkdocs.yml`.

    Raises:
        Abort: If the build fails.
    """
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    settings: dict[str, Any] = {
        "site_name": "Lamps",
        "site_url": "https://lamps.example/docs/",
        "theme": {"name": "material", "font": False, "features": ["navigation.footer"]},
        "plugins": ["search", {"faceplate": plugin}],
        "markdown_extensions": ["pymdownx.superfences", "admonition"],
        **more,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    handler = _Lines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        logger.removeHandler(handler)
    return Site(folder / "site", handler.lines)


def search_entries(site: Site) -> dict[str, dict[str, str]]:
    """Give what the search of a site finds, by its place."""
    import json

    index = json.loads(site.text("search/search_index.json"))
    return {one["location"]: one for one in index["docs"]}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
