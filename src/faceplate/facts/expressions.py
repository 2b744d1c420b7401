"""The source text of griffe's expressions.

griffe writes any expression out by walking through it once for each level of nesting. Nearly all
that stands in signatures is a name, a subscript, a union or a list, which are put together here;
griffe writes all others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import griffe

_ATOMS = (str, griffe.ExprName, griffe.ExprAttribute, griffe.ExprSubscript)


def text_of(expression: griffe.Expr | str) -> str:
    """Write an expression out as source.

    Args:
        expression: What griffe makes of an expression.

    Returns:
        The same text that griffe writes.
    """
    if isinstance(expression, str):
        return expression
    write = _WRITERS.get(type(expression))
    return str(expression) if write is None else write(expression)


def _name(name: griffe.ExprName) -> str:
    return name.name


def _attribute(attribute: griffe.ExprAttribute) -> str:
    names = [value.name for value in attribute.values if isinstance(value, griffe.ExprName)]
    return ".".join(names) if len(names) == len(attribute.values) else str(attribute)


def _subscript(subscript: griffe.ExprSubscript) -> str:
    if not isinstance(subscript.left, _ATOMS):
        return str(subscript)
    return f"{text_of(subscript.left)}[{text_of(subscript.slice)}]"


def _union(union: griffe.ExprBinOp) -> str:
    left = union.left
    goes_on = isinstance(left, griffe.ExprBinOp) and left.operator == "|"
    if union.operator != "|" or not (goes_on or isinstance(left, _ATOMS)):
        return str(union)
    if not isinstance(union.right, _ATOMS):
        return str(union)
    return f"{text_of(left)} | {text_of(union.right)}"


def _tuple(elements: griffe.ExprTuple) -> str:
    if not elements.implicit or len(elements.elements) < 2:
        return str(elements)
    return ", ".join([text_of(element) for element in elements.elements])


def _list(elements: griffe.ExprList) -> str:
    return f"[{', '.join([text_of(element) for element in elements.elements])}]"


_WRITERS: dict[type, Callable[[Any], str]] = {
    griffe.ExprName: _name,
    griffe.ExprAttribute: _attribute,
    griffe.ExprSubscript: _subscript,
    griffe.ExprBinOp: _union,
    griffe.ExprTuple: _tuple,
    griffe.ExprList: _list,
}
