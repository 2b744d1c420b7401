"""An attribute that a docstring describes and its class does not have."""

from __future__ import annotations

import builtins
import enum
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.docstring import grouped
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.stored_attributes import has, may_be_given
from faceplate.facts.declarations import ClassFact
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Symbol

# Lines of a header in which the fields of a tuple stand, where no docstring ends it.
_HEADER = 10


def check(unit: Unit) -> Iterator[Violation]:
    """Look for attributes that nothing in the files of the class and its ancestors sets."""
    ancestry = unit.codebase.linker.ancestry
    documented = [
        (docstring, entry)
        for docstring in unit.docstrings
        for entry in docstring.entries("attributes")
        if unit.is_class and entry.name.isidentifier() and entry.name not in unit.signature.fields
        if not grouped(entry)
    ]
    if not documented:
        return
    known = [_pythons(path) for path in ancestry.unknown_bases(unit.symbol)]
    outside = [class_ for class_ in known if class_ is not None]
    order = ancestry.order(unit.symbol)
    members = [
        member
        for ancestor in order
        if isinstance(ancestor.fact, ClassFact)
        for member in ancestor.fact.members
    ]
    described = {
        entry.name for docstring in unit.docstrings for entry in docstring.entries("attributes")
    }
    # A base that was not read may have any attribute, as a class that makes them up.
    is_unread = len(outside) < len(known)
    makes_up = is_unread or not {"__getattr__", "__getattribute__"}.isdisjoint(members)
    for docstring, entry in documented:
        name = entry.name
        if any(hasattr(class_, name) for class_ in outside) or has(unit, name):
            continue
        if any(_is_of_tuple(name, ancestor, unit) for ancestor in order):
            continue
        kept = _kept_as(name, unit) if name in unit.named else None
        if makes_up:
            kept = None
        if kept is None and may_be_given(unit, name):
            continue
        cutoff = 1.0 if is_unread else 0.8 if makes_up else 0.6
        near = get_close_matches(name, members, n=1, cutoff=cutoff)
        if makes_up and not near:
            near = [member for member in members if _is_swapped(name, member)][:1]
        if makes_up and (not near or near[0] in described):
            # Only a misspelling of what is there, and is not described, is no made-up name.
            continue
        near = [kept] if kept is not None else near
        hint = f"; did you mean `{near[0]}`?" if near else ""
        doubt = "a parameter has that name, and may be what is meant" if name in unit.named else ""
        doubt = "an ancestor that was not read may have it" if is_unread else doubt
        yield unit.violation(
            f"the docstring describes the attribute `{name}`, which nothing sets{hint}",
            unit.at(docstring, entry.line),
            doubt=doubt,
        )


def _is_of_tuple(name: str, symbol: Symbol, unit: Unit) -> bool:
    """Return whether a class extends a tuple that is made in its header, with such a field."""
    fact = symbol.fact
    if not isinstance(fact, ClassFact):
        return False
    end = fact.docstring.line if fact.docstring is not None else fact.line + _HEADER
    header = " ".join(unit.codebase.sources.lines(symbol.source.file)[fact.line - 1 : end])
    named = re.search(rf"[\"', ]{re.escape(name)}[\"', ]", header)
    return "namedtuple(" in header.lower() and named is not None


def _kept_as(name: str, unit: Unit) -> str | None:
    """Return the public attribute that a parameter is kept as, under another name."""
    does = body(unit)
    kept = does.kept if does is not None else {}
    names = [other for other, parameter in kept.items() if parameter == name and other[0] != "_"]
    return names[0] if len(names) == 1 else None


def _pythons(path: str) -> type | None:
    """Return the class of Python's own that a base stands for, such as `dict` for `typing.Dict`."""
    module, _, name = path.rpartition(".")
    if module == "enum":
        value = getattr(enum, name, None)
        return value if isinstance(value, type) else None
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


RULE = Rule(
    code="FP504",
    name="unknown-attribute",
    severity="warning",
    summary="The docstring of a class describes an attribute that the class does not have.",
    reason="Reading it raises AttributeError. It was renamed or removed.",
    advice="Rename the entry, or remove it. Of classes with ancestors that were not read, or "
    "that make attributes up, only misspellings are reported.",
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
