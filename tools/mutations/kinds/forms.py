"""Faults of form: headings and backticks that are not read as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutations.kinds.edits import mutant
from mutations.mutant import Mutant
from mutations.units import Library, Unit

_HEADING = re.compile(r"^[ \t]*(\w+)[ \t]*:?[ \t]*$")


def headings(library: Library) -> Iterator[Mutant]:
    """A heading is misspelt, or loses what makes it one."""
    for unit in library.units:
        doc = unit.doc
        if doc is None or doc.style not in ("google", "numpy"):
            continue
        for section in doc.sections:
            match = _HEADING.match(unit.module.lines[section.head])
            if match is None or section.kind == "note":
                continue
            word = match[1]
            wrong = word[:2] + word[3] + word[2] + word[4:]
            names = (word, wrong, "section", *(entry.name for entry in section.entries))
            edit = unit.module.change(section.head, word, wrong)
            if wrong != word and edit is not None:
                yield mutant("heading misspelt", unit, [edit], *names)
            if section.kind in ("parameters", "returns", "raises"):
                unmarked = (
                    unit.module.change(section.head, ":", "")
                    if doc.style == "google"
                    else unit.module.line_edit(section.head + 1, section.head + 1, [])
                )
                if unmarked is not None:
                    yield mutant("heading unmarked", unit, [unmarked], *names)


def backticks(library: Library) -> Iterator[Mutant]:
    """A backtick is lost."""
    for unit in library.units:
        if unit.doc is None:
            continue
        for number in range(unit.doc.first + 1, unit.doc.last):
            line = unit.module.lines[number]
            match = re.search(r"(?<![`:\w])`(\w+)`(?![`_\w])", line)
            if match is None or line.count("`") != 2 or "'" in line or _is_code(unit, number):
                continue
            end = unit.module.starts[number] + match.end()
            lost = unit.module.change(number, match[0], match[0][:-1])
            if lost is not None and end:
                yield mutant("backtick lost", unit, [lost], "backtick")


KINDS = (headings, backticks)


def _is_code(unit: Unit, number: int) -> bool:
    assert unit.doc is not None
    return any(
        section.kind == "examples" and section.first <= number <= section.last
        for section in unit.doc.sections
    )
