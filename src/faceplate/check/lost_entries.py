"""Entries of parameters that are taken for part of a text, as they are indented otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.docstrings import entries
from faceplate.docstrings.entries import Head
from faceplate.docstrings.parts import Entry, Part

INDENTED = "is indented otherwise than its neighbours"
_BEGINNING = re.compile(r"[ \t]+(?:[A-Z(\"'`\d]|-)")
"""What follows a name that lacks its colon."""
_ANYTHING = re.compile(r"[ \t]+\w|[ \t]*$")
"""What may follow it where the name is the next of the signature."""

# The entry of a rest: "**options: Further settings", "- \\*args: ...".
_REST = re.compile(r"^[ \t]*(?:[-+][ \t]+)?`*\\?\*")
_FIELDS = (
    "param", "parameter", "arg", "argument", "key", "keyword", "type", "raises", "raise", "except",
    "exception", "var", "ivar", "cvar", "vartype",
)  # fmt: skip
# A field of any word: ":parm float angle: How far".
_NAMED = re.compile(r"^([ \t]*):([a-z]+)[ \t]+(?:[\w.\[\]|]+[ \t]+)?(\w+):(?:[ \t]|$)")
# An entry with a dash behind its colon: "angle (int):- How far".
_DASHED = re.compile(r"[ \t]*\w+[ \t]*(?:\([^()\n]*\)[ \t]*)?:-")
# A field that lacks its second colon: ":param angle How far".
_FIELD = re.compile(r"^[ \t]*:param[ \t]+([\w.\[\]|]+)(?![\w:])(?:[ \t]+(\w+))?")


def lost_entries(unit: Unit) -> list[tuple[UnitDocstring, int, str, str]]:
    """Return the entries that are lost: docstring, index of the line, parameter, and why."""
    return unit.once("lost entries", lambda: list(_lost_entries(unit)))


def own_text(unit: Unit, docstring: UnitDocstring, entry: Entry) -> str:
    """Return the text of an entry up to the first entry that is lost in it."""
    numbers = [
        number
        for other, number, _, _ in lost_entries(unit)
        if other is docstring and entry.line < number < entry.end
    ]
    if not numbers:
        return entry.text
    return "\n".join(entry.text.split("\n")[: max(min(numbers) - entry.body.line, 0)])


def _lost_entries(unit: Unit) -> Iterator[tuple[UnitDocstring, int, str, str]]:
    for docstring in unit.docstrings:
        described = {entry.name for entry in docstring.entries("parameters")}
        for number, name, why in _candidates(unit, docstring):
            if name in unit.named and name not in described:
                yield docstring, number, name, why


def _candidates(unit: Unit, docstring: UnitDocstring) -> Iterator[tuple[int, str, str]]:
    """Yield lines that may be meant as entries: index, name, and why they are none."""
    for part in docstring.sections:
        if part.kind == "parameters" and part.entries and part.form != "fields":
            yield from _within(unit, docstring, part)
    yield from _fields(unit, docstring)


def _owned(unit: Unit, docstring: UnitDocstring, part: Part) -> set[int]:
    """Return the lines below entries of `*args` or `**options`, which list what these take."""
    rests = {each.name for each in unit.parameters if each.kind.startswith("var_")}
    owned: set[int] = set()
    for entry, following in zip(part.entries, [*part.entries[1:], None], strict=True):
        is_rest = entry.name in {*rests, unit.unpacked} or _REST.match(docstring.lines[entry.line])
        if is_rest:
            owned.update(range(entry.line + 1, following.line if following else part.end))
    return owned


def _within(unit: Unit, docstring: UnitDocstring, part: Part) -> Iterator[tuple[int, str, str]]:
    """Yield lines of a section that are entries but for their indentation or their colon."""
    owned = _owned(unit, docstring, part)
    lines = docstring.outline.lines
    starts = {entry.line for entry in part.entries}
    margin = part.entries[-1].column
    for number in range(part.first, part.end):
        column = lines.margins[number]
        if number in starts or number in owned or column < 0 or lines.quoted[number]:
            continue
        head = entries.head(lines, number, column, part.end)
        if part.form == "numpy":
            if head and column > margin and lines.margins[number + 1 : number + 2] > [column]:
                yield number, head.names[0].text, INDENTED
        elif head is not None and (
            _has_text(docstring, head)
            or (head.mark == ":" and lines.margins[number + 1 : number + 2] > [column])
        ):
            yield number, head.names[0].text, INDENTED
        elif column == margin and not _DASHED.match(docstring.lines[number]):
            names, end = entries.names(docstring.lines[number], column)
            if names and _begins(unit, docstring, part, number, names[0].text, end):
                yield number, names[0].text, "has no colon"


def _begins(
    unit: Unit, docstring: UnitDocstring, part: Part, number: int, name: str, end: int
) -> bool:
    """Return whether a line that begins with a name is an entry but for its colon.

    A text may go on with the name of a parameter, though not with a new sentence. The name that
    comes next in the signature needs one sign less than others.
    """
    line = docstring.lines[number]
    above = [entry.name for entry in part.entries if entry.line < number]
    order = list(unit.named)
    is_next = bool(above) and (above[-1], name) in pairwise(order)
    if _BEGINNING.match(line, end):
        return is_next or _ends(docstring.lines[part.first : number])
    return (
        is_next
        and _ANYTHING.match(line, end) is not None
        and (end == len(line.rstrip()) or _ends(docstring.lines[part.first : number]))
    )


def _has_text(docstring: UnitDocstring, head: Head) -> bool:
    return head.mark == ":" and head.column < len(docstring.lines[head.line])


def _fields(unit: Unit, docstring: UnitDocstring) -> Iterator[tuple[int, str, str]]:
    starts = {entry.line for entry in docstring.entries("parameters")}
    for number, line in enumerate(docstring.lines):
        match = _FIELD.match(line) if number not in starts else None
        # The first word may be a type.
        name = (
            next((group for group in match.groups() if group in unit.named), None)
            if match
            else None
        )
        if name is not None:
            yield number, name, "has no second colon"
    inside = {
        number
        for part in docstring.sections
        if part.form == "fields"
        for number in range(part.first + 1, part.end)
    }
    # A field such as ":Exceptions:" may have text and no entries.
    fields = (part for part in docstring.sections if part.form == "fields" and part.entries)
    margins = {part.entries[0].column for part in fields}
    for number, line in enumerate(docstring.lines):
        match = _NAMED.match(line)
        if match is None:
            continue
        if match[2] == "param" and number in inside and len(match[1]) > max(margins, default=0):
            yield number, match[3], INDENTED
        elif margins and match[2] not in _FIELDS and get_close_matches(match[2], _FIELDS, 1, 0.7):
            near = get_close_matches(match[2], _FIELDS, n=1, cutoff=0.7)[0]
            yield number, match[3], f"has the field `{match[2]}`, where `{near}` is meant"


def _ends(above: list[str]) -> bool:
    """Return whether the lines above one end a text."""
    before = next((line.strip() for line in reversed(above) if line.strip()), ".")
    return before.endswith((".", "!", "?", ")", ":", "`", '"'))
