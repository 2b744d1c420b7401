"""What the names of a stretch of code are bound to, wherever in it that happens."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from faceplate.facts.nodes import walked

Bound = ast.expr | str | None
"""What a name is bound to: an expression, the path of an import, or something else."""


def bindings(tree: ast.Module, itself: Callable[[], set[str]]) -> dict[str, list[Bound]]:
    """Return what each name is bound to: an expression, the path of an import, or something else.

    Args:
        tree: The code.
        itself: Gives the names of classes whose objects give themselves when they are entered.
    """
    bound: dict[str, list[Bound]] = {}
    for node in walked(tree):
        for name, value in _bound_by(node, itself):
            values = bound.setdefault(name, [])
            # Importing the same package twice, or a part of it too, binds the same.
            if not isinstance(node, ast.Import) or value not in values:
                values.append(value)
    return bound


def _bound_by(node: ast.AST, itself: Callable[[], set[str]]) -> Iterator[tuple[str, Bound]]:
    """Yield the names that one node binds, each with what it is bound to."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield _imported(node, alias)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _bound_in(target, node.value)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        yield from _bound_in(node.target, node.value)
    elif isinstance(node, ast.AugAssign | ast.For | ast.AsyncFor | ast.comprehension):
        yield from _bound_in(node.target, None)
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield from _bound_in(node.optional_vars, _entered(node.context_expr, itself))
    else:
        for name in _named_by(node):
            yield name, None


def _imported(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> tuple[str, str | None]:
    """Return the name that an import binds, and the path that it stands for, if that is known."""
    if isinstance(node, ast.Import):
        path = alias.name if alias.asname else alias.name.partition(".")[0]
        return alias.asname or path, path
    is_absolute = node.module and not node.level
    return alias.asname or alias.name, f"{node.module}.{alias.name}" if is_absolute else None


def _bound_in(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, Bound]]:
    """Yield the names in a target; only one that stands alone is bound to the value."""
    if isinstance(target, ast.Name):
        yield target.id, value
        return
    for node in ast.walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, None


def _named_by(node: ast.AST) -> Iterator[str]:
    """Yield the names that a node binds otherwise, or lets go."""
    if isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(
        node,
        ast.FunctionDef
        | ast.AsyncFunctionDef
        | ast.ClassDef
        | ast.ExceptHandler
        | ast.MatchAs
        | ast.MatchStar,
    ):
        if node.name:
            yield node.name
    elif isinstance(node, ast.Delete):
        yield from (each.id for each in ast.walk(node) if isinstance(each, ast.Name))


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
