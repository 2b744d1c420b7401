"""Faults of events: lists, declarations, stubs, mentions, and what goes in and out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.kinds.edits import invented, misspelt, remark, without_section
from mutations.modules import Module
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit


def listed(library: Library) -> Iterator[Mutant]:
    """A list of events names one that is not there, or one twice."""
    for module, class_, elements in _lists(library):
        for node in elements:
            name = node.attr
            end = module.span(node)[1]
            wrong = misspelt(name) if len(name) > 3 else f"{name}ed"
            edit = Edit(end - len(name), end, wrong)
            yield _mutant(class_, module, "event unknown", [edit], wrong)
            twice = Edit(end, end, f", {module.source(node)}")
            yield _mutant(class_, module, "event listed twice", [twice], name)


def taken_out(library: Library) -> Iterator[Mutant]:
    """An event is taken out of the list, and a docstring still speaks of its listener."""
    units = {(unit.module.file, unit.name): unit for unit in library.units}
    for module, class_, elements in _lists(library):
        unit = units.get((module.file, class_.name))
        if unit is None or len(elements) < 2 or not unit.described:
            continue
        for place, node in enumerate(elements):
            name = node.attr
            ahead = elements[place - 1] if place else None
            start = module.span(ahead)[1] if ahead else module.span(node)[0]
            end = module.span(node)[1] if ahead else module.span(elements[1])[0]
            gone = Edit(start, end, "")
            said = remark(unit, unit.described[0], f"A change triggers the `.{name}()` listener.")
            if said is not None and "#" not in module.text[start:end]:
                kind = "event taken out, still spoken of"
                yield _mutant(class_, module, kind, [gone, said], name)


def declarations(library: Library) -> Iterator[Mutant]:
    """An event is declared twice, or loses its text."""
    for module in library.modules:
        for class_ in ast.walk(module.tree):
            if not isinstance(class_, ast.ClassDef):
                continue
            for statement in class_.body:
                made = getattr(statement, "value", None)
                if not isinstance(statement, ast.Assign) or not isinstance(made, ast.Call):
                    continue
                if ast.unparse(made.func) != "EventListener":
                    continue
                name = ast.unparse(statement.targets[0])
                line = statement.end_lineno or 0
                again = f'    {name} = EventListener("{name}", doc="It happened.")'
                edit = module.line_edit(line, line - 1, [again])
                yield _mutant(class_, module, "event declared twice", [edit], name)
                text = next((one.value for one in made.keywords if one.arg == "doc"), None)
                if isinstance(text, ast.Constant):
                    empty = module.replace(text, '""')
                    yield _mutant(class_, module, "event without text", [empty], name)


def stubs(library: Library) -> Iterator[Mutant]:
    """A stub lacks an event, or offers an argument that is refused."""
    lists = list(_lists(library))
    for module in library.stubs:
        events = {
            class_.name: [node.attr for node in elements]
            for source, class_, elements in lists
            if f"{source.file}i" == module.file
        }
        for class_ in module.tree.body:
            if not isinstance(class_, ast.ClassDef) or class_.name not in events:
                continue
            methods = [
                node for node in class_.body
                if isinstance(node, ast.FunctionDef) and node.name in events[class_.name]
            ]  # fmt: skip
            for method in methods if len(methods) > 1 else []:
                if not method.args.args or not method.args.defaults:
                    continue
                gone = module.line_edit(method.lineno - 1, (method.end_lineno or 0) - 1, [])
                yield _mutant(class_, module, "event missing in the stub", [gone], method.name)
                end = module.span(method.args.defaults[-1])[1]
                unit = Unit(module, class_.name, class_, None, None, None, [])
                new = invented(unit, method.name)
                refused = Edit(end, end, f", {new}: int = 3")
                yield _mutant(class_, module, "stub offers what is refused", [refused], new)


def behaviours(library: Library) -> Iterator[Mutant]:
    """A component no longer says what goes in or comes out."""
    for unit in library.units:
        kind = {"preprocess": "returns", "postprocess": "parameters"}.get(unit.short)
        if kind is None or unit.owner is None or unit.doc is None or unit.owner.name[0] == "_":
            continue
        section = unit.doc.section(kind)
        if section is None or "EVENTS" not in unit.module.source(unit.owner):
            continue
        if "abstractmethod" in unit.decorators:
            continue
        word = "input" if unit.short == "preprocess" else "output"
        names = word, unit.short
        gone = without_section(unit, section)
        mutant = Mutant("behaviour not described", unit.module.file, unit.name, [gone], names)
        yield mutant


KINDS = (listed, taken_out, declarations, stubs, behaviours)


def _mutant(
    class_: ast.ClassDef, module: Module, kind: str, edits: list[Edit], *names: str
) -> Mutant:
    return Mutant(kind, module.file, class_.name, edits, names)


def _lists(library: Library) -> Iterator[tuple[Module, ast.ClassDef, list[ast.Attribute]]]:
    for module in library.modules:
        if not re.search(r"^    EVENTS\b", module.text, re.MULTILINE):
            continue
        for class_ in module.tree.body:
            if not isinstance(class_, ast.ClassDef):
                continue
            for statement in class_.body:
                if not isinstance(statement, ast.Assign | ast.AnnAssign):
                    continue
                targets = (
                    statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                )
                value = statement.value
                if ast.unparse(targets[0]) == "EVENTS" and isinstance(value, ast.List):
                    events = [node for node in value.elts if isinstance(node, ast.Attribute)]
                    if events and len(events) == len(value.elts):
                        yield module, class_, events
