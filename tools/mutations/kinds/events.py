"""Faults of events: lists, declarations, stubs, arguments, and what goes in and out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.kinds.parameters import invented, mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Module, Unit


def listed_events(library: Library) -> Iterator[Mutant]:
    """A list of events names one that is not there, or one twice; the control reorders it."""
    for module, class_, elements in _lists(library):
        for one in elements[:4]:
            name = one.attr
            wrong = name[:-1] if len(name) > 4 else name + "ed"
            end = module.span(one)[1]
            edit = Edit(end - len(name), end, wrong)
            yield _of(class_, module, "event unknown", [edit], wrong)
            twice = Edit(end, end, f", {module.source(one)}")
            yield _of(class_, module, "event listed twice", [twice], name)
        if len(elements) > 1:
            first, second = elements[0], elements[1]
            swapped = [
                module.replace(first, module.source(second)),
                module.replace(second, module.source(first)),
            ]
            for kind in ("event unknown", "event listed twice"):
                yield _of(class_, module, kind, swapped, first.attr, control=True)


def declarations(library: Library) -> Iterator[Mutant]:
    """An event is declared twice or loses its text; the control says and names it otherwise."""
    for module in library.modules:
        for class_ in ast.walk(module.tree):
            if not isinstance(class_, ast.ClassDef):
                continue
            for statement in class_.body:
                made = getattr(statement, "value", None)
                if not isinstance(statement, ast.Assign) or not _is_listener(made):
                    continue
                assert isinstance(made, ast.Call)
                name = ast.unparse(statement.targets[0])
                text = next((one.value for one in made.keywords if one.arg == "doc"), None)
                line = statement.end_lineno or 0
                again = module.line_edit(
                    line, line - 1, [f'    {name} = EventListener("{name}", doc="It happened.")']
                )
                kind = "event declared twice"
                yield _of(class_, module, kind, [again], name)
                other = module.line_edit(
                    line,
                    line - 1,
                    [f'    {name}ed = EventListener("{name}ed", doc="It happened.")'],
                )
                yield _of(class_, module, kind, [other], name, control=True)
                if text is None or not isinstance(text, ast.Constant):
                    continue
                kind = "event without text"
                yield _of(class_, module, kind, [module.replace(text, '""')], name)
                said = module.replace(text, '"This is what happened to {{ component }}."')
                yield _of(class_, module, kind, [said], name, control=True)


def stubs(library: Library) -> Iterator[Mutant]:
    """A stub lacks an event, or offers an argument that is refused; controls write it otherwise."""
    lists = list(_lists(library))
    for module in library.stubs:
        listed = {
            class_.name: [one.attr for one in elements]
            for source, class_, elements in lists
            if source.file + "i" == module.file
        }
        for class_ in module.tree.body:
            if not isinstance(class_, ast.ClassDef) or class_.name not in listed:
                continue
            methods = [
                one
                for one in class_.body
                if isinstance(one, ast.FunctionDef) and one.name in listed[class_.name]
            ]
            if len(methods) < 2:
                continue
            for method in methods:
                last = method.args.args[-1] if method.args.args else None
                if last is None or not method.args.defaults:
                    continue
                name = method.name
                first, end = method.lineno - 1, (method.end_lineno or 0) - 1
                gone = module.line_edit(first, end, [])
                yield _of(class_, module, "event missing in the stub", [gone], name)
                at = module.span(method.args.defaults[-1])[1]
                new = invented(_unit(module, class_), name)
                refused = Edit(at, at, f", {new}: int = 3")
                yield _of(class_, module, "stub offers what is refused", [refused], new)
                default = method.args.defaults[-1]
                changed = module.replace(default, "None")
                for kind in ("event missing in the stub", "stub offers what is refused"):
                    yield _of(class_, module, kind, [changed], name, control=True)


def arguments(library: Library) -> Iterator[Mutant]:
    """The text of an argument of listeners goes; the control words it otherwise."""
    for module in library.modules:
        if not module.file.endswith("/events.py"):
            continue
        for class_ in ast.walk(module.tree):
            if not isinstance(class_, ast.ClassDef) or class_.name != "EventListener":
                continue
            first, last = class_.lineno - 1, class_.end_lineno or 0
            inner = [
                node
                for node in ast.walk(class_)
                if isinstance(node, ast.FunctionDef)
                and "Parameters:" in (ast.get_docstring(node) or "")
                and node.args.args
                and node.args.args[0].arg == "block"
            ]
            for function in inner:
                names = [one.arg for one in [*function.args.args, *function.args.kwonlyargs]][1:]
                for number in range(first, last):
                    match = re.match(r"[ ]+(\w+): \S", module.lines[number])
                    if match is None or match[1] not in names:
                        continue
                    if function.body[0].lineno > number or number > (
                        function.body[0].end_lineno or 0
                    ):
                        continue
                    kind = "event argument not described"
                    gone = module.line_edit(number, number, [])
                    yield _of(class_, module, kind, [gone], match[1])
                    at = module.starts[number] + match.end() - 1
                    more = [Edit(at, at, "Here, ")]
                    yield _of(class_, module, kind, more, match[1], control=True)


def behaviours(library: Library) -> Iterator[Mutant]:
    """A component no longer says what goes in or comes out; the control words it otherwise."""
    if library.prose.count("\n    Preprocessing: ") > 10:
        # The docstrings of the classes say it.
        return
    for unit in library.units:
        if unit.owner is None or unit.doc is None or "." in unit.name.partition(".")[2]:
            continue
        method = unit.name.rpartition(".")[2]
        section = {"preprocess": "returns", "postprocess": "parameters"}.get(method)
        found = unit.doc.section(section) if section else None
        if found is None or unit.owner.name.startswith("_") or "components" not in unit.module.file:
            continue
        if "EVENTS" not in unit.module.source(unit.owner):
            continue
        if any("abstract" in unit.module.source(one) for one in unit.node.decorator_list):
            # What components have to define says nothing of any of them, and no page shows it.
            continue
        word = "input" if method == "preprocess" else "output"
        gone = unit.module.line_edit(found.head, found.last, [])
        kind = "behaviour not described"
        names = word, method
        yield mutant(kind, unit, [gone], *names)
        line = unit.module.lines[found.last]
        at = unit.module.starts[found.last] + len(line)
        yield mutant(kind, unit, [Edit(at, at, " It is new.")], *names, control=True)


def notes(library: Library) -> Iterator[Mutant]:
    """A labelled note goes on below its line; the control stays on it."""
    for unit, class_ in _components(library):
        node = class_.body[0]
        if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Constant):
            continue
        number = node.lineno
        module = unit.module
        line = module.lines[number]
        deep = line[: len(line) - len(line.lstrip())]
        if not deep or number >= (node.end_lineno or 0):
            continue
        kind = "note swallowed"
        torn = module.line_edit(
            number, number - 1, [f"{deep}Caution: what is here said goes", f"{deep}on below.", ""]
        )
        yield _of(class_, module, kind, [torn], "Caution")
        whole = module.line_edit(
            number, number - 1, [f"{deep}Caution: what is here said goes not on below.", ""]
        )
        yield _of(class_, module, kind, [whole], "Caution", control=True)


def fences(library: Library) -> Iterator[Mutant]:
    """An example is put into a Markdown fence; the control puts a comment there."""
    for unit, class_ in _components(library):
        if unit.doc is None or unit.doc.first != (class_.body[0].lineno - 1):
            continue
        found = unit.doc.section("examples")
        if found is None or "```" in unit.spoken:
            continue
        lines = unit.module.lines[found.first : found.last + 1]
        first = next(one for one in lines if one.strip())
        deep = first[: len(first) - len(first.lstrip())]
        fenced = [f"{deep}```python", *lines, f"{deep}```"]
        edit = unit.module.line_edit
        yield _of(class_, unit.module, "fence in an example",
                  [edit(found.first, found.last, fenced)], "fence")  # fmt: skip
        noted = [f"{deep}# One of many ways.", *lines]
        yield _of(class_, unit.module, "fence in an example",
                  [edit(found.first, found.last, noted)], "fence", control=True)  # fmt: skip


KINDS = (listed_events, declarations, stubs, arguments, behaviours, notes, fences)


def _of(
    class_: ast.ClassDef, module: Module, kind: str, edits: list[Edit], *names: str,
    control: bool = False,
) -> Mutant:  # fmt: skip
    return Mutant(kind, module.file, class_.name, edits, names, control)


def _unit(module: Module, class_: ast.ClassDef) -> Unit:
    return Unit(module, class_.name, class_, None, None, None)


def _components(library: Library) -> Iterator[tuple[Unit, ast.ClassDef]]:
    for unit in library.units:
        node = unit.node
        if isinstance(node, ast.ClassDef) and any(
            re.match(r"document\b", ast.unparse(one)) for one in node.decorator_list
        ):
            yield unit, node


def _lists(library: Library) -> Iterator[tuple[Module, ast.ClassDef, list[ast.Attribute]]]:
    for module in library.modules:
        for class_ in ast.walk(module.tree):
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
                    events = [one for one in value.elts if isinstance(one, ast.Attribute)]
                    if events and len(events) == len(value.elts):
                        yield module, class_, events


def _is_listener(node: object) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "EventListener"
