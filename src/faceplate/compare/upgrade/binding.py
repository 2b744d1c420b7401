"""Which parameter each argument of a call goes to, and that one goes to none."""

from __future__ import annotations

import ast
from typing import Any

from faceplate.compare.upgrade.values import UNKNOWN, Names
from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Symbol


class RefusedCallError(Exception):
    """A function does not take what it is passed."""


def bound(
    function: Symbol, fact: FunctionFact, arguments: list[Any], keywords: Names, is_method: bool
) -> Names:
    """Bind arguments to parameters, by Python's rules.

    Args:
        function: What is called.
        fact: What its file declares.
        arguments: What is passed by position, without the object of a method.
        keywords: What is passed by name.
        is_method: Whether the object is its first parameter.

    Returns:
        What the names of its parameters are bound to.

    Raises:
        RefusedCallError: If that cannot be.
    """
    parameters = fact.parameters[1:] if is_method else fact.parameters
    label = f"{function.name}()"
    names: Names = {fact.parameters[0].name: UNKNOWN} if is_method and fact.parameters else {}
    places = [each for each in parameters if each.kind.startswith("positional")]
    rest = next((each for each in parameters if each.kind == "var_positional"), None)
    if len(arguments) > len(places) and rest is None:
        raise RefusedCallError(f"{label} takes {len(places)} arguments by position")
    for parameter, value in zip(places, arguments, strict=False):
        names[parameter.name] = value
    if rest is not None:
        names[rest.name] = tuple(arguments[len(places) :])
    further = dict(keywords)
    for parameter in parameters:
        if parameter.kind in ("positional_or_keyword", "keyword_only"):
            if parameter.name in further:
                if parameter.name in names:
                    raise RefusedCallError(f"{label} got several values for `{parameter.name}`")
                names[parameter.name] = further.pop(parameter.name)
            elif parameter.name not in names and parameter.default is not None:
                names[parameter.name] = _default(parameter.default)
    more = next((each for each in parameters if each.kind == "var_keyword"), None)
    if more is not None:
        names[more.name] = further
    elif further:
        raise RefusedCallError(
            f"{label} got an unexpected keyword argument `{next(iter(further))}`"
        )
    for parameter in parameters:
        names.setdefault(parameter.name, UNKNOWN)
    return names


def _default(source: str) -> Any:
    try:
        return ast.literal_eval(source)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return UNKNOWN
