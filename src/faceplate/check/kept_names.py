"""The names under which a function keeps its parameters, or hands them on."""

from __future__ import annotations

import ast

from faceplate.facts.nodes import walked


def kept_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
    """Return the other names that a function gives its parameters, each with the parameter.

    `self.pace = speed` keeps `speed` as `pace`, and `press(pace=speed)` hands it on as `pace`. A
    name that stands for several parameters is left out.

    Args:
        function: The function.
    """
    stated = function.args
    parameters = {
        argument.arg for argument in (*stated.posonlyargs, *stated.args, *stated.kwonlyargs)
    }
    kept: dict[str, set[str]] = {}
    for node in walked(function):
        for name, value in _given(node):
            parameter = _parameter(value, parameters)
            if parameter is not None and name != parameter:
                kept.setdefault(name, set()).add(parameter)
    return {name: next(iter(meant)) for name, meant in kept.items() if len(meant) == 1}


def handed_up(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Return the names that a constructor hands to that of its ancestor by their places.

    The list ends where something else than a name is handed up.

    Args:
        function: The constructor.
    """
    for node in walked(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "__init__"
            and isinstance(node.func.value, ast.Call)
            and getattr(node.func.value.func, "id", "") == "super"
        ):
            names = [getattr(argument, "id", "") for argument in node.args]
            return names[: names.index("")] if "" in names else names
    return []


def _given(node: ast.AST) -> list[tuple[str, ast.expr]]:
    """Return the names that a node gives to values: attributes of `self`, and keywords."""
    if isinstance(node, ast.Call):
        return [(keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg]
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    value = getattr(node, "value", None)
    return [
        (target.attr, value)
        for target in targets
        if isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == "self"
        and value is not None
    ]


def _parameter(value: ast.expr, parameters: set[str]) -> str | None:
    """Return the parameter that a value is: `speed`, `speed or 1`, `speed if speed else 1`."""
    alternatives = [value]
    if isinstance(value, ast.BoolOp):
        alternatives = value.values
    elif isinstance(value, ast.IfExp):
        alternatives = [value.body, value.orelse]
    names = {
        each.id for each in alternatives if isinstance(each, ast.Name) and each.id in parameters
    }
    return names.pop() if len(names) == 1 else None
