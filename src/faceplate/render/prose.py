"""The Markdown of a docstring, read into the vocabulary of a page.

It is read once, by CommonMark with tables, and every format is written anew from what was read. So
a fence that is never closed ends with its docstring, HTML is text and stays text, a heading is a
strong paragraph and cannot break the outline of the page, and an image is a link to it. A link
that leads anywhere but to the web or to a mail address keeps its words and shows its address.
`[words][library.Name]`, which the text does not define, is a reference to a name, as mkdocstrings
reads it.

Most texts hold no markup at all; these are not worth the import of a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from faceplate.characters import visible
from faceplate.render.content import (
    Block,
    Break,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Link,
    Paragraph,
    Quote,
    Reference,
    Span,
    Strong,
    Table,
    Text,
    plain,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Lines that begin with a letter and hold nothing that Markdown reads as markup.
_LINE = r"[A-Za-z][A-Za-z0-9 ,.;:'\"()/?%@+=-]*(?<! )"
_PLAIN = re.compile(rf"{_LINE}(?:\n+{_LINE})*")
_SPACE = re.compile(r"[ \n]+")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,30}")
_TARGET = re.compile(r"\[\s*(?P<target>[^\[\]\s<>`]{0,300})\s*\]")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*(?:\(\))?")

# Emphasis can be nested without end; deeper than this it says nothing more.
_DEPTH = 8


@lru_cache(maxsize=4096)
def prose(markdown: str) -> tuple[Block, ...]:
    """Markdown as blocks.

    Args:
        markdown: Text of a docstring, without its indentation.

    Returns:
        Its blocks; empty if it holds no text.
    """
    markdown = visible(markdown).strip("\n")
    if _PLAIN.fullmatch(markdown):
        return tuple(
            Paragraph((Text(text.replace("\n", " ")),)) for text in re.split(r"\n{2,}", markdown)
        )
    return _blocks(iter(_parser().parse(markdown)))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.after("link", "name_reference", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:
    """Read `[words][library.Name]` or `[library.Name][]`, where the text defines no such link."""
    start, source = state.pos, state.src
    # In `grid[0][column]` the brackets are indices.
    if source[start] != "[" or (
        start and (source[start - 1].isalnum() or source[start - 1] in "_]`)")
    ):
        return False
    end = state.md.helpers.parseLinkLabel(state, start, True)
    match = _TARGET.match(source, end + 1) if end >= 0 else None
    if match is None or match.end() > state.posMax:
        return False
    target = _named(source[start + 1 : end].strip(), match["target"])
    if not target:
        return False
    if not silent:
        whole = state.posMax
        state.pos, state.posMax = start + 1, end
        state.push("reference_open", "a", 1).attrs = {"target": target}
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("reference_close", "a", -1)
        state.posMax = whole
    state.pos = match.end()
    return True


def _named(words: str, target: str) -> str:
    """Return the name that words in brackets refer to; empty if they are no reference.

    Args:
        words: What stands in the first pair of brackets.
        target: What stands in the second.
    """
    bare = words.strip("`")
    if not bare.strip():
        return ""
    if not target:
        return bare if _NAME.fullmatch(bare) else ""
    if not target.strip("."):
        return ""
    dotted = any(mark in target for mark in "./#") and not target[0].isdigit()
    titled = words != bare or " " in words or words.casefold() == target.casefold()
    return target if dotted or (titled and not target.isdecimal()) else ""


def _blocks(tokens: Iterator[Token]) -> tuple[Block, ...]:
    """Reads up to the end of the block that encloses `tokens`, or to their end."""
    blocks: list[Block] = []
    for token in tokens:
        if token.nesting < 0:
            break
        match token.type:
            case "paragraph_open" | "heading_open":
                spans = _spans(next(tokens).children or ())
                next(tokens)
                if spans:
                    heading = token.type == "heading_open"
                    blocks.append(Paragraph((Strong(spans),) if heading else spans))
            case "bullet_list_open":
                blocks.append(Bullets(_items(tokens)))
            case "ordered_list_open":
                blocks.append(Bullets(_items(tokens), start=int(token.attrs.get("start", 1))))
            case "blockquote_open":
                if quoted := _blocks(tokens):
                    blocks.append(Quote(quoted))
            case "fence" | "code_block":
                if token.content.strip():
                    blocks.append(CodeBlock(token.content.strip("\n"), _language(token.info)))
            case "table_open":
                blocks.append(_table(tokens))
            case "hr":
                blocks.append(Divider())
    return tuple(blocks)


def _items(tokens: Iterator[Token]) -> tuple[tuple[Block, ...], ...]:
    items = []
    for token in tokens:
        if token.nesting < 0:
            break
        items.append(_blocks(tokens))
    return tuple(items)


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[tuple[Block, ...]]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            spans = _spans(token.children or ())
            rows[-1].append((Paragraph(spans),) if spans else ())
    return Table(header=tuple(rows[0]), rows=tuple(tuple(row) for row in rows[1:]))


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    levels: list[list[Span]] = [[]]
    targets: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                _add(levels[-1], visible(token.content))
            case "softbreak":
                _add(levels[-1], " ")
            case "hardbreak":
                levels[-1].append(Break())
            case "code_inline":
                code = visible(token.content).replace("\n", " ").strip()
                if code:
                    levels[-1].append(Code(code))
                else:
                    _add(levels[-1], " ")
            case "image":
                alt = _spans(token.children or ())
                levels[-1].extend(_link(alt, str(token.attrs.get("src", ""))))
            case "link_open" | "reference_open":
                levels.append([])
                targets.append(str(token.attrs.get("href") or token.attrs.get("target", "")))
            case "link_close":
                levels[-2:] = [levels[-2] + _link(tuple(levels[-1]), targets.pop())]
            case "reference_close":
                levels[-2:] = [levels[-2] + _referring(tuple(levels[-1]), targets.pop())]
            case "em_open" | "strong_open":
                levels.append([])
            case "em_close" | "strong_close":
                inner = tuple(levels.pop())
                if len(levels) > _DEPTH or not plain(inner).strip():
                    levels[-1].extend(inner)
                else:
                    levels[-1].append(Emphasis(inner) if token.tag == "em" else Strong(inner))
    return _trimmed(levels[0])


def _add(spans: list[Span], text: str) -> None:
    """Appends text, as one span with the text before it."""
    text = _SPACE.sub(" ", text)
    last = spans[-1] if spans else None
    if isinstance(last, Text):
        spans[-1] = Text(_SPACE.sub(" ", last.text + text))
    elif text:
        spans.append(Text(text))


def _link(spans: tuple[Span, ...], target: str) -> list[Span]:
    words = _unlinked(spans)
    if _WEB.fullmatch(target):
        return [Link(words if plain(words).strip() else (Text(target),), target)]
    if not target or plain(words) == target:
        return list(words)
    return [*words, Text(f" ({target})" if plain(words).strip() else target)]


def _referring(spans: tuple[Span, ...], target: str) -> list[Span]:
    words = _unlinked(spans)
    text = plain(words).strip()
    if not text:
        return list(words)
    if _NAME.fullmatch(text) and target.strip(".").endswith(text):
        words = (Code(text),)  # a name, whichever way it is written
    return [Reference(words, target.lstrip(".").removesuffix("()"))]


def _unlinked(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without links, since a link cannot stand in a link (a badge is an image in one)."""
    words: list[Span] = []
    for span in spans:
        if isinstance(span, (Link, Reference)):
            words.extend(_unlinked(span.spans))
        elif isinstance(span, (Emphasis, Strong)):
            words.append(type(span)(_unlinked(span.spans)))
        else:
            words.append(span)
    return tuple(words)


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """Without white space at either end; empty if nothing else is there."""
    if not plain(tuple(spans)).strip():
        return ()
    while isinstance(spans[0], Break) or (isinstance(spans[0], Text) and not spans[0].text.strip()):
        del spans[0]
    while isinstance(spans[-1], Break) or (
        isinstance(spans[-1], Text) and not spans[-1].text.strip()
    ):
        del spans[-1]
    if isinstance(spans[0], Text):
        spans[0] = Text(spans[0].text.lstrip())
    if isinstance(spans[-1], Text):
        spans[-1] = Text(spans[-1].text.rstrip())
    return tuple(spans)


def _language(info: str) -> str:
    word = info.split(maxsplit=1)[0] if info.strip() else ""
    return word if _LANGUAGE.fullmatch(word) else ""
