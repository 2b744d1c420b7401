"""The arguments of constructors and listeners: remembered, and held against their annotations.

A component shows its arguments on the page, and a function that returns a component means those it
was given, so each block remembers them. An argument that its annotation does not allow is refused
where it is written, with what the annotation allows.
"""

from __future__ import annotations

import functools
import inspect
import types
import typing
from collections.abc import Callable, Collection
from typing import Any, Literal, TypeVar, Union, cast

from faceplate_kit.errors import UseError

_Listener = TypeVar("_Listener", bound=Callable[..., Any])
_FIRST = 1
"""Where the arguments begin: the first parameter is the object itself."""


def remember(cls: type) -> None:
    """Let the constructor of a class note its arguments in `arguments`, and check them."""
    declared = cls.__dict__.get("__init__")
    if declared is None:
        return
    signature = inspect.signature(declared)

    @functools.wraps(declared)
    def construct(self: Any, *args: Any, **keywords: Any) -> None:
        if "arguments" not in self.__dict__:
            try:
                given = signature.bind(self, *args, **keywords).arguments
            except TypeError as error:
                raise TypeError(f"{cls.__name__}: {error}") from None
            self.arguments = dict(list(given.items())[_FIRST:])
            _check(type(self).__name__, declared, self.arguments)
        declared(self, *args, **keywords)

    cls.__init__ = construct  # type: ignore[misc]


def checked(*, skip: Collection[str]) -> Callable[[_Listener], _Listener]:
    """Make a decorator for listeners that refuses what the annotations do not allow.

    Args:
        skip: Parameters that are checked elsewhere, with more knowledge.
    """

    def decorate(function: _Listener) -> _Listener:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def call(*args: Any, **keywords: Any) -> Any:
            owner = type(args[0]).__name__ if args and args[0] is not None else "an event"
            place = f"{owner}.{call.__name__}"
            try:
                given = signature.bind(*args, **keywords).arguments
            except TypeError as error:
                raise TypeError(f"{place}: {error}") from None
            stated = {name: given[name] for name in list(given)[_FIRST:] if name not in skip}
            _check(place, function, stated)
            return function(*args, **keywords)

        return cast(_Listener, call)

    return decorate


def names(cls: type) -> list[str]:
    """Give the names of the parameters of a class's constructor, in order."""
    return list(inspect.signature(cls.__init__).parameters)[_FIRST:]  # type: ignore[misc]


def fits(value: Any, annotation: Any) -> bool:
    """Say whether a value is what an annotation allows.

    Numbers are told from truth values, and an int is a float. A list or a dict is looked through.
    """
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is Any:
        return True
    if origin in (Union, types.UnionType):
        return any(fits(value, one) for one in inner)
    if origin is Literal:
        return any(type(value) is type(one) and value == one for one in inner)
    if annotation is None or annotation is type(None):
        return value is None
    if annotation in (int, float):
        return isinstance(value, int if annotation is int else int | float) and not isinstance(
            value, bool
        )
    if origin in (list, set):
        return isinstance(value, origin) and all(fits(one, inner[0]) for one in value)
    if origin is tuple:
        return (
            isinstance(value, tuple)
            and len(value) == len(inner)
            and all(fits(one, kind) for one, kind in zip(value, inner, strict=True))
        )
    if origin is dict:
        return isinstance(value, dict) and all(
            fits(key, inner[0]) and fits(one, inner[1]) for key, one in value.items()
        )
    return isinstance(value, origin or annotation)


def allows_none(function: Callable[..., Any], parameter: str) -> bool:
    """Say whether None is a value that the annotation of a parameter allows."""
    return fits(None, _hints(function)[parameter])


@functools.cache
def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    # `Component` stands in annotations of modules that cannot import it.
    return typing.get_type_hints(function, localns={"Component": object, "Block": object})


def _check(place: str, function: Callable[..., Any], given: dict[str, Any]) -> None:
    hints = _hints(function)
    for name, value in given.items():
        if name in hints and not fits(value, hints[name]):
            written = inspect.signature(function).parameters[name].annotation
            raise UseError(f"{place}: {name} takes {written}, and not {value!r:.80}")
