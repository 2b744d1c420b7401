"""What a function `__getattr__` of a module gives, for each name that it may be asked for.

Nothing says which names these are. They stand in the function, or in the maps and lists that it
looks them up in; the function is followed for each, as far as it deals with constants.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any

from faceplate.facts.constants import Constants, bound, references
from faceplate.facts.evaluation import FAILURES, NameReference, UnknownValue

MOST_NAMES = 20_000
"""Names of one module that are followed, so that a file that is made to be hostile ends, too."""

# The function itself and what is indented below it; bodies of functions are not in the tree.
_GETTER = re.compile(r"^def __getattr__\(.*?(?=^[^\s#)]|\Z)", re.MULTILINE | re.DOTALL)


def stated(code: str) -> ast.FunctionDef | None:
    """Return the function `__getattr__` of a module with the lines of the file; None without one.

    Args:
        code: The source of the module.
    """
    match = _GETTER.search(code)
    if match is None:
        return None
    try:
        function = ast.parse(match[0]).body[0]
    except (SyntaxError, ValueError, RecursionError):
        return None
    if not isinstance(function, ast.FunctionDef) or not function.args.args:
        return None
    ast.increment_lineno(function, code.count("\n", 0, match.start()))
    return function


def names(function: ast.FunctionDef, constants: Constants) -> list[str]:
    """Return the names that occur in a function, or in the constants that it speaks of."""
    words: dict[str, None] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Constant):
            _collect(node.value, words)
        elif isinstance(node, ast.Name):
            _collect(constants.names.get(node.id), words)
    return list(words)[:MOST_NAMES]


def given(function: ast.FunctionDef, wanted: Iterable[str], constants: Constants) -> dict[str, str]:
    """Return what a function gives for names, as far as it can be followed.

    Args:
        function: `__getattr__`.
        wanted: What it is asked for.
        constants: The constants of the module.

    Returns:
        Name to what it leads to, as in an import.
    """
    parameter = function.args.args[0].arg
    targets = {}
    for name in wanted:
        try:
            result = _returned(function.body, constants.inner(**{parameter: name}))
        except (UnknownValue, _Refused, *FAILURES):
            continue
        if isinstance(result, NameReference):
            targets[name] = result.path
    return targets


class _Refused(Exception):  # noqa: N818 - the function that is followed raises
    """The function followed raises an exception, as it has no such name."""


def _returned(statements: list[ast.stmt], scope: Constants) -> Any:
    """Return what a function returns; None where it goes on after the statements."""
    for node in statements:
        result = None
        match node:
            case ast.Return(value=ast.expr() as value):
                return scope.value(value)
            case ast.Raise() | ast.Return():
                raise _Refused
            case ast.If(test=test, body=body, orelse=rest):
                result = _returned(body if scope.holds(test) else rest, scope)
            case ast.For(target=target, iter=iterated, body=body):
                result = _looped(target, scope.value(iterated), body, scope)
            case ast.Try(body=body) | ast.With(body=body):
                result = _returned(body, scope)
            case ast.Assign(targets=[ast.Name() | ast.Tuple() as target], value=value):
                scope.names |= bound(target, scope.value(value))
            case ast.Import() | ast.ImportFrom():
                scope.names |= references(node)
        if result is not None:
            return result
    return None


def _looped(target: ast.expr, values: Iterable[Any], body: list[ast.stmt], scope: Constants) -> Any:
    for value in list(values):
        scope.step()
        scope.names |= bound(target, value)
        result = _returned(body, scope)
        if result is not None:
            return result
    return None


def _collect(value: object, words: dict[str, None]) -> None:
    """Collect the strings that are identifiers from a value and what it holds."""
    if isinstance(value, str):
        if value.isidentifier():
            words.setdefault(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _collect(key, words)
            _collect(inner, words)
    elif isinstance(value, list) or (isinstance(value, tuple) and type(value) is tuple):
        for inner in value:
            _collect(inner, words)
