"""Pages read back by parsers that know nothing of faceplate, into one shape that tests compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import docutils.core
import docutils.nodes
import markdown
from markdown_it import MarkdownIt

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
    Paragraph,
    Quote,
    Span,
    Table,
    Term,
    Text,
)

VOID = {"br", "hr", "meta", "img", "link", "input"}


@dataclass
class Reading:
    """What a reader finds on a page; texts are without white space."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    text: str = ""


def squashed(text: str) -> str:
    return "".join(text.split())


class _Elements(HTMLParser):
    """Fails on an element that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self.open: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        self.reading.elements.add(tag)
        self.reading.attributes.update(name for name, _ in attrs)
        self.reading.links.extend(value for name, value in attrs if name in ("href", "src"))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.reading.headings.append((int(tag[1]), ""))
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.reading.tables.append([])
        elif self.depth == 1 and tag == "tr":
            self.reading.tables[-1].append([])
        elif self.depth == 1 and tag in ("td", "th"):
            self.reading.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        if tag in VOID:  # <br />
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        if tag == "table":
            self.depth -= 1

    def handle_data(self, data):
        if "style" in self.open or "title" in self.open:
            return
        data = squashed(data)
        reading = self.reading
        reading.text += data
        if any(tag[0] == "h" and tag[1:].isdigit() for tag in self.open):
            level, title = reading.headings[-1]
            reading.headings[-1] = (level, title + data)
        if self.depth and {"td", "th"} & set(self.open):
            reading.tables[-1][-1][-1] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")


def read_html(page: str) -> Reading:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    assert not parser.open, f"left open: {parser.open}"
    return parser.reading


def read_markdown(page: str) -> Reading:
    return read_html(MarkdownIt("commonmark", {"html": True}).enable("table").render(page))


def read_python_markdown(page: str) -> Reading:
    """As MkDocs reads it, with the extensions that a site is likely to switch on."""
    extensions = "tables fenced_code attr_list toc admonition md_in_html def_list footnotes abbr"
    plugins = "superfences snippets tilde mark caret emoji details keys betterem inlinehilite"
    names = [*extensions.split(), *(f"pymdownx.{name}" for name in plugins.split())]
    return read_html(markdown.markdown(page, extensions=names))


def read_rst(page: str) -> Reading:
    document = docutils.core.publish_doctree(
        page,
        settings_overrides={
            "halt_level": 2,
            "report_level": 2,
            "file_insertion_enabled": False,
            "raw_enabled": False,
            "doctitle_xform": False,
            "warning_stream": False,
        },
    )
    nodes = docutils.nodes
    for message in list(document.findall(nodes.system_message)):
        assert message["level"] < 2  # two headings of one name are worth a remark to docutils
        message.parent.remove(message)
    reading = Reading(text=squashed(document.astext()))
    for title in document.findall(nodes.title):
        if isinstance(title.parent, nodes.section):
            level, node = 0, title.parent
            while isinstance(node, nodes.section):
                level, node = level + 1, node.parent
            reading.headings.append((level, squashed(title.astext())))
    for table in document.findall(nodes.table):
        node = table.parent
        while node is not None and not isinstance(node, nodes.table):
            node = node.parent
        if node is None:
            reading.tables.append(
                [
                    [squashed(entry.astext()) for entry in row.children]
                    for group in table.findall(nodes.tgroup)
                    if group.parent is table
                    for part in group.children
                    if isinstance(part, (nodes.thead, nodes.tbody))
                    for row in part.children
                ]
            )
    reading.links = [
        node["refuri"] for node in document.findall(nodes.reference) if "refuri" in node
    ]
    reading.elements = {type(node).__name__ for node in document.findall()}
    return reading


@dataclass
class Marks:
    """What a format writes as text where another draws a shape."""

    bullet: str = ""
    number: str = ""
    quote: str = ""
    column: str = ""
    rule: str = ""


@dataclass
class Expectation:
    """What a document holds, in the words that a format shows."""

    marks: Marks

    def headings(self, document: Document) -> list[tuple[int, str]]:
        found = [(1, squashed(document.title))]

        def visit(section: DocumentSection, level: int) -> None:
            found.append((level, squashed(section.title)))
            for inner in section.sections:
                visit(inner, level + 1)

        for section in document.sections:
            visit(section, 2)
        return found

    def tables(self, document: Document) -> list[list[list[str]]]:
        return [
            [[self.blocks(cell) for cell in row] for row in (table.header, *table.rows)]
            for table in _tables(all_blocks(document))
        ]

    def blocks(self, blocks: Iterable[Block]) -> str:
        return squashed("".join(map(self.block, blocks)))

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.spans(block.spans)
            case Term():
                return "".join(map(self.spans, (block.head, *block.details)))
            case CodeBlock():
                return block.text
            case Quote():
                return self.marks.quote + self.blocks(block.blocks)
            case Admonition():
                return block.title + self.blocks(block.blocks)
            case Bullets():
                return "".join(
                    (self.marks.bullet if block.start is None else self.marks.number.format(number))
                    + self.blocks(item)
                    for number, item in enumerate(block.items, block.start or 0)
                )
            case Table():
                rows = (block.header, *block.rows)
                cells = (self.marks.column.join(map(self.blocks, row)) for row in rows)
                return "".join(cells) + self.spans(block.caption)
            case Divider():
                return self.marks.rule

    def spans(self, spans: Iterable[Span]) -> str:
        return "".join(map(self.span, spans))

    def span(self, span: Span) -> str:
        match span:
            case Text() | Code():
                return span.text
            case Break():
                return ""
            case _:
                return self.spans(span.spans)


def all_blocks(document: Document) -> Iterable[Block]:
    yield from document.lead

    def visit(section: DocumentSection) -> Iterable[Block]:
        yield from section.blocks
        for inner in section.sections:
            yield from visit(inner)

    for section in document.sections:
        yield from visit(section)


def _tables(blocks: Iterable[Block]) -> Iterable[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case Quote() | Admonition():
                yield from _tables(block.blocks)
            case Bullets():
                for item in block.items:
                    yield from _tables(item)
