"""Faults of inherited texts: an ancestor's text that does not fit the signature of an heir."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from mutations.docstrings import Entry
from mutations.kinds.parameters import mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Unit


def inherited(library: Library) -> Iterator[Mutant]:
    """A remark that is right of the ancestor is wrong of an heir; in controls it fits both."""
    for heir, ancestor in _pairs(library):
        taken = {one.arg for one in heir.parameters}
        for entry in ancestor.entries:
            if entry.name not in taken or not entry.text.endswith("."):
                continue
            for fault, remark, names, control in _remarks(heir, ancestor, entry.name):
                if re.search(r"callable|efault", entry.text, re.IGNORECASE):
                    continue
                edit = _remarked(ancestor, entry, remark)
                if edit is None:
                    continue
                made = mutant(fault, ancestor, [edit], entry.name, *names, control=control)
                yield replace(made, at=((heir.module.file, heir.name),))


KINDS = (inherited,)


def _pairs(library: Library) -> Iterator[tuple[Unit, Unit]]:
    classes = [one for one in library.units if isinstance(one.node, ast.ClassDef)]
    for heir in classes:
        assert isinstance(heir.node, ast.ClassDef)
        if heir.function is None or heir.entries or ast.get_docstring(heir.function):
            continue
        if heir.rest or len(heir.node.bases) != 1:
            continue
        name = ast.unparse(heir.node.bases[0]).rpartition(".")[2]
        found = [one for one in classes if one.name == name]
        if len(found) == 1 and found[0].function is not None and found[0].entries:
            constructor = found[0].function
            if ast.get_docstring(constructor):
                yield heir, found[0]


def _remarks(
    heir: Unit, ancestor: Unit, name: str
) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    theirs, own = ancestor.defaults.get(name), heir.defaults.get(name)
    stated = isinstance(theirs, ast.Constant) and isinstance(own, ast.Constant)
    if stated and theirs.value is not None and own.value is not None:  # type: ignore[union-attr]
        said = repr(theirs.value).replace("'", '"')  # type: ignore[union-attr]
        same = theirs.value == own.value  # type: ignore[union-attr]
        if "\n" not in said:
            yield "inherited default", f"Defaults to {said}.", (said,), same
    first, second = ancestor.argument(name).annotation, heir.argument(name).annotation
    if first is not None and second is not None and not isinstance(own, type(None)):
        wide, narrow = ast.unparse(first), ast.unparse(second)
        empty = isinstance(own, ast.Constant) and own.value is None
        if "Callable" in wide and not empty:
            same = "Callable" in narrow
            if same or set(narrow.replace(" ", "").split("|")) <= {"str", "int", "bool", "float"}:
                text = "If callable, the function is called when the page is loaded."
                yield "inherited type", text, ("callable",), same
    for one in ancestor.parameters:
        if one.arg == name or any(each.arg == one.arg for each in heir.parameters):
            continue
        yield "inherited parameter", f"Has no effect if `{one.arg}` is set.", (one.arg,), False
        break
    shared = [
        one.arg for one in heir.parameters if one.arg in ancestor.defaults and one.arg != name
    ]
    if shared:
        text = f"Has no effect if `{shared[0]}` is set."
        yield "inherited parameter", text, (shared[0],), True


def _remarked(unit: Unit, entry: Entry, remark: str) -> Edit | None:
    line = unit.module.lines[entry.last]
    at = unit.module.starts[entry.last] + len(line)
    return Edit(at, at, f" {remark}") if line.endswith(".") else None
