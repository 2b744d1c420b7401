"""Faults of events: lists, declarations, stubs, mentions, and what goes in and out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import read
from mutations.kinds.attributes import attribute
from mutations.kinds.edits import (
    invented,
    misspelt,
    remark,
    renaming,
    without_entry,
    without_section,
)
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
                if sum(method.name == other.name for other in methods) > 1:
                    # The class has a method of that name, too.
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
        if re.search(r"^ *(?:Pre|Post)processing: ", ast.get_docstring(unit.owner) or "", re.M):
            # The class says it.
            continue
        word = "input" if unit.short == "preprocess" else "output"
        names = word, unit.short
        gone = without_section(unit, section)
        mutant = Mutant("behaviour not described", unit.module.file, unit.name, [gone], names)
        yield mutant


def arguments(library: Library) -> Iterator[Mutant]:
    """The text of an argument of listeners goes, or the argument gets another name."""
    for module, class_, function in _listeners(library):
        unit = Unit(module, class_.name, class_, function, read(module.lines, function), None, [])
        section = unit.doc.section("parameters") if unit.doc else None
        for entry in unit.described:
            gone = without_entry(unit, entry, section)
            kind = "event argument not described"
            yield _mutant(class_, module, kind, [gone], entry.name)
            new = invented(unit, entry.name)
            edits = renaming(unit, entry.name, new)
            if edits is not None:
                kind = "event argument renamed"
                yield _mutant(class_, module, kind, edits, entry.name, new)


def payloads(library: Library) -> Iterator[Mutant]:
    """What an event hands over loses an attribute that its docstring describes, or renames it."""
    for unit in library.units:
        if not unit.is_class or unit.doc is None or not unit.short.endswith("Data"):
            continue
        for entry in unit.doc.entries("attributes") or unit.described:
            new = invented(unit, entry.name)
            edits = attribute(unit, entry.name, new)
            if edits and len(re.findall(rf"\b{re.escape(entry.name)}\b", unit.prose)) == 1:
                names = entry.name, new
                yield _mutant(unit.node, unit.module, "payload renamed", edits, *names)  # type: ignore[arg-type]


def notes(library: Library) -> Iterator[Mutant]:
    """A labelled note goes on below its line, so that the library's generator tears it apart."""
    for unit, class_ in _components(library):
        node = class_.body[0]
        if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Constant):
            continue
        number, module = node.lineno, unit.module
        deep = " " * node.col_offset
        # Below the first line, and below the blank one behind it.
        number += not module.lines[number].strip()
        if number >= (node.end_lineno or 0):
            continue
        torn = [f"{deep}Caution: what is told here goes", f"{deep}on below.", ""]
        edit = module.line_edit(number, number - 1, torn)
        yield _mutant(class_, module, "note swallowed", [edit], "Caution")


def fences(library: Library) -> Iterator[Mutant]:
    """An example is put into a Markdown fence, which the library's generator shows as code."""
    for unit, class_ in _components(library):
        doc = read(unit.module.lines, class_)
        section = doc.section("examples") if doc is not None else None
        if section is None or "```" in "".join(unit.module.lines[doc.first : doc.last]):
            continue
        lines = unit.module.lines[section.first : section.last + 1]
        first = next(line for line in lines if line.strip())
        deep = first[: len(first) - len(first.lstrip())]
        fenced = [f"{deep}```python", *lines, f"{deep}```"]
        edit = unit.module.line_edit(section.first, section.last, fenced)
        yield _mutant(class_, unit.module, "fence in an example", [edit], "fence")


KINDS = (listed, taken_out, declarations, stubs, behaviours, arguments, payloads, notes, fences)


def _components(library: Library) -> Iterator[tuple[Unit, ast.ClassDef]]:
    """Yield the classes that the library marks for its documentation."""
    for unit in library.units:
        if isinstance(unit.node, ast.ClassDef) and "document" in unit.decorators:
            yield unit, unit.node


def _listeners(library: Library) -> Iterator[tuple[Module, ast.ClassDef, ast.FunctionDef]]:
    """Yield the functions within methods of `EventListener` whose docstrings have entries."""
    for module in library.modules:
        if "class EventListener" not in module.text:
            continue
        for class_ in module.tree.body:
            if not isinstance(class_, ast.ClassDef) or class_.name != "EventListener":
                continue
            methods = [node for node in class_.body if isinstance(node, ast.FunctionDef)]
            for method in methods:
                for node in ast.walk(method):
                    if isinstance(node, ast.FunctionDef) and node is not method:
                        yield module, class_, node


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
