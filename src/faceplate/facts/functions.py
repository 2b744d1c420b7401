"""The facts of one function: its parameters, and what its header says beside them."""

from __future__ import annotations

import ast
from collections.abc import Callable

from msgspec.structs import replace

from faceplate.facts.declarations import Docstring, FunctionFact, ParameterFact
from faceplate.facts.texts import docstring
from faceplate.model import ParameterKind

Function = ast.FunctionDef | ast.AsyncFunctionDef

Write = Callable[[ast.expr | None], str | None]
"""Writes an expression out as source; None for none, and for one that cannot be written."""


class Writing:
    """How the expressions of a function are written out.

    Args:
        annotation: Writes annotations.
        default: Writes defaults.
    """

    def __init__(self, annotation: Write, default: Write) -> None:
        self.annotation = annotation
        self.default = default


def function_fact(
    node: Function,
    decorators: list[str],
    labels: set[str],
    type_checking: bool,
    writing: Writing,
) -> FunctionFact:
    """Return the facts of a function, without what stands outside and within it.

    Args:
        node: The function.
        decorators: Source of its decorators.
        labels: What it is apart from a function.
        type_checking: Whether only type checkers see it.
        writing: How its expressions are written.
    """
    return FunctionFact(
        node.name,
        first_line(node),
        node.end_lineno or node.lineno,
        _parameters(node.args, node.lineno, writing),
        writing.annotation(node.returns),
        decorators,
        docstring(node.body),
        sorted(labels),
        [],
        {},
        type_checking,
    )


def _parameters(arguments: ast.arguments, line: int, writing: Writing) -> list[ParameterFact]:
    ahead = len(arguments.posonlyargs)
    positional = [*arguments.posonlyargs, *arguments.args] if ahead else arguments.args
    required = len(positional) - len(arguments.defaults)
    parameters = []
    for number, argument in enumerate(positional):
        kind: ParameterKind = "positional_only" if number < ahead else "positional_or_keyword"
        default = arguments.defaults[number - required] if number >= required else None
        parameters.append(_parameter(argument, kind, default, line, writing))
    if arguments.vararg is not None:
        parameters.append(_parameter(arguments.vararg, "var_positional", None, line, writing))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parameters.append(_parameter(argument, "keyword_only", default, line, writing))
    if arguments.kwarg is not None:
        parameters.append(_parameter(arguments.kwarg, "var_keyword", None, line, writing))
    return parameters


def _parameter(
    argument: ast.arg,
    kind: ParameterKind,
    default: ast.expr | None,
    line: int,
    writing: Writing,
) -> ParameterFact:
    source = writing.default(default)
    if source is None and default is not None:
        # Too deep to be written out; that there is a default is known all the same.
        source = "..."
    return ParameterFact(
        argument.arg,
        kind,
        writing.annotation(argument.annotation),
        source,
        argument.lineno - line,
        argument.col_offset,
    )


def own_labels(node: Function) -> set[str]:
    """Return what the keyword of a function makes it."""
    return {"async"} if isinstance(node, ast.AsyncFunctionDef) else set()


def is_within(inner: Function, outer: Function) -> bool:
    """Say whether a function stands within another one of the same file."""
    first, last = outer.lineno, outer.end_lineno or outer.lineno
    return first < inner.lineno and (inner.end_lineno or inner.lineno) <= last


def moved(method: FunctionFact, node: Function, decorators: list[str]) -> FunctionFact:
    """Return a method that was read by itself with the name, lines and decorators it has."""
    lines = node.lineno - 1
    text = method.docstring
    if text is not None:
        text = Docstring(text.text, text.line + lines, text.end_line + lines)
    # What stands on the line of the `def` is moved by its margin and its name.
    columns = node.col_offset + len(node.name.encode()) - len(method.name)
    return replace(
        method,
        name=node.name,
        line=first_line(node),
        end_line=method.end_line + lines,
        parameters=[
            parameter if parameter.row else replace(parameter, column=parameter.column + columns)
            for parameter in method.parameters
        ],
        decorators=decorators,
        docstring=text,
    )


def first_line(node: ast.ClassDef | Function) -> int:
    """Return the first line of a declaration, that of its decorators included."""
    return node.decorator_list[0].lineno if node.decorator_list else node.lineno
