"""The attributes that classes give their objects, as their code shows it."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.names_in_code import code_lines, set_attributes
from faceplate.facts.declarations import ClassFact
from faceplate.facts.nodes import walked
from faceplate.link.library import Symbol

# What gives attributes whose names are computed: `setattr(self, name, value)`.
_COMPUTED = re.compile(r"\b(?:setattr|vars|__setattr__|__dict__|__slots__)\b")
# A word in quotes: "angle".
_QUOTED = re.compile(r"[\"'](\w+)[\"']")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Stored(NamedTuple):
    """What the code of a class does with attributes.

    Attributes:
        stored: The names that it sets on any object, and those that it binds itself.
        read: The names that it reads.
        is_computed: Whether it may set names that it computes.
    """

    stored: frozenset[str]
    read: frozenset[str]
    is_computed: bool


def has(unit: Unit, name: str) -> bool:
    """Return whether a class or an ancestor sets or reads an attribute of its objects.

    What is only read is for heirs outside of the library to set.

    Args:
        unit: The class.
        name: The attribute.
    """
    ancestry = unit.codebase.linker.ancestry
    if ancestry.member(unit.symbol, name) is not None:
        return True
    return any(_is_set(name, ancestor, unit) for ancestor in ancestry.order(unit.symbol))


def may_be_given(unit: Unit, name: str) -> bool:
    """Return whether other code than a class and its ancestors may set an attribute of its objects.

    Args:
        unit: The class.
        name: The attribute.
    """
    codebase = unit.codebase
    ancestry = codebase.linker.ancestry
    if name in set_attributes(codebase):
        return True
    line = {ancestor.path: ancestor for ancestor in ancestry.order(unit.symbol)}
    if any(name in _set_in_module(ancestor, codebase) for ancestor in line.values()):
        return True
    below = {above.path: above for heir in _heirs(unit) for above in ancestry.order(heir)}
    return any(
        (own := _stored_by(symbol, codebase)) is None or name in own.stored
        for path, symbol in below.items()
        if path not in line
    )


def _is_set(name: str, symbol: Symbol, unit: Unit) -> bool:
    own = _stored_by(symbol, unit.codebase)
    if own is None or name in own.stored or name in own.read:
        return True
    return own.is_computed and (unit.takes_anything or name in unit.named)


def _stored_by(symbol: Symbol, codebase: Codebase) -> Stored | None:
    return codebase.lately(f"stored {symbol.path}", lambda: _stored(symbol, codebase))


def _stored(symbol: Symbol, codebase: Codebase) -> Stored | None:
    fact = symbol.fact
    if not isinstance(fact, ClassFact):
        return None
    text = "\n".join(codebase.sources.lines(symbol.source.file)[fact.line - 1 : fact.end_line])
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(textwrap.dedent(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    nodes = [node for node in walked(tree) if isinstance(node, ast.Attribute)]
    names = {node.attr for node in nodes if isinstance(node.ctx, ast.Store)}
    return Stored(
        frozenset(names.union(*(_bound(node) for node in tree.body))),
        frozenset(node.attr for node in nodes if isinstance(node.ctx, ast.Load)),
        _COMPUTED.search(text) is not None,
    )


def _bound(class_: ast.stmt) -> Iterator[str]:
    """Yield the names that the body of a class binds, those within its functions left out."""
    waiting: list[ast.AST] = list(getattr(class_, "body", []))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(node))


def _set_in_module(symbol: Symbol, codebase: Codebase) -> set[str]:
    """Return what the module of a class may set on objects that are not called `self`.

    Those are tuples of attributes, and words in quotes where names are computed.
    """

    def collect() -> set[str]:
        ours = symbol.library is codebase.library
        file = symbol.source.file
        lines = code_lines(codebase, symbol.module) if ours else codebase.sources.lines(file)
        text = "\n".join(lines)
        names = set(re.findall(r"(?<!\bself)\.(\w+)[ \t]*(?:,|=(?!=))", text))
        return names.union(_QUOTED.findall(text)) if _COMPUTED.search(text) else names

    return codebase.lately(f"set in {symbol.source.file}", collect)


def _heirs(unit: Unit) -> list[Symbol]:
    """Return the classes of the library that inherit from a class."""
    codebase = unit.codebase
    ancestry = codebase.linker.ancestry

    def collect() -> dict[str, list[Symbol]]:
        listed: dict[str, list[Symbol]] = {}
        for heir in codebase.units:
            for ancestor in ancestry.order(heir.symbol)[1:] if heir.is_class else ():
                listed.setdefault(ancestor.path, []).append(heir.symbol)
        return listed

    return codebase.once("heirs", collect).get(unit.symbol.path, [])
