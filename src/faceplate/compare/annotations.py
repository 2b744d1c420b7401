"""What becomes of an annotation: choices that come and go, types that are added or taken away."""

from __future__ import annotations

import ast
from typing import NamedTuple

_DEEPEST = 60
"""Members of a union that are looked at one inside the other."""


class Union(NamedTuple):
    """An annotation as the set of what it allows.

    Attributes:
        choices: Source of each literal value.
        types: Source of each other type.
    """

    choices: frozenset[str]
    types: frozenset[str]


def union(annotation: str | None) -> Union | None:
    """Return what an annotation allows; None where it is not one that can be read.

    Args:
        annotation: Its source.
    """
    if annotation is None:
        return None
    try:
        node = ast.parse(annotation, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    choices: set[str] = set()
    types: set[str] = set()
    _collect(node, choices, types, 0)
    return Union(frozenset(choices), frozenset(types))


def _collect(node: ast.expr, choices: set[str], types: set[str], depth: int) -> None:
    if depth > _DEEPEST:
        types.add(ast.unparse(node))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        _collect(node.left, choices, types, depth + 1)
        _collect(node.right, choices, types, depth + 1)
    elif isinstance(node, ast.Subscript) and (name := _last(node.value)) in _JOINING:
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            choices |= {ast.unparse(element) for element in inside}
            return
        for element in inside:
            _collect(element, choices, types, depth + 1)
        if name == "Optional":
            types.add("None")
    else:
        types.add(ast.unparse(node))


_JOINING = {"Literal", "Optional", "Union"}


def _last(node: ast.expr) -> str:
    """Return the last part of a dotted name, or nothing."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
