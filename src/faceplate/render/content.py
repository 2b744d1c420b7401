"""The vocabulary of a page: spans within a line, blocks one under another, sections, a document.

Every format is written from these few shapes and from nothing else, so that all formats hold the
same content in the same order. Text in them is plain: whatever stands in a `Text` or a `Code` is
to be shown as it is, and each format quotes what it would otherwise read as its own markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Tone = Literal["note", "warning"]


class Text(Struct, frozen=True):
    """Plain words, without a line break."""

    text: str


class Code(Struct, frozen=True):
    """A name, a type or a value within a line, without a line break.

    Attributes:
        text: The code.
        is_annotation: Whether it is a type, in which each name may lead somewhere.
    """

    text: str
    is_annotation: bool = False


class LinkedCode(Struct, frozen=True):
    """A type within a line, some names of which lead somewhere."""

    parts: tuple[Code | Link | Reference, ...]


class Emphasis(Struct, frozen=True):
    """Words that are stressed."""

    spans: tuple[Span, ...]


class Strong(Struct, frozen=True):
    """Words that stand out."""

    spans: tuple[Span, ...]


class Link(Struct, frozen=True):
    """Words that lead to an `http`, `https` or `mailto` address, or to a place of the same site.

    Attributes:
        spans: The words.
        target: The address.
        names: Dotted names by which other pages point at the link itself.
    """

    spans: tuple[Span, ...]
    target: str
    names: tuple[str, ...] = ()


class Reference(Struct, frozen=True):
    """Words that refer to something by its dotted name; who makes a site knows where it leads."""

    spans: tuple[Span, ...]
    target: str


class Break(Struct, frozen=True):
    """The end of a line that the author asked for."""


class Paragraph(Struct, frozen=True):
    """Spans that flow."""

    spans: tuple[Span, ...]


class Term(Struct, frozen=True):
    """What a table row is about: its name, and short lines under it, such as type and default.

    Attributes:
        head: Its name.
        details: The lines under it.
        names: Dotted names by which other pages point at the row; an event argument has one for
            each event.
    """

    head: tuple[Span, ...]
    details: tuple[tuple[Span, ...], ...] = ()
    names: tuple[str, ...] = ()


class CodeBlock(Struct, frozen=True):
    """Lines of code; `language` is empty or one word."""

    text: str
    language: str = ""


class Quote(Struct, frozen=True):
    """Blocks that someone else said."""

    blocks: tuple[Block, ...]


class Bullets(Struct, frozen=True):
    """A list; `start` is the first number, or None where the items are not counted."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


class Table(Struct, frozen=True):
    """Rows under a header. `caption` says what holds for all rows, or for some that it names."""

    header: tuple[tuple[Block, ...], ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    caption: tuple[Span, ...] = ()


class Admonition(Struct, frozen=True):
    """Something the reader is told on purpose."""

    title: str
    tone: Tone
    blocks: tuple[Block, ...]


class Divider(Struct, frozen=True):
    """A line across, between paragraphs."""


Shown = Text | Code | Emphasis | Strong | Link | Break
Span = Shown | LinkedCode | Reference
Block = Paragraph | Term | CodeBlock | Quote | Bullets | Table | Admonition | Divider


class DocumentSection(Struct, frozen=True):
    """A heading and what stands under it.

    Attributes:
        title: The heading, in one line.
        anchor: Lower-case letters, digits and hyphens; no two sections of a document share it.
        blocks: What stands under the heading.
        sections: Sections one level down.
        name: Dotted name by which other pages point at what the section describes, or empty.
        linked: Whether something on the same page leads to that name.
    """

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    sections: tuple[DocumentSection, ...] = ()
    name: str = ""
    linked: bool = False


class Document(Struct, frozen=True):
    """A whole page.

    Attributes:
        title: Its name, in one line.
        byline: Which library, version and group it belongs to, in one line.
        lead: What stands before the first heading.
        sections: In the order of the page.
        previous: Name of the page before it, or None.
        next: Name of the page after it, or None.
        name: Dotted name by which other pages point at the page, or empty.
    """

    title: str
    byline: str
    lead: tuple[Block, ...]
    sections: tuple[DocumentSection, ...]
    previous: str | None = None
    next: str | None = None
    name: str = ""


def unreferenced(spans: Iterable[Span]) -> list[Shown]:
    """Spans in which a reference is its words, for what leads nowhere."""
    words: list[Shown] = []
    for span in spans:
        if isinstance(span, Reference):
            words.extend(unreferenced(span.spans))
        elif isinstance(span, LinkedCode):
            words.append(Code(plain(span.parts)))
        else:
            words.append(span)
    return words


def plain(spans: tuple[Span, ...]) -> str:
    """The words of some spans, without their markup."""
    words = []
    for span in spans:
        if isinstance(span, (Text, Code)):
            words.append(span.text)
        elif isinstance(span, Break):
            words.append(" ")
        elif isinstance(span, LinkedCode):
            words.append(plain(span.parts))
        else:
            words.append(plain(span.spans))
    return "".join(words)
