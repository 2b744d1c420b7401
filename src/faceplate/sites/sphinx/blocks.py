"""The blocks of a page as docutils nodes, built one by one and never through markup.

Nothing of a docstring is parsed a second time, so nothing in it can become a directive, a role or a
target; and no `raw` node is made, so every builder escapes all of it. Where a builder refuses what
docutils allows (Sphinx writes no table in a table as text), the plainer shape is made for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from docutils import nodes

from faceplate.render.content import (
    Admonition,
    Block,
    Break,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Link,
    LinkedCode,
    Paragraph,
    Quote,
    Reference,
    Span,
    Strong,
    Table,
    Term,
    Text,
    plain,
)

Cell = tuple[Block, ...]
Anchor = Callable[[Term], Sequence[str]]
"""Gives the identifiers that a term gets on this page; the first is the one that it links to."""

TABLE = "faceplate-table"
LONG = "longtable"
"""Class of tables that may run over the pages of a printed document."""

_WIDTHS = {1: (100,), 2: (38, 62), 3: (40, 30, 30)}
_TOO_LONG_TO_COLOUR = 100_000

# Sphinx leaves these out of its search, which takes the square of the length of a word in time.
_NO_SEARCH = "no-search"
_ENDLESS = re.compile(r"\w{1000}")


class Referring(nodes.inline):
    """Words that refer to the name `target`, for as long as it is not known where that leads."""


def unnamed(_: Term) -> Sequence[str]:
    """No identifiers, for terms that stand on a page of their own elsewhere."""
    return ()


def blocks(parts: Iterable[Block], anchor: Anchor = unnamed) -> list[nodes.Element]:
    """Blocks as nodes.

    Args:
        parts: The blocks.
        anchor: Which identifiers terms get.

    Returns:
        Nodes that may stand in a section, an admonition or a directive's result.
    """
    made: list[nodes.Element] = []
    for part in parts:
        made.extend(_table(part, anchor) if isinstance(part, Table) else _block(part, anchor))
    return made


def spans(parts: Iterable[Span]) -> list[nodes.Node]:
    """Spans as nodes that may stand in a paragraph."""
    return [_span(part) for part in parts]


def _block(part: Block, anchor: Anchor) -> list[nodes.Element]:
    match part:
        case Paragraph():
            return [_paragraph(part.spans)]
        case Term():
            return [_term(part, anchor(part))]
        case CodeBlock():
            return [code_block(part.text, part.language)]
        case Quote():
            return [nodes.block_quote("", *blocks(part.blocks))]
        case Admonition():
            title = nodes.title("", "", nodes.Text(part.title))
            return [nodes.admonition("", title, *blocks(part.blocks, anchor), classes=[part.tone])]
        case Bullets():
            return [_bullets(part)]
        case Table():
            return [_lines((part.header, *part.rows))]
        case Divider():
            return [nodes.paragraph("", "", nodes.Text("* * *"))]


def _span(part: Span) -> nodes.Node:
    match part:
        case Text():
            if _has_endless_word(part.text):
                return nodes.inline("", part.text, classes=[_NO_SEARCH])
            return nodes.Text(part.text)
        case Code():
            endless = [_NO_SEARCH] if _has_endless_word(part.text) else []
            return nodes.literal("", "", nodes.Text(part.text), classes=endless)
        case LinkedCode():
            return nodes.literal("", "", *map(_code_part, part.parts))
        case Break():
            return nodes.Text(" ")
        case Emphasis():
            return nodes.emphasis("", "", *spans(part.spans))
        case Strong():
            return nodes.strong("", "", *spans(part.spans))
        case Link():
            return _link(part)
        case Reference():
            return Referring("", "", *spans(part.spans), target=part.target)


def _link(part: Link) -> nodes.Node:
    """A link; one without an address of its own only gives names to what it holds."""
    words = spans(part.spans)
    if part.target:
        words = [nodes.reference("", "", *words, refuri=part.target)]
    if not part.names:
        return words[0] if len(words) == 1 else nodes.inline("", "", *words)
    return nodes.inline("", "", nodes.target("", "", ids=list(part.names)), *words)


def _code_part(part: Code | Link | Reference) -> nodes.Node:
    """What stands in a type: its words, which the element around them shows as code."""
    words = nodes.Text(part.text if isinstance(part, Code) else plain(part.spans))
    match part:
        case Code():
            return words
        case Link():
            return nodes.reference("", "", words, refuri=part.target)
        case Reference():
            return Referring("", "", words, target=part.target)


def _has_endless_word(text: str) -> bool:
    return len(text) >= 1000 and _ENDLESS.search(text) is not None


def _paragraph(parts: Sequence[Span]) -> nodes.Element:
    """A paragraph; docutils knows no end of a line in it, but a block of lines."""
    if not any(isinstance(part, Break) for part in parts):
        return nodes.paragraph("", "", *spans(parts))
    lines: list[list[Span]] = [[]]
    for part in parts:
        if isinstance(part, Break):
            lines.append([])
        else:
            lines[-1].append(part)
    return nodes.line_block("", *(nodes.line("", "", *spans(line)) for line in lines))


def _term(term: Term, names: Sequence[str]) -> nodes.Element:
    head = spans(term.head)
    if names:
        target = nodes.target("", "", ids=list(names))
        head = [target, nodes.reference("", "", *head, refid=names[0], internal=True)]
    return nodes.line_block(
        "",
        nodes.line("", "", *head, classes=["faceplate-term"]),
        *(nodes.line("", "", *spans(line), classes=["faceplate-detail"]) for line in term.details),
    )


def code_block(text: str, language: str = "") -> nodes.Element:
    """Lines of code, coloured where the language is known; what does not parse gives no warning."""
    known = language if len(text) < _TOO_LONG_TO_COLOUR and _is_known(language) else "text"
    made = nodes.literal_block(text, text, language=known, force=True)
    if _has_endless_word(text):
        made["classes"].append(_NO_SEARCH)
    return made


@lru_cache(maxsize=256)
def _is_known(language: str) -> bool:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    if not language:
        return False
    try:
        get_lexer_by_name(language)
    except (ClassNotFound, ImportError):
        return False
    return True


def _bullets(part: Bullets) -> nodes.Element:
    items = [nodes.list_item("", *_cell(item, unnamed)) for item in part.items]
    if part.start is None:
        return nodes.bullet_list("", *items, bullet="-")
    return nodes.enumerated_list(
        "", *items, enumtype="arabic", prefix="", suffix=".", start=part.start
    )


def _lines(rows: Iterable[Sequence[Cell]]) -> nodes.Element:
    """A table that stands in a cell, as lines with bars between the cells."""
    made = []
    for row in rows:
        words: list[nodes.Node] = []
        for cell in row:
            if words:
                words.append(nodes.Text(" | "))
            for block in cell:
                words.extend(spans(block.spans) if isinstance(block, Paragraph) else ())
        made.append(nodes.line("", "", *words))
    return nodes.line_block("", *made)


def _table(table: Table, anchor: Anchor) -> list[nodes.Element]:
    columns = max(len(table.header), 1)
    widths = _WIDTHS.get(columns, (100 // columns,) * columns)
    terms = bool(table.rows) and any(isinstance(block, Term) for block in table.rows[0][0][:1])
    classes = [TABLE, "colwidths-given", *(["faceplate-terms"] if terms else [])]
    group = nodes.tgroup("", cols=columns)
    group.extend(nodes.colspec("", colwidth=width) for width in widths)
    group += nodes.thead("", _row(table.header, columns, unnamed))
    # A table without rows is an error to docutils; its header is shown as one.
    body = table.rows or (table.header,)
    group += nodes.tbody("", *(_row(row, columns, anchor) for row in body))
    made: list[nodes.Element] = [nodes.table("", group, classes=classes)]
    if table.caption:
        made.append(nodes.paragraph("", "", *spans(table.caption), classes=["faceplate-caption"]))
    return made


def _row(cells: Sequence[Cell], columns: int, anchor: Anchor) -> nodes.Element:
    filled = [*cells, *((),) * columns][:columns]
    return nodes.row("", *(nodes.entry("", *_cell(cell, anchor)) for cell in filled))


def _cell(parts: Cell, anchor: Anchor) -> list[nodes.Element]:
    return [node for part in parts for node in _block(part, anchor)]
