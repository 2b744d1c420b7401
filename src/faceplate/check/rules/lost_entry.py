"""An entry that is taken for part of its neighbour, since it is indented otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Label, Unit
from faceplate.docstrings import entries
from faceplate.docstrings.entries import Head
from faceplate.docstrings.parts import Part

_INDENTED = "is indented otherwise than its neighbours"
_BEGINNING = re.compile(r"[ \t]+(?:[A-Z(\"'`\d]|-)")
"""What follows a name that lacks its colon."""

_FIELDS = ("param", "parameter", "arg", "argument", "key", "keyword", "type", "raises", "var")
_NAMED = re.compile(r"^([ \t]*):([a-z]+)[ \t]+(?:[\w.\[\]|]+[ \t]+)?(\w+):(?:[ \t]|$)")
_FIELD = re.compile(r"^[ \t]*:param[ \t]+([\w.\[\]|]+)[ \t]+(\w+)?[^:]*$")


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for lines within sections that are entries but for their indentation or their colon."""
    for label, number, name, why in lost(unit):
        read = (
            "read as no field"
            if why.startswith("has the field")
            else ("read as part of the one above")
        )
        # Where only the indentation is wrong, it is certain what is meant.
        certain = why == _INDENTED
        yield unit.flaw(
            f"the entry of `{name}` {why}, and is {read}",
            unit.at(label, number),
            unit.about(label, word=name, line=number) if certain else None,
        )


def lost(unit: Unit) -> list[tuple[Label, int, str, str]]:
    """Give the entries that are lost: docstring, index of the line, parameter, and why."""
    return unit.once("lost entries", lambda: list(_lost(unit)))


def _lost(unit: Unit) -> Iterator[tuple[Label, int, str, str]]:
    for label in unit.labels:
        described = {entry.name for entry in label.entries("parameters")}
        for number, name, why in _candidates(unit, label):
            if name in unit.named and name not in described:
                yield label, number, name, why


def _candidates(unit: Unit, label: Label) -> Iterator[tuple[int, str, str]]:
    """Yield lines that may be meant as entries: index, name, and why they are none."""
    for part in label.sections:
        if part.kind == "parameters" and part.entries and part.form != "fields":
            yield from _within(label, part)
    yield from _fields(unit, label)


def _within(label: Label, part: Part) -> Iterator[tuple[int, str, str]]:
    """Yield lines of a section that are entries but for their indentation or their colon."""
    lines = label.outline.lines
    starts = {entry.line for entry in part.entries}
    margin = part.entries[-1].column
    for number in range(part.first, part.end):
        column = lines.margins[number]
        if number in starts or column < 0 or lines.quoted[number]:
            continue
        found = entries.head(lines, number, column, part.end)
        if part.form == "numpy":
            if found and column > margin and lines.margins[number + 1 : number + 2] > [column]:
                yield number, found.names[0].text, _INDENTED
        elif found is not None and _has_text(label, found):
            yield number, found.names[0].text, _INDENTED
        elif column == margin and _ends(label.lines[part.first : number]):
            # A text may go on with the name of a parameter, though not with a new sentence.
            names, end = entries.names(label.lines[number], column)
            if names and _BEGINNING.match(label.lines[number], end):
                yield number, names[0].text, "has no colon"


def _has_text(label: Label, found: Head) -> bool:
    return found.mark == ":" and found.column < len(label.lines[found.line])


def _fields(unit: Unit, label: Label) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(label.lines):
        match = _FIELD.match(line)
        # The first word may be a type.
        name = next((one for one in match.groups() if one in unit.named), None) if match else None
        if name is not None:
            yield number, name, "has no second colon"
    inside = {
        number
        for part in label.sections
        if part.form == "fields"
        for number in range(part.first + 1, part.end)
    }
    margins = {part.entries[0].column for part in label.sections if part.form == "fields"}
    for number, line in enumerate(label.lines):
        match = _NAMED.match(line)
        if match is None:
            continue
        if match[2] == "param" and number in inside and len(match[1]) > max(margins, default=0):
            yield number, match[3], _INDENTED
        elif margins and match[2] not in _FIELDS and get_close_matches(match[2], _FIELDS, 1, 0.7):
            near = get_close_matches(match[2], _FIELDS, n=1, cutoff=0.7)[0]
            yield number, match[3], f"has the field `{match[2]}`, where `{near}` is meant"


def _ends(above: list[str]) -> bool:
    """Say whether the lines above one end a text."""
    before = next((line.strip() for line in reversed(above) if line.strip()), ".")
    return before.endswith((".", "!", "?", ")", ":", "`", '"'))


RULE = Rule(
    code="FP403",
    name="lost-entry",
    severity="error",
    summary="An entry is indented otherwise than its neighbours or lacks a colon, so that "
    "it is read as part of the one above it.",
    reason="The parameter counts as undocumented, and its text stands in another one's.",
    remedy="Indent all entries of a section alike, and set a colon behind each name. In Sphinx "
    "style, the name of the field has to be one that is known.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
          speed: How fast.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    unit=check,
    fix="Sets the entry and its further lines to the margin of its neighbours.",
)
