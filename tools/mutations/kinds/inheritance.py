"""Faults of inherited texts: what an ancestor's text states is no longer so of an heir."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Entry
from mutations.kinds.edits import mutant, remark
from mutations.mutant import Mutant
from mutations.units import Library, Unit


def drifted(library: Library) -> Iterator[Mutant]:
    """A default, or a type, that the ancestor's text states changes in the heir's signature.

    Both stand in one file; the text of the ancestor is right of the ancestor.
    """
    for heir, ancestor in _pairs(library):
        for entry in ancestor.described:
            if entry.name not in {argument.arg for argument in heir.parameters}:
                continue
            for made in (_default(heir, ancestor, entry), _type(heir, ancestor, entry)):
                if made is not None:
                    made.apart = (ancestor.place,)
                    yield made


KINDS = (drifted,)


def _pairs(library: Library) -> Iterator[tuple[Unit, Unit]]:
    """Yield classes whose constructor has no docstring, with the ancestor whose text they have."""
    for heir in library.units:
        if not isinstance(heir.node, ast.ClassDef) or heir.function is None or heir.rest:
            continue
        if ast.get_docstring(heir.function) or heir.entries or len(heir.node.bases) != 1:
            continue
        parents = library.classes.get(ast.unparse(heir.node.bases[0]).rpartition(".")[2], [])
        if len(parents) != 1 or parents[0].module is not heir.module or parents[0] is heir:
            continue
        constructor = parents[0].function
        if constructor is not None and ast.get_docstring(constructor) and parents[0].described:
            yield heir, parents[0]


def _default(heir: Unit, ancestor: Unit, entry: Entry) -> Mutant | None:
    """Return the mutant in which the heir has another default than the text says."""
    theirs, own = ancestor.defaults.get(entry.name), heir.defaults.get(entry.name)
    if not isinstance(theirs, ast.Constant) or not isinstance(own, ast.Constant):
        return None
    value = theirs.value
    if not isinstance(value, bool | int | float) or own.value != value:
        return None
    if re.search("efault|ptional", f"{entry.stated} {entry.text}"):
        return None
    other = (not value) if isinstance(value, bool) else value + 3
    said = remark(ancestor, entry, f"Defaults to {value}.")
    changed = heir.module.replace(own, str(other))
    edits = [said, changed] if said is not None else []
    return mutant("inherited default drifted", heir, edits, entry.name) if edits else None


def _type(heir: Unit, ancestor: Unit, entry: Entry) -> Mutant | None:
    """Return the mutant in which the heir takes no function, of which the text speaks."""
    theirs, own = (unit.argument(entry.name).annotation for unit in (ancestor, heir))
    if theirs is None or own is None or "Callable" not in ast.unparse(theirs):
        return None
    default = heir.defaults.get(entry.name)
    if re.search("callable|function", entry.text) or "Callable" not in ast.unparse(own):
        return None
    if isinstance(default, ast.Constant) and default.value is None:
        return None
    said = remark(ancestor, entry, "If callable, it is called when the page is loaded.")
    edits = [said, heir.module.replace(own, "str")] if said is not None else []
    return mutant("inherited type drifted", heir, edits, entry.name) if edits else None
