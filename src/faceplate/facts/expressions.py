"""The source text of expressions, from the syntax tree.

`ast.unparse` writes any expression out, and takes its time. Nearly all that stands in signatures is
a name, a constant, a subscript, a union, a call or a list, which are put together here in the same
form; `ast.unparse` writes all others. Strings come out in single quotes wherever they can.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

_PLAIN = (str, int, bytes, bool, type(None))
_ATOMS = (ast.Name, ast.Attribute, ast.Subscript)


def text_of(node: ast.expr) -> str:
    """Write an expression out as source.

    Args:
        node: The expression.

    Returns:
        Source that parses to the same tree.
    """
    write = _WRITERS.get(type(node))
    return ast.unparse(node) if write is None else write(node)


def evaluated(node: ast.expr, is_literal: Callable[[ast.expr], bool]) -> ast.expr:
    """Put what the strings of an annotation hold in their places.

    Args:
        node: The annotation.
        is_literal: Says of what stands before a bracket whether it is `Literal`, within which a
            string is a string.

    Returns:
        The annotation; strings that are no expressions stay. The tree given is not used any more.
    """
    changed: ast.expr = _Strings(is_literal).visit(node)
    return changed


class _Strings(ast.NodeTransformer):
    def __init__(self, is_literal: Callable[[ast.expr], bool]) -> None:
        self._is_literal = is_literal

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if self._is_literal(node.value):
            return node
        if text_of(node.value).rpartition(".")[2] == "Annotated":
            # Only the first thing in its brackets is a type.
            types = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            types[:1] = [self.visit(one) for one in types[:1]]
            return node
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str):
            return node
        try:
            return ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError):
            return node


def _name(node: ast.Name) -> str:
    return node.id


def _constant(node: ast.Constant) -> str:
    value = node.value
    if isinstance(value, _PLAIN):
        return repr(value)
    return "..." if value is ... else ast.unparse(node)


def _minus(node: ast.UnaryOp) -> str:
    operand = node.operand
    if isinstance(node.op, ast.USub) and isinstance(operand, ast.Constant):
        return f"-{_constant(operand)}"
    return ast.unparse(node)


def _attribute(node: ast.Attribute) -> str:
    if not isinstance(node.value, _ATOMS):
        return ast.unparse(node)
    return f"{text_of(node.value)}.{node.attr}"


def _subscript(node: ast.Subscript) -> str:
    if not isinstance(node.value, _ATOMS):
        return ast.unparse(node)
    if not isinstance(node.slice, ast.Tuple):
        return f"{text_of(node.value)}[{text_of(node.slice)}]"
    if len(node.slice.elts) < 2 or any(isinstance(one, ast.Starred) for one in node.slice.elts):
        return ast.unparse(node)
    return f"{text_of(node.value)}[{_listed(node.slice.elts)}]"


def _chain(node: ast.BinOp) -> str:
    """Write a union or a sum of plain operands, of which there may be thousands."""
    sign = _CHAINED.get(type(node.op))
    operands = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp) and type(left.op) is type(node.op):
        operands.append(left.right)
        left = left.left
    operands.append(left)
    if sign is None or not all(isinstance(one, _OPERANDS) for one in operands):
        return ast.unparse(node)
    return sign.join([text_of(one) for one in reversed(operands)])


def _tuple(node: ast.Tuple) -> str:
    return ast.unparse(node) if len(node.elts) < 2 else f"({_listed(node.elts)})"


def _list(node: ast.List) -> str:
    return f"[{_listed(node.elts)}]"


def _dict(node: ast.Dict) -> str:
    if None in node.keys:
        return ast.unparse(node)
    pairs = zip(node.keys, node.values, strict=True)
    return f"{{{', '.join([f'{text_of(key)}: {text_of(value)}' for key, value in pairs if key])}}}"


def _call(node: ast.Call) -> str:
    if not isinstance(node.func, _ATOMS):
        return ast.unparse(node)
    if any(isinstance(one, ast.Starred) for one in node.args):
        return ast.unparse(node)
    if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.GeneratorExp):
        return f"{text_of(node.func)}{ast.unparse(node.args[0])}"
    arguments = [text_of(one) for one in node.args]
    for one in node.keywords:
        if one.arg is None:
            return ast.unparse(node)
        arguments.append(f"{one.arg}={text_of(one.value)}")
    return f"{text_of(node.func)}({', '.join(arguments)})"


def _listed(nodes: list[ast.expr]) -> str:
    return ", ".join([text_of(one) for one in nodes])


_CHAINED = {ast.BitOr: " | ", ast.Add: " + "}
_OPERANDS = (*_ATOMS, ast.Constant, ast.Call, ast.List)

_WRITERS: dict[type, Callable[[Any], str]] = {
    ast.Name: _name,
    ast.Constant: _constant,
    ast.UnaryOp: _minus,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.BinOp: _chain,
    ast.Tuple: _tuple,
    ast.List: _list,
    ast.Dict: _dict,
    ast.Call: _call,
}
