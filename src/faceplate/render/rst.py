r"""The reStructuredText form, for Sphinx and docutils.

Docstrings are Markdown, so nothing of theirs is passed on: their blocks are written anew. A
paragraph is one line; where it could be read as the start of something else it begins with an
escaped space, which stands for nothing. Marks that could open or close a span are escaped, and
spans are set off by escaped spaces, so that none depends on its neighbours. A code span that double
backticks cannot hold goes through the `literal` role, in which backslashes escape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Template

from faceplate.render.content import (
    Admonition,
    Block,
    Break,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Document,
    DocumentSection,
    Link,
    Paragraph,
    Quote,
    Shown,
    Span,
    Strong,
    Table,
    Term,
    Text,
    plain,
    unreferenced,
)
from faceplate.render.environment import text_environment

Cell = tuple[Block, ...]

_MARKUP = re.compile(r"[\\*`|<>]|_(?![A-Za-z0-9])|:(?=:)|(?<=:):")
# docutils makes a link of the address of any scheme that was ever registered, `javascript` too.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?!https?:|mailto:)([A-Za-z][A-Za-z0-9+.-]*):(?=\S)", re.IGNORECASE
)
_ENUMERATOR = r"(?:[A-Za-z]|[0-9]+|[ivxlcdm]+|[IVXLCDM]+)[.)](?:\s|$)"
_PLAIN_START = re.compile(rf"(?!{_ENUMERATOR})['\"]?[^\W_]|\([A-Za-z](?!\w*\))|—|``")
_LITERAL = re.compile(r"(?!\s)[^`\\]+(?<!\s)")
_ADORNMENTS = "=-~^\"'"


def write(document: Document, *, width: int, color: bool) -> str:
    """A document as reStructuredText.

    Args:
        document: What to write.
        width: Not used; a paragraph is one line.
        color: Not used.

    Returns:
        The page.
    """
    return _template().render(document=document)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = text_environment(
        title=lambda title: _underlined(title, 1), text=_line, block=_block, heading=_heading
    )
    return environment.get_template("document.rst")


def _heading(section: DocumentSection, depth: int) -> str:
    place = f".. _{_text(section.name)}:\n\n" if section.linked else ""
    return place + _underlined(section.title, depth)


def _underlined(title: str, depth: int) -> str:
    line = _line(title)
    wide = sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in line)
    return f"{line}\n{_ADORNMENTS[depth - 1] * max(4, wide)}"


def _line(text: str) -> str:
    return _started((Text(text),))


def _started(spans: tuple[Span, ...]) -> str:
    """A line that is a paragraph and nothing else, whatever it begins with."""
    written = _spans(spans).strip()
    return written if _PLAIN_START.match(written) else "\\ " + written


def _text(text: str) -> str:
    written = _MARKUP.sub(lambda match: "\\" + match[0], text)
    return _ADDRESS.sub(r"\1\\:", written) if ":" in written else written


def _code(text: str) -> str:
    if _LITERAL.fullmatch(text):
        return f"``{text}``"
    indent = len(text) - len(text.lstrip(" "))
    escaped = "\u00a0" * indent + re.sub(r"([\\`])", r"\\\1", text[indent:])
    return f":literal:`\\ {escaped}\\ `"


def _spans(spans: Iterable[Span]) -> str:
    written = ""
    parts = unreferenced(spans)
    for span, following in zip(parts, [*parts[1:], None], strict=True):
        if isinstance(span, Text):
            written += _text(span.text)
        elif isinstance(span, Break):
            written += " "
        else:
            before = "" if not written or written[-1] == " " else "\\ "
            after = "" if following is None or _ends_mark(following) else "\\ "
            written += before + _marked(span) + after
    return written


def _ends_mark(span: Span) -> bool:
    """Whether a span begins as what follows a mark has to."""
    return isinstance(span, Break) or (isinstance(span, Text) and span.text[:1] in " .,;!?)")


def _marked(span: Shown) -> str:
    """A span with its marks. reStructuredText nests none, so inner ones keep only their words."""
    if isinstance(span, Code):
        return _code(span.text)
    if isinstance(span, (Text, Break)):
        return _spans((span,))
    words = _text(plain(span.spans).strip())
    if isinstance(span, Link) and span.target.startswith("#"):
        return f"`{words} <{_text(span.target[1:])}_>`__"
    if isinstance(span, Link):
        return f"`{words} <{_text(span.target)}>`__"
    marks = "**" if isinstance(span, Strong) else "*"
    return f"{marks}{words}{marks}"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _started(block.spans)
        case Term():
            lines = (block.head, *block.details)
            return "\n".join(f"| {_started(line)}" for line in lines)
        case CodeBlock():
            # Of no stated language: Sphinx tries Python, and does not warn if it is none.
            return f"::\n\n{_indented(block.text)}"
        case Quote():
            # The empty comment keeps the quote from being read as part of what stands before it.
            return f"..\n\n{_indented(_blocks(block.blocks))}"
        case Admonition():
            return (
                f".. admonition:: {_line(block.title)}\n   :class: {block.tone}\n\n"
                f"{_indented(_blocks(block.blocks))}"
            )
        case Bullets():
            return "\n\n".join(
                _item("-" if block.start is None else f"{number}.", item)
                for number, item in enumerate(block.items, block.start or 0)
            )
        case Table():
            return _table(block)
        case Divider():
            return "\\ \\* \\* \\*"


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _item(mark: str, blocks: Iterable[Block]) -> str:
    content = _indented(_blocks(blocks), len(mark) + 1)
    return f"{mark} {content.lstrip()}".rstrip()


def _indented(text: str, columns: int = 3) -> str:
    return "\n".join(" " * columns + line if line.strip() else "" for line in text.split("\n"))


def _table(table: Table) -> str:
    rows = "\n".join(_row(row) for row in (table.header, *table.rows))
    # A header alone is an error to docutils; it is shown as a row.
    header = "   :header-rows: 1\n" if table.rows else ""
    written = f".. list-table::\n{header}\n{_indented(rows)}"
    if table.caption:
        written += f"\n\n{_started(table.caption)}"
    return written


def _row(cells: Iterable[Cell]) -> str:
    items = "\n".join(_item("-", cell) for cell in cells)
    return f"* {_indented(items, 2).lstrip()}"
