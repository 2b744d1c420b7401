"""Proves that a corrected file says what it said before, but for what was meant to change.

The two states of the file are parsed by Python itself and compared without their docstrings and
without the headers that change; those are compared with what is meant.
"""

from __future__ import annotations

import ast
import inspect
import warnings
from collections.abc import Sequence

from faceplate.check.edits.header import HeaderEdit
from faceplate.check.edits.literal import EditError
from faceplate.check.edits.revision import Revision


def prove(before: bytes, after: bytes, changes: Sequence[Revision | HeaderEdit]) -> None:
    """Compare two states of a file: nothing but the docstrings and headers named may differ.

    Args:
        before: Its bytes as they were.
        after: Its bytes as they are to be.
        changes: What is meant to differ.

    Raises:
        EditError: If anything else does.
    """
    revised = {
        change.subject.docstring.line: change.text
        for change in changes
        if isinstance(change, Revision)
    }
    headers = {
        (change.function.name, change.function.line): change.names
        for change in changes
        if isinstance(change, HeaderEdit)
    }
    try:
        with warnings.catch_warnings(action="ignore"):
            old, new = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise EditError("the file would not parse any more") from None
    for function, changed in zip(_functions(old), _functions(new), strict=False):
        line = min([function.lineno, *(each.lineno for each in function.decorator_list)])
        wanted = headers.get((function.name, line))
        if wanted is None:
            continue
        if _names(changed) != wanted:
            raise EditError(f"the header of `{function.name}` would be another one than is meant")
        function.args = changed.args = ast.arguments([], [], None, [], [], None, [])
    strings = [_strings(old), _strings(new)]
    if len(strings[0]) != len(strings[1]) or ast.dump(old) != ast.dump(new):
        raise EditError("more than docstrings would change")
    for (line, was), (_, now) in zip(*strings, strict=True):
        if was != now and (line not in revised or _cleaned(now) != revised[line]):
            raise EditError("another docstring would change")


def _functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _strings(tree: ast.Module) -> list[tuple[int, str]]:
    """Take the strings that stand as statements out of a module, each with its line."""
    strings = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            strings.append((node.value.lineno, node.value.value))
            node.value.value = ""
    return strings


def _names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    args = function.args
    rows = [*args.posonlyargs, *args.args, *([args.vararg] if args.vararg else [])]
    return [
        argument.arg
        for argument in [*rows, *args.kwonlyargs, *([args.kwarg] if args.kwarg else [])]
    ]


def _cleaned(value: str) -> str:
    return inspect.cleandoc(value.rstrip())
