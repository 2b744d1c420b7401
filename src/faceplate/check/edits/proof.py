"""Proves that a mended file says what it said before, but for what was meant to change.

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
    revised = {one.subject.docstring.line: one.text for one in changes if isinstance(one, Revision)}
    headers = {
        (one.function.name, one.function.line): one.names
        for one in changes
        if isinstance(one, HeaderEdit)
    }
    try:
        with warnings.catch_warnings(action="ignore"):
            old, new = ast.parse(before), ast.parse(after)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise EditError("the file would not parse any more") from None
    for one, other in zip(_functions(old), _functions(new), strict=False):
        line = min([one.lineno, *(each.lineno for each in one.decorator_list)])
        wanted = headers.get((one.name, line))
        if wanted is None:
            continue
        if _names(other) != wanted:
            raise EditError(f"the header of `{one.name}` would be another one than is meant")
        one.args = other.args = ast.arguments([], [], None, [], [], None, [])
    strings = [_strings(old), _strings(new)]
    if len(strings[0]) != len(strings[1]) or ast.dump(old) != ast.dump(new):
        raise EditError("more than docstrings would change")
    for (line, was), (_, now) in zip(*strings, strict=True):
        if was != now and (line not in revised or _cleaned(now) != revised[line]):
            raise EditError("another docstring would change")


def _functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _strings(tree: ast.Module) -> list[tuple[int, str]]:
    """Take the strings that stand as statements out of a module, each with its line."""
    found = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            found.append((node.value.lineno, node.value.value))
            node.value.value = ""
    return found


def _names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    args = function.args
    rows = [*args.posonlyargs, *args.args, *([args.vararg] if args.vararg else [])]
    return [one.arg for one in [*rows, *args.kwonlyargs, *([args.kwarg] if args.kwarg else [])]]


def _cleaned(value: str) -> str:
    return inspect.cleandoc(value.rstrip())
