"""What a function returns, yields or raises: a text, a type and a text, or several by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.docstrings import entries
from faceplate.docstrings.annotations import is_built_in, is_type, plain, stated
from faceplate.docstrings.entries import Head, Name
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Entry, Span

# What is skipped on the way to a colon, and the colon: `code`, a bracket, `int: text`
_MARK = re.compile(r"`[^`\n]*`|[(\[{]|:(?=[ \t]|$)")
_ROLE = re.compile(r":[A-Za-z][\w:+.-]*:`")  # :obj:`Tensor`of shape [a, b, ..]
_CLASS = re.compile(r"[^\W\d][\w.]*")  # `lamps.LampError`


def block(lines: Lines, start: int, stop: int) -> Iterator[Entry]:
    """Yield what a block of lines says that is returned.

    Args:
        lines: The lines of the docstring.
        start: Index of the first line, which is not blank.
        stop: Index after the last line.
    """
    margin = min(lines.margins[index] for index in range(start, stop) if lines.margins[index] >= 0)
    heads = [
        index
        for index in range(start, stop)
        if lines.margins[index] == margin and not lines.quoted[index]
    ]
    if entries.bullet(lines.texts[start], margin) >= 0:
        listed = list(_listed(lines, heads, stop))
        if len(listed) == len(heads):
            yield from listed
            return
    if len(heads) > 1 and heads[0] == start and all(_opens(lines, index, stop) for index in heads):
        for number, index in enumerate(heads):
            end = heads[number + 1] if number + 1 < len(heads) else stop
            yield _result(lines, index, end, several=True)
        return
    yield _result(lines, start, stop, several=False)


def _opens(lines: Lines, index: int, stop: int) -> bool:
    """Return whether a line states one of several results: a name or a type, and a text behind."""
    line, margin = lines.texts[index], lines.margins[index]
    place = colon(line, margin)
    if not margin < place < len(line.rstrip()) - 1:
        return False
    named = entries.head(lines, index, margin, stop)
    return (named is not None and _is_named(named)) or is_type(_unbracketed(line[margin:place]))


def _unbracketed(text: str) -> str:
    """Return `int` for `(int)`, and `int, str` for `(int, str)`; other texts stay as they are."""
    text = text.strip()
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" else text


def _listed(lines: Lines, heads: list[int], stop: int) -> Iterator[Entry]:
    """Yield the items of a list that state a name and a type each."""
    for number, index in enumerate(heads):
        column = entries.bullet(lines.texts[index], lines.margins[index])
        end = heads[number + 1] if number + 1 < len(heads) else stop
        head = entries.head(lines, index, column, end) if column >= 0 else None
        if head is not None and _is_named(head):
            yield from entries.described(lines, head, index, column, end)


def unnamed(lines: Lines, start: int, stop: int) -> Entry:
    """Return a block of lines as an entry without name and type."""
    column = lines.margins[start]
    place = Span(start, column, column)
    body = Span(start, column, len(lines.texts[start]))
    return Entry("", None, lines.text(start, stop), start, column, stop, place, None, body)


def raised(lines: Lines, index: int, column: int) -> Head | None:
    """Return the head of an entry about several classes: `OSError or ValueError: text`."""
    if column < 0:
        return None
    line = lines.texts[index]
    place = colon(line, column)
    text = line[column:place]
    if place < 0 or not is_type(text.strip()):
        return None
    classes = [
        Name(match[0], column + match.start(), column + match.end())
        for match in _CLASS.finditer(text)
        if match[0] not in ("or", "of")
    ]
    return Head(classes, None, None, index, place + 1, ":") if classes else None


def colon(line: str, column: int) -> int:
    """Return the place of the first colon that stands in no brackets and no backticks, or -1."""
    place = column
    while match := _MARK.search(line, place):
        if match[0] == ":":
            return match.start()
        place = match.end()
        if match[0] in "([{":
            place = _closing(line, match.start())
            if place < 0:
                return -1
    return -1


def _closing(line: str, place: int) -> int:
    depth = 0
    for match in _BRACKETS.finditer(line, place):
        depth += 1 if match[0] in "([{" else -1
        if depth == 0:
            return match.end()
    return -1


# Brackets of all kinds, which are counted to find the one that closes
_BRACKETS = re.compile(r"[()\[\]{}]")


def _result(lines: Lines, start: int, stop: int, several: bool) -> Entry:
    column = lines.margins[start]
    line = lines.texts[start]
    named = entries.head(lines, start, column, stop)
    if named is not None and _is_named(named):
        return next(entries.described(lines, named, start, column, stop))
    place = colon(line, column)
    prefix = line[column:place].rstrip() if place >= 0 else ""
    bare = _unbracketed(prefix)
    if bare != prefix and "," not in bare:
        # `(int): text`, but `(int, str): text` is a tuple
        column, prefix = column + 1, bare
    if not is_type(bare) or lines.trimmed(start, stop)[1] <= start:
        return unnamed(lines, start, stop)
    text = lines.behind(start, place + 1, stop)
    span = Span(start, column, column + len(prefix))
    begin = place + 1 + len(line[place + 1 :]) - len(line[place + 1 :].lstrip())
    body = Span(start, begin, len(line))
    if several and prefix.isidentifier() and not is_built_in(prefix):
        return Entry(prefix, None, text, start, column, stop, span, None, body)
    empty = Span(start, column, column)
    return Entry("", prefix, text, start, column, stop, empty, span, body)


def _is_named(head: Head) -> bool:
    """Return whether a head states a name and a type: `angle (float): text`.

    In `Tuple(int, int): text`, without a space, all is the type.
    """
    if head.mark != ":" or head.annotation is None or len(head.names) > 1:
        return False
    name = head.names[0]
    annotation = stated(head.annotation).annotation
    is_tight = head.stated is not None and head.stated.start == name.end + 1
    if annotation is None or is_tight or is_built_in(name.text):
        return False
    return _ROLE.match(annotation) is not None or is_type(plain(annotation))
