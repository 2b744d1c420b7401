"""Which function each place of a file stands in, and so when it runs."""

from __future__ import annotations

import ast


def scopes(tree: ast.Module) -> dict[int, str]:
    """Return the name of the function that each node stands in, by the node; "" for none.

    Decorators, defaults and annotations belong to what is around the function.

    Args:
        tree: The code.
    """
    within: dict[int, str] = {}
    waiting: list[tuple[ast.AST, str]] = [(tree, "")]
    while waiting:
        node, scope = waiting.pop()
        within[id(node)] = scope
        body: set[int] = set()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = {id(statement) for statement in node.body}
        elif isinstance(node, ast.Lambda):
            body = {id(node.body)}
        inner = f"{scope}.{getattr(node, 'name', 'lambda')}".lstrip(".") if body else scope
        waiting += [
            (child, inner if id(child) in body else scope) for child in ast.iter_child_nodes(node)
        ]
    return within
