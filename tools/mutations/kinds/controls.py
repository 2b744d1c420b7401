"""Controls: edits of code and docstring together, after which they agree as they did before."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Entry
from mutations.kinds.edits import (
    addition,
    body_start,
    entry_after,
    invented,
    is_alone,
    mutant,
    removal,
    renaming,
    section_added,
    without_entry,
    words,
)
from mutations.kinds.statements import STATED
from mutations.modules import Function, returns_value, yields
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit


def renamed(library: Library) -> Iterator[Mutant]:
    """A parameter is renamed in signature, body and docstring."""
    for unit in library.units:
        for entry in unit.described:
            new = invented(unit, entry.name)
            edits = renaming(unit, entry.name, new)
            said = words(unit, entry.name, new)
            if edits and said and not unit.rest and is_alone(library, unit, entry.name):
                yield _control("renamed in both", unit, [*edits, *said], entry.name, new)


def added(library: Library) -> Iterator[Mutant]:
    """A parameter is added with an entry."""
    for unit in library.units:
        new = invented(unit, "added")
        edit = addition(unit, new)
        if edit is None or not unit.is_ordered or not is_alone(library, unit):
            continue
        entry = unit.entries[-1]
        if not entry.text:
            # One entry with a text would show that the others have none.
            continue
        said = entry_after(unit, entry, new, "int", "A number of steps.")
        yield _control("added in both", unit, [edit, said], new)


def removed(library: Library) -> Iterator[Mutant]:
    """A parameter is taken out with its entry."""
    for unit in library.units:
        for entry in unit.described:
            if len(unit.described) < 2 or unit.rest or not is_alone(library, unit, entry.name):
                continue
            edits = removal(unit, entry.name)
            # Who speaks of it elsewhere would have to be changed too.
            if edits is None or len(re.findall(rf"\b{entry.name}\b", unit.prose)) != 1:
                continue
            gone = without_entry(unit, entry)
            yield _control("removed in both", unit, [*edits, gone], entry.name)


def defaults(library: Library) -> Iterator[Mutant]:
    """A number that is a default changes in the code and in the text."""
    for unit in library.units:
        for entry in unit.described:
            node = unit.defaults.get(entry.name)
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, bool) or not isinstance(value, int | float) or unit.overloads:
                continue
            assert node is not None
            places = [
                Edit(start + match.start("value"), start + match.end("value"), str(value + 3))
                for number in range(entry.first, entry.last + 1)
                for start in [unit.module.starts[number]]
                for pattern in STATED
                for match in pattern.finditer(unit.module.lines[number])
                if match["value"] == str(value)
            ]
            spoken = len(re.findall(rf"(?<![\w.]){re.escape(str(value))}(?!\w|\.\d)", unit.prose))
            if len(set(places)) == 1 == spoken and is_alone(library, unit):
                changed = unit.module.replace(node, str(value + 3))
                yield _control("default changed in both", unit, [changed, places[0]], entry.name)


def reordered(library: Library) -> Iterator[Mutant]:
    """Two parameters change places in the signature and in the docstring."""
    for unit in library.units:
        if not unit.is_ordered or not is_alone(library, unit) or unit.overloads:
            continue
        for entry, following in zip(unit.entries, unit.entries[1:], strict=False):
            edits = _swap(unit, entry.name, following.name)
            lines = unit.module.lines
            first = lines[entry.first : entry.last + 1]
            second = lines[following.first : following.last + 1]
            between = lines[entry.last + 1 : following.first]
            if edits is not None:
                swapped = [*second, *between, *first]
                said = unit.module.line_edit(entry.first, following.last, swapped)
                names = entry.name, following.name
                yield _control("reordered in both", unit, [*edits, said], *names)


def reworded(library: Library) -> Iterator[Mutant]:
    """The text of an entry is worded otherwise."""
    for unit in library.units:
        for entry in unit.described:
            edit = _worded(unit, entry)
            if edit is not None:
                yield _control("text reworded", unit, [edit], entry.name)


def raised(library: Library) -> Iterator[Mutant]:
    """A function raises one exception more and says so."""
    for unit in library.units:
        place = body_start(unit) if unit.doc is not None and unit.doc.style else None
        if place is None or unit.is_class or "LookupError" in unit.prose or not unit.parameters:
            continue
        assert unit.doc is not None
        if unit.doc.section("raises") or unit.is_property:
            continue
        said = section_added(unit, "raises", "If it does not fit.", "LookupError")
        start, deep = place
        condition = f"{deep}if {unit.parameters[0].arg} is NotImplemented:"
        lines = [condition, f'{deep}    raise LookupError("It does not fit.")']
        edit = unit.module.line_edit(start, start - 1, lines)
        if said is not None:
            yield _control("raised and described", unit, [edit, said], "LookupError")


def returned(library: Library) -> Iterator[Mutant]:
    """A function that returns a value and does not say what gets a section that does."""
    for unit in library.units:
        if not isinstance(unit.node, Function) or unit.doc is None or not unit.doc.style:
            continue
        if not returns_value(unit.node) or yields(unit.node) or unit.is_property:
            continue
        if re.search(r"return|yield", unit.prose, re.IGNORECASE):
            continue
        said = section_added(unit, "returns", "What comes out of it.")
        if said is not None:
            yield _control("result described", unit, [said], "return")


def rewritten(library: Library) -> Iterator[Mutant]:
    """A body changes, and nothing that a docstring says of it."""
    for unit in library.units:
        place = body_start(unit) if unit.doc is not None and unit.doc.style else None
        if place is not None:
            start, deep = place
            lines = [f"{deep}steps = [step for step in range(3)]", f"{deep}del steps"]
            edit = unit.module.line_edit(start, start - 1, lines)
            yield _control("body rewritten", unit, [edit], unit.short)


KINDS = (
    renamed, added, removed, defaults, reordered, reworded, raised, returned, rewritten,
)  # fmt: skip


def _control(kind: str, unit: Unit, edits: list[Edit], *names: str) -> Mutant:
    return mutant(f"control: {kind}", unit, edits, *names, control=True)


def _swap(unit: Unit, name: str, other: str) -> list[Edit] | None:
    """Return the edits that exchange two parameters; None if only one has a default."""
    if (name in unit.defaults) != (other in unit.defaults) or unit.function is None:
        return None
    keyword = {argument.arg for argument in unit.function.args.kwonlyargs}
    ahead = {argument.arg for argument in unit.function.args.posonlyargs}
    if (name in keyword) != (other in keyword) or (name in ahead) != (other in ahead):
        return None
    spans = []
    for one in (name, other):
        argument = unit.argument(one)
        start = unit.module.span(argument)[0]
        spans.append((start, unit.module.span(unit.defaults.get(one, argument))[1]))
    first, second = (unit.module.text[start:end] for start, end in spans)
    return [Edit(*spans[0], second), Edit(*spans[1], first)]


def _worded(unit: Unit, entry: Entry) -> Edit | None:
    """Return the edit that puts a word in front of a text that begins as a sentence does."""
    start = entry.text[:20]
    if not re.match(r"[A-Z][a-z]+ [a-z]+ [a-z]", entry.text):
        return None
    # What a text begins with may be the name of a type, or say that it may be left out.
    if re.match(r"(?:An?|The|Optional|Default|If|Deprecated|Required|Whether)\b", entry.text):
        return None
    for number in (entry.first, entry.first + 1):
        if number <= entry.last:
            edit = unit.module.change(number, start, f"Here, {start[0].lower()}{start[1:]}")
            if edit is not None:
                return edit
    return None
