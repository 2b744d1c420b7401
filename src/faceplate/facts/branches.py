"""The statements of a module, class or function, those in its branches included.

Which branch a program takes depends on where it runs, so all of them count, but each statement
brings along what it is a branch of: what stands in one may be a stand-in for what stands elsewhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.facts.expressions import text_of

_TYPE_CHECKING = {"TYPE_CHECKING", "typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"}
_BRANCHING = (
    ast.If,
    ast.Try,
    ast.TryStar,
    ast.With,
    ast.AsyncWith,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Match,
)


class Placed(NamedTuple):
    """A statement and where it stands.

    Attributes:
        statement: The statement.
        following: The statement after it in the same block.
        block: What it is a branch of; None right below the module, class or function.
        type_checking: Whether only type checkers run it.
    """

    statement: ast.stmt
    following: ast.stmt | None
    block: ast.AST | None
    type_checking: bool


def placed(
    statements: list[ast.stmt], block: ast.AST | None, type_checking: bool
) -> Iterator[Placed]:
    """Yield statements and those in their branches, but not those of classes and functions.

    Args:
        statements: The statements of one block.
        block: What the block is a branch of.
        type_checking: Whether only type checkers run it.
    """
    last = len(statements) - 1
    for number, statement in enumerate(statements):
        if not isinstance(statement, _BRANCHING):
            following = statements[number + 1] if number < last else None
            yield Placed(statement, following, block, type_checking)
            continue
        for body, branch, guarded in _branches(statement):
            yield from placed(body, branch, type_checking or guarded)


def _branches(statement: ast.stmt) -> Iterator[tuple[list[ast.stmt], ast.AST, bool]]:
    """Yield each block of a statement, what it is a branch of, and if only type checkers run it."""
    while isinstance(statement, ast.If):
        if _is_script_guard(statement.test):
            return
        rest = statement.orelse
        # With an `else`, the other branch binds the same names at run time.
        yield statement.body, statement, not rest and text_of(statement.test) in _TYPE_CHECKING
        if len(rest) != 1 or not isinstance(rest[0], ast.If):
            yield rest, statement, False
            return
        statement = rest[0]
    yield getattr(statement, "body", []), statement, False
    for branch in getattr(statement, "handlers", getattr(statement, "cases", ())):
        yield branch.body, branch, False
    yield getattr(statement, "orelse", []), statement, False
    yield getattr(statement, "finalbody", []), statement, False


def _is_script_guard(test: ast.expr) -> bool:
    """Say whether a condition is `__name__ == "__main__"`: what it guards is nobody's import."""
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == "__main__"
    )
