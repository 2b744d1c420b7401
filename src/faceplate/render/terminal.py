"""The terminal form: columns that fit their width, in colour only where that is asked for.

Rich lays out the columns; its own markup, emoji names and highlighting stay off, since the text is
not ours. Lines fold anywhere rather than lose a character. Code in a sentence keeps its backticks,
so that a page without colour says as much as one with it. Where two columns would be too narrow to
read, the cells of a row stand one under another.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

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
    unreferenced,
)

Cell = tuple[Block, ...]

_NARROWEST = 20
_TWO_COLUMNS = 50
_ROOM = 12  # columns that are left to text before anything is moved in further
_TONES = {"warning": "bold yellow", "note": "bold blue"}
_BLANK = Line("")


def write(document: Document, *, width: int, color: bool) -> str:
    """A document as lines of a terminal.

    Args:
        document: What to write.
        width: Number of columns; fewer than 20 count as 20.
        color: Whether the text may hold escape sequences.

    Returns:
        Lines of at most `width` columns.
    """
    width = max(width, _NARROWEST)
    output = StringIO()
    console = Console(
        file=output,
        width=width,
        force_terminal=color,
        force_jupyter=False,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(Group(*_document(document, width)))
    return "".join(
        line.rstrip() + "\n" for line in output.getvalue().removesuffix("\n").split("\n")
    )


def _document(document: Document, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [Line(document.title, "bold"), Line(document.byline, "dim")]
    for block in document.lead:
        parts.extend((_BLANK, _block(block, width)))
    for section in document.sections:
        parts.extend(_section(section, width))
    neighbours = []
    if document.previous:
        neighbours.append(f"← {document.previous}")
    if document.next:
        neighbours.append(f"{document.next} →")
    if neighbours:
        parts.extend((_BLANK, _folding(Line("   ".join(neighbours), "dim"))))
    return parts


def _section(section: DocumentSection, width: int, depth: int = 0) -> list[RenderableType]:
    """A heading, and what stands under it; the indent shows the outline without colour too."""
    indent = 2 if depth < 2 else 0
    title = Line(section.title, "bold" if depth else "bold cyan")
    inner = [_blocks(section.blocks, width - indent)] if section.blocks else []
    for part in section.sections:
        inner.extend(_section(part, width - indent, depth + 1))
    if section.sections and not section.blocks:
        del inner[0]  # the blank line over the first of them
    return [_BLANK, _folding(title), *(_indented(part, indent) for part in inner)]


def _indented(part: RenderableType, indent: int) -> RenderableType:
    """What was moved in is moved in further, as every level would lay out all lines once more."""
    if not indent:
        return part
    if isinstance(part, Group):
        return Group(*(_indented(inner, indent) for inner in part.renderables))
    if isinstance(part, Padding):
        return Padding(part.renderable, (0, 0, 0, part.left + indent))
    return Padding(part, (0, 0, 0, indent))


def _blocks(blocks: Iterable[Block], width: int) -> RenderableType:
    parts: list[RenderableType] = []
    for block in blocks:
        if parts:
            parts.append(_BLANK)
        parts.append(_block(block, width))
    return parts[0] if len(parts) == 1 else Group(*parts)


def _block(block: Block, width: int) -> RenderableType:
    match block:
        case Paragraph():
            lone = len(block.spans) == 1 and isinstance(block.spans[0], Code)
            return _line(block.spans, quoted=not lone)
        case Term():
            details = [_indented(_line(line, quoted=False), 2) for line in block.details]
            return Group(_line(block.head, "bold", quoted=False), *details)
        case CodeBlock():
            return Group(*map(_CodeLine, block.text.split("\n")))
        case Quote():
            indent = 4 if width > _ROOM else 0
            return _indented(_blocks(block.blocks, width - indent), indent)
        case Admonition():
            title = _folding(Line(block.title, _TONES[block.tone]))
            return Group(title, _indented(_blocks(block.blocks, width - 2), 2))
        case Bullets():
            return _bullets(block, width)
        case Table():
            return _table(block, width)
        case Divider():
            return Line("* * *", "dim")


def _bullets(block: Bullets, width: int) -> RenderableType:
    marks = [
        "•" if block.start is None else f"{number}."
        for number, _ in enumerate(block.items, block.start or 0)
    ]
    indent = max(map(len, marks)) + 1
    if width - indent < _ROOM:
        parts = zip(marks, (_blocks(item, width) for item in block.items), strict=True)
        return Group(*(Group(Line(mark), part) for mark, part in parts))
    grid = Grid.grid(padding=0)
    # Widths are given: to measure each level of a nested list would take twice as long as the last.
    grid.add_column(width=indent)
    grid.add_column(width=width - indent, overflow="fold")
    for mark, item in zip(marks, block.items, strict=True):
        grid.add_row(Line(mark), _blocks(item, width - indent))
    return grid


def _table(table: Table, width: int) -> RenderableType:
    ours = any(isinstance(block, Term) for row in table.rows for block in row[0])
    stacked = width < (_TWO_COLUMNS if ours else _ROOM * len(table.header))
    parts = [_stack(table, width) if stacked else _columns(table, width)]
    if table.caption:
        parts.extend((_BLANK, _line(table.caption, "dim")))
    return Group(*parts)


def _stack(table: Table, width: int) -> RenderableType:
    parts: list[RenderableType] = [
        Line(" / ".join(_words(cell) for cell in table.header), "dim"),
    ]
    for first, *others in table.rows:
        parts.extend((_BLANK, _blocks(first, width)))
        indent = 4 if width > _ROOM else 0
        parts.extend(_indented(_blocks(cell, width - indent), indent) for cell in others)
    return Group(*parts)


def _columns(table: Table, width: int) -> RenderableType:
    count = len(table.header)
    gap = 2
    share = int(width * (0.4 if count == 2 else 1 / count)) - gap
    columns = Grid(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=True,
        leading=1 if any(_tall(cell) for row in table.rows for cell in row) else 0,
        header_style="dim",
        border_style="dim",
    )
    widths = [
        max(map(_width, (cell, *(row[index] for row in table.rows))))
        for index, cell in enumerate(table.header)
    ]
    if sum(widths) + gap * (count - 1) > width:
        words = max(_longest_word(row[0]) for row in table.rows) if table.rows else 0
        widths = [min(share, wide) for wide in widths]
        if count == 2:  # a little more, if that keeps the names whole
            widths[0] = max(widths[0], words if words <= width // 2 else 0)
    widths[-1] = width - sum(widths[:-1]) - gap * (count - 1)
    for cell, columns_wide in zip(table.header, widths, strict=True):
        columns.add_column(Line(_words(cell)), width=columns_wide, overflow="fold")
    for row in table.rows:
        columns.add_row(*(_blocks(cell, wide) for cell, wide in zip(row, widths, strict=True)))
    return columns


def _tall(cell: Cell) -> bool:
    return len(cell) > 1 or any(isinstance(block, Term) and block.details for block in cell)


def _width(cell: Cell) -> int:
    """Columns that a cell would take if nothing had to wrap."""
    widest = 0
    for block in cell:
        if isinstance(block, Paragraph):
            widest = max(widest, _line(block.spans).cell_len)
        elif isinstance(block, Term):
            details = (_line(line, quoted=False).cell_len + 2 for line in block.details)
            widest = max(widest, _line(block.head, quoted=False).cell_len, *details)
        else:
            return 1000
    return widest


def _longest_word(cell: Cell) -> int:
    names = (plain(block.head) for block in cell if isinstance(block, Term))
    return max((cell_len(word) for name in names for word in name.split()), default=0)


def _words(cell: Cell) -> str:
    return " ".join(plain(block.spans) for block in cell if isinstance(block, Paragraph))


def _line(spans: Iterable[Span], style: str = "", *, quoted: bool = True) -> Line:
    line = _folding(Line(style=style))
    _append(line, spans, "", quoted)
    return line


def _append(line: Line, spans: Iterable[Span], style: str, quoted: bool) -> None:
    for span in spans:
        match span:
            case Text():
                line.append(span.text, style)
            case Code():
                line.append(f"`{span.text}`" if quoted else span.text, f"{style} cyan")
            case Break():
                line.append("\n")
            case Emphasis():
                _append(line, span.spans, f"{style} italic", quoted)
            case Strong():
                _append(line, span.spans, f"{style} bold", quoted)
            case LinkedCode():
                _append(line, unreferenced((span,)), style, quoted)
            case Reference():
                _append(line, span.spans, style, quoted)
            case Link():
                _append(line, span.spans, f"{style} underline", quoted)
                if plain(span.spans) not in (span.target, span.target.removeprefix("mailto:")):
                    line.append(f" ({span.target})", style)


class _CodeLine:
    """A line of code that, where it has to fold, goes on further in."""

    def __init__(self, code: str) -> None:
        self.words = Line(code.strip(" "), "cyan")
        self.indent = len(code) - len(code.lstrip(" "))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        indent = min(self.indent, width // 2)
        if indent + self.words.cell_len <= width:
            yield Padding(self.words, (0, 0, 0, indent))
            return
        hanging = min(4, width // 4)
        first, *others = self.words.wrap(console, width - indent - hanging, overflow="fold")
        yield Padding(first, (0, 0, 0, indent))
        for line in others:
            yield Padding(line, (0, 0, 0, indent + hanging))


def _folding(line: Line) -> Line:
    line.overflow = "fold"
    return line
