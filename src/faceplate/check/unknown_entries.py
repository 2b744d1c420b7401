"""Entries of docstrings that describe what no call takes, and the parameters they may mean.

What takes more than its signature shows is left alone: a decorator or a function inside may take
it, `*args` is often described piece by piece, and `**rest` by its own name.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from faceplate.check import similarity
from faceplate.check.codebase import Unit
from faceplate.check.contradictions import default_differs
from faceplate.check.docstring import UnitDocstring
from faceplate.check.names_in_code import taken_by_methods
from faceplate.check.stated_defaults import defaults
from faceplate.check.types.comparison import compare
from faceplate.docstrings import headings
from faceplate.docstrings.admonitions import KINDS
from faceplate.docstrings.parts import Entry
from faceplate.facts.declarations import AttributeFact, FunctionFact
from faceplate.link.expressions import name_of
from faceplate.link.names import resolve
from faceplate.model import Parameter

# From which ratio on a name is offered in place of another one.
_NEAR = 0.6
# A type of more words is a text.
_LONGEST_TYPE = 5
_EVIDENT = 0.75
"""From which ratio on nobody doubts that two names are meant to be one."""

# Names with a number and dots for the rest of them: "row1, row2, ... : list of rows".
_ANY_NUMBER = re.compile(r"[ \t]*[`*]*\w+?\d[`*]*[ \t]*,[^:\n]*\.\.\.")
# What says that a parameter is no more: "`speed` was removed in 2.0."
_GONE = re.compile(
    r"\b(?:was|were|has been|have been|is) removed\b|^\W*removed (?:in|since)\b", re.IGNORECASE
)
# A call that a docstring begins with: "turn(angle, *speeds)".
_HEADER = re.compile(r"\s*(\w+)\(([^\n]*(?:\n[^\n]+)?)\)[ \t]*(?:->[^\n]*)?$", re.MULTILINE)
# "Field(alias='turnSpeed')"
_ALIAS = re.compile(r"\b(?:validation_)?alias\s*=")

# Decorators that take no parameter away from what they decorate, nor give it one.
_KEEPING = {
    "abstractmethod",
    "asynccontextmanager",
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "coroutine",
    "deprecated",
    "document",
    "final",
    "lru_cache",
    "no_type_check",
    "override",
    "overload",
    "property",
    "runtime_checkable",
    "staticmethod",
    "wraps",
}


class UnknownEntry(NamedTuple):
    """An entry without a parameter.

    Attributes:
        docstring: The docstring that it stands in.
        entry: The entry.
        near: The parameter without an entry whose name is nearest; None if none is near.
        is_evident: Whether the two are certainly meant to be one.
    """

    docstring: UnitDocstring
    entry: Entry
    near: str | None
    is_evident: bool


def unknown_entries(unit: Unit) -> list[UnknownEntry]:
    """Return the entries of a unit that have no parameter."""
    return unit.once("unknown_entries", lambda: _unknown_entries(unit))


def _unknown_entries(unit: Unit) -> list[UnknownEntry]:
    if unit.takes_anything or not unit.is_known:
        return []
    rest = any(
        parameter.kind == "var_positional" and not parameter.description
        for parameter in unit.parameters
    )
    described = {entry.name for _, entry, owner in unit.documented() if owner is not None}
    free = [name for name in unit.named if name not in described]
    entries: list[UnknownEntry] = []
    for docstring, entry, owner in unit.documented():
        if owner is not None or _is_remark(docstring, entry) or _is_other(entry, unit):
            continue
        if _is_on_purpose(docstring, entry, unit):
            continue
        if entry.name in _own_names(docstring) or _is_by_position(entry.name, unit):
            # The header below which it stands takes it, whatever a call of the whole takes.
            continue
        near = next(iter(get_close_matches(entry.name, free, n=1, cutoff=_NEAR)), None)
        evident = near is not None and bool(get_close_matches(entry.name, [near], 1, _EVIDENT))
        if rest and not evident:
            continue
        entries.append(UnknownEntry(docstring, entry, near, evident))
    if unit.doubt and len(entries) > 1 and not described and not any(each.near for each in entries):
        # What a decorator that was not read makes of it takes other arguments, or tags and options.
        return []
    return entries if not unit.is_class else _of_construction(unit, entries, described)


def _of_construction(
    unit: Unit, entries: list[UnknownEntry], described: set[str]
) -> list[UnknownEntry]:
    """Return the entries in docstrings of a class that are about how it is made.

    A section may be about the call of its objects, in whole, or in what it has beyond all that the
    constructor takes. What methods take shows that.
    """
    elsewhere = taken_by_methods(unit)
    if not described:
        is_other = len(entries) > 1 and any(each.entry.name in elsewhere for each in entries)
        return [] if is_other else entries
    if any(name not in described for name in unit.named if name[0] != "_"):
        return entries
    others = [each for each in entries if each.entry.name in elsewhere]
    # One alone may have left the constructor.
    return [each for each in entries if len(others) == 1 or each not in others]


def _is_by_position(name: str, unit: Unit) -> bool:
    """Return whether a parameter has the name behind underscores: `*__sources` is `sources`.

    Nobody passes it by name, and docstrings leave the underscores out.
    """
    parameter = unit.named.get(f"__{name}")
    return parameter is not None and parameter.kind in ("var_positional", "positional_only")


def _is_on_purpose(docstring: UnitDocstring, entry: Entry, unit: Unit) -> bool:
    """Return whether an entry means no parameter by that name.

    It is one of any number, `row1, row2, ...`, says that it is gone, or stands in the signature
    that the docstring begins with, as of a compiled function: `turn(angle, *speeds)`.
    """
    if _ANY_NUMBER.match(docstring.lines[entry.line]) or _GONE.search(entry.text):
        return True
    header = _HEADER.match(docstring.fact.text)
    if header is None or header[1] != unit.symbol.name.rpartition(".")[2]:
        return False
    return entry.name in re.findall(r"\w+", header[2])


def _own_names(docstring: UnitDocstring) -> set[str]:
    """Return the parameters of the function that a docstring stands in."""
    function = docstring.symbol.function
    return {parameter.name for parameter in function.parameters} if function is not None else set()


def _is_remark(docstring: UnitDocstring, entry: Entry) -> bool:
    """Return whether an entry is a labelled remark, such as `Note:`, behind the others.

    A parameter may have such a name too; it is written small and has entries behind it.
    """
    if entry.name.lower() not in KINDS:
        return False
    *_, last = docstring.entries("parameters")
    return entry.name[0].isupper() or last.line == entry.line


def _is_other(entry: Entry, unit: Unit) -> bool:
    """Return whether an entry is not one of a parameter, or of one that only shows elsewhere."""
    name = entry.name
    words = (entry.annotation or "").split()
    if not name.isidentifier() or (
        (not words or len(words) > _LONGEST_TYPE) and headings.kind_of(name) is not None
    ):
        # A section that stands too deep is read as an entry too; it states no type.
        return True
    if (
        name[0].isupper()
        and not entry.annotation
        and not any(parameter[0].isupper() for parameter in unit.named)
    ):
        # A remark on a line of its own, "Default: 3".
        return True
    if unit.is_class and _is_passed_by_alias(name, unit):
        return True
    first, _, further = (entry.annotation or "").partition(" ")
    if further and first in unit.named:
        # The entry of another one, whose colon stands too late: "@param angle how far it is:".
        return True
    if name in ("args", "kwargs") and unit.is_class and unit.constructor is None:
        # Said of what an ancestor takes.
        return True
    if unit.owner is not None and isinstance(unit.fact, FunctionFact):
        stated = unit.fact.parameters
        if "writable" in unit.fact.labels and _is_taken_by_setter(name, unit):
            # A property may say what its setter takes.
            return True
        if stated and stated[0].name == name:
            # What makes its class may call the method as a function.
            return True
    return name in ("self", "cls", unit.unpacked) or _is_taken_within(name, unit)


def _is_passed_by_alias(name: str, unit: Unit) -> bool:
    """Return whether a model has a field of that name, and a call passes it by another one."""
    field = unit.symbol.member(name)
    fact = field.fact if field is not None else None
    return (
        isinstance(fact, AttributeFact)
        and _ALIAS.search(f"{fact.annotation} {fact.value}") is not None
    )


def _is_taken_by_setter(name: str, unit: Unit) -> bool:
    """Return whether the setter of a property takes a value by a name, or cannot be seen."""
    short = re.escape(unit.symbol.name.rpartition(".")[2])
    taken = re.compile(rf"@{short}\.setter\s+def {short}\(\s*\w+\s*,\s*(\w+)")
    found = taken.findall("\n".join(unit.codebase.sources.lines(unit.file)))
    return not found or name in found


def _is_taken_within(name: str, unit: Unit) -> bool:
    """Return whether a function inside takes it, or a decorator may.

    What wraps the function may take more than it passes on.
    """
    decorators = [] if unit.is_class else unit.fact.decorators
    if name in unit.signature.added or any(
        _speaks_of(unit, decorator, name) for decorator in decorators
    ):
        return True
    function = unit.signature.function
    if function is None or function.function is None:
        return False
    fact = function.function
    lines = unit.codebase.sources.lines(function.source.file)[fact.line - 1 : fact.end_line]
    inner = "\n".join(lines[1:])
    pattern = rf"\b(?:def \w+\s*\(|lambda )[^):]*\b{re.escape(name)}\b"
    return re.search(pattern, inner.partition('"""')[2].partition('"""')[2]) is not None


def _speaks_of(unit: Unit, decorator: str, name: str) -> bool:
    """Return whether a decorator, as it stands or where it is defined, speaks of a parameter.

    Args:
        unit: What it decorates.
        decorator: Its source, without the at sign.
        name: The parameter.
    """
    path = name_of(decorator)
    if path.rpartition(".")[2] in _KEEPING:
        return False
    definition = resolve(unit.symbol.library, unit.symbol.module, path)
    lines = [decorator]
    if definition is not None and isinstance(definition.fact, FunctionFact):
        source = unit.codebase.sources.lines(definition.source.file)
        lines += source[definition.fact.line - 1 : definition.fact.end_line]
    # What is passed on as a whole, such as `**kwargs`, is not a parameter of that name.
    word = re.compile(rf"(?<![*\w]){re.escape(name)}\b")
    return any(word.search(line) for line in lines)


def successor(unit: Unit, entry: Entry) -> str | None:
    """Return the parameter that an entry is certainly about, under another name."""
    documented = unit.documented()
    described = {each.name for _, each, parameter in documented if parameter is not None}
    free = [
        parameter.name
        for parameter in unit.parameters
        if parameter.name not in described
        and parameter.name[0] != "_"
        and not parameter.kind.startswith("var_")
    ]
    lost = [each.name for _, each, parameter in documented if parameter is None]
    if not free or lost.count(entry.name) > 1:
        return None
    near = similarity.nearest(entry.name, free)
    if near is None and len(free) == len(lost) == 1 and similarity.widened(entry.name, free[0]):
        # "model name" is no text of a `model_type`: what the name gained has to be in it.
        gained = set(free[0].split("_")) - set(entry.name.split("_")) - {""}
        near = free[0] if gained <= set(re.findall(r"[^\W_]+", entry.text.lower())) else None
    rivals = [name for name in lost if name != entry.name]
    if near is None or any(similarity.nearest(name, free) == near for name in rivals):
        return None
    return near if _fits(unit, entry, unit.named[near]) else None


def _fits(unit: Unit, entry: Entry, parameter: Parameter) -> bool:
    """Return whether type and default that an entry states are those of a parameter."""
    if entry.annotation and parameter.annotation:
        ancestry = unit.codebase.linker.ancestry
        comparison = compare(entry.annotation, parameter.annotation, unit.symbol, ancestry)
        if comparison is not None and set(comparison.refused) - {"None"}:
            return False
    type_ = entry.annotation or ""
    stated = defaults(f"{type_}\n{entry.text}", entry.name, set(unit.named), len(type_))
    return not any(default_differs(statement, parameter) for statement in stated)
