"""What the body of a function does, as far as labels speak of it: yield, return, raise, warn.

Facts leave bodies out, since few readers need them. They are parsed here for the functions of which
a rule has a question left, and never run.
"""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.units import Unit
from faceplate.facts.declarations import FunctionFact

_WARNED = {"DeprecationWarning", "PendingDeprecationWarning", "FutureWarning"}
_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class Body(NamedTuple):
    """What the body of a function does itself, functions within it left out.

    Attributes:
        is_written: Whether there is more than a docstring, an ellipsis or a bare raise.
        yields: Whether it yields.
        returns: Whether it returns a value.
        raises: The names of the exceptions that it raises by name and does not catch itself, each
            with the line from which on it does, counted from the function's first.
        warns: Whether it warns of its own deprecation whatever it is called with.
        deprecates: Whether it speaks of deprecation at all.
    """

    is_written: bool
    yields: bool
    returns: bool
    raises: dict[str, int]
    warns: bool
    deprecates: bool


def body(unit: Unit) -> Body | None:
    """Give what the body of a function does; None if that is not known.

    Args:
        unit: A function or a method.
    """
    fact = unit.fact
    if not isinstance(fact, FunctionFact):
        return None
    return unit.once("body", lambda: _body(unit, fact))


def _body(unit: Unit, fact: FunctionFact) -> Body | None:
    lines = unit.survey.sources.lines(unit.file)[fact.line - 1 : fact.end_line]
    try:
        with warnings.catch_warnings(action="ignore"):
            parsed = ast.parse(textwrap.dedent("\n".join(lines))).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    node = parsed[0] if len(parsed) == 1 else None
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    own = list(_own(node.body))
    raises: dict[str, int] = {}
    for name, line in _raised(node.body, frozenset()):
        raises.setdefault(name, line)
    return Body(
        is_written=_is_written(node.body),
        yields=any(isinstance(one, ast.Yield | ast.YieldFrom) for one in own),
        returns=any(isinstance(one, ast.Return) and not _is_none(one.value) for one in own),
        raises=raises,
        warns=any(_warns(one) for one in node.body),
        deprecates=any("eprecat" in line for line in lines),
    )


def _own(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    left: list[ast.AST] = list(statements)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, _APART):
            left.extend(ast.iter_child_nodes(node))


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _is_written(statements: list[ast.stmt]) -> bool:
    return any(
        not isinstance(one, ast.Pass | ast.Raise)
        and not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in statements
    )


def _raised(statements: list[ast.stmt], caught: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield what statements raise by name, apart from what is caught around them."""
    for one in statements:
        if isinstance(one, _APART):
            continue
        if isinstance(one, ast.Raise):
            name = _name(one.exc.func if isinstance(one.exc, ast.Call) else one.exc)
            if name and name not in caught and not {"Exception", "BaseException"} & caught:
                yield name, one.lineno
        within = caught
        if isinstance(one, ast.Try):
            handled = {name for each in one.handlers for name in _handled(each)}
            within = caught | handled
        for field, value in ast.iter_fields(one):
            if field == "body" and isinstance(value, list):
                yield from _raised(value, within)
            elif field in ("orelse", "finalbody") and isinstance(value, list):
                yield from _raised(value, caught)
            elif field in ("handlers", "cases"):
                for each in value:
                    yield from _raised(each.body, caught)


def _handled(handler: ast.ExceptHandler) -> Iterator[str]:
    stated = handler.type
    if stated is None:
        yield "Exception"
        return
    for one in stated.elts if isinstance(stated, ast.Tuple) else [stated]:
        name = _name(one)
        if name:
            yield name


def _name(node: ast.expr | None) -> str | None:
    """Give the name of a class of exceptions; None for an object, which has no such name."""
    if isinstance(node, ast.Attribute):
        found = node.attr
    elif isinstance(node, ast.Name):
        found = node.id
    else:
        return None
    return found if found[:1].isupper() else None


def _warns(statement: ast.stmt) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call):
        return False
    name = ast.unparse(call.func).rpartition(".")[2]
    given = [*call.args, *(one.value for one in call.keywords)]
    return name == "warn" and any(isinstance(one, ast.Name) and one.id in _WARNED for one in given)
