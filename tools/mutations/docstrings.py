"""Docstrings as they stand in a file: their sections and entries, with the lines of each.

This is a reading of its own, by plain patterns, and shares nothing with what it is used to test. It
only takes docstrings of a simple form: what it does not understand is not mutated.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_GOOGLE = re.compile(
    r"^([ \t]*)(Args|Arguments|Parameters|Params|Returns|Yields|Raises|Attributes"
    r"|Example|Examples|Note|Notes):[ \t]*$"
)
_GOOGLE_ENTRY = re.compile(r"^([ \t]+)(\*{0,2}\w+)(?: \(([^()]*(?:\([^()]*\)[^()]*)*)\))?:(?: |$)")
_NUMPY_ENTRY = re.compile(r"^([ \t]*)(\*{0,2}\w+)(?: ?: ?(.*))?$")
_FIELD = re.compile(
    r"^([ \t]*):(param|parameter|arg|raises|returns?|rtype|type)"
    r"(?: ([^:]+?))??(?: (\*{0,2}\w+(?:\.\w+)*))?:(?: |$)"
)
KINDS = {
    "args": "parameters", "arguments": "parameters", "parameters": "parameters",
    "params": "parameters", "returns": "returns", "return": "returns", "yields": "yields",
    "raises": "raises", "attributes": "attributes", "example": "examples", "examples": "examples",
    "note": "note", "notes": "note",
}  # fmt: skip


@dataclass
class Entry:
    """What a section says of one thing.

    Attributes:
        name: The thing.
        stated: The type that is stated, or None.
        first: Number of its first line in the file, from 0.
        last: Number of its last line that is not blank.
        text: What is said of it, its lines joined.
    """

    name: str
    stated: str | None
    first: int
    last: int
    text: str


@dataclass
class Section:
    """A section of a docstring.

    Attributes:
        kind: `parameters`, `returns`, `yields`, `raises`, `attributes`, `examples` or `note`.
        head: Number of its heading's line in the file; -1 where fields need none.
        first: Number of the first line below the heading.
        last: Number of its last line.
        entries: What stands in it, for sections that hold entries.
    """

    kind: str
    head: int
    first: int
    last: int
    entries: list[Entry]


@dataclass
class Doc:
    """A docstring in a file.

    Attributes:
        style: `google`, `numpy`, `sphinx`, or `` if it has no section.
        first: Number of its first line in the file, from 0.
        last: Number of its last line.
        indent: The indentation of its lines.
        sections: Its sections.
    """

    style: str
    first: int
    last: int
    indent: str
    sections: list[Section]

    def section(self, kind: str) -> Section | None:
        """Return its only section of a kind."""
        sections = [section for section in self.sections if section.kind == kind]
        return sections[0] if len(sections) == 1 else None

    def entries(self, kind: str) -> list[Entry]:
        """Return the entries of its only section of a kind."""
        section = self.section(kind)
        return section.entries if section else []


def read(lines: list[str], node: ast.AST) -> Doc | None:
    """Read the docstring of a node; None if it has none over several lines."""
    body = getattr(node, "body", [])
    first = body[0].value if body and isinstance(body[0], ast.Expr) else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    start, end = first.lineno - 1, (first.end_lineno or 0) - 1
    opening = lines[start][first.col_offset :] if lines[start].isascii() else ""
    if (
        end == start
        or not re.match(r"r?(\"\"\"|''')", opening)
        or lines[end].strip() not in ('"""', "'''")
    ):
        return None
    if any(line.endswith("\\") for line in lines[start:end]):
        # The line goes on with the next one, so lines of the file are none of the text.
        return None
    indent = re.match(r"[ \t]*", lines[end])[0]  # type: ignore[index]
    doc = Doc("", start, end, indent, [])
    inner = range(start + 1, end)
    for style, reader in (("numpy", _numpy), ("google", _google), ("sphinx", _sphinx)):
        doc.sections = reader(lines, inner, indent)
        if doc.sections:
            doc.style = style
            break
    return doc


def _numpy(lines: list[str], inner: range, indent: str) -> list[Section]:
    heads = [
        n
        for n in inner
        if n + 1 in inner
        and lines[n + 1].strip()
        and set(lines[n + 1].strip()) == {"-"}
        and lines[n].startswith(indent)
        and lines[n][len(indent) :][:1].isalpha()
    ]
    found = []
    for head, following in zip(heads, [*heads, inner.stop][1:], strict=True):
        kind = KINDS.get(lines[head].strip().lower())
        last = _last(lines, head + 2, following)
        if kind is not None:
            body = range(head + 2, last + 1)
            found.append(Section(kind, head, head + 2, last, _numpy_entries(lines, body, indent)))
    return found


def _numpy_entries(lines: list[str], body: range, indent: str) -> list[Entry]:
    starts = [n for n in body if lines[n].strip() and _indent(lines[n]) == indent]
    entries = []
    for start, end in zip(starts, [*starts, body.stop][1:], strict=True):
        match = _NUMPY_ENTRY.match(lines[start])
        if match:
            last = _last(lines, start + 1, end)
            text = " ".join(line.strip() for line in lines[start + 1 : last + 1])
            entries.append(Entry(match[2], match[3] or None, start, last, text))
    return entries


def _google(lines: list[str], inner: range, indent: str) -> list[Section]:
    found = []
    for head in inner:
        match = _GOOGLE.match(lines[head])
        if match is None or match[1] != indent:
            continue
        end = head + 1
        while end in inner and (not lines[end].strip() or len(_indent(lines[end])) > len(indent)):
            end += 1
        last = _last(lines, head + 1, end)
        if last <= head:
            continue
        kind = KINDS[match[2].lower()]
        found.append(
            Section(kind, head, head + 1, last, _google_entries(lines, range(head + 1, last + 1)))
        )
    return found


def _google_entries(lines: list[str], body: range) -> list[Entry]:
    deep = _indent(lines[body.start])
    starts = [n for n in body if lines[n].strip() and _indent(lines[n]) == deep]
    entries = []
    for start, end in zip(starts, [*starts, body.stop][1:], strict=True):
        match = _GOOGLE_ENTRY.match(lines[start])
        if match:
            last = _last(lines, start + 1, end)
            rest = [lines[start][match.end() :], *lines[start + 1 : last + 1]]
            text = " ".join(line.strip() for line in rest)
            entries.append(Entry(match[2], match[3] or None, start, last, text))
    return entries


def _sphinx(lines: list[str], inner: range, indent: str) -> list[Section]:
    groups: dict[str, list[Entry]] = {}
    for number in inner:
        match = _FIELD.match(lines[number])
        if match is None or match[1] != indent:
            continue
        end = number + 1
        while end in inner and (not lines[end].strip() or len(_indent(lines[end])) > len(indent)):
            end += 1
        last = _last(lines, number + 1, end)
        rest = [lines[number][match.end() :], *lines[number + 1 : last + 1]]
        text = " ".join(line.strip() for line in rest)
        word = {"param": "parameters", "parameter": "parameters", "arg": "parameters",
                "return": "returns"}.get(match[2], match[2])  # fmt: skip
        stated, name = match[3], match[4] or ""
        if not name and stated:
            name, stated = stated, None
        groups.setdefault(word, []).append(Entry(name, stated, number, last, text))
    return [
        Section(kind, -1, entries[0].first, entries[-1].last, entries)
        for kind, entries in groups.items()
        if kind in ("parameters", "returns", "raises", "rtype")
    ]


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _last(lines: list[str], start: int, end: int) -> int:
    """Give the last line before an end that is not blank; the one before the start if none is."""
    last = end - 1
    while last >= start and not lines[last].strip():
        last -= 1
    return last
