"""The strings that an annotation lists, the names of unions of the library followed."""

from __future__ import annotations

import ast
from weakref import WeakKeyDictionary

from faceplate.check.types.alternatives import alternatives
from faceplate.facts.declarations import AttributeFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Library, Symbol
from faceplate.link.names import resolve

# How deep types are looked into that stand in each other.
_DEEPEST = 12


def literals(annotation: str, symbol: Symbol) -> tuple[list[str], bool] | None:
    """Return the strings that an annotation lists.

    Args:
        annotation: Source of the annotation.
        symbol: The declaration it stands at.

    Returns:
        The strings, and whether no others are accepted; None if it lists none.
    """
    cache = _LISTED.setdefault(symbol.library, {})
    key = (symbol.module, annotation)
    if key not in cache:
        cache[key] = _literals(annotation, symbol)
    return cache[key]


_LISTED: WeakKeyDictionary[Library, dict[tuple[str, str], tuple[list[str], bool] | None]] = (
    WeakKeyDictionary()
)


def _literals(annotation: str, symbol: Symbol) -> tuple[list[str], bool] | None:
    values: list[str] = []
    closed = True
    for node, place in _members(annotation, symbol, 0):
        name = dotted_name(node.value) if isinstance(node, ast.Subscript) else None
        if name is not None and name.rpartition(".")[2] == "Literal":
            assert isinstance(node, ast.Subscript)
            elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            values += [
                element.value
                for element in elements
                if isinstance(element, ast.Constant) and isinstance(element.value, str)
            ]
        else:
            listed = alternatives(node, place)
            closed = (
                closed
                and listed is not None
                and all(alternative.head not in (None, "any", "str") for alternative in listed)
            )
    return (values, closed) if values else None


def _members(source: str, symbol: Symbol, depth: int) -> list[tuple[ast.expr, Symbol]]:
    """Return the members of a union, names of unions of the library followed."""
    node = parsed(source)
    if node is None or depth > _DEEPEST:
        return []
    members: list[tuple[ast.expr, Symbol]] = []
    waiting = [node]
    while waiting:
        current = waiting.pop(0)
        if isinstance(current, ast.BinOp) and isinstance(current.op, ast.BitOr):
            waiting = [current.left, current.right, *waiting]
            continue
        if isinstance(current, ast.Subscript):
            name = (dotted_name(current.value) or "").rpartition(".")[2]
            if name in ("Optional", "Union"):
                inner = (
                    current.slice.elts if isinstance(current.slice, ast.Tuple) else [current.slice]
                )
                waiting = [*inner, *waiting]
                continue
        path = dotted_name(current)
        target = resolve(symbol.library, symbol.module, path) if path else None
        fact = target.fact if target else None
        if target is not None and isinstance(fact, AttributeFact) and fact.value:
            members += _members(fact.value, target, depth + 1) or [(current, symbol)]
        else:
            members.append((current, symbol))
    return members
