"""Faults of what comes out: results, exceptions, attributes, and what is deprecated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Section
from mutations.kinds.parameters import mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Function, Library, Unit

_PLAIN = ("str", "int", "float", "bool", "dict", "list")


def result_types(library: Library) -> Iterator[Mutant]:
    """The stated type of the result is not the annotated one; the control states that one."""
    kind = "result type drifted"
    for unit, section in _sections(library, "returns"):
        returns = unit.function.returns if unit.function else None
        plain = unit.module.source(returns) if returns else ""
        if plain not in _PLAIN or unit.doc is None:
            continue
        other = "dict" if plain != "dict" else "int"
        first = section.first
        line = unit.module.lines[first]
        text = line.strip()
        if unit.doc.style == "numpy" and text == plain:
            found = unit.module.change(first, plain, other)
            meant = unit.module.replace(returns, other) if returns else None
            if found and meant:
                yield mutant(kind, unit, [found], other)
                yield mutant(kind, unit, [found, meant], other, control=True)
        elif unit.doc.style == "google" and not re.match(r"[\w\[\], |.]+:", text):
            start = unit.module.starts[first] + len(line) - len(line.lstrip())
            yield mutant(kind, unit, [Edit(start, start, f"{other}: ")], other)
            yield mutant(kind, unit, [Edit(start, start, f"{plain}: ")], plain, control=True)
        elif unit.doc.style == "sphinx":
            end = section.last + 1
            for one, control in ((other, False), (plain, True)):
                field = unit.module.line_edit(end, end - 1, [f"{unit.doc.indent}:rtype: {one}"])
                yield mutant(kind, unit, [field], one, control=control)


def results_superfluous(library: Library) -> Iterator[Mutant]:
    """A docstring gets a section about results, and nothing is returned; the control has some."""
    for unit in _functions(library):
        assert unit.function is not None
        assert unit.doc is not None
        if unit.doc.section("returns") or unit.doc.section("yields") or not unit.entries:
            continue
        returns = unit.function.returns
        if returns is None or _yields(unit.function):
            continue
        nothing = unit.module.source(returns) == "None"
        if not nothing and not _gives(unit.function):
            continue
        added = _appended(unit, "Returns", "What is made.")
        if added:
            names = "return", "returned", "returns", "Returns"
            yield mutant("result superfluous", unit, [added], *names, control=not nothing)


def results_missing(library: Library) -> Iterator[Mutant]:
    """The section about results goes; the control words it otherwise."""
    for unit, section in _sections(library, "returns"):
        function = unit.function
        assert function is not None
        if (
            not unit.entries
            or not _gives(function)
            or _yields(function)
            or function.returns is None
        ):
            continue
        if unit.module.source(function.returns) == "None":
            continue
        names = "return", "returned", "returns", "Returns", "result"
        gone = _without(unit, section)
        yield mutant("result missing", unit, [gone], *names)
        other = _reworded(unit, section)
        if other:
            yield mutant("result missing", unit, [other], *names, control=True)


def yields(library: Library) -> Iterator[Mutant]:
    """A docstring gets a section about what is yielded; in the control, the function yields."""
    for unit in _functions(library):
        assert unit.function is not None
        assert unit.doc is not None
        if unit.doc.section("returns") or unit.doc.section("yields") or not unit.entries:
            continue
        if unit.doc.style == "sphinx" or unit.function.returns is None:
            continue
        returns = unit.module.source(unit.function.returns)
        if re.search(r"Iter|Generator|Any|Context|Self|\bT\b", returns):
            if not _yields(unit.function):
                continue
        elif _yields(unit.function):
            continue
        added = _appended(unit, "Yields", "What is made.")
        if added:
            control = _yields(unit.function)
            yield mutant("yields superfluous", unit, [added], "yielded", "yields", "Yields",
                         "yield", control=control)  # fmt: skip


def raises(library: Library) -> Iterator[Mutant]:
    """An exception is misspelt, raised otherwise, or no longer described; controls do both."""
    for unit, section in _sections(library, "raises"):
        assert unit.function is not None
        for entry in section.entries:
            if not re.fullmatch(r"[A-Z]\w+", entry.name):
                continue
            raised = [
                node
                for node in ast.walk(unit.function)
                if isinstance(node, ast.Raise) and _exception(node) == entry.name
            ]
            wrong = entry.name[:-2] + entry.name[-1] + entry.name[-2]
            misspelt = unit.module.change(entry.first, entry.name, wrong)
            if misspelt:
                yield mutant("exception misspelt", unit, [misspelt], wrong)
            if entry.text:
                other = unit.module.change(entry.first, entry.text[:30], "Now, " + entry.text[:30])
                if other:
                    yield mutant("exception misspelt", unit, [other], entry.name, control=True)
            if not raised:
                continue
            new = "LookupError" if entry.name != "LookupError" else "ArithmeticError"
            edits = [unit.module.replace(_raised(node), new) for node in raised if _raised(node)]
            if new in unit.spoken:
                continue
            yield mutant("exception drifted", unit, edits, new)
            said = unit.module.change(entry.first, entry.name, new)
            if said:
                yield mutant("exception drifted", unit, [*edits, said], new, control=True)
            gone = (
                unit.module.line_edit(entry.first, entry.last, [])
                if len(section.entries) > 1
                else _without(unit, section)
            )
            if not _is_covered(library, entry.name, [one.name for one in section.entries]):
                yield mutant("exception undescribed", unit, [gone], entry.name)
            if entry.text:
                other = unit.module.change(entry.first, entry.text[:30], "Now, " + entry.text[:30])
                if other:
                    yield mutant("exception undescribed", unit, [other], entry.name, control=True)


def attributes(library: Library) -> Iterator[Mutant]:
    """An entry of an attribute is misspelt or its type wrong; the control words the text anew."""
    for unit in library.units:
        section = unit.doc.section("attributes") if unit.doc else None
        if section is None or not isinstance(unit.node, ast.ClassDef):
            continue
        annotated = {
            one.target.id: one
            for one in unit.node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        }
        for entry in section.entries:
            if len(entry.name) < 4:
                continue
            wrong = entry.name[:-2] + entry.name[-1] + entry.name[-2]
            wrong = wrong if wrong != entry.name else entry.name[:-1]
            edit = unit.module.change(entry.first, entry.name, wrong)
            if edit and not re.search(rf"\b{wrong}\b", unit.module.text):
                yield mutant("attribute misspelt", unit, [edit], wrong, entry.name)
            other = entry.text and unit.module.change(
                entry.first if entry.text[:20] in unit.module.lines[entry.first] else entry.last,
                entry.text[:20], "Now, " + entry.text[:20],
            )  # fmt: skip
            if other:
                yield mutant("attribute misspelt", unit, [other], entry.name, control=True)
            field = annotated.get(entry.name)
            if field is None or len(section.entries) < 2:
                continue
            gone = unit.module.line_edit(entry.first, entry.last, [])
            yield mutant("attribute undescribed", unit, [gone], entry.name)
            if other:
                yield mutant("attribute undescribed", unit, [other], entry.name, control=True)


def deprecations(library: Library) -> Iterator[Mutant]:
    """Code and docstring disagree on whether a function is deprecated; in controls they agree."""
    for unit in _functions(library):
        assert unit.function is not None
        assert unit.doc is not None
        source = unit.module.source(unit.function)
        if re.search(r"eprecat|obsolete|warn|legacy", source) or unit.function.decorator_list:
            continue
        body = unit.function.body
        if len(body) < 2 or body[1].lineno <= unit.doc.last + 1:
            continue
        start = body[1].lineno - 1
        deep = re.match(r"[ ]*", unit.module.lines[start])[0]  # type: ignore[index]
        call = f'{deep}warnings.warn("Use another one.", DeprecationWarning, stacklevel=2)'
        warning = unit.module.line_edit(start, start - 1, [f"{deep}import warnings", call])
        head = unit.function.lineno - 1
        margin = re.match(r"[ ]*", unit.module.lines[head])[0]  # type: ignore[index]
        decorator = unit.module.line_edit(
            head, head - 1, [f'{margin}@typing_extensions.deprecated("Use another one.")']
        )
        imported = unit.module.line_edit(*_after_docstring(unit), ["import typing_extensions"])
        said = _said_deprecated(unit)
        words = "deprecated", "deprecation", "DeprecationWarning"
        yield mutant("warning not described", unit, [warning], *words)
        yield mutant("warning not described", unit, [warning, said], *words, control=True)
        yield mutant("decorator not described", unit, [imported, decorator], *words)
        yield mutant(
            "decorator not described", unit, [imported, decorator, said], *words, control=True
        )
        yield mutant("deprecation without warning", unit, [said], *words)
        yield mutant("deprecation without warning", unit, [warning, said], *words, control=True)


KINDS = (
    result_types, results_superfluous, results_missing, yields, raises, attributes, deprecations,
)  # fmt: skip


def _functions(library: Library) -> Iterator[Unit]:
    for unit in library.units:
        if isinstance(unit.node, Function) and unit.doc is not None and unit.doc.style:
            yield unit


def _sections(library: Library, kind: str) -> Iterator[tuple[Unit, Section]]:
    for unit in _functions(library):
        section = unit.doc.section(kind) if unit.doc else None
        if section is not None:
            yield unit, section


def _own(function: Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body, those of functions within left out."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            left += ast.iter_child_nodes(node)


def _yields(function: Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in _own(function))


def _gives(function: Function) -> bool:
    return any(isinstance(node, ast.Return) and node.value for node in _own(function))


def _raised(node: ast.Raise) -> ast.expr:
    made = node.exc
    assert made is not None
    return made.func if isinstance(made, ast.Call) else made


def _exception(node: ast.Raise) -> str | None:
    made = _raised(node) if node.exc else None
    return made.id if isinstance(made, ast.Name) else None


def _is_covered(library: Library, name: str, described: list[str]) -> bool:
    """Say whether a docstring stays true without an entry, so that leaving it out is no fault.

    Who catches an ancestor that is still described catches the exception too; and what raises
    `NotImplementedError` is for heirs to write, which is no fault that callers meet.
    """
    if name == "NotImplementedError":
        return True
    bases = {
        one.name: [ast.unparse(base).rpartition(".")[2] for base in one.node.bases]
        for one in library.units
        if isinstance(one.node, ast.ClassDef)
    }
    waiting, seen = list(bases.get(name, [])), {name}
    while waiting:
        base = waiting.pop()
        if base in described:
            return True
        if base not in seen:
            seen.add(base)
            waiting += bases.get(base, [])
    return False


def _appended(unit: Unit, heading: str, text: str) -> Edit | None:
    """Give the edit that writes a further section at the end of a docstring."""
    doc = unit.doc
    assert doc is not None
    if doc.style == "sphinx":
        return unit.module.line_edit(doc.last, doc.last - 1, [f"{doc.indent}:returns: {text}"])
    last = doc.section("parameters")
    if last is None or any(one.head > last.head for one in doc.sections):
        return None
    spelled = (
        [f"{doc.indent}{heading}", doc.indent + "-" * len(heading)]
        if doc.style == "numpy"
        else [f"{doc.indent}{heading}:"]
    )
    if doc.style == "numpy":
        spelled.append(f"{doc.indent}object")
    body = f"{doc.indent}    {text}"
    if unit.module.lines[doc.last - 1].strip():
        spelled.insert(0, "")
    return unit.module.line_edit(doc.last, doc.last - 1, [*spelled, body])


def _without(unit: Unit, section: Section) -> Edit:
    first = section.head if section.head >= 0 else section.first
    return unit.module.line_edit(first, section.last, [])


def _reworded(unit: Unit, section: Section) -> Edit | None:
    line = unit.module.lines[section.last]
    if not line.endswith("."):
        return None
    at = unit.module.starts[section.last] + len(line)
    return Edit(at, at, " It is new.")


def _after_docstring(unit: Unit) -> tuple[int, int]:
    body = unit.module.tree.body
    future = [
        one
        for one in body
        if (isinstance(one, ast.ImportFrom) and one.module == "__future__")
        or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and one is body[0])
    ]
    line = (future[-1].end_lineno or 0) if future else 0
    return line, line - 1


def _said_deprecated(unit: Unit) -> Edit:
    doc = unit.doc
    assert doc is not None
    first = min(one.head if one.head >= 0 else one.first for one in doc.sections)
    lines = [f"{doc.indent}.. deprecated:: 1.0", f"{doc.indent}    Use another one.", ""]
    return unit.module.line_edit(first, first - 1, lines)
