"""The code of a guide in Markdown, in the dialects of MyST, MkDocs and notebooks' text cells too.

markdown-it finds blocks and spans. A directive of MyST is a fence to it: one with code is taken as
code, any other is read as Markdown of its own, and so is an indented block that holds a fence, as
MkDocs writes admonitions and tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.guides.pieces import (
    IGNORE,
    PAST,
    GuideComment,
    GuideContent,
    GuideLink,
    Piece,
    Spot,
    Tense,
    names_in,
    role,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_CODE_DIRECTIVES = {
    "code", "code-block", "code-cell", "sourcecode", "doctest", "testcode", "testsetup", "ipython",
    "jupyter-execute", "pyodide",
}  # fmt: skip
_PYTHON_BY_NAME = {
    "doctest", "testcode", "testsetup", "ipython", "jupyter-execute", "pyodide", "code-cell",
}  # fmt: skip
# What stands behind a fence: "{code-block} python", "{.python #id}" or "python title=...".
_INFO = re.compile(r"\s*(?:\{([\w:.-]+)\}\s*(\S*)|\{\s*\.?([\w+-]+)[^}]*\}|([^\s{,]*))")
# An option of a directive, which is no code: ":name: x", "---", "#| echo: false".
_OPTION = re.compile(r"\s*:[\w-]+:|\s*---\s*$|\s*#\|")
# A line that opens or closes a fence.
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_ID = re.compile(
    r"""\b(?:id|name)\s*=\s*["']?([\w:.-]+)|\{[^}\n]*#([\w:.-]+)[^}\n]*\}|^\((\S+)\)="""
)
_MADE = re.compile(
    r"\{%|\{\{|^\s*--8<--|^\s*!!!include|^:{3,}\s*\{?\s*(?:include|auto)|^::: ", re.MULTILINE
)
# What is put in when pages are built: `{% include %}`, `--8<--`, `!!!include`.
_JOINED = re.compile(r"\{%|^\s*--8<--|^\s*!!!include|\{include\}", re.MULTILINE)
# The role of MyST before a text in backticks: `{py:class}`.
_ROLE = re.compile(r"\{([A-Za-z][\w:+.-]*)\}$")
# The attributes at the end of a heading: "# Turn it {#turn}".
_MARKS = re.compile(r"\s*\{[^}]*\}\s*$")
# How deep blocks may stand in each other.
_DEEPEST = 6


def read(text: str) -> GuideContent:
    """Read a guide in Markdown.

    Args:
        text: Its text.
    """
    is_made, joined = _MADE.search(text) is not None, _JOINED.search(text) is not None
    content = GuideContent([], [], set(), [], [], is_made, joined)
    lines = text.split("\n")
    _Reader(lines, content).read(text, 0, 0)
    for line in lines:
        for match in _ID.finditer(line):
            content.anchors.add(next(group for group in match.groups() if group))
    return content


class _Reader:
    def __init__(self, lines: list[str], content: GuideContent) -> None:
        self.lines = lines
        self.content = content
        self.era = Tense()

    def read(self, text: str, before: int, depth: int) -> None:
        """Read a stretch of the file that begins behind a number of its lines."""
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        for number, token in enumerate(tokens):
            if token.map is None:
                continue
            first, last = before + token.map[0], before + token.map[1]
            if token.type in ("fence", "code_block"):
                self._block(token, first, depth)
            elif token.type == "inline":
                if number and tokens[number - 1].type == "heading_open":
                    heading = _MARKS.sub("", _plain(token))
                    self.era.heading(heading)
                    self.content.headings.append(heading)
                else:
                    self.era.paragraph(token.content)
                self._inline(token, first, last)
            elif token.type == "html_block":
                self._comment(tokens, number, before, first)

    def _block(self, token: Token, first: int, depth: int) -> None:
        """Take a fence or an indented block as code, or read on within it."""
        inner = token.content.split("\n")
        inner = inner[:-1] if inner and not inner[-1] else inner
        start = first
        language = ""
        if token.type == "fence":
            start = first + 1
            language, nested = _language(token.info)
            if token.info.lstrip().startswith("{"):
                inner = _without_options(inner)
            if nested and depth < _DEEPEST:
                self.read("\n".join(inner), start, depth + 1)
                return
        elif depth < _DEEPEST and _FENCE.search(token.content):
            self.read(token.content, start, depth + 1)
            return
        spots = [self._spot(start + index, text) for index, text in enumerate(inner)]
        self.content.pieces.append(Piece(language, inner, spots, past=self.era.is_past()))

    def _spot(self, index: int, text: str) -> Spot:
        raw = self.lines[index] if index < len(self.lines) else ""
        return Spot(index + 1, max(raw.find(text), 0) + 1 if text else 1)

    def _inline(self, token: Token, first: int, last: int) -> None:
        """Find the spans of code and the links of a paragraph, and where they stand."""
        at = [(number, self.lines[number]) for number in range(first, min(last, len(self.lines)))]
        past = PAST.search(token.content) is not None
        cursor = (0, 0)
        text = ""
        for before, child in zip(["", *_texts(token)], token.children or [], strict=False):
            text = before
            if child.type == "code_inline":
                position, cursor = _seek(at, child.content, cursor)
                piece: Piece | GuideLink | None = Piece(
                    "", [child.content], [position], inline=True, past=past
                )
                if named := _ROLE.search(text):
                    piece = role(named[1], child.content, position)
                if isinstance(piece, GuideLink):
                    self.content.links.append(piece)
                elif piece is not None:
                    self.content.pieces.append(piece._replace(past=past))
            elif child.type in ("link_open", "image"):
                target = str(child.attrGet("href" if child.type == "link_open" else "src") or "")
                position, _ = _seek(at, target, (0, 0))
                self.content.links.append(GuideLink(target, position))
            elif child.type == "html_inline" and (match := IGNORE.search(child.content)):
                position, _ = _seek(at, child.content.split("\n")[0], (0, 0))
                comment = GuideComment(names_in(match), position, position.line, position.line)
                self.content.comments.append(comment)

    def _comment(self, tokens: list[Token], number: int, before: int, first: int) -> None:
        """Find a comment that keeps findings of the next block quiet."""
        token = tokens[number]
        match = IGNORE.search(token.content)
        if match is None or "<!--" not in token.content:
            return
        line = first + token.content.count("\n", 0, match.start())
        following = next(
            (
                behind
                for behind in tokens[number + 1 :]
                if behind.map and behind.level == token.level
            ),
            None,
        )
        end = before + following.map[1] if following is not None and following.map else line + 1
        spot = Spot(line + 1, self.lines[line].find("<!--") + 1 or 1)
        self.content.comments.append(GuideComment(names_in(match), spot, line + 1, end))


def _texts(token: Token) -> Iterator[str]:
    """Yield the text that each part of a paragraph is, empty where it is not a plain text."""
    for child in token.children or []:
        yield child.content if child.type == "text" else ""


def _seek(
    lines: list[tuple[int, str]], text: str, cursor: tuple[int, int]
) -> tuple[Spot, tuple[int, int]]:
    """Find a text in lines from a point on; the place, and the point behind it."""
    row, column = cursor
    for index in range(row, len(lines)):
        start = lines[index][1].find(text, column if index == row else 0)
        if start >= 0:
            return Spot(lines[index][0] + 1, start + 1), (index, start + len(text))
    number = lines[min(row, len(lines) - 1)][0] if lines else 0
    return Spot(number + 1, 1), cursor


def _language(info: str) -> tuple[str, bool]:
    """Return the language of a fence, and whether its content is Markdown of its own."""
    match = _INFO.match(info)
    directive, argument, attribute, plain = match.groups() if match else ("", "", "", info)
    if directive:
        name = directive.lower().rpartition(":")[2]
        if name in _PYTHON_BY_NAME:
            return (
                "python" if not argument or "py" in argument.lower() else argument.lower()
            ), False
        if name in _CODE_DIRECTIVES:
            return argument.lower() or "text", False
        if name in ("python", "py", "ipython", "r", "mermaid", "math", "raw", "eval-rst"):
            return ("python" if "py" in name else name), False
        return "", True
    return (attribute or plain or "").lower().lstrip("."), False


def _without_options(lines: list[str]) -> list[str]:
    """Leave the options at the head of a directive blank."""
    kept = list(lines)
    header = False
    for index, line in enumerate(kept):
        if line.strip() == "---":
            kept[index] = ""
            if header:
                break
            header = True
        elif header or _OPTION.match(line):
            kept[index] = ""
        else:
            break
    return kept


def _plain(token: Token) -> str:
    return "".join(leaf.content for leaf in _leaves(token))


def _leaves(token: Token) -> Iterator[Token]:
    for child in token.children or []:
        if child.type in ("text", "code_inline") or child.type in ("softbreak", "hardbreak"):
            yield child
