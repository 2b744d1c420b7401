"""Faults of the signature: a parameter is renamed, added or removed, and the docstring stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mutations.kinds.edits import addition, invented, mutant, remark, removal, renaming
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit


def renamed(library: Library) -> Iterator[Mutant]:
    """A parameter gets another name in the signature; of overloads, in all of them."""
    for unit in library.units:
        for entry in unit.described:
            new = invented(unit, entry.name)
            edits = renaming(unit, entry.name, new)
            if edits is not None and not unit.rest:
                kind = "overloaded parameter renamed" if unit.overloads else "parameter renamed"
                yield mutant(kind, unit, edits, entry.name, new)


def added(library: Library) -> Iterator[Mutant]:
    """The signature of a unit that describes all its parameters gets a further one."""
    for unit in library.units:
        new = invented(unit, "added")
        edit = addition(unit, new) if unit.is_complete else None
        if edit is not None:
            yield mutant("parameter added", unit, [edit], new)


def removed(library: Library) -> Iterator[Mutant]:
    """A parameter leaves the signature."""
    for unit in library.units:
        for entry in unit.described:
            edits = None if unit.rest else removal(unit, entry.name)
            if edits is not None:
                yield mutant("parameter removed", unit, edits, entry.name)


def starred(library: Library) -> Iterator[Mutant]:
    """A unit that describes all its parameters takes `*` or `**` something more."""
    for unit in library.units:
        if not unit.is_complete or unit.function is None or unit.overloads or unit.rest:
            continue
        last = unit.parameters[-1]
        end = unit.module.span(unit.defaults.get(last.arg, last))[1]
        if unit.function.args.posonlyargs:
            continue
        new = invented(unit, "starred")
        if unit.function.args.vararg is None and not unit.function.args.kwonlyargs:
            edit = Edit(end, end, f", *{new}")
            yield mutant("starred parameter added", unit, [edit], new)
        if unit.function.args.vararg is None or unit.function.args.kwonlyargs:
            edit = Edit(end, end, f", **{new}")
            yield mutant("starred parameter added", unit, [edit], new)


def renamed_in_heirs(library: Library) -> Iterator[Mutant]:
    """A parameter is renamed in an heir, which has the docstring of its ancestor."""
    for heir, ancestor in _heirs(library):
        described = {entry.name for entry in ancestor.described}
        for argument in heir.parameters:
            new = invented(heir, argument.arg)
            edits = renaming(heir, argument.arg, new)
            if argument.arg in described and edits is not None and not heir.rest:
                names = argument.arg, new
                drifted = mutant("parameter of an heir renamed", heir, edits, *names)
                drifted.apart = (ancestor.place,)
                yield drifted


def left_behind(library: Library) -> Iterator[Mutant]:
    """A parameter and its entry are renamed, and a mention in backticks is left behind.

    Where there is a mention, it is left; where there is none, one is written.
    """
    for unit in library.units:
        if unit.doc is None or unit.rest:
            continue
        for entry in unit.described:
            new = invented(unit, entry.name)
            edits = renaming(unit, entry.name, new)
            said = unit.module.change(entry.first, entry.name, new)
            if edits is None or said is None or len(entry.name) < 3:
                continue
            own = range(entry.first, entry.last + 1)
            mentions = [
                number
                for number in range(unit.doc.first, unit.doc.last + 1)
                if number not in own and f"`{entry.name}`" in unit.module.lines[number]
            ]
            typed = _typed_elsewhere(unit, entry.name, new)
            if mentions:
                names = (entry.name,)
                yield mutant("mention left behind", unit, [*edits, said, *typed], *names)
                continue
            others = [other for other in unit.described if other.name != entry.name]
            for other in others[:1]:
                text = f"Has no effect if `{entry.name}` is set."
                written = remark(unit, other, text)
                if written is not None:
                    all_ = [*edits, said, *typed, written]
                    yield mutant("mention left behind", unit, all_, entry.name)


def _typed_elsewhere(unit: Unit, name: str, new: str) -> list[Edit]:
    """Return the edits of the field `:type name:`, which belongs to the entry."""
    assert unit.doc is not None
    edits = []
    for number in range(unit.doc.first, unit.doc.last + 1):
        edit = unit.module.change(number, f":type {name}:", f":type {new}:")
        edits += [edit] if edit is not None else []
    return edits


def _heirs(library: Library) -> Iterator[tuple[Unit, Unit]]:
    """Yield methods and classes without a docstring, each with the ancestor's that has one."""
    units = {(unit.module.file, unit.name): unit for unit in library.units}
    for unit in library.units:
        owner = unit.node if isinstance(unit.node, ast.ClassDef) else unit.owner
        if owner is None or unit.function is None or _has_text(unit):
            continue
        names = [ast.unparse(base).rpartition(".")[2] for base in owner.bases]
        for name in names:
            parents = library.classes.get(name, [])
            if len(parents) != 1:
                continue
            parent = parents[0]
            path = parent.name if unit.is_class else f"{parent.name}.{unit.short}"
            ancestor = units.get((parent.module.file, path))
            if ancestor is not None and ancestor is not unit and ancestor.described:
                yield unit, ancestor
                break


def _has_text(unit: Unit) -> bool:
    nodes = [unit.node, unit.function]
    return any(node is not None and ast.get_docstring(node) for node in nodes)


KINDS = (renamed, added, removed, starred, renamed_in_heirs, left_behind)
