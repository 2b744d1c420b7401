"""Faults of exceptions: raised and not described, described and not raised, or misspelt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.kinds.edits import body_start, misspelt, mutant, without_entry
from mutations.modules import Function, own_nodes
from mutations.mutant import Mutant
from mutations.units import Library, Unit

_NEW = ("LookupError", "TimeoutError", "OverflowError", "PermissionError")


def undescribed(library: Library) -> Iterator[Mutant]:
    """A function or a constructor raises one exception more, and does not say so."""
    for unit in library.units:
        place = body_start(unit) if unit.doc is not None and unit.doc.style else None
        name = next((name for name in _NEW if name not in unit.prose), None)
        if place is None or name is None or not unit.parameters:
            continue
        if _covers(unit, name):
            continue
        start, deep = place
        condition = f"{deep}if {unit.parameters[0].arg} is NotImplemented:"
        lines = [condition, f'{deep}    raise {name}("It does not fit.")']
        edit = unit.module.line_edit(start, start - 1, lines)
        kind = "raise added to a constructor" if unit.is_class else "raise added"
        yield mutant(kind, unit, [edit], name)


def replaced(library: Library) -> Iterator[Mutant]:
    """An exception that is described is raised as another one."""
    for unit in library.units:
        section = unit.doc.section("raises") if unit.doc else None
        if section is None or unit.function is None:
            continue
        names = [entry.name for entry in section.entries]
        for entry in section.entries:
            raised = [node for node in _raises(unit.function) if _exception(node) == entry.name]
            new = next((name for name in _NEW if name not in unit.prose), None)
            if not raised or new is None or _covers(unit, new):
                continue
            edits = [unit.module.replace(node, new) for one in raised if (node := _made(one))]
            yield mutant("exception replaced", unit, edits, new, entry.name)
            if (
                not _ancestors(library, entry.name) & {*names}
                and entry.name != "NotImplementedError"
            ):
                gone = without_entry(unit, entry, section)
                yield mutant("exception no longer described", unit, [gone], entry.name)


def not_raised(library: Library) -> Iterator[Mutant]:
    """The statements that raise an exception go, and the docstring still describes it."""
    for unit in library.units:
        section = unit.doc.section("raises") if unit.doc else None
        if section is None or unit.function is None or unit.is_property:
            continue
        for entry in section.entries:
            raised = [node for node in _raises(unit.function) if _exception(node) == entry.name]
            if not raised or any(node.cause is not None for node in raised):
                continue
            edits = [unit.module.replace(node, "pass") for node in raised]
            yield mutant("exception no longer raised", unit, edits, entry.name)


def misspelt_names(library: Library) -> Iterator[Mutant]:
    """The name of an exception is misspelt in the docstring."""
    for unit in library.units:
        section = unit.doc.section("raises") if unit.doc else None
        for entry in section.entries if section is not None else []:
            if re.fullmatch(r"[A-Z]\w{3,}", entry.name):
                wrong = misspelt(entry.name)
                edit = unit.module.change(entry.first, entry.name, wrong)
                if edit is not None:
                    yield mutant("exception misspelt", unit, [edit], wrong)


KINDS = (undescribed, replaced, not_raised, misspelt_names)


def _names(unit: Unit) -> list[str]:
    return [entry.name for entry in unit.doc.entries("raises")] if unit.doc else []


def _covers(unit: Unit, name: str) -> bool:
    """Say whether the docstring already describes an ancestor of an exception of Python."""
    import builtins

    ancestors = {one.__name__ for one in getattr(builtins, name).__mro__}
    return bool(ancestors & {*_names(unit)})


def _ancestors(library: Library, name: str) -> set[str]:
    """Return the names of the classes that an exception inherits from, as far as they are here."""
    import builtins

    known = getattr(builtins, name, None)
    ancestors = {one.__name__ for one in known.__mro__[1:]} if isinstance(known, type) else set()
    waiting = [name]
    while waiting:
        for unit in library.classes.get(waiting.pop(), []):
            assert isinstance(unit.node, ast.ClassDef)
            for base in unit.node.bases:
                last = ast.unparse(base).rpartition(".")[2]
                if last not in ancestors:
                    ancestors.add(last)
                    waiting.append(last)
    return ancestors


def _raises(function: Function) -> Iterator[ast.Raise]:
    for node in own_nodes(function):
        if isinstance(node, ast.Raise):
            yield node


def _made(node: ast.Raise) -> ast.expr | None:
    return node.exc.func if isinstance(node.exc, ast.Call) else node.exc


def _exception(node: ast.Raise) -> str | None:
    made = _made(node)
    return made.id if isinstance(made, ast.Name) else None
