"""Warnings that a library gives far from where it is called: of arguments that are handed on.

A listener hands its arguments to a function that registers it, and that one warns. The way there is
not followed; the warning is found by what it says. It has to stand in a function that takes a
parameter of the same name, name it in quotes, and be reached by the value that is passed.
"""

from __future__ import annotations

import ast
from typing import Any, NamedTuple

from faceplate.check.bodies import QUOTED
from faceplate.check.codebase import Codebase
from faceplate.compare.upgrade.execution import BodyEvent
from faceplate.compare.upgrade.values import UNKNOWN, Evaluator, Names, truth
from faceplate.model import Parameter


class _Warning(NamedTuple):
    """A warning in the source of a library.

    Attributes:
        text: The expression of its text.
        tests: The conditions around it, each with whether it has to hold.
        names: What the function takes that it stands in.
        place: Module and function.
        line: Its line.
    """

    text: ast.expr
    tests: tuple[tuple[ast.expr, bool], ...]
    names: frozenset[str]
    place: str
    line: int


def warned_elsewhere(
    codebase: Codebase, parameters: list[Parameter], arguments: list[Any], keywords: Names
) -> list[BodyEvent]:
    """Return the warnings that the arguments of a listener certainly lead to.

    Args:
        codebase: The release.
        parameters: What the listener takes.
        arguments: What is passed by position.
        keywords: What is passed by name.
    """
    places = [each.name for each in parameters if each.kind.startswith("positional")]
    given = dict(zip(places, arguments, strict=False)) | keywords
    events = []
    for warning in codebase.once("conditional warnings", lambda: _warnings(codebase)):
        evaluator = Evaluator(dict(given), lambda _: UNKNOWN)
        text = evaluator.text(warning.text)
        named = {
            (next(group for group in match.groups() if group)).partition("=")[0]
            for match in QUOTED.finditer(text)
        }
        if not named & given.keys() & warning.names:
            continue
        reached = [truth(evaluator.value(test)) is wanted for test, wanted in warning.tests]
        if reached and all(reached):
            events.append(BodyEvent(False, text, warning.place, warning.line))
    return events


def _warnings(codebase: Codebase) -> list[_Warning]:
    warnings: list[_Warning] = []
    library = codebase.library
    for module in library.holding(b"warn"):
        try:
            tree = ast.parse(library.source(module))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                rows = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                names = frozenset(argument.arg for argument in rows)
                place = f"{module}.{node.name}"
                _collect(node.body, (), names, place, warnings)
    return warnings


def _collect(
    body: list[ast.stmt],
    tests: tuple[tuple[ast.expr, bool], ...],
    names: frozenset[str],
    place: str,
    warnings: list[_Warning],
) -> None:
    """Collect the warnings of a function that stand in conditions about what it takes."""
    for statement in body:
        if isinstance(statement, ast.If):
            asked = {node.id for node in ast.walk(statement.test) if isinstance(node, ast.Name)}
            if asked & names:
                _collect(statement.body, (*tests, (statement.test, True)), names, place, warnings)
                others = (*tests, (statement.test, False))
                _collect(statement.orelse, others, names, place, warnings)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            call = statement.value
            name = ast.unparse(call.func).rpartition(".")[2]
            if tests and call.args and (name == "warn" or name.startswith("warn_")):
                warnings.append(_Warning(call.args[0], tests, names, place, call.lineno))
