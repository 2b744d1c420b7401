"""An exception that a function raises by name and its docstring leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.link.names import resolve_from

_NO_FAULT = {"NotImplementedError", "StopIteration", "StopAsyncIteration", "AssertionError"}


def check(unit: Unit) -> Iterator[Violation]:
    """Look for exceptions that are raised and not among those that docstrings list.

    Those of a constructor may stand in its own docstring or in that of its class.
    """
    symbol = unit.constructor if unit.is_class else unit.symbol
    if symbol is None or symbol.function is None or not unit.docstrings:
        return
    blocks = [block for docstring in unit.docstrings for block in docstring.sections]
    listed = {
        entry.name.rpartition(".")[2]
        for block in blocks
        if block.kind == "raises"
        for entry in block.entries
    }
    text = "\n".join(docstring.fact.text for docstring in unit.docstrings)
    does = body(unit)
    for name, line in (does.raises if does is not None else {}).items():
        if name in listed or name in _NO_FAULT or _ancestors(name, unit) & listed:
            continue
        if re.search(rf"\b{name}\b", text):
            # It is named in prose, or in a field of another form than that of an entry.
            continue
        yield unit.violation(
            f"`{name}` is raised, and the docstring does not say so",
            Place(unit.file, symbol.function.line + line - 1, 1),
        )


def _ancestors(name: str, unit: Unit) -> set[str]:
    import builtins

    builtin = getattr(builtins, name, None)
    if isinstance(builtin, type):
        return {ancestor.__name__ for ancestor in builtin.__mro__}
    symbol = resolve_from(unit.symbol, name)
    if symbol is None:
        return set()
    ancestry = unit.codebase.linker.ancestry
    return {
        *(ancestor.name.rpartition(".")[2] for ancestor in ancestry.order(symbol)),
        *(path.rpartition(".")[2] for path in ancestry.unknown_bases(symbol)),
    }


RULE = Rule(
    code="FP506",
    name="missing-exception",
    severity="note",
    summary="A function raises an exception by name, and its docstring does not list it.",
    reason="Callers do not know what to catch. Most often the exception was replaced by another.",
    advice="List it. Many projects list no exceptions that only a fault of the caller brings "
    "about, so the rule is off by itself.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Raises:
        ValueError: If it is too far.
    """
    if angle > 360:
        raise OverflowError(angle)
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Raises:
        OverflowError: If it is too far.
    """
    if angle > 360:
        raise OverflowError(angle)
''',
    unit=check,
    usual=False,
)
