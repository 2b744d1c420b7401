"""The strings that an annotation lists, the names of unions of the library followed."""

from __future__ import annotations

import ast
from weakref import WeakKeyDictionary

from faceplate.check.types.alternatives import alternatives
from faceplate.facts.declarations import AttributeFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Library, Symbol
from faceplate.link.names import resolve

_DEEPEST = 12


def literals(annotation: str, symbol: Symbol) -> tuple[list[str], bool] | None:
    """Return the strings that an annotation lists.

    Args:
        annotation: Source of the annotation.
        symbol: The declaration it stands at.

    Returns:
        The strings, and whether no others are accepted; None if it lists none.
    """
    known = _LISTED.setdefault(symbol.library, {})
    key = (symbol.module, annotation)
    if key not in known:
        known[key] = _literals(annotation, symbol)
    return known[key]


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
            known = alternatives(node, place)
            closed = (
                closed
                and known is not None
                and all(one.head not in (None, "any", "str") for one in known)
            )
    return (values, closed) if values else None


def _members(source: str, symbol: Symbol, depth: int) -> list[tuple[ast.expr, Symbol]]:
    """Return the members of a union, names of unions of the library followed."""
    node = parsed(source)
    if node is None or depth > _DEEPEST:
        return []
    found: list[tuple[ast.expr, Symbol]] = []
    waiting = [node]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitOr):
            waiting = [one.left, one.right, *waiting]
            continue
        if isinstance(one, ast.Subscript):
            name = (dotted_name(one.value) or "").rpartition(".")[2]
            if name in ("Optional", "Union"):
                inner = one.slice.elts if isinstance(one.slice, ast.Tuple) else [one.slice]
                waiting = [*inner, *waiting]
                continue
        path = dotted_name(one)
        target = resolve(symbol.library, symbol.module, path) if path else None
        fact = target.fact if target else None
        if target is not None and isinstance(fact, AttributeFact) and fact.value:
            found += _members(fact.value, target, depth + 1) or [(one, symbol)]
        else:
            found.append((one, symbol))
    return found
