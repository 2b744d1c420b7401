"""Where the entries of a docstring stand: its sections and entries, each with its line.

The parser gives what a docstring says; who judges a docstring also needs to know on which line it
says so, in which order, and what it says twice. The recognisers of headings and entries are those
of the parser, so both see the same sections.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.docstrings import google, numpy
from faceplate.docstrings.styles import Style

_NAMES = r"[`*\\]*[A-Za-z_][\w.]*[`*]*"
GOOGLE_ENTRY = re.compile(
    rf"^({_NAMES}(?:, {_NAMES})*(?:, )?)(?:[ \t]*\((.*?)\))?[ \t]*:(?:[ \t]+|$)(.*)$"
)
_GOOGLE_RAISED = re.compile(r"^([`~!]*[A-Za-z_][\w.]*`*)[ \t]*:(?:[ \t]+|$)(.*)$")
RESULT = re.compile(r"^([^\s:][^:\n]*):(?:[ \t]+|$)(.*)$")
NUMPY_ENTRY = re.compile(r"^(\*{0,2}\w+(?:, *\*{0,2}\w+)*)(?: *: *(.*?))? *$")
FIELD = re.compile(r"^([ \t]*):([A-Za-z]+)(?:[ \t]+([^:\n]*))?:(?:[ \t]+|$)(.*)$")
_FIELD_KINDS = {
    "param": "parameters",
    "parameter": "parameters",
    "arg": "parameters",
    "argument": "parameters",
    "key": "parameters",
    "keyword": "parameters",
    "type": "types",
    "return": "returns",
    "returns": "returns",
    "rtype": "types",
    "raise": "raises",
    "raises": "raises",
    "except": "raises",
    "exception": "raises",
    "var": "attributes",
    "ivar": "attributes",
    "cvar": "attributes",
    "vartype": "types",
}
_KINDS = {
    "args": "parameters",
    "keyword args": "parameters",
    "other parameters": "parameters",
    "parameters": "parameters",
    "attributes": "attributes",
    "example": "examples",
    "examples": "examples",
    "methods": "methods",
    "raises": "raises",
    "receives": "receives",
    "returns": "returns",
    "warns": "warns",
    "yields": "yields",
}


class Entry(NamedTuple):
    """One entry of a section.

    Attributes:
        name: The name as it is meant, without stars and marks; empty where none is stated.
        annotation: The type as it is stated, or None.
        text: The description, further lines dedented and on lines of their own.
        line: Index of its first line in the docstring, counted from 0.
        column: Where it begins on that line, counted from 0.
    """

    name: str
    annotation: str | None
    text: str
    line: int
    column: int


class Block(NamedTuple):
    """One section.

    Attributes:
        kind: `parameters`, `returns`, `examples`, ...
        label: The heading as written.
        line: Index of the line of the heading; of the first field in Sphinx style.
        first: Index of the first line below the heading.
        body: The lines below the heading, as they stand.
        entries: Its entries, in order.
    """

    kind: str
    label: str
    line: int
    first: int
    body: list[str]
    entries: list[Entry]


def outline(text: str, style: Style) -> list[Block]:
    """Give the sections of a docstring with their places.

    Args:
        text: The docstring, its indentation cleaned.
        style: The style it is written in.
    """
    lines = text.expandtabs(4 if style == "google" else 8).split("\n")
    if style == "google":
        return list(_google(lines))
    if style == "numpy":
        return list(_numpy(lines))
    return list(_sphinx(lines))


def _google(lines: list[str]) -> Iterator[Block]:
    index = 0
    fence = False
    while index < len(lines):
        line = lines[index]
        if line.lstrip().startswith(("```", "~~~")):
            fence = not fence
        heading = None if fence else google.heading(lines, index)
        if heading is None:
            index += 1
            continue
        start = index + 1
        _, index = google.block(lines, start)
        body = lines[start:index]
        kind = _KINDS.get(heading[0].lower(), heading[0].lower())
        entries = list(_google_entries(body, start, kind))
        yield Block(kind, line.strip().rstrip(":"), start - 1, start, body, entries)


def _google_entries(body: list[str], start: int, kind: str) -> Iterator[Entry]:
    filled = [line for line in body if line.strip()]
    if not filled or kind == "examples":
        return
    indent = min(len(line) - len(line.lstrip()) for line in filled)
    if kind in ("returns", "yields", "receives"):
        yield _result(body, start, indent)
        return
    pattern = _GOOGLE_RAISED if kind in ("raises", "warns") else GOOGLE_ENTRY
    groups: list[tuple[int, re.Match[str], list[str]]] = []
    for number, line in enumerate(body):
        text = line[indent:]
        match = pattern.match(text) if text[:1].strip() else None
        if match is not None:
            groups.append((start + number, match, []))
        elif groups:
            groups[-1][2].append(text)
    for number, match, further in groups:
        named = len(match.groups()) == 3
        stated = match[2] if named else None
        text = _text(match[3 if named else 2], further)
        for name in match[1].split(","):
            if name.strip():
                yield Entry(_bare(name), stated, text, number, indent)


def _result(body: list[str], start: int, indent: int) -> Entry:
    number = next(index for index, line in enumerate(body) if line.strip())
    first = body[number][indent:]
    further = [line[indent:] for line in body[number + 1 :]]
    match = RESULT.match(first)
    if match is None or not reads_as_type(match[1]):
        return Entry("", None, _text(first, further), start + number, indent)
    return Entry("", match[1].strip("`"), _text(match[2], further), start + number, indent)


def reads_as_type(text: str) -> bool:
    """Say whether what stands before a colon is a type, and not the beginning of a sentence."""
    return re.fullmatch(r"[\w.\[\]|, '\"`]+", text) is not None and not re.search(
        r"[\w\])] +[\w(](?<!\|)", re.sub(r" *\| *|, +| or ", "|", text)
    )


def _numpy(lines: list[str]) -> Iterator[Block]:
    headings = [
        index
        for index in range(len(lines) - 1)
        if numpy.is_underlined(lines, index) and lines[index].strip()
    ]
    for position, index in enumerate(headings):
        end = headings[position + 1] if position + 1 < len(headings) else len(lines)
        label = lines[index].strip()
        spelled = numpy.spelling(label).lower()
        body = lines[index + 2 : end]
        kind = _KINDS.get(spelled, spelled)
        entries = list(_numpy_entries(body, index + 2, kind))
        yield Block(kind, label, index, index + 2, body, entries)


def _numpy_entries(body: list[str], start: int, kind: str) -> Iterator[Entry]:
    filled = [line for line in body if line.strip()]
    if not filled or kind not in _KINDS.values() or kind == "examples":
        return
    indent = min(len(line) - len(line.lstrip()) for line in filled)
    groups: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(body):
        text = line[indent:]
        if text[:1].strip():
            groups.append((start + number, text, []))
        elif groups:
            groups[-1][2].append(text)
    for number, head, further in groups:
        text = _text("", further)
        if kind in ("parameters", "attributes"):
            match = NUMPY_ENTRY.match(head)
            if match is None:
                continue
            for name in match[1].split(","):
                yield Entry(_bare(name), match[2] or None, text, number, indent)
        elif kind in ("returns", "yields", "receives"):
            name, colon, stated = head.partition(" : ")
            yield Entry(name if colon else "", stated if colon else head, text, number, indent)
        else:
            name, colon, first = head.partition(":")
            said = _text(first, further) if colon and first.strip() else text
            yield Entry(_bare(name), None, said, number, indent)


def _sphinx(lines: list[str]) -> Iterator[Block]:
    groups: list[tuple[int, re.Match[str], list[str]]] = []
    margin: int | None = None
    blank = False
    literal: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if literal is not None and line.strip() and indent <= literal:
            literal = None
        match = FIELD.match(line) if margin is None or indent <= margin else None
        if literal is not None:
            match = None
        elif line.rstrip().endswith("::") and not line.lstrip().startswith(("..", ":")):
            # What stands deeper is shown as it is.
            literal = indent
        if match is not None and match[2].lower() in _FIELD_KINDS:
            groups.append((number, match, []))
            margin, blank = indent, False
        elif not line.strip():
            blank = True
            if margin is not None:
                groups[-1][2].append("")
        elif margin is not None and (indent > margin or not (blank or match)):
            groups[-1][2].append(line)
        else:
            # What stands at the margin again ends the field, with all that is indented below it.
            margin = None
    types = {
        (match[3] or "").strip(): _text(match[4], further)
        for _, match, further in groups
        if _FIELD_KINDS[match[2].lower()] == "types"
    }
    results = any(_FIELD_KINDS[match[2].lower()] == "returns" for _, match, _ in groups)
    for number, match, further in groups:
        kind = _FIELD_KINDS[match[2].lower()]
        if match[2].lower() == "rtype" and not results:
            # Some write the type between the colons.
            stated = types.get("") or (match[3] or "").strip()
            entry = Entry("", stated, "", number, len(match[1]))
            yield Block("returns", match[2], number, number, [lines[number], *further], [entry])
        if kind == "types":
            continue
        words = (match[3] or "").split()
        name = _bare(words[-1]) if words and kind != "returns" else ""
        stated = types.get("") if kind == "returns" else None
        stated = stated or " ".join(words[:-1]) or types.get(name)
        entry = Entry(name, stated or None, _text(match[4], further), number, len(match[1]))
        yield Block(kind, match[2], number, number, [lines[number], *further], [entry])


def _bare(name: str) -> str:
    return name.strip().lstrip("*\\").strip("`*~!")


def _text(first: str, further: list[str]) -> str:
    rest = textwrap.dedent("\n".join(further)).rstrip()
    return f"{first.strip()}\n{rest}".strip("\n") if rest.strip() else first.strip()
