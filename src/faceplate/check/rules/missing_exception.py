"""An exception that a function raises by name and its docstring leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import Body, body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact
from faceplate.link.names import resolve_from

_NO_FAULT = {"NotImplementedError", "StopIteration", "StopAsyncIteration", "AssertionError"}


# "Raises an exception otherwise.", "exits with code 1"
_ANY = re.compile(r"\braises? an? (?:exception|error)\b", re.IGNORECASE)
_EXITS = re.compile(r"\bexit", re.IGNORECASE)

# What Python itself waits for.
_PROTOCOL = {
    "__getattr__": ("AttributeError",),
    "__getattribute__": ("AttributeError",),
    "__setattr__": ("AttributeError",),
    "__delattr__": ("AttributeError",),
    "__getitem__": ("IndexError", "KeyError"),
    "__delitem__": ("IndexError", "KeyError"),
    "__missing__": ("KeyError",),
}


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
    raised = [(name, line, "") for name, line in (does.raises if does is not None else {}).items()]
    if does is not None and not listed <= {name for name, _, _ in raised}:
        raised += _by_helpers(unit, does)
    if _ANY.search(text):
        # Which one it is stays open on purpose.
        return
    seen: set[str] = set()
    for name, line, helper in raised:
        if _is_constant(name, unit) or (name in ("SystemExit", "Exit") and _EXITS.search(text)):
            continue
        if name in {*listed, *seen, *_NO_FAULT, *_wanted(unit)} or _ancestors(name, unit) & listed:
            continue
        if re.search(rf"\b{name}\b", text):
            # It is named in prose, or in a field of another form than that of an entry.
            continue
        seen.add(name)
        source = f" by `{helper}`, which is called here" if helper else ""
        yield unit.violation(
            f"`{name}` is raised{source}, and the docstring does not say so",
            Place(unit.file, symbol.function.line + line - 1, 1),
        )


def _is_constant(name: str, unit: Unit) -> bool:
    """Return whether a name is that of a constant, which holds an exception or several."""
    if not (name.isupper() and "_" in name):
        return False
    symbol = resolve_from(unit.symbol, name)
    return symbol is None or not isinstance(symbol.fact, ClassFact)


def _wanted(unit: Unit) -> tuple[str, ...]:
    """Return what the protocol of a method wants it to raise, as `__getattr__` does."""
    return _PROTOCOL.get(unit.symbol.name.rpartition(".")[2], ())


def _by_helpers(unit: Unit, does: Body) -> Iterator[tuple[str, int, str]]:
    """Yield what private helpers of the module or the class raise by name, with line and helper."""
    owner = unit.symbol if unit.is_class else unit.owner
    for path, line in does.helpers.items():
        first, _, short = path.rpartition(".")
        if first and owner is not None:
            helper = owner.member(short)
        else:
            helper = None if first else resolve_from(unit.symbol, short)
        if helper is None or helper.function is None or helper.module != unit.symbol.module:
            continue
        helps = body(unit.codebase.unit(helper, owner if first else None))
        for name in helps.raises if helps is not None else ():
            yield name, line, short


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
    advice="List it. Of what private helpers raise, it is asked where a docstring lists exceptions "
    "that the body itself does not raise. Many projects list no exceptions that only a fault of "
    "the caller brings about, so the rule is off by itself.",
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
