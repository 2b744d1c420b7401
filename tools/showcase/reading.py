"""What a page says, read back from its HTML by a parser that knows nothing of faceplate."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_DEFAULT = "default: "
_DESCRIBED = ("Initialization", "Event arguments", "Event listeners", "Behaviour")
"""Sections in which each term has a description."""
_NOTHING = "—"
"""What a page shows where there is nothing to say."""


@dataclass(frozen=True)
class Row:
    """A parameter, as a signature or a page states it.

    Attributes:
        name: Its name.
        annotation: Its type, with single quotes.
        default: Source of the default, with single quotes; None if it is required.
    """

    name: str
    annotation: str
    default: str | None


@dataclass
class Page:
    """What a page says.

    Attributes:
        parameters: What the constructor takes.
        listeners: Names of the event listeners.
        arguments: What each listener takes.
        behaviour: "As input" and "As output" to the type.
        shortcuts: Class to string.
        undescribed: Terms without a description.
    """

    parameters: list[Row] = field(default_factory=list)
    listeners: list[str] = field(default_factory=list)
    arguments: list[Row] = field(default_factory=list)
    behaviour: dict[str, str] = field(default_factory=dict)
    shortcuts: dict[str, str] = field(default_factory=dict)
    undescribed: list[str] = field(default_factory=list)


def read(html: str) -> Page:
    """Read a page back."""
    parser = _Rows()
    parser.feed(html)
    page = Page()
    for section, cells in parser.rows:
        head = cells[0]
        if section == "Shortcuts":
            page.shortcuts[cells[0][0]] = cells[1][0].strip('"')
            continue
        if section in _DESCRIBED and "".join(cells[-1]).strip() in ("", _NOTHING):
            page.undescribed.append(head[0])
        if section == "Initialization":
            page.parameters.append(_row(head))
        elif section == "Event arguments":
            page.arguments.append(_row(head))
        elif section == "Event listeners":
            page.listeners.append(head[0].partition("(")[0].rpartition(".")[2])
        elif section == "Behaviour":
            page.behaviour[head[0]] = head[1] if len(head) > 1 else ""
    return page


def quoted(source: str) -> str:
    """Write a source with single quotes."""
    return source.replace('"', "'")


def _row(head: list[str]) -> Row:
    annotation, default = "", None
    for detail in head[1:]:
        if detail.startswith(_DEFAULT):
            default = quoted(detail.removeprefix(_DEFAULT).removesuffix(", keyword-only"))
        elif not detail.startswith("required"):
            annotation = quoted(detail)
    return Row(head[0], annotation, default)


class _Rows(HTMLParser):
    """Collects the rows of the tables in each section: cells, and in them the lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[str, list[list[str]]]] = []
        self._section = ""
        self._heading = self._body = False
        self._cells: list[list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a heading, a row, a cell or a line."""
        if tag == "h2":
            self._heading, self._section = True, ""
        elif tag == "tbody":
            self._body = True
        elif tag == "tr" and self._body:
            self._cells = []
        elif self._cells is not None and tag in ("th", "td"):
            self._cells.append([""])
        elif self._cells and tag == "div" and self._cells[-1] != [""]:
            self._cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """End a heading, a table or a row."""
        if tag == "h2":
            self._heading = False
        elif tag == "tbody":
            self._body = False
        elif tag == "tr" and self._cells is not None:
            cells = [[line.strip() for line in cell if line.strip()] for cell in self._cells]
            self.rows.append((self._section, cells))
            self._cells = None

    def handle_data(self, data: str) -> None:
        """Take the text of a heading or of a line."""
        if self._heading:
            self._section += data
        elif self._cells:
            self._cells[-1][-1] += data if data.strip() else ""
