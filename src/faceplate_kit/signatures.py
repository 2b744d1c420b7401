"""What a function takes: how many inputs, and under which names.

A parameter that is annotated with `Request` is filled by the kit and is no input.
"""

from __future__ import annotations

import functools
import inspect
import typing
from collections import abc
from collections.abc import Callable
from typing import Any, NamedTuple

from faceplate_kit.request import Request

_SINGLE = (str, int, float, bool, bytes)
_STEPWISE = (
    abc.Iterator,
    abc.Iterable,
    abc.Generator,
    abc.AsyncIterator,
    abc.AsyncIterable,
    abc.AsyncGenerator,
)


class Accepts(NamedTuple):
    """The inputs that a function takes.

    Attributes:
        inputs: The parameters that inputs go to, in order.
        least: How many inputs it needs.
        most: How many it takes, or None for any number.
        unfilled: Names of parameters that no input can reach and that have no default.
    """

    inputs: list[inspect.Parameter]
    least: int
    most: int | None
    unfilled: list[str]


def accepts(fn: Callable[..., Any]) -> Accepts | None:
    """Say which inputs a function takes, or None where it does not say so itself."""
    try:
        parameters = inspect.signature(fn).parameters.values()
    except (ValueError, TypeError):
        return None
    special = _special_names(fn)
    inputs = [
        one
        for one in parameters
        if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD) and one.name not in special
    ]
    unfilled = [
        one.name for one in parameters if one.kind is one.KEYWORD_ONLY and one.default is one.empty
    ]
    any_number = any(one.kind is one.VAR_POSITIONAL for one in parameters)
    least = sum(one.default is one.empty for one in inputs)
    return Accepts(inputs, least, None if any_number else len(inputs), unfilled)


def request_places(fn: Callable[..., Any] | None) -> list[int]:
    """Give the places of the parameters that take the request, among those taken by position."""
    try:
        parameters = inspect.signature(fn).parameters.values() if fn else ()
    except (ValueError, TypeError):
        return []
    by_place = [one for one in parameters if one.kind is not one.KEYWORD_ONLY]
    special = _special_names(fn)
    return [place for place, one in enumerate(by_place) if one.name in special]


def is_generator(fn: Callable[..., Any] | None) -> bool:
    """Say whether a call of a function gives several values, one after the other."""
    code = code_of(fn)
    return inspect.isgeneratorfunction(code) or inspect.isasyncgenfunction(code)


def is_asynchronous(fn: Callable[..., Any]) -> bool:
    """Say whether a call of a function returns at once, and does its work on the event loop."""
    code = code_of(fn)
    return inspect.iscoroutinefunction(code) or inspect.isasyncgenfunction(code)


def code_of(fn: Any) -> Any:
    """Give the function whose code a call runs: that of a partial, of a callable object."""
    while isinstance(fn, functools.partial):
        fn = fn.func
    return fn if inspect.isroutine(fn) or inspect.isclass(fn) else type(fn).__call__


def values_returned(fn: Callable[..., Any]) -> set[int] | None:
    """Say how many outputs the returned value can serve, as far as its annotation says it.

    Returns:
        The numbers of outputs that go with it, or None where the annotation says nothing.
    """
    annotation = hints(fn).get("return", Any)
    if is_generator(fn) and typing.get_origin(annotation) in _STEPWISE:
        annotation = typing.get_args(annotation)[0]
    inner = typing.get_args(annotation)
    if annotation is type(None):
        return {0, 1}
    if annotation in _SINGLE:
        return {1}
    if typing.get_origin(annotation) is tuple and Ellipsis not in inner:
        return {1, len(inner)}
    return None


def hints(fn: Callable[..., Any]) -> dict[str, Any]:
    """Give the annotations of a function, or nothing where they cannot be made out."""
    try:
        return typing.get_type_hints(code_of(fn))
    except Exception:  # annotations may name what does not exist, and run any code
        return {}


def _special_names(fn: Any) -> set[str]:
    return {name for name, hint in hints(fn).items() if _is_request(hint) and name != "return"}


def _is_request(hint: Any) -> bool:
    return hint is Request or Request in typing.get_args(hint)
