"""The docstrings of a file before and after, and the rest of it."""

from __future__ import annotations

import ast
from typing import NamedTuple


class Text(NamedTuple):
    """A string that stands as a statement: a docstring, or what explains an attribute.

    Attributes:
        owner: The declarations that it stands in, `Knob.turn`.
        line: Its first line, counted from 1.
        end: Its last line.
        text: What it says.
        header: The source of the declaration that it belongs to, but for its body.
    """

    owner: str
    line: int
    end: int
    text: str
    header: str


def texts(source: str, tree: ast.Module) -> list[Text]:
    """Return all strings that stand as statements, in the order of a file."""
    lines = source.split("\n")
    found: list[Text] = []

    def look(node: ast.AST, owner: str, first: int) -> None:
        for child in ast.iter_child_nodes(node):
            if _is_text(child):
                header = "\n".join(lines[first - 1 : child.lineno - 1])
                found.append(Text(owner, child.lineno, child.end_lineno, child.value.value, header))
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                look(child, f"{owner}.{child.name}".lstrip("."), child.lineno)
            else:
                look(child, owner, first)

    look(tree, "", 1)
    return sorted(found, key=lambda text: text.line)


def skeleton(tree: ast.Module) -> str:
    """Return a tree without the strings that stand as statements."""
    return ast.dump(_Emptied().visit(tree))


class _Emptied(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if _is_text(node):
            node.value = ast.Constant(...)
        return self.generic_visit(node)


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
