"""Sections in Google style: a heading with a colon, and an indented block below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.docstrings import entries, results
from faceplate.docstrings.entries import Head
from faceplate.docstrings.headings import PARAMETERS, RAISED, RESULTS, kind_of
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Entry, Form, Part

# `Args:`, and `Example: (Knob)` of one thing
_HEADING = re.compile(r"([A-Za-z][A-Za-z ]*):[ \t]*(?:\((\w+)\)[ \t]*)?$")
# `## Returns`, `Note: text`, `:param x:`, `@param x:`, `.. note::`, `> quote`, `| table |`, a fence
_OPENING = re.compile(r"[#:@>|]|\.\. |!!! |\?\?\? |```|~~~|[A-Z][A-Za-z ]*:(?:\s|$)")
_SENTENCE_END = (".", "!", "?", ")", ":", "`", '"')
"""What the line above an entry ends with; behind another one, a word alone goes on with it."""


def heading(line: str) -> tuple[str, str, str | None] | None:
    """Return the kind of the section that a line opens, its label, and what an example is for.

    Args:
        line: The line; examples may have a name in parentheses behind: `Example: (Knob)`.
    """
    match = _HEADING.match(line) if line.rstrip()[-1:] in (":", ")") else None
    kind = kind_of(match[1]) if match else None
    if match is None or kind is None or (match[2] and kind != "examples"):
        return None
    return kind, match[1], match[2]


def is_heading_line(line: str) -> bool:
    """Return whether a line is spelled as a heading is, wherever it stands."""
    return heading(line.strip()) is not None


def section(lines: Lines, index: int) -> Part | None:
    """Return the section that a heading with a colon opens, or None.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
    """
    opened = heading(lines.texts[index].strip())
    if opened is None:
        return None
    kind, label, of = opened
    end = _end(lines, index, kind)
    part = body(lines, kind, "google", label, index, index + 1, end, of) if end else None
    if part is not None and lines.margins[index] > 0 and not part.entries:
        # What is indented may be part of a text; entries below it leave no doubt.
        return None
    return part


def opens(lines: Lines, index: int) -> bool:
    """Return whether a line at the margin opens a section other than one of examples."""
    opened = heading(lines.texts[index])
    if opened is None or opened[0] == "examples":
        return False
    kind, label, _ = opened
    end = _end(lines, index, kind)
    if end and kind == PARAMETERS and label.islower():
        # `kwargs:` may be an entry as well, with a text below it.
        return bool(body(lines, kind, "google", label, index, index + 1, end).entries)
    return end > 0


def _end(lines: Lines, index: int, kind: str) -> int:
    """Return the index after the section below a heading, or 0 where nothing of it is there."""
    following = lines.following(index)
    if following == len(lines.texts):
        return 0
    margin = lines.margins[index]
    if lines.margins[following] > margin:
        return lines.block(index + 1, margin)
    if margin > 0:
        return 0
    if lines.texts[following].rstrip() == lines.texts[index].rstrip():
        # A heading that stands there twice opens one section.
        return index + 1
    if kind in RESULTS and following == index + 1:
        return _paragraph_end(lines, following)
    end = _flush_end(lines, following) if kind == PARAMETERS else 0
    return end if end > following else 0


def _paragraph_end(lines: Lines, start: int) -> int:
    """Return the index after lines up to a blank one or a heading."""
    for index in range(start, len(lines.texts)):
        if lines.margins[index] < 0 or lines.quoted[index] or is_heading_line(lines.texts[index]):
            return index if index > start else 0
    return len(lines.texts)


def _flush_end(lines: Lines, start: int) -> int:
    """Return the index after entries that stand at the margin of their heading.

    They are a list, as Dash writes it, or lines of the form `name: text` right below the heading.
    """
    if entries.bullet(lines.texts[start], 0) >= 0:
        return list_end(lines, start)
    if start > 0 and lines.margins[start - 1] < 0:
        return start
    for index in range(start, len(lines)):
        margin = lines.margins[index]
        if margin < 0 or (
            margin == 0 and not lines.quoted[index] and not _is_flush_entry(lines, index)
        ):
            return index
    return len(lines)


def _is_flush_entry(lines: Lines, index: int) -> bool:
    head = entries.head(lines, index, 0, len(lines))
    return head is not None and head.mark == ":" and heading(lines.texts[index]) is None


def list_end(lines: Lines, start: int) -> int:
    """Return the index after a list of entries at the margin.

    A line right below one of an item goes on with it, as in Markdown, and comments say nothing.

    Args:
        lines: The lines of the docstring.
        start: Index of the first item.
    """
    end = start
    for index in range(start, len(lines)):
        text = lines.texts[index]
        if lines.margins[index] == 0 and not lines.quoted[index]:
            column = entries.bullet(text, 0)
            if column < 0 and not _goes_on(lines, index):
                break
            if column >= 0 and entries.head(lines, index, column, len(lines)) is None:
                break
        if lines.margins[index] >= 0:
            end = index + 1
    return end


def _goes_on(lines: Lines, index: int) -> bool:
    """Return whether a line at the margin belongs to the list item above it."""
    text = lines.texts[index]
    if text.startswith("<!--"):
        return True
    return lines.margins[index - 1] >= 0 and _OPENING.match(text) is None


def body(
    lines: Lines,
    kind: str,
    form: Form,
    label: str,
    line: int,
    first: int,
    end: int,
    of: str | None = None,
) -> Part:
    """Return the section whose body is a block of lines, its entries read.

    Args:
        lines: The lines of the docstring.
        kind: The kind of the section.
        form: How it is opened.
        label: Its heading.
        line: Index of the line of the heading.
        first: Index of the first line below the heading.
        end: Index after its last line.
        of: What an example is for.
    """
    start, stop = lines.trimmed(first, end)
    texts = lines.texts[first:end]
    if start == stop:
        return Part(kind, form, label, line, first, end, texts, [])
    if kind == "examples":
        return Part(kind, form, label, line, first, end, texts, [], lines.text(start, stop), of)
    if kind in RESULTS:
        section_entries = list(results.block(lines, start, stop))
        return Part(kind, form, label, line, first, end, texts, section_entries)
    heads = list(_heads(lines, start, stop, kind))
    if not heads and kind in RAISED:
        section_entries = [results.unnamed(lines, start, stop)]
        return Part(kind, form, label, line, first, end, texts, section_entries)
    lead = lines.text(start, heads[0][0]) if heads else lines.text(start, stop)
    section_entries = list(_entries(lines, heads, stop))
    return Part(kind, form, label, line, first, end, texts, section_entries, lead)


def _entries(lines: Lines, heads: list[tuple[int, int, Head]], stop: int) -> Iterator[Entry]:
    for number, (index, column, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else stop
        yield from entries.described(lines, head, index, column, end)


def _heads(lines: Lines, start: int, stop: int, kind: str) -> list[tuple[int, int, Head]]:
    """Return the heads of entries in a block, each with its line and column."""
    margin = lines.margins[start]
    listed = entries.bullet(lines.texts[start], margin) >= 0
    heads: list[tuple[int, int, Head]] = []
    index = start
    while index < stop:
        column = lines.margins[index]
        head = None
        if 0 <= column <= margin and not lines.quoted[index]:
            behind = entries.bullet(lines.texts[index], column) if listed else column
            head = entries.head(lines, index, behind, stop) if behind >= 0 else None
            if head is None and kind in RAISED:
                head = results.raised(lines, index, behind)
            if head is not None and not _opens(lines, index, stop, head, kind):
                head = None
            if head is not None:
                heads.append((index, behind, head))
                margin = column
        index = head.line + 1 if head else index + 1
    if any(head.mark == ":" for _, _, head in heads):
        # Where some entries have a colon, a dash behind a word is part of a sentence.
        return [(line, column, head) for line, column, head in heads if head.mark != "-" or listed]
    return heads


def _opens(lines: Lines, index: int, stop: int, head: Head, kind: str) -> bool:
    """Return whether a head is that of an entry: it has a text behind it, or one below."""
    if head.mark or head.annotation is not None:
        return True
    if lines.texts[index].lstrip().startswith(("*", "\\*", "`*")):
        return True
    if kind in RAISED and head.names[0].text.rpartition(".")[2][:1].isupper():
        return True
    following = lines.following(index)
    if following >= stop or lines.margins[following] <= lines.margins[index]:
        return False
    above = lines.texts[index - 1].strip() if index else ""
    return not above or above.endswith(_SENTENCE_END)
