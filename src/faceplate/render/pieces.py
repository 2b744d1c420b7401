"""The pieces that documents are put together from: terms, tables, sections with their anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from faceplate.render.content import (
    Block,
    Code,
    DocumentSection,
    Paragraph,
    Reference,
    Span,
    Table,
    Term,
    Text,
)
from faceplate.render.names import is_name
from faceplate.render.prose import prose

Cell = tuple[Block, ...]
Line = tuple[Span, ...]

NOTHING = "—"
"""What stands where nothing does: an empty cell would look like a fault of the page."""


def described(markdown: str) -> Cell:
    """Markdown as blocks, or a dash where there is none."""
    return prose(markdown) or (Paragraph((Text(NOTHING),)),)


def term(name: str, details: Sequence[Line] = (), names: Iterable[str] = ()) -> Cell:
    """A name in a table, with short lines under it, and the names that point at it."""
    return (Term((Code(one_line(name) or NOTHING),), tuple(details), tuple(filter(None, names))),)


def referring(name: str) -> Cell:
    """A name in a table that refers to what is called so."""
    name = one_line(name)
    head: Span = Code(name or NOTHING)
    return (Term((Reference((head,), name) if is_name(name) else head,)),)


def lines(source: str | None, label: str = "", *, is_annotation: bool = False) -> list[Line]:
    """Source that may run over several lines, as lines of code; the label before the first."""
    made: list[Line] = [
        (Code(line.rstrip(), is_annotation),) for line in (source or "").split("\n") if line.strip()
    ]
    if made and label:
        made[0] = (Text(label), *made[0])
    return made


def annotation(source: str | None, label: str = "") -> list[Line]:
    """A type that may run over several lines, as lines of code; the label before the first."""
    return lines(source, label, is_annotation=True)


def series(codes: Iterable[str]) -> list[Span]:
    """Codes with commas between them."""
    spans: list[Span] = []
    for code in codes:
        if spans:
            spans.append(Text(", "))
        spans.append(Code(one_line(code) or NOTHING))
    return spans


def table(header: Sequence[str], rows: Sequence[tuple[Cell, ...]], caption: Line = ()) -> Cell:
    """A table, or nothing where it would have no rows."""
    if not rows:
        return ()
    heads = tuple((Paragraph((Text(words),)),) for words in header)
    return (Table(heads, tuple(rows), caption),)


def section(
    title: str, blocks: Iterable[Block], sections: Iterable[DocumentSection] = (), name: str = ""
) -> DocumentSection:
    """A section that has no anchor yet."""
    kept = joined(section for section in sections if section.blocks or section.sections)
    return DocumentSection(title, "", tuple(blocks), tuple(kept), name)


def joined(sections: Iterable[DocumentSection]) -> list[DocumentSection]:
    """Sections of which no two have the same title: the content of the later joins the first."""
    titles: dict[str, DocumentSection] = {}
    for section in sections:
        same = titles.get(section.title)
        if same is not None and same.name != section.name:
            # Two methods may be called alike but for what one line cannot show.
            titles[f"{section.title}\0{section.name}"] = section
            continue
        titles[section.title] = section if same is None else _join(same, section)
    return list(titles.values())


def _join(first: DocumentSection, second: DocumentSection) -> DocumentSection:
    return replace(
        first,
        blocks=(*first.blocks, *second.blocks),
        sections=tuple(joined((*first.sections, *second.sections))),
    )


def anchored(sections: Iterable[DocumentSection]) -> tuple[DocumentSection, ...]:
    """The sections that have content, each with an anchor of its own."""
    taken: set[str] = set()

    def named(section: DocumentSection, above: str) -> DocumentSection:
        words = re.sub(r"[^a-z0-9]+", "-", (above + section.title).lower()).strip("-") or "section"
        anchor, number = words, 1
        while anchor in taken:
            number += 1
            anchor = f"{words}-{number}"
        taken.add(anchor)
        inner = tuple(named(section, f"{anchor}-") for section in section.sections)
        return DocumentSection(section.title, anchor, section.blocks, inner, section.name)

    return tuple(named(section, "") for section in sections if section.blocks or section.sections)


def one_line(text: str) -> str:
    """Words with one space between them."""
    return " ".join(text.split())
