"""The Markdown form: a page that GitHub, MkDocs and any CommonMark renderer read alike.

The renderers differ most where a page of types needs them to agree: a pipe in a table cell, braces
that a macro plug-in would run, HTML that one shows and another obeys. What they all understand is
the numeric character reference, so whatever could be read as markup is written as one, and code
that holds such a character as a `<code>` element. Names and short types stay in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

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
    Emphasis,
    Link,
    Paragraph,
    Quote,
    Span,
    Strong,
    Table,
    Term,
    Text,
    unreferenced,
)
from faceplate.render.environment import text_environment

Cell = tuple[Block, ...]

# Each of these may be markup to some renderer, in text or in a `code` element.
_ANYWHERE = (
    r"[\\`{}|~^$#&<>*]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # within a word it is none
    r"|:(?=[\w+-]+:)"  # :emoji:
    r"|==+|\+\++"  # ==mark==, ++keys++
)
# A last exclamation mark would turn a link after it into an image.
_MARKUP = re.compile(rf"[\[\]]|!\Z|{_ANYWHERE}")
# Brackets are common in types; alone they are no link.
_MARKUP_IN_CODE = re.compile(rf"\](?= ?[(\[:])|\[(?=[\[^!])|{_ANYWHERE}")
_BLOCK_START = re.compile(r"(?:[-+=:!?/.@%\"'(),;]|\d+[.)])")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "*": r"\*", "_": r"\_"}
_QUIET_CODE = re.compile(r"(?![ :#])[^`{}|<&\n]+(?<! )")
# Addresses that some renderers make links of, though they lead neither to the web nor to a mail.
_ADDRESS = re.compile(
    r"(?<![\w+.-])(?!https?:|mailto:)([A-Za-z][\w+.-]*):(?=//|\S+@)", re.IGNORECASE
)
_IN_TARGET = re.compile(r"[^A-Za-z0-9/:?#@!&;=+,.%_-]")
# A block of code, which stays as it is; `<code>str &#124; None</code>`; or a character in a text
# that is markup to few: a pipe, braces, a caret, a dollar sign.
_REFERENCED = re.compile(
    r"^[> ]*(?P<fence>`{3,})[^\n]*\n(?:.*\n)*?[> ]*(?P=fence)$"
    r"|<code>(?P<code>[^<]*)</code>"
    r"|&#(?P<number>124|123|125|94|36);",
    re.MULTILINE,
)
# Macro plug-ins and snippet includes look into code blocks too.
_RUNS_IN_CODE = re.compile(r"\{[{%#]|8<")


def write(document: Document, *, width: int, color: bool) -> str:
    """A document as Markdown.

    Args:
        document: What to write.
        width: Not used; a paragraph is one line.
        color: Not used.

    Returns:
        The page.
    """
    return _template().render(document=document)


def write_for_models(document: Document) -> str:
    """A document as Markdown for programs that read it as it stands.

    They need no character reference for the sake of a renderer: code stands in backticks, and a
    pipe in a table is escaped as GitHub's Markdown asks for. What could be HTML or a link stays as
    it is.
    """
    return _REFERENCED.sub(_unquoted, write(document, width=0, color=False))


def _unquoted(match: re.Match[str]) -> str:
    if match["fence"]:
        return match[0]
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    pipe = r"\|" if line.lstrip("> ").startswith("|") else "|"
    if match["number"]:
        return chr(int(match["number"])).replace("|", pipe)
    # A backslash stands before a star or an underscore only; one of the code is a reference.
    text = unescape(match["code"].replace("\\", "")).replace("\N{NO-BREAK SPACE}", " ")
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}".replace("|", pipe)


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = text_environment(text=_text, spans=inline, block=_block, heading=_heading)
    return environment.get_template("document.md")


def _heading(section: DocumentSection, depth: int) -> str:
    place = f'<a id="{section.name}"></a>\n\n' if section.linked else ""
    return f"{place}{'#' * depth} {_text(section.title)}"


def _text(text: str) -> str:
    written = _MARKUP.sub(lambda match: "".join(map(_reference, match[0])), text)
    return _ADDRESS.sub(r"\1&#58;", written) if ":" in written else written


def _reference(character: str) -> str:
    return _NAMED.get(character) or f"&#{ord(character)};"


def _code(text: str, before: str = "") -> str:
    if _QUIET_CODE.fullmatch(text) and not before.endswith("`"):
        return f"`{text}`"
    indent = len(text) - len(text.lstrip(" "))
    quoted = _MARKUP_IN_CODE.sub(lambda match: "".join(map(_reference, match[0])), text[indent:])
    return f"<code>{'&#160;' * indent}{quoted}</code>"


def inline(spans: Iterable[Span]) -> str:
    """Write spans, of which a reference is its words."""
    written = ""
    rest = unreferenced(spans)
    for index, span in enumerate(rest):
        following = rest[index + 1] if index + 1 < len(rest) else None
        if isinstance(span, Text):
            written += _text(span.text)
        elif isinstance(span, Code):
            written += _code(span.text, written)
        elif isinstance(span, Break):
            written += "<br>"
        elif isinstance(span, Link):
            target = _IN_TARGET.sub(_percent, span.target).replace("&", "&amp;")
            written += f"[{inline(span.spans)}]({target})"
        else:
            written += _stressed(span, written, following)
    return written


def _stressed(span: Emphasis | Strong, before: str, following: Span | None) -> str:
    """Asterisks where no renderer can misread them, elements elsewhere."""
    stars, element = ("*", "em") if isinstance(span, Emphasis) else ("**", "strong")
    words = inline(span.spans)
    simple = all(isinstance(inner, Text) for inner in span.spans) and "*" not in words
    edges = words[:1].isalnum() and words[-1:].isalnum()
    free_before = not before or before[-1] in " ("
    free_after = following is None or (
        isinstance(following, Text) and following.text[:1] in (" ", ".", ",", ";", ")")
    )
    if simple and edges and free_before and free_after:
        return f"{stars}{words}{stars}"
    return f"<{element}>{words}</{element}>"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _paragraph(spans: tuple[Span, ...]) -> str:
    """One line, whose first character starts no list, quote, heading or block of a plug-in."""
    written = inline(spans)
    if isinstance(spans[0], Text) and (start := _BLOCK_START.match(written)):
        mark = start[0][-1]
        return f"{start[0][:-1]}&#{ord(mark)};{written[start.end() :]}"
    return written


def _block(block: Block, nested: bool = False) -> str:
    match block:
        case Paragraph():
            return _paragraph(block.spans)
        case Term():
            return "<br>".join(inline(line) for line in (block.head, *block.details))
        case CodeBlock():
            return _code_block(block, nested)
        case Quote():
            return _prefixed(_blocks(block.blocks, nested=True), "> ")
        case Admonition():
            inner = (Paragraph((Strong((Text(block.title),)),)), *block.blocks)
            return _prefixed(_blocks(inner, nested=True), "> ")
        case Bullets():
            return _bullets(block)
        case Table():
            return _table(block)
        case Divider():
            return "* * *"


def _blocks(blocks: Iterable[Block], nested: bool = False) -> str:
    return "\n\n".join(_block(block, nested) for block in blocks)


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _bullets(block: Bullets) -> str:
    items = []
    for number, item in enumerate(block.items, block.start or 0):
        mark = "-" if block.start is None else f"{number}."
        indent = max(4, len(mark) + 1)
        lines = (_blocks(item, nested=True) or "&#160;").split("\n")
        first = f"{mark:<{indent}}{lines[0]}"
        items.append(
            "\n".join([first, *(" " * indent + line if line else "" for line in lines[1:])])
        )
    tight = all(len(item) == 1 and isinstance(item[0], Paragraph) for item in block.items)
    return ("\n" if tight else "\n\n").join(items)


def _code_block(block: CodeBlock, nested: bool) -> str:
    if not _RUNS_IN_CODE.search(block.text):
        longest = max(map(len, re.findall(r"`+", block.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}{block.language}\n{block.text}\n{fence}"
    if nested:  # an element over several lines cannot stand in a list or quote everywhere
        return _code_lines(block)
    escaped = re.sub(r"[&<>{}`~]", lambda match: _reference(match[0]), block.text)
    return f"<pre><code>{escaped}</code></pre>"


def _code_lines(block: CodeBlock) -> str:
    return "<br>".join(_code(line) if line.strip() else "" for line in block.text.split("\n"))


def _table(table: Table) -> str:
    lines = [_row(table.header), "|" + " --- |" * len(table.header), *map(_row, table.rows)]
    if table.caption:
        lines.extend(["", f"<em>{inline(table.caption)}</em>"])
    return "\n".join(lines)


def _row(cells: Iterable[Cell]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


@lru_cache(maxsize=4096)
def _cell(blocks: Cell) -> str:
    return "<br>".join(_cell_lines(blocks))


def _cell_lines(blocks: Iterable[Block]) -> list[str]:
    """A cell is one line of the page: blocks become lines of the cell, items get their marks."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Quote():
                lines.extend(f"&gt; {line}" for line in _cell_lines(block.blocks))
            case Admonition():
                lines.append(f"<strong>{_text(block.title)}</strong>")
                lines.extend(_cell_lines(block.blocks))
            case Bullets():
                for number, item in enumerate(block.items, block.start or 0):
                    mark = "•" if block.start is None else f"{number}."
                    inner = _cell_lines(item) or [""]
                    lines.append(f"{mark} {inner[0]}")
                    lines.extend(f"&#160;&#160;{line}" for line in inner[1:])
            case Table():
                lines.extend(map(_row_line, (block.header, *block.rows)))
            case CodeBlock():
                lines.append(_code_lines(block))
            case Divider():
                lines.append("—")
            case Paragraph():
                lines.append(inline(block.spans))
            case Term():
                lines.append(_block(block))
    return lines


def _row_line(cells: Iterable[Cell]) -> str:
    """A row of a table that stands in a cell."""
    return " &#124; ".join("<br>".join(_cell_lines(cell)) for cell in cells)
