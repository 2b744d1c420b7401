"""What the names of a stretch of code are bound to, wherever in it that happens."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable


def bindings(
    tree: ast.Module, itself: Callable[[], set[str]]
) -> dict[str, list[ast.expr | str | None]]:
    """Say what each name is bound to: an expression, the path of an import, or something else.

    Args:
        tree: The code.
        itself: Gives the names of classes whose objects give themselves when they are entered.
    """
    bound: dict[str, list[ast.expr | str | None]] = {}

    def bind(target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Name):
            bound.setdefault(target.id, []).append(value)
        else:
            for node in ast.walk(target):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    bound.setdefault(node.id, []).append(None)

    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                path = each.name if each.asname else each.name.partition(".")[0]
                values = bound.setdefault(each.asname or path, [])
                values += [path] if path not in values else []
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                outer = node.module if not node.level else None
                origin = f"{outer}.{each.name}" if outer else None
                bound.setdefault(each.asname or each.name, []).append(origin)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                bind(target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
            bind(node.target, node.value)
        elif isinstance(node, ast.AugAssign | ast.For | ast.AsyncFor | ast.comprehension):
            bind(node.target, None)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            bind(node.optional_vars, _entered(node.context_expr, itself))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.setdefault(node.name, []).append(None)
        elif isinstance(node, ast.arg):
            bound.setdefault(node.arg, []).append(None)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            bound.setdefault(node.name, []).append(None)
        elif isinstance(node, ast.Delete | ast.Global | ast.Nonlocal):
            for name in ast.walk(node):
                if isinstance(name, ast.Name):
                    bound.setdefault(name.id, []).append(None)
    return bound


def _entered(node: ast.expr, itself: Callable[[], set[str]]) -> ast.expr | None:
    """Return the expression of a `with` where entering it gives the object itself."""
    called = node.func if isinstance(node, ast.Call) else None
    parts = called and ast.unparse(called)
    if not parts or not re.fullmatch(r"[\w.]+", parts):
        return None
    # What the names mean is not asked here, since that is being found out; any class of the
    # library that does not give itself makes the answer uncertain.
    short = parts.rpartition(".")[2]
    return node if short in itself() else None
