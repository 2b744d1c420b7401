"""The endpoints that calls make: of event listeners, interfaces and the like."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from faceplate.dialects.capabilities import EndpointCall

NAME = "api_name"
"""The argument that names an endpoint."""
VISIBILITY, SHOWN = "api_visibility", "show_api"
"""The argument that says who sees an endpoint, and the one of older releases."""
_FUNCTION, _INPUTS = "fn", "inputs"
# Where an interface takes its inputs by name, and how many there are is not written out.
_BY_NAME = "inputs_kwargs"


def endpoint(
    given: Mapping[str, ast.expr], parameters: Collection[str], listens: bool
) -> EndpointCall | None:
    """Return the endpoint of a call, or None if what is called takes no function with inputs."""
    function = given.get(_FUNCTION)
    if function is None or not {_FUNCTION, _INPUTS} <= set(parameters):
        return None
    inputs = None if _BY_NAME in given else _count(given.get(_INPUTS), listens)
    return EndpointCall(function, inputs, _name(given), _visibility(given))


def _name(given: Mapping[str, ast.expr]) -> str | None:
    stated = given.get(NAME)
    if isinstance(stated, ast.Constant) and isinstance(stated.value, str) and stated.value.strip():
        return stated.value
    return None


def _visibility(given: Mapping[str, ast.expr]) -> str | None:
    """Say who sees an endpoint, in each spelling that releases have for it."""
    stated = given.get(VISIBILITY)
    if stated is not None:
        value = stated.value if isinstance(stated, ast.Constant) else None
        return value if isinstance(value, str) else None
    shows = given.get(SHOWN)
    name = given.get(NAME)
    if isinstance(name, ast.Constant) and name.value is False:
        return "private"
    if shows is not None:
        if not isinstance(shows, ast.Constant):
            return None
        return "public" if shows.value else "undocumented"
    return "public" if name is None or isinstance(name, ast.Constant) else None


def _count(inputs: ast.expr | None, listens: bool) -> int | None:
    """Return how many inputs a call lists; None where they are not written out."""
    if inputs is None:
        return 0 if listens else None
    if isinstance(inputs, ast.Constant):
        return (0 if listens else None) if inputs.value is None else 1
    if isinstance(inputs, ast.List | ast.Tuple):
        spread = any(isinstance(element, ast.Starred) for element in inputs.elts)
        return None if spread else len(inputs.elts)
    return None
