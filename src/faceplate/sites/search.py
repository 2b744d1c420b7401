"""What a search of a site finds: each page, each section, each parameter and each event.

Site builders index headings only, and a reader looks for parameters. So what is found is taken from
the document itself, row by row, which spares a builder to read the pages it just wrote, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from faceplate.render.content import (
    Admonition,
    Block,
    Bullets,
    CodeBlock,
    Document,
    DocumentSection,
    Paragraph,
    Quote,
    Table,
    Term,
    plain,
)

if TYPE_CHECKING:
    from faceplate.sites.index import Index, IndexEntry


# What stands before a default in a table of parameters.
_DEFAULT = "default: "


class Record(NamedTuple):
    """Something to be found.

    Attributes:
        anchor: Where on the page; empty for the page itself.
        title: What it is called.
        text: Plain words in one line.
    """

    anchor: str
    title: str
    text: str


def records(document: Document, index: Index) -> Iterator[Record]:
    """Yield what can be found on a page.

    Args:
        document: The page.
        index: The names of the site.
    """
    first = document.sections[0] if document.sections else None
    yield Record("", document.title, _words(first.blocks) if first else "")
    for section in document.sections:
        yield from _section(section, document.title, index)


def _section(section: DocumentSection, page: str, index: Index) -> Iterator[Record]:
    rest: list[Block] = []
    rows: list[Record] = []
    for block in section.blocks:
        found = list(_rows(block, index)) if isinstance(block, Table) else []
        rows += found
        if not found:
            rest.append(block)
    title = _titled(section.title, page) if section.name else f"{page}: {section.title}"
    yield Record(section.name or section.anchor, title, _words(rest))
    yield from rows
    for inner in section.sections:
        yield from _section(inner, f"{page}.{section.title}" if section.name else page, index)


def _rows(table: Table, index: Index) -> Iterator[Record]:
    for row in table.rows:
        term = row[0][0] if row[0] else None
        if isinstance(term, Term) and term.names:
            entry = index.entries.get(term.names[0])
            name, owner = _owned(entry) if entry else (plain(term.head), "")
            title = _titled(name, owner)
            details = " ".join(_detail(name, plain(line)) for line in term.details)
            text = " ".join(filter(None, (details, *(_words(cell) for cell in row[1:]))))
            yield Record(term.names[0], title, text)


def _titled(name: str, owner: str) -> str:
    """Return a title that begins with what a reader types.

    A search takes what stands between blanks for one word, and looks for words that begin with what
    is typed: for `colour`, it would not find `Lamp(colour)`.
    """
    return f"{name} ({owner})" if owner else name


def _detail(name: str, line: str) -> str:
    """Return a line about a parameter, its default as a call gives it: `every=None`.

    Searches leave out words such as "every", which is a name here; this one they keep.
    """
    return f"{name}={line.removeprefix(_DEFAULT)}" if line.startswith(_DEFAULT) else line


def _owned(entry: IndexEntry) -> tuple[str, str]:
    """Return the own name of an entry, and whose it is: `value` and `Button.click`."""
    # `Button(value)`, `Button.click(api_name)` or `Button.click`
    owner, _, name = entry.title.removesuffix(")").replace("(", ".").rpartition(".")
    return name, owner


def _words(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(plain(block.spans))
            case Term():
                parts += [plain(block.head), *map(plain, block.details)]
            case CodeBlock():
                parts.append(block.text)
            case Quote() | Admonition():
                parts.append(_words(block.blocks))
            case Bullets():
                parts += [_words(item) for item in block.items]
            case Table():
                parts += [_words(cell) for row in block.rows for cell in row]
    return " ".join(" ".join(parts).split())
