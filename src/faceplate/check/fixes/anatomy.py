"""Where the parts of an entry stand: its lines, its names, the type it states and its text.

An entry as the outline gives it says what; who changes one has to know the columns. The patterns
are those of the outline, so that both see the same entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from faceplate.docstrings.outline import (
    FIELD,
    GOOGLE_ENTRY,
    NUMPY_ENTRY,
    RESULT,
    Block,
    Entry,
    reads_as_type,
)
from faceplate.docstrings.styles import Style


class Span(NamedTuple):
    """A part of a line.

    Attributes:
        line: Index of the line in the docstring.
        start: Where it begins.
        end: Where it ends.
    """

    line: int
    start: int
    end: int


class Group(NamedTuple):
    """The lines that belong to one entry, or to several that share them.

    Attributes:
        names: The names that it describes, without stars and marks.
        line: Index of its first line.
        end: Index after its last line that is not empty.
        heads: Where each name stands.
        stated: Where the type stands, or None where none is stated.
        text: Where the text begins.
        field: Index of the line of a field of its own that states the type, in Sphinx style.
    """

    names: tuple[str, ...]
    line: int
    end: int
    heads: tuple[Span, ...]
    stated: Span | None
    text: Span
    field: int | None = None


def groups(lines: list[str], block: Block, style: Style) -> list[Group]:
    """Give the groups of a section, in order.

    Args:
        lines: The lines of the docstring.
        block: The section.
        style: The style of the docstring.
    """
    if style == "sphinx":
        return [_field(lines, block.entries[0])] if block.entries else []
    found = []
    starts = sorted({entry.line for entry in block.entries})
    last = block.first + len(block.body)
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else last
        column = next(one.column for one in block.entries if one.line == start)
        if style == "numpy":
            stop = next(
                (n for n in range(start + 1, stop) if lines[n][column : column + 1].strip()), stop
            )
        names = tuple(one.name for one in block.entries if one.line == start)
        group = (_google if style == "google" else _numpy)(lines, start, column, names)
        if group is not None:
            found.append(group._replace(end=_trimmed(lines, start, stop)))
    return found


def group_of(
    lines: list[str], entry: Entry, kind: str, style: Style, blocks: list[Block]
) -> Group | None:
    """Give the group that an entry belongs to, if its parts are found."""
    for block in blocks:
        if block.kind == kind and any(one.line == entry.line for one in block.entries):
            for group in groups(lines, block, style):
                if group.line == entry.line:
                    return group
    return None


def result_type(lines: list[str], entry: Entry, style: Style) -> Span | None:
    """Give the place of the type that a section about results states."""
    if style == "sphinx":
        return _type_field(lines, "", "rtype")
    text = lines[entry.line][entry.column :]
    if style == "google":
        match = RESULT.match(text)
        if match is None or not reads_as_type(match[1]) or "`" in match[1]:
            return None
        return Span(entry.line, entry.column + match.start(1), entry.column + match.end(1))
    start = text.find(" : ") + 3 if " : " in text else 0
    return Span(entry.line, entry.column + start, entry.column + len(text.rstrip()))


def _google(lines: list[str], line: int, column: int, names: tuple[str, ...]) -> Group | None:
    match = GOOGLE_ENTRY.match(lines[line][column:])
    if match is None:
        return None
    heads = tuple(_heads(match[1], names, line, column))
    stated = Span(line, column + match.start(2), column + match.end(2)) if match[2] else None
    text = Span(line, column + match.start(3), column + match.end(3))
    return Group(names, line, line + 1, heads, stated, text) if len(heads) == len(names) else None


def _numpy(lines: list[str], line: int, column: int, names: tuple[str, ...]) -> Group | None:
    match = NUMPY_ENTRY.match(lines[line][column:])
    if match is None:
        return None
    heads = tuple(_heads(match[1], names, line, column))
    stated = Span(line, column + match.start(2), column + match.end(2)) if match[2] else None
    end = len(lines[line])
    text = Span(line, end, end)
    return Group(names, line, line + 1, heads, stated, text) if len(heads) == len(names) else None


def _field(lines: list[str], entry: Entry) -> Group:
    match = FIELD.match(lines[entry.line])
    assert match is not None
    words = match[3] or ""
    start = match.start(3)
    name = words.split()[-1] if words.split() else ""
    at = start + words.rfind(name)
    heads = tuple(_heads(words[words.rfind(name) :], (entry.name,), entry.line, at))
    stated = None
    field = None
    if words[: words.rfind(name)].strip():
        stated = Span(entry.line, start, start + len(words[: words.rfind(name)].rstrip()))
    else:
        # Of two that say the same, the one right below belongs to the entry.
        below = _field_end(lines, entry.line)
        stated = _type_field(lines, entry.name, "type", below)
        stated = stated or _type_field(lines, entry.name, "type")
        field = stated.line if stated else None
    text = Span(entry.line, match.start(4), match.end(4))
    end = _field_end(lines, entry.line)
    return Group((entry.name,), entry.line, end, heads, stated, text, field)


def _type_field(lines: list[str], name: str, kind: str, at: int | None = None) -> Span | None:
    for number, line in enumerate(lines):
        match = FIELD.match(line) if at in (None, number) else None
        if match and match[2].lower() == kind and (match[3] or "").strip().lstrip("*\\") == name:
            if _field_end(lines, number) > number + 1:
                return None
            return Span(number, match.start(4), len(line.rstrip()))
    return None


def _field_end(lines: list[str], line: int) -> int:
    margin = len(lines[line]) - len(lines[line].lstrip())
    stop = line + 1
    while stop < len(lines):
        text = lines[stop]
        if text.strip() and len(text) - len(text.lstrip()) <= margin:
            break
        stop += 1
    return _trimmed(lines, line, stop)


def _heads(text: str, names: tuple[str, ...], line: int, column: int) -> Iterator[Span]:
    """Yield the places of bare names in the part of a line that holds them."""
    at = 0
    for name in names:
        found = text.find(name, at)
        if found < 0:
            return
        at = found + len(name)
        yield Span(line, column + found, column + at)


def _trimmed(lines: list[str], start: int, stop: int) -> int:
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    return stop
