"""The statements of a module, class or function, those in its branches included.

Where a condition has an answer, such as one on the version of Python, only the branch that is taken
counts, as if its statements stood outside. Which of the other branches a program takes depends on
what is not known, so all of them count, but each statement brings along what it is a branch of:
what stands in one may be a stand-in for what stands elsewhere.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.facts.conditions import Conditions

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
_BINDING = (
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Pass,
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


class _Branch(NamedTuple):
    body: list[ast.stmt]
    block: ast.AST | None
    type_checking: bool


def placed(
    statements: list[ast.stmt], block: ast.AST | None, type_checking: bool, conditions: Conditions
) -> Iterator[Placed]:
    """Yield statements and those in their branches, but not those of classes and functions.

    Args:
        statements: The statements of one block.
        block: What the block is a branch of.
        type_checking: Whether only type checkers run it.
        conditions: Says what conditions come to.
    """
    last = len(statements) - 1
    for number, statement in enumerate(statements):
        if not isinstance(statement, _BRANCHING):
            following = statements[number + 1] if number < last else None
            yield Placed(statement, following, block, type_checking)
            continue
        for branch in _branches(statement, block, conditions):
            guarded = type_checking or branch.type_checking
            yield from placed(branch.body, branch.block, guarded, conditions)


def _branches(
    statement: ast.stmt, block: ast.AST | None, conditions: Conditions
) -> Iterator[_Branch]:
    """Yield the blocks of a statement that may be run."""
    if isinstance(statement, ast.If):
        yield from _alternatives(statement, block, conditions)
        return
    yield _Branch(getattr(statement, "body", []), statement, False)
    for branch in getattr(statement, "handlers", getattr(statement, "cases", ())):
        yield _Branch(branch.body, branch, False)
    yield _Branch(getattr(statement, "orelse", []), statement, False)
    yield _Branch(getattr(statement, "finalbody", []), statement, False)


def _alternatives(
    statement: ast.If, block: ast.AST | None, conditions: Conditions
) -> Iterator[_Branch]:
    """Yield the branches of an `if` with its `elif`s and `else` that may be taken."""
    while True:
        body, rest = statement.body, statement.orelse
        for_checkers = conditions.is_for_checkers(statement.test)
        if for_checkers is not None:
            stated, run = (body, rest) if for_checkers else (rest, body)
            yield _Branch(stated, statement, not _binds_on_demand(run))
            yield _Branch(run, statement if stated else block, False)
            return
        holds = False if _is_script_guard(statement.test) else conditions.answer(statement.test)
        if holds is None:
            # Whether any branch after this one is taken is not known either.
            block = statement
        if holds is not False:
            yield _Branch(body, block, False)
        if holds:
            return
        if len(rest) != 1 or not isinstance(rest[0], ast.If):
            yield _Branch(rest, block, False)
            return
        statement = rest[0]


def _binds_on_demand(statements: list[ast.stmt]) -> bool:
    """Say whether a branch may bind more names at run time than it writes out.

    `sys.modules[__name__] = Lazy(...)` and a `__getattr__` do.
    """
    for statement in statements:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = getattr(statement, "targets", None) or [statement.target]  # type: ignore[union-attr]
            if not all(isinstance(target, ast.Name) for target in targets):
                return True
        elif not isinstance(statement, _BINDING) or getattr(statement, "name", "") == "__getattr__":
            return True
    return False


def _is_script_guard(test: ast.expr) -> bool:
    """Say whether a condition asks for `__name__ == "__main__"`, alone or among others.

    What it guards is nobody's import.
    """
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(map(_is_script_guard, test.values))
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == "__main__"
    )
