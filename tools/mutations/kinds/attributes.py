"""Faults of attributes: those of classes, fields of dataclasses, keys of typed dictionaries."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Entry
from mutations.kinds.edits import invented, misspelt, mutant, remark, without_entry
from mutations.modules import Function
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit

_FIELDS = re.compile(r"TypedDict|NamedTuple|BaseModel|Struct")


def entries(library: Library) -> Iterator[Mutant]:
    """An entry of an attribute is misspelt, or goes."""
    for unit, entry in _described(library):
        section = unit.doc.section("attributes") if unit.doc else None
        assert section is not None
        wrong = misspelt(entry.name) if len(entry.name) > 3 else ""
        edit = unit.module.change(entry.first, entry.name, wrong)
        if edit is not None and wrong and wrong not in unit.module.words:
            yield mutant("attribute misspelt", unit, [edit], wrong, entry.name)
        if _field(unit, entry.name) is not None and len(section.entries) > 1:
            gone = without_entry(unit, entry, section)
            yield mutant("attribute undescribed", unit, [gone], entry.name)


def renamed(library: Library) -> Iterator[Mutant]:
    """An attribute, a field, a key or a property is renamed where it is made."""
    for unit in library.units:
        if not unit.is_class or unit.doc is None:
            continue
        fields = _sort(unit)
        described = [*unit.doc.entries("attributes"), *(unit.entries if fields else [])]
        for entry in described:
            new = invented(unit, entry.name)
            edits = attribute(unit, entry.name, new)
            if edits and len(re.findall(rf"\b{re.escape(entry.name)}\b", unit.prose)) == 1:
                kind = f"{fields} renamed" if fields else "attribute renamed"
                if _is_property(unit, entry.name):
                    kind = "property renamed"
                yield mutant(kind, unit, edits, entry.name, new)


def fields(library: Library) -> Iterator[Mutant]:
    """A class of fields gets a further one, or a field another default or type."""
    for unit in library.units:
        sort = _sort(unit) if unit.is_class and unit.doc is not None else ""
        if not sort or unit.doc is None or unit.function is not None:
            continue
        described = unit.doc.entries("attributes") or unit.entries
        names = [entry.name for entry in described]
        own = [node for node in _fields(unit) if not node.target.id.startswith("_")]  # type: ignore[union-attr]
        if not own or not {node.target.id for node in own} <= {*names}:  # type: ignore[union-attr]
            continue
        last = own[-1]
        new = invented(unit, "field")
        deep = " " * last.col_offset
        line = last.end_lineno or 0
        default = " = 3" if last.value is not None else ""
        edit = unit.module.line_edit(line, line - 1, [f"{deep}{new}: int{default}"])
        yield mutant(f"{sort} added", unit, [edit], new)
        for node in own:
            name = node.target.id  # type: ignore[union-attr]
            entry = next(entry for entry in described if entry.name == name)
            value = node.value.value if isinstance(node.value, ast.Constant) else None
            if isinstance(value, bool | int) and "efault" not in entry.text:
                other = (not value) if isinstance(value, bool) else value + 3
                said = remark(unit, entry, f"Defaults to {other}.")
                if said is not None:
                    yield mutant(f"default of a {sort} drifted", unit, [said], name, str(other))


def properties(library: Library) -> Iterator[Mutant]:
    """A property describes a parameter that it cannot take, or raises what it does not say."""
    for unit in library.units:
        if not unit.is_property or unit.doc is None or unit.doc.style not in ("google", "sphinx"):
            continue
        section = unit.doc.section("parameters")
        if section is not None or unit.function is None:
            continue
        new = invented(unit, "property")
        doc = unit.doc
        if doc.style == "google":
            lines = [f"{doc.indent}Args:", f"{doc.indent}    {new}: What to use.", ""]
        else:
            lines = [f"{doc.indent}:param {new}: What to use."]
        first = min(one.head if one.head >= 0 else one.first for one in doc.sections)
        edit = unit.module.line_edit(first, first - 1, lines)
        yield mutant("entry of a property unknown", unit, [edit], new)


KINDS = (entries, renamed, fields, properties)


def _described(library: Library) -> Iterator[tuple[Unit, Entry]]:
    for unit in library.units:
        if unit.is_class and unit.doc is not None and unit.doc.section("attributes"):
            for entry in unit.doc.entries("attributes"):
                yield unit, entry


def _sort(unit: Unit) -> str:
    """Return what the fields of a class are called; empty if they are plain attributes."""
    assert isinstance(unit.node, ast.ClassDef)
    bases = " ".join(ast.unparse(base) for base in unit.node.bases)
    if "TypedDict" in bases:
        return "key"
    made = any(name in ("dataclass", "define", "frozen", "attrs") for name in unit.decorators)
    return "field" if made or _FIELDS.search(bases) else ""


def _fields(unit: Unit) -> list[ast.AnnAssign]:
    assert isinstance(unit.node, ast.ClassDef)
    return [
        node for node in unit.node.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        and "ClassVar" not in ast.unparse(node.annotation)
    ]  # fmt: skip


def _field(unit: Unit, name: str) -> ast.AnnAssign | None:
    named = [node for node in _fields(unit) if ast.unparse(node.target) == name]
    return named[0] if len(named) == 1 else None


def _is_property(unit: Unit, name: str) -> bool:
    return any(isinstance(node, Function) and node.name == name for node in unit.node.body)


def attribute(unit: Unit, name: str, new: str) -> list[Edit]:
    """Return the edits that rename an attribute in the code of its class and nowhere else.

    There are none where no statement of the class makes it, and where the module names it outside
    of the class: who sets it there would make it all the same.
    """
    module, class_ = unit.module, unit.node
    edits, made = [], False
    for node in ast.walk(class_):
        if isinstance(node, ast.Attribute) and node.attr == name:
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                return []
            end = module.span(node)[1]
            if module.text[end - len(name) : end] != name:
                return []
            made = made or isinstance(node.ctx, ast.Store)
            edits.append(Edit(end - len(name), end, new))
    for node in class_.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else []
        targets += node.targets if isinstance(node, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and target.id == name:
                made = True
                edits.append(module.replace(target, new))
        if isinstance(node, Function) and node.name == name:
            made = True
            edit = module.change(node.lineno - 1, f"def {name}(", f"def {new}(")
            edits += [edit] if edit is not None else []
        if isinstance(node, Function) and any(
            ast.unparse(one).startswith(f"{name}.") for one in node.decorator_list
        ):
            return []
    inside = sum(1 for _ in re.finditer(rf"\.{re.escape(name)}\b", module.source(class_)))
    outside = len(re.findall(rf"\.{re.escape(name)}\b", module.text)) - inside
    return edits if made and not outside else []
