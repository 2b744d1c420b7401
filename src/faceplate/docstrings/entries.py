"""The head of an entry: its names, its type, and where its text begins.

One scanner reads `name (type): text` and `name : type` for all styles. It goes through a line once,
bracket by bracket, and on to the next lines where a type spans several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Entry, Span

# What names are set in: `*args`, ``angle``, \*\*options
_MARKS = re.compile(r"[`*\\~!]*")
_ROLE = re.compile(r":[A-Za-z][\w:+.-]*:(?=`)")  # :class:`Lamp`
# Identifiers of other scripts are checked by Python itself, so this takes whatever may be one.
_NAME = re.compile(r"[^\s`*\\~!:,;()\[\]{}<>\"'|=/]+")
# `x, y`, `x / y`, `x, and y`, `x and y`
_COMMA = re.compile(r"[ \t]*[,/][ \t]*(?:and[ \t]+)?|[ \t]+and[ \t]+")
_BRACKET = re.compile(r"[ \t]*\(")  # `name (type)`
# `name: text`, and `name:\\` of a raw docstring, whose line goes on
_COLON = re.compile(r"[ \t]*:(?=[ \t]|\\?$)")
_TIGHT_COLON = re.compile(r":(?=[\w`'\"(\[{*<])")  # `name:text`
_TWO_COLONS = re.compile(r"[ \t]+::[ \t]+(?=\S)")  # `name :: text`
_DASH = re.compile(  # `name - text`, and `name --` with its text below
    r"[ \t]*(?:(?:--+|[-\u2013\u2014])[ \t]+(?=\S)|(?:--+|\u2014)[ \t]*$)"
)
# `- item`, `2. item`
_BULLET = re.compile(r"(?:[-*+\u2022]|\d+[.)])[ \t]+(?=\S)")
_MOST_LINES = 20
"""Over how many lines a type may span, so that a bracket that is never closed is given up."""


class Name(NamedTuple):
    """A name at the head of an entry, and where it stands on its line."""

    text: str
    start: int
    end: int


class Head(NamedTuple):
    """The head of an entry.

    Attributes:
        names: Its names; several may share one description.
        annotation: The type, on one line, or None.
        stated: Where the type stands; None where it spans lines or none is stated.
        line: Index of the line on which the head ends.
        column: Where the text begins on that line.
        mark: What sets the text off: `:`, `-`, or nothing.
    """

    names: list[Name]
    annotation: str | None
    stated: Span | None
    line: int
    column: int
    mark: str


def bullet(line: str, margin: int) -> int:
    """Return the column behind the bullet of a list item, or -1.

    Args:
        line: The line.
        margin: Its margin.
    """
    match = _BULLET.match(line, margin)
    return match.end() if match else -1


def head(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    """Return the head of an entry, `name (type): text`, in Google style and in lists.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
        column: Where it begins.
        stop: Index after the last line that it may span.

    Returns:
        Its parts, whatever sets its text off; None where no name stands there.
    """
    line = lines.texts[index]
    listed, place = names(line, column)
    if not listed:
        return None
    opening = _BRACKET.match(line, place)
    if opening is None:
        mark, end = _mark(line, place)
        return Head(listed, None, None, index, end, mark) if mark or end == len(line) else None
    start = opening.end() - 1
    closed = _closed(lines, index, start, stop)
    if closed is None:
        return None
    number, end = closed
    last = lines.texts[number]
    annotation, span = _annotation(lines, index, start + 1, number, end - (last[end - 1] == ")"))
    surplus = _SURPLUS.match(last, end)
    mark, behind = _mark(last, surplus.end() if surplus else end)
    if not mark and behind < len(last):
        return None
    return Head(listed, annotation, span, number, behind, mark)


def typed_head(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    """Return the head of an entry, `name : type`, in NumPy style.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
        column: Where it begins.
        stop: Index after the last line that it may span.
    """
    line = lines.texts[index]
    listed, place = names(line, column)
    if not listed:
        return None
    colon = _COLON.match(line, place) or _LOOSE_COLON.match(line, place)
    if colon is None:
        if not line[place:].strip():
            return Head(listed, None, None, index, len(line), "")
        # `name (type)` is how Google style writes it.
        return head(lines, index, column, stop) if line[place:].lstrip()[0] == "(" else None
    start = colon.end()
    start += len(line[start:]) - len(line[start:].lstrip())
    if start >= len(line):
        return Head(listed, None, None, index, len(line), ":")
    number = _balanced(lines, index, start, stop)
    annotation, span = _annotation(lines, index, start, number, len(lines.texts[number].rstrip()))
    return Head(listed, annotation, span, number, len(lines.texts[number]), ":")


_LOOSE_COLON = re.compile(r"[ \t]*:(?=[^\s:`/])")  # `name :type`


def names(line: str, column: int) -> tuple[list[Name], int]:
    """Return the names that begin at a column, and the place behind the last of them."""
    listed: list[Name] = []
    place = column
    while True:
        name, end = _name(line, place)
        if name is None:
            # A comma before the bracket, `name, (type): text`, belongs to nothing.
            return (listed, place) if listed and line[place : place + 1] == "(" else ([], column)
        if name.text != "...":
            listed.append(name)
        comma = _COMMA.match(line, end)
        if comma is None:
            return listed, end
        place = comma.end()


def _name(line: str, column: int) -> tuple[Name | None, int]:
    place = _MARKS.match(line, column).end()  # type: ignore[union-attr]
    role = _ROLE.match(line, place) if line[place : place + 1] == ":" else None
    if role is not None:
        place = _MARKS.match(line, role.end()).end()  # type: ignore[union-attr]
    match = _NAME.match(line, place)
    if match is None:
        return None, column
    written = match[0]
    bare = written if written == "..." else written.rstrip(".")
    if bare != written or not is_name(bare):
        return None, column
    end = _MARKS.match(line, match.end()).end()  # type: ignore[union-attr]
    if bare.endswith("-") and line[match.end() : match.end() + 1] == "*":
        # `data-*` stands for all names that begin so.
        return Name(f"{normalized(bare)}*", place, match.end() + 1), end
    return Name(normalized(bare), place, match.end()), end


def is_name(text: str) -> bool:
    """Return whether a text is a name, dotted ones and `data-*` of markup languages included."""
    if text.isidentifier() or text == "...":
        return True
    parts = text.replace("-", ".").split(".")
    return all(part.isidentifier() or not part for part in parts) and text[0] not in ".-"


def normalized(name: str) -> str:
    """Return a name as Python has it: identifiers are the same in all forms of a character."""
    return name if name.isascii() else normalize("NFKC", name)


def bare(name: str) -> str:
    """Return a name without the stars and marks that docstrings set."""
    return normalized(name.strip().strip("`*~!\\"))


def _mark(line: str, place: int) -> tuple[str, int]:
    """Return what sets the text off at a place, and where the text begins."""
    for mark, pattern in ((":", _COLON), (":", _TIGHT_COLON), (":", _TWO_COLONS), ("-", _DASH)):
        match = pattern.match(line, place)
        if match is not None:
            return mark, match.end()
    return "", len(line) if not line[place:].strip() else place


def _closed(lines: Lines, index: int, column: int, stop: int) -> tuple[int, int] | None:
    """Return line and column behind the bracket that closes the one at a place, or behind the type.

    Quotes hide brackets only where they do not balance without: an apostrophe is not a quote.
    """
    stop = min(stop, index + _MOST_LINES)
    for pattern in (_PARENTHESES, _WITH_QUOTES):
        depth = 0
        for number in range(index, stop):
            if lines.margins[number] < 0:
                break
            for match in pattern.finditer(lines.texts[number], column if number == index else 0):
                if match[0] == "(":
                    depth += 1
                elif match[0] == ")":
                    depth -= 1
                    if depth == 0:
                        return number, match.end()
    # Of brackets that never balance, the last one before a colon closes the type, or the colon does
    # with which the line ends.
    text = lines.texts[index].rstrip()
    last = text.find("):", column)
    if last < 0 and text.endswith(":"):
        return index, len(text) - 1
    return (index, last + 1) if last >= 0 else None


_SURPLUS = re.compile(r"\)+(?=[ \t]*:)")  # `name (type)): text`
# What is looked at to find where the type of `name (type)` ends
_PARENTHESES = re.compile(r"[()]")
_WITH_QUOTES = re.compile(r"[()]|'[^']*'|\"[^\"]*\"")
# Brackets, which are counted where a type may span lines
_OPENING = re.compile(r"[\[({]")
_SHUTTING = re.compile(r"[\])}]")


def _balanced(lines: Lines, index: int, column: int, stop: int) -> int:
    """Return the index of the line on which all brackets of a type are closed."""
    depth = 0
    for number in range(index, min(stop, index + _MOST_LINES)):
        text = lines.texts[number][column if number == index else 0 :]
        if lines.margins[number] < 0:
            break
        depth += len(_OPENING.findall(text)) - len(_SHUTTING.findall(text))
        if depth <= 0:
            return number
    return index


def _annotation(
    lines: Lines, first: int, start: int, last: int, end: int
) -> tuple[str | None, Span | None]:
    """Return a type on one line, and its place where it stands on one."""
    if first == last:
        text = lines.texts[first][start:end]
        return text.strip() or None, Span(first, start, end) if text.strip() else None
    pieces = [lines.texts[first][start:], *lines.texts[first + 1 : last], lines.texts[last][:end]]
    return " ".join(piece.strip() for piece in pieces).strip() or None, None


def described(lines: Lines, head: Head, index: int, column: int, end: int) -> Iterator[Entry]:
    """Yield the entries of a head, one for each name, with the text behind and below it.

    Args:
        lines: The lines of the docstring.
        head: The head.
        index: Index of its first line.
        column: Where it begins there.
        end: Index after the last line of its text.
    """
    text = lines.behind(head.line, head.column, end)
    length = len(lines.texts[head.line])
    start = length - len(lines.texts[head.line][head.column :].lstrip())
    last = max(lines.trimmed(index, end)[1], head.line + 1)
    for name in head.names:
        yield Entry(
            name.text,
            head.annotation,
            text,
            index,
            column,
            last,
            Span(index, name.start, name.end),
            head.stated,
            Span(head.line, start, length),
        )
