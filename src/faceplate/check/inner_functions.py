"""Functions that facts leave out: setters and deleters of properties, and functions within others.

They are read from the source of their module, each as if it stood alone in the file, on the lines
that it has there.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.facts.declarations import FunctionFact
from faceplate.facts.reader import SourceError, read

_Function = ast.FunctionDef | ast.AsyncFunctionDef
# The decorator of a setter or a deleter: "@angle.setter".
_OF_PROPERTY = re.compile(r"\.(?:setter|deleter)$")


class InnerFunction(NamedTuple):
    """A function that stands in another declaration.

    Attributes:
        owner: Qualified name of the class whose property it sets or deletes; empty for a function
            within a function.
        name: Its qualified name.
        fact: What it declares.
        enclosing: The parameters and variables of the functions around it.
    """

    owner: str
    name: str
    fact: FunctionFact
    enclosing: frozenset[str]


def inner_functions(lines: list[str], within_functions: bool) -> Iterator[InnerFunction]:
    """Yield the functions of a module that facts leave out and that have more than a line to say.

    Args:
        lines: The lines of the module.
        within_functions: Whether functions within functions are asked for, too.
    """
    text = "\n".join(lines)
    if not within_functions and ".setter" not in text and ".deleter" not in text:
        return
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # A file for a newer Python; what the reader of facts sees of it is checked.
        return
    waiting: list[tuple[ast.AST, str, frozenset[str], bool]] = [(tree, "", frozenset(), False)]
    while waiting:
        node, name, enclosing, is_inside = waiting.pop(0)
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.ClassDef | _Function):
                waiting.append((child, name, enclosing, is_inside))
                continue
            path = f"{name}.{child.name}" if name else child.name
            if isinstance(child, ast.ClassDef):
                waiting.append((child, path, enclosing, is_inside))
                continue
            sets = isinstance(node, ast.ClassDef) and not is_inside and _is_of_property(child)
            if sets or (is_inside and within_functions and not isinstance(node, ast.ClassDef)):
                fact = _fact(child, lines, with_decorators=not sets)
                if fact is not None:
                    yield InnerFunction(name if sets else "", path, fact, enclosing)
            if within_functions:
                waiting.append((child, path, enclosing | _names(child), True))


def _is_of_property(function: _Function) -> bool:
    return any(_OF_PROPERTY.search(ast.unparse(each)) for each in function.decorator_list)


def _fact(function: _Function, lines: list[str], *, with_decorators: bool) -> FunctionFact | None:
    """Return the facts of a function; None if it has no docstring of several lines."""
    if "\n" not in (ast.get_docstring(function, clean=False) or ""):
        return None
    first = function.lineno
    if with_decorators:
        first = min([first, *(each.lineno for each in function.decorator_list)])
    depth = function.col_offset
    own = [
        line[min(depth, len(line) - len(line.lstrip())) :]
        for line in lines[first - 1 : function.end_lineno]
    ]
    try:
        facts = read(("\n" * (first - 1) + "\n".join(own) + "\n").encode())
    except SourceError:
        return None
    fact = facts.members.get(function.name)
    if not isinstance(fact, FunctionFact):
        return None
    parameters = [replace(each, column=each.column + depth) for each in fact.parameters]
    labels = fact.labels if with_decorators else [*fact.labels, "setter"]
    return replace(fact, parameters=parameters, labels=labels)


def _names(function: _Function) -> frozenset[str]:
    """Return what a function takes and binds."""
    nodes = list(ast.walk(function))
    taken = {node.arg for node in nodes if isinstance(node, ast.arg)}
    bound = {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return frozenset(taken | bound)
