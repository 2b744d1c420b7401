"""An entry that is taken for part of its neighbour, since it is indented otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Label, Unit
from faceplate.docstrings.styles import Style

_INDENTED = "is indented otherwise than its neighbours"
_ENTRY = re.compile(r"^([ \t]+)[`*]*(\w+)[`*]*(?:[ \t]*\([^)]*\))?[ \t]*:[ \t]+\S")
_UNMARKED = re.compile(r"^([ \t]+)[`*]*(\w+)[`*]*[ \t]+(?:[A-Z(\"'`\d]|-)")
_TYPED = re.compile(r"^([ \t]+)\*{0,2}(\w+)(?: *: *\S.*)?$")
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
        for number, name, why in _LOOKS[label.style](unit, label):
            if name in unit.named and not _is_described(name, label):
                yield label, number, name, why


def _is_described(name: str, label: Label) -> bool:
    return name in label.parsed.parameters and any(
        entry.name == name for entry in label.entries("parameters")
    )


def _google(unit: Unit, label: Label) -> Iterator[tuple[int, str, str]]:
    for block in label.blocks:
        if block.kind != "parameters" or not block.entries:
            continue
        starts = {entry.line for entry in block.entries}
        margin = block.entries[0].column
        for number, line in enumerate(block.body, block.first):
            if number in starts:
                continue
            if match := _ENTRY.match(line):
                yield number, match[2], _INDENTED
                continue
            # A text may go on with the name of a parameter, though not with a new sentence.
            match = _UNMARKED.match(line)
            at_margin = match is not None and len(match[1]) == margin
            if match and at_margin and _ends(block.body, number - block.first):
                yield number, match[2], "has no colon"


def _numpy(unit: Unit, label: Label) -> Iterator[tuple[int, str, str]]:
    for block in label.blocks:
        if block.kind != "parameters" or not block.entries:
            continue
        starts = {entry.line for entry in block.entries}
        margin = block.entries[0].column
        for number, line in enumerate(block.body, block.first):
            match = _TYPED.match(line)
            if match is None or number in starts or len(match[1]) <= margin:
                continue
            following = block.body[number - block.first + 1 :][:1]
            deeper = following and len(following[0]) - len(following[0].lstrip()) > len(match[1])
            if deeper and following[0].strip():
                yield number, match[2], _INDENTED


def _sphinx(unit: Unit, label: Label) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(label.lines):
        match = _FIELD.match(line)
        # The first word may be a type.
        name = next((one for one in match.groups() if one in unit.named), None) if match else None
        if name is not None:
            yield number, name, "has no second colon"
    inside = {
        number
        for block in label.blocks
        for number in range(block.first + 1, block.first + len(block.body))
    }
    margins = {entry.column for entry in label.entries("parameters")}
    for number, line in enumerate(label.lines):
        match = _NAMED.match(line)
        if match is None:
            continue
        if match[2] == "param" and number in inside and len(match[1]) > max(margins, default=0):
            yield number, match[3], _INDENTED
        elif margins and match[2] not in _FIELDS and get_close_matches(match[2], _FIELDS, 1, 0.7):
            near = get_close_matches(match[2], _FIELDS, n=1, cutoff=0.7)[0]
            yield number, match[3], f"has the field `{match[2]}`, where `{near}` is meant"


def _ends(body: list[str], index: int) -> bool:
    """Say whether the line before one ends a text."""
    before = next((line.strip() for line in reversed(body[:index]) if line.strip()), ".")
    return before.endswith((".", "!", "?", ")", ":", "`", '"'))


_LOOKS: dict[Style, Callable[[Unit, Label], Iterator[tuple[int, str, str]]]] = {
    "google": _google,
    "numpy": _numpy,
    "sphinx": _sphinx,
}


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
