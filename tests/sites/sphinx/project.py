"""Sphinx projects for tests: written into a folder, built in this process, and read back."""

from __future__ import annotations

import contextlib
import io
import logging
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.cmd.build import build_main

HOOK = """
def setup(app):
    def read(app, docname, source):
        with open({log!r}, "a") as log:
            log.write(docname + "\\n")
    app.connect("source-read", read)
"""


class Outcome(NamedTuple):
    """How a build ended: its exit code, its warnings, and which documents it read."""

    code: int
    warnings: str
    read: list[str]


class Project:
    """A project in a folder, with the extension and what `conf.py` is given."""

    def __init__(self, folder: Path, **values: Any) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.source.mkdir(parents=True, exist_ok=True)
        self.configure(**values)

    def configure(self, extensions: tuple[str, ...] = (), **values: Any) -> None:
        values = {
            "project": "lamps",
            "extensions": ["faceplate.sites.sphinx", *extensions],
            "faceplate_search_path": [str(self.folder)],
            **values,
        }
        lines = [f"{name} = {value!r}" for name, value in values.items()]
        lines.append(HOOK.format(log=str(self.folder / "read.txt")))
        self.write({"conf.py": "\n".join(lines)})

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            file = self.source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            # A source that is as it was has to keep its time.
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.write_text(text, encoding="utf-8")

    def build(self, builder: str = "html", *options: str) -> Outcome:
        read, warnings = self.folder / "read.txt", self.folder / "warnings.txt"
        read.write_text("", encoding="utf-8")
        words = ["-q", "-b", builder, "-d", str(self.folder / "doctrees"), "-w", str(warnings)]
        words += [*options, str(self.source), str(self.folder / builder)]
        streams = (
            contextlib.redirect_stderr(io.StringIO()),
            contextlib.redirect_stdout(io.StringIO()),
        )
        with streams[0] as said, streams[1]:
            code = build_main(words)
        logging.getLogger("sphinx").handlers.clear()
        text = warnings.read_text(encoding="utf-8") if warnings.exists() else ""
        return Outcome(
            code, text or (said.getvalue() if code else ""), sorted(read.read_text().split())
        )

    def built(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def page(self, file: str) -> Page:
        return Page(self.built(file))


class Page(HTMLParser):
    """What a browser finds in a page.

    Attributes:
        elements: Each element with its attributes.
        ids: All identifiers, in order.
        links: All addresses, in order.
        rows: Each row of each table, as the words of its cells.
        by_id: The row that an identifier stands in.
        written: The same with the marks of Markdown around code and what is stressed.
        text: All words outside of scripts and styles.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.by_id: dict[str, list[str]] = {}
        self.written: dict[str, list[str]] = {}
        self.text = ""
        self._marked: list[str] = []
        self._silent = 0
        self._in_row = False
        self.feed(html)
        self.close()
        self.rows = [[" ".join(cell.split()) for cell in row] for row in self.rows]
        for rows in (self.by_id, self.written):
            for row in rows.values():
                row[:] = [" ".join(cell.split()) for cell in row]
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self._silent += tag in ("script", "style")
        if tag == "tr":
            self.rows.append([])
            self._marked = []
            self._in_row = True
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._marked.append("")
        if "id" in values:
            self.ids.append(values["id"])
            if self._in_row:
                self.by_id[values["id"]] = self.rows[-1]
                self.written[values["id"]] = self._marked
        self.links += [values[name] for name in ("href", "src") if name in values]
        if tag in ("div", "p", "li", "br"):
            self.handle_data("\n")
        self._mark(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        self._mark(tag)
        if tag == "tr":
            self._in_row = False

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.text += data
        if self._in_row and self.rows[-1]:
            self.rows[-1][-1] += data
            self._marked[-1] += data

    def _mark(self, tag: str) -> None:
        if self._in_row and self._marked:
            self._marked[-1] += {"code": "`", "em": "*"}.get(tag, "")
