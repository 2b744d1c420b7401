"""Faults of deprecations: code and docstring disagree on whether a function goes away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mutations.kinds.edits import body_start, mutant
from mutations.modules import Function
from mutations.mutant import Mutant
from mutations.units import Library, Unit


def deprecations(library: Library) -> Iterator[Mutant]:
    """A function warns of its end and does not say so, or says so and does not warn."""
    words = "deprecated", "deprecation", "DeprecationWarning"
    for unit in library.units:
        if not isinstance(unit.node, Function) or unit.doc is None or not unit.doc.sections:
            continue
        source = unit.module.source(unit.node)
        place = body_start(unit)
        if place is None or re.search(r"eprecat|obsolete|warn|legacy", source):
            continue
        start, deep = place
        call = f'{deep}warnings.warn("Use another one.", DeprecationWarning, stacklevel=2)'
        warning = unit.module.line_edit(start, start - 1, [f"{deep}import warnings", call])
        yield mutant("warning not described", unit, [warning], *words)
        doc = unit.doc
        first = min(one.head if one.head >= 0 else one.first for one in doc.sections)
        lines = [f"{doc.indent}.. deprecated:: 1.0", f"{doc.indent}    Use another one.", ""]
        said = unit.module.line_edit(first, first - 1, lines)
        yield mutant("deprecation without warning", unit, [said], *words)


def decorators(library: Library) -> Iterator[Mutant]:
    """A function is decorated as deprecated, and its docstring does not say so."""
    for unit in library.units:
        if not isinstance(unit.node, Function) or unit.doc is None or not unit.doc.sections:
            continue
        module = unit.module
        if unit.overloads or re.search(r"eprecat|obsolete|legacy", module.source(unit.node)):
            continue
        first = min([unit.node.lineno, *(node.lineno for node in unit.node.decorator_list)]) - 1
        deep = " " * unit.node.col_offset
        decorator = f'{deep}@deprecated("Use another one.")'
        above = module.line_edit(first, first - 1, [decorator])
        top = _top(unit)
        imported = "from typing_extensions import deprecated"
        # Of a function at the top, both stand in one place.
        edits = (
            [module.line_edit(first, first - 1, [imported, "", "", decorator])]
            if top == first
            else [module.line_edit(top, top - 1, [imported, "", ""]), above]
        )
        yield mutant("decorated as deprecated", unit, edits, "deprecated", "deprecation")


def _top(unit: Unit) -> int:
    """Return the line of the statement of the module that a unit stands in."""
    for node in unit.module.tree.body:
        if node.lineno <= unit.node.lineno <= (node.end_lineno or 0):
            own = [node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))]
            return min(own) - 1
    return 0


KINDS = (deprecations, decorators)
