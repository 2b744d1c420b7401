"""Sections in NumPy style: a heading that is underlined, and entries at its margin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from faceplate.docstrings import entries, results
from faceplate.docstrings.annotations import is_built_in, is_type
from faceplate.docstrings.entries import Head
from faceplate.docstrings.headings import CALLABLE, NAMED, PROSE, RAISED, RESULTS, kind_of
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Entry, Part, Span

UNDERLINES = ("---", "===", "___", "~~~", "^^^", "***", "+++", "###")
"""What headings may be underlined with."""

_MARKS = frozenset({mark[0] for mark in UNDERLINES} | {" "})
"""What a line that underlines may end with."""

# A mark three times or more: `-----`
_UNDERLINE = re.compile(r"([-=_~^*+#])\1{2,}")
_LONGEST = 60
"""How long a heading may be; what is longer is a line of prose above a rule."""

_FEWEST_SPACES = 4
"""From how many spaces on what is spelled like no type is taken for a text."""

# `defaults used in open()`, but not `default None`, `default: 3` and `defaults to 3`
_OF_DEFAULTS = re.compile(r"defaults?[ \t]+(?!to\b|is\b)\S+[ \t]+\S", re.IGNORECASE)
# `angle : float`, and `angle: float`
_COLON = re.compile(r"[ \t]*:[ \t]+(?=\S)")
# `Lamp.turn`, :func:`Lamp.turn`
_FUNCTION = re.compile(r"(?::[\w:+-]+:)?`[^`\n]+`|[^\W\d][\w.]*")
_SEPARATOR = re.compile(r"[ \t]*,[ \t]*")  # `turn, switch : text`


def is_known(label: str) -> bool:
    """Return whether a label opens a section in one of the spellings that are read."""
    return kind_of(label) is not None or label.lower() in PROSE


def is_underlined(texts: list[str], index: int) -> bool:
    """Return whether a line has another one below it that underlines it."""
    return index + 1 < len(texts) and _UNDERLINE.fullmatch(texts[index + 1].strip()) is not None


def headings(lines: Lines, forced: bool) -> frozenset[int]:
    """Return the indices of the lines that are headings with an underline.

    What is underlined and opens a section in no library is a heading only among others that do.

    Args:
        lines: The lines of the docstring.
        forced: Whether all that is underlined is a heading.
    """
    underlined = [
        index - 1
        for index, line in enumerate(lines.texts)
        if line[-1:] in _MARKS and index and _UNDERLINE.fullmatch(line.strip())
    ]
    underlined = [
        index for index in underlined if lines.margins[index] >= 0 and not lines.quoted[index]
    ]
    sections = [index for index in underlined if is_known(lines.texts[index].strip())]
    if not sections and not forced:
        return frozenset()
    return frozenset(sections).union(index for index in underlined if _is_heading(lines, index))


def _is_heading(lines: Lines, index: int) -> bool:
    """Return whether a line with an underline is a heading, and not prose above a rule."""
    label = lines.texts[index].strip()
    dashes = lines.texts[index + 1].strip()[0] == "-"
    return dashes and len(label) <= _LONGEST and label[0].isalpha()


def section(lines: Lines, index: int, ends: Callable[[int], bool]) -> Part | None:
    """Return the section that an underlined heading opens, or None.

    Args:
        lines: The lines of the docstring.
        index: Index of the heading.
        ends: Whether a line at the margin opens another part.
    """
    label = lines.texts[index].strip()
    kind = kind_of(label) or label.lower()
    first = index + 2
    margin = min(lines.margins[index], lines.margins[index + 1])
    end, count = first, len(lines.texts)
    while end < count:
        at_margin = 0 <= lines.margins[end] <= margin and not lines.quoted[end]
        if at_margin and (ends(end) or not _goes_on(lines, end, margin, kind)):
            break
        end += 1
    part = body(lines, kind, label, index, first, end)
    # A rule below a line of prose is not a heading.
    return part if is_known(label) or part.text or part.entries else None


def _goes_on(lines: Lines, index: int, margin: int, kind: str) -> bool:
    """Return whether a line belongs to the section above it, whose heading has a margin.

    What stands left of the heading is an entry that was moved by accident, or no part of it.
    """
    if lines.margins[index] == margin:
        return True
    return kind in _READERS and _is_entry(lines, index, len(lines), kind)


def _is_entry(lines: Lines, index: int, stop: int, kind: str) -> bool:
    """Return whether a line states a name or a type, with a text that is indented below it."""
    if not _is_above_text(lines, index, stop):
        return False
    head = _READERS[kind](lines, index, lines.margins[index], stop)
    return head is not None and head.annotation is not None


def body(lines: Lines, kind: str, label: str, line: int, first: int, end: int) -> Part:
    """Return the section whose body is a range of lines, its entries read.

    Args:
        lines: The lines of the docstring.
        kind: The kind of the section.
        label: Its heading.
        line: Index of the line of the heading.
        first: Index of the first line of the body.
        end: Index after its last line.
    """
    start, stop = lines.trimmed(first, end)
    part = Part(kind, "numpy", label, line, first, end, lines.texts[first:end], [])
    if start == stop:
        return part
    if kind not in _READERS:
        return part._replace(text=lines.text(start, stop))
    if kind in RESULTS and not _has_heads(lines, start, stop):
        return part._replace(entries=[results.unnamed(lines, start, stop)])
    heads, cut = _heads(lines, start, stop, kind)
    if not heads and kind in RAISED:
        return part._replace(entries=[results.unnamed(lines, start, stop)])
    if not heads:
        return part._replace(text=lines.text(start, stop))
    section_entries = list(_entries(lines, heads, cut, kind))
    lead = lines.text(start, heads[0][0])
    # A paragraph behind the last entry that is not an entry ends the section.
    end = end if cut == stop else cut
    return part._replace(end=end, body=lines.texts[first:end], entries=section_entries, text=lead)


def _has_heads(lines: Lines, start: int, stop: int) -> bool:
    """Return whether what is returned has types with texts below, and is not a plain paragraph."""
    line = lines.texts[start].strip()
    if line.count("(") != line.count(")"):
        return False
    if _is_above_text(lines, start, stop):
        return True
    place = results.colon(line, 0)
    return is_type(line) or (place > 0 and is_type(line[:place].strip()))


def _is_above_text(lines: Lines, index: int, stop: int) -> bool:
    """Return whether the line below one is indented deeper."""
    return index + 1 < stop and lines.margins[index + 1] > lines.margins[index]


def _heads(lines: Lines, start: int, stop: int, kind: str) -> tuple[list[tuple[int, Head]], int]:
    """Return the heads of a section, each with its line, and the index after the last entry."""
    reader = _READERS[kind]
    margin = lines.margins[start]
    heads: list[tuple[int, Head]] = []
    index = start
    prose = False
    while index < stop:
        head = None
        if 0 <= lines.margins[index] <= margin and not lines.quoted[index]:
            head = reader(lines, index, lines.margins[index], stop)
            if head is not None and prose and not _is_above_text(lines, index, stop):
                # A word on a line of its own, in the middle of a paragraph.
                head = None if head.mark == "" else head
            prose = head is None
            if head is not None:
                heads.append((index, head))
                margin = lines.margins[index]
            elif heads and lines.margins[index - 1] < 0:
                following = _next_entry(lines, index, stop, kind, margin)
                if following == stop:
                    return heads, index
                # A paragraph between entries is one without a name.
                heads.append((index, Head([], None, None, index, margin, "")))
                index = following
                continue
        index = head.line + 1 if head else index + 1
    return heads, stop


def _next_entry(lines: Lines, start: int, stop: int, kind: str, margin: int) -> int:
    """Return the index of the first entry behind a paragraph, or that of the end."""
    for index in range(start + 1, stop):
        at_margin = lines.margins[index] == margin and not lines.quoted[index]
        if at_margin and _is_entry(lines, index, stop, kind):
            return index
    return stop


def _named(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    return entries.typed_head(lines, index, column, stop)


def _called(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    """Return the head `turn(angle)`, with its text below, or behind a colon."""
    head = entries.head(lines, index, column, stop)
    return None if head is not None and head.mark == "-" else head


def _raised(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    head = entries.head(lines, index, column, stop) or results.raised(lines, index, column)
    return None if head is not None and head.mark == "-" else head


def _returned(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    """Return the head with a type, or a name and a type; the text stands below."""
    line = lines.texts[index]
    start = column
    names, end = entries.names(line, column)
    colon = _COLON.match(line, end) if names else None
    if colon is not None and not (len(names) == 1 and is_built_in(names[0].text)):
        start = colon.end()
    else:
        names = []
    last = len(line.rstrip())
    if not names and not is_type(line[column:last]) and not _is_above_text(lines, index, stop):
        place = results.colon(line, column)
        if place < 0 or not is_type(line[column:place].strip()):
            return None
    place = results.colon(line, start)
    if place > start and is_type(line[start:place].strip()):
        # `float: text`, as in Google style.
        span = Span(index, start, place)
        return Head(names, line[start:place].strip(), span, index, place + 1, ":")
    return Head(names, line[start:last].strip(), Span(index, start, last), index, len(line), "")


def _related(lines: Lines, index: int, column: int, stop: int) -> Head | None:
    """Return the head with the functions that See Also names; the text is behind or below."""
    line = lines.texts[index]
    names: list[entries.Name] = []
    place = column
    while match := _FUNCTION.match(line, place):
        name = match[0].rpartition("`")[0].rpartition("`")[2] if "`" in match[0] else match[0]
        names.append(entries.Name(name.lstrip("~"), match.start(), match.end()))
        comma = _SEPARATOR.match(line, match.end())
        place = match.end()
        if comma is None:
            break
        place = comma.end()
    rest = line[place:].lstrip()
    if not names or (rest and rest[0] != ":"):
        return None
    return Head(names, None, None, index, line.index(":", place) + 1 if rest else len(line), ":")


# By kind, what reads the head of an entry; sections of other kinds hold prose.
_READERS = {
    **dict.fromkeys(NAMED, _named),
    **dict.fromkeys(RESULTS, _returned),
    **dict.fromkeys(RAISED, _raised),
    **dict.fromkeys((*CALLABLE, "classes", "modules"), _called),
    **dict.fromkeys(("type aliases", "type parameters"), _named),
    "see also": _related,
}


def _entries(lines: Lines, heads: list[tuple[int, Head]], stop: int, kind: str) -> Iterator[Entry]:
    for number, (index, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else stop
        column = lines.margins[index]
        read = head if kind not in NAMED else _put_right(lines, head, index, end)
        nameless = read if read.names else read._replace(names=[entries.Name("", column, column)])
        yield from entries.described(lines, nameless, index, column, end)


def _put_right(lines: Lines, head: Head, index: int, end: int) -> Head:
    """Return a head in which a sentence behind the colon is the text, and no type.

    It is so where it is spelled like no type and nothing stands below.
    """
    if head.annotation is None or head.stated is None or head.mark != ":":
        return head
    if head.column < len(lines.texts[head.line]) or is_type(head.annotation):
        return head
    if lines.trimmed(head.line + 1, end)[1] > head.line + 1:
        return head
    text = head.annotation
    is_sentence = text[-1] in ".!?" or text.count(" ") >= _FEWEST_SPACES or _OF_DEFAULTS.match(text)
    if not is_sentence or text[0] in "{[('\"`":
        return head
    return head._replace(annotation=None, stated=None, column=head.stated.start)
