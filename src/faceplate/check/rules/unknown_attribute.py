"""An attribute that a docstring describes and its class does not have."""

from __future__ import annotations

import builtins
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Symbol


def check(unit: Unit) -> Iterator[Violation]:
    """Look for attributes that nothing in the files of the class and its ancestors sets."""
    if not unit.is_class:
        return
    outside = [_pythons(path) for path in unit.codebase.linker.ancestry.unknown_bases(unit.symbol)]
    if not all(outside):
        return
    order = unit.codebase.linker.ancestry.order(unit.symbol)
    dynamic = any(
        name in ancestor.fact.members
        for ancestor in order
        if isinstance(ancestor.fact, ClassFact)
        for name in ("__getattr__", "__getattribute__")
    )
    described = {
        entry.name for docstring in unit.docstrings for entry in docstring.entries("attributes")
    }
    for docstring in unit.docstrings:
        for entry in docstring.entries("attributes"):
            name = entry.name
            if not name.isidentifier() or name in unit.named:
                continue
            if any(hasattr(ancestor, name) for ancestor in outside):
                continue
            if unit.codebase.linker.ancestry.member(unit.symbol, name) is not None:
                continue
            if any(_is_set(name, ancestor, unit) for ancestor in order):
                continue
            if name in unit.codebase.set_attributes:
                continue
            names = [
                member
                for ancestor in order
                if isinstance(ancestor.fact, ClassFact)
                for member in ancestor.fact.members
            ]
            near = get_close_matches(name, names, n=1, cutoff=0.8 if dynamic else 0.6)
            if dynamic and not near:
                near = [ancestor for ancestor in names if _is_swapped(name, ancestor)][:1]
            if dynamic and (not near or near[0] in described):
                # Only a misspelling of what is there, and is not described, is no made-up name.
                continue
            hint = f"; did you mean `{near[0]}`?" if near else ""
            yield unit.violation(
                f"the docstring describes the attribute `{name}`, which nothing sets{hint}",
                unit.at(docstring, entry.line),
            )


def _pythons(path: str) -> type | None:
    """Return the class of Python's own that a base stands for, such as `dict` for `typing.Dict`."""
    module, _, name = path.rpartition(".")
    if is_harmless(path):
        return object
    if module in ("", "builtins", "typing", "typing_extensions"):
        value = getattr(builtins, name, None) or getattr(builtins, name.lower(), None)
    else:
        value = getattr(io, name, None) if module == "io" else None
    return value if isinstance(value, type) else None


def _is_swapped(name: str, other: str) -> bool:
    """Return whether two neighbouring letters of a name have changed places."""
    return name != other and any(
        f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}" == other
        for at in range(len(name) - 1)
    )


def _is_set(name: str, symbol: Symbol, unit: Unit) -> bool:
    """Return whether the code of a class's module speaks of a name, docstrings left out."""
    pattern = re.compile(
        rf"(?:\.|[\"']|\bdef |^\s*){re.escape(name)}(?:\b[\"']?\s*(?:[:=,\])(]|$))"
    )
    ours = symbol.library is unit.codebase.library
    file = symbol.source.file
    lines = unit.codebase.code(symbol.module) if ours else unit.codebase.sources.lines(file)
    return any(pattern.search(line) for line in lines)


RULE = Rule(
    code="FP504",
    name="unknown-attribute",
    severity="error",
    summary="The docstring of a class describes an attribute that the class does not have.",
    reason="Reading it raises AttributeError. It was renamed or removed.",
    advice="Rename the entry, or remove it. Classes with ancestors that were not read, or that "
    "make attributes up, are left alone.",
    bad='''\
class Knob:
    """A knob.

    Attributes:
        angel: How far it is turned, in degrees.
    """

    def __init__(self) -> None:
        self.angle = 0.0
''',
    good='''\
class Knob:
    """A knob.

    Attributes:
        angle: How far it is turned, in degrees.
    """

    def __init__(self) -> None:
        self.angle = 0.0
''',
    unit=check,
)
