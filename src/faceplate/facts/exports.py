"""The entries of `__all__`, as far as they are written out."""

from __future__ import annotations

import ast
import re

from faceplate.facts.expressions import text_of

# A statement that changes the list: `__all__.append(name)`, `    __all__ += more`.
_CHANGE = re.compile(r"^[ \t]*__all__[ \t]*(?:\+=|\.\w+\()", re.MULTILINE)


def entries(node: ast.expr) -> list[str] | None:
    """Return the entries of a list of exports.

    Args:
        node: What is assigned to `__all__` or added to it.

    Returns:
        Names; the path of another list after a star; None where the list is computed.
    """
    match node:
        case ast.Constant(str() as name):
            return [name]
        case ast.Attribute(ast.Name(name), "__name__"):
            return [name]
        case ast.Name() | ast.Attribute():
            return [f"*{text_of(node)}"]
        case ast.Starred(inner):
            return entries(inner)
        case ast.BinOp(left, ast.Add(), right):
            parts = [entries(left), entries(right)]
        case ast.List(elements) | ast.Tuple(elements) | ast.Set(elements):
            parts = [entries(element) for element in elements]
        case _:
            return None
    return None if None in parts else [name for part in parts if part for name in part]


def added(node: ast.AugAssign | ast.Expr) -> list[str] | None:
    """Return what a statement adds: `__all__ += ...`, `__all__.append(...)`, `__all__.extend(...)`.

    Args:
        node: The statement.

    Returns:
        The entries; None where they are computed; none for any other statement.
    """
    match node:
        case ast.AugAssign(ast.Name("__all__"), ast.Add(), more):
            return entries(more)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("__all__"), "append"), [entry], [])):
            return entries(ast.List([entry]))
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("__all__"), "extend"), [more], [])):
            return entries(more)
        case ast.AugAssign(ast.Name("__all__")):
            return None
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("__all__")))):
            return None
    return []


def are_changed(code: str) -> bool:
    """Say whether a module may change its list once it has made it.

    Args:
        code: The source of the module.
    """
    return "__all__" in code and _CHANGE.search(code) is not None
