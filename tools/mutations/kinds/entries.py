"""Faults of entries: one is renamed, misspelt, removed, moved, doubled, emptied or unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mutations.docstrings import Entry
from mutations.kinds.edits import entry_after, invented, misspelt, mutant, without_entry
from mutations.mutant import Mutant
from mutations.units import Library, Unit


def renamed(library: Library) -> Iterator[Mutant]:
    """An entry gets another name, or its own misspelt."""
    for unit in library.units:
        for entry in unit.described if not unit.rest else []:
            for kind, new in (
                ("entry renamed", invented(unit, entry.name)),
                ("entry misspelt", misspelt(entry.name) if len(entry.name) > 3 else ""),
            ):
                edit = unit.module.change(entry.first, entry.name, new)
                if edit is not None and new:
                    yield mutant(kind, unit, [edit], entry.name, new)


def removed(library: Library) -> Iterator[Mutant]:
    """An entry is taken out of a docstring that has all."""
    for unit in library.units:
        if unit.is_complete and len(unit.parameters) > 1:
            for entry in unit.described:
                gone = without_entry(unit, entry)
                yield mutant("entry removed", unit, [gone], entry.name)


def duplicated(library: Library) -> Iterator[Mutant]:
    """An entry is written a second time."""
    for unit in library.units:
        for entry in unit.described:
            text = "What was described above."
            copy = entry_after(unit, unit.entries[-1], entry.name, entry.stated, text)
            yield mutant("entry duplicated", unit, [copy], entry.name)


def reordered(library: Library) -> Iterator[Mutant]:
    """Two entries change places."""
    for unit in library.units:
        if not unit.is_ordered:
            continue
        for entry, following in pairwise(unit.entries):
            lines = unit.module.lines
            first = lines[entry.first : entry.last + 1]
            second = lines[following.first : following.last + 1]
            between = lines[entry.last + 1 : following.first]
            swapped = [*second, *between, *first]
            edit = unit.module.line_edit(entry.first, following.last, swapped)
            names = entry.name, following.name, "order"
            yield mutant("entries reordered", unit, [edit], *names)


def emptied(library: Library) -> Iterator[Mutant]:
    """The text of an entry goes, or becomes a placeholder."""
    for unit in library.units:
        if sum(bool(entry.text) for entry in unit.described) < 2:
            continue
        for entry in unit.described:
            for kind, text in (("text emptied", ""), ("text a placeholder", "TODO")):
                lines = _with_text(unit, entry, text) if entry.text else None
                if lines is not None:
                    edit = unit.module.line_edit(entry.first, entry.last, lines)
                    yield mutant(kind, unit, [edit], entry.name)


def _with_text(unit: Unit, entry: Entry, text: str) -> list[str] | None:
    head = unit.module.lines[entry.first]
    style = unit.doc.style if unit.doc else ""
    if style == "numpy":
        last = unit.module.lines[entry.last]
        deep = last[: len(last) - len(last.lstrip())]
        return [head, f"{deep}{text}"] if text else [head]
    # `name (type):`, `name:`, `:param type name:`
    pattern = r"[ \t]*\*{0,2}\w+(?: \(.*?\))?:" if style == "google" else r"[ \t]*:[^:]+:"
    match = re.match(pattern, head)
    return [f"{match[0]} {text}".rstrip()] if match else None


def torn(library: Library) -> Iterator[Mutant]:
    """An entry is indented otherwise than the others, or loses its colon."""
    for unit in library.units:
        if not unit.is_complete or unit.doc is None:
            continue
        lines = unit.module.lines
        for before, entry in pairwise(unit.entries):
            if unit.doc.style != "sphinx":
                own = lines[entry.first : entry.last + 1]
                deeper = [f"  {line}" if line.strip() else line for line in own]
                edit = unit.module.line_edit(entry.first, entry.last, deeper)
                yield mutant("entry indented otherwise", unit, [edit], entry.name)
            if unit.doc.style != "numpy" and before.text and not entry.stated:
                unmarked = unit.module.change(entry.first, f"{entry.name}:", entry.name)
                if unmarked is not None:
                    yield mutant("entry unmarked", unit, [unmarked], entry.name)


KINDS = (renamed, removed, duplicated, reordered, emptied, torn)
