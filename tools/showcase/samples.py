"""Values to try: those that an annotation allows, and those of every JSON type."""

from __future__ import annotations

import builtins
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

JSON: tuple[Any, ...] = (
    *(None, True, False, 0, 3, 2.5, -1, "text", "a", ""),
    *([], ["a"], [3], {}, {"a": 1}, {"path": "/nowhere"}),
)
"""Values of every kind that can come over the wire."""

PLAIN = (bool, str, int, float)
"""Types of values that are kept as they are given."""

_NAMES = {
    **{name: one for name, one in vars(builtins).items() if isinstance(one, type)},
    "None": None,
    "Any": Any,
    "Callable": Callable,
    "Literal": Literal,
    "Path": Path,
}


class Unknown:
    """Stands for a type that only the library knows; no value is one."""

    def __class_getitem__(cls, inner: Any) -> type[Unknown]:
        """Stand for it with arguments, too."""
        return cls


class _Names(dict[str, Any]):
    def __missing__(self, name: str) -> Any:
        return Unknown


def type_of(annotation: str) -> Any:
    """Make a type of the source of an annotation, as a page prints it.

    Args:
        annotation: The source. Names of classes that are not built in stand for `Unknown`.
    """
    return eval(annotation, {"__builtins__": {}}, _Names(_NAMES))


def allowed(annotation: str) -> Iterator[Any]:
    """Yield values that an annotation allows, unlike ones first."""
    yield from _of(type_of(annotation))


def _of(kind: Any) -> Iterator[Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is Literal:
        yield from inner
    elif origin in (list, set):
        for one in _of(inner[0]):
            yield origin([one])
    elif origin is tuple:
        yield tuple(next(_of(one)) for one in inner)
    elif origin is dict:
        yield {"a": 1}
    elif inner and origin is not Callable:
        for one in inner:
            yield from _of(one)
    elif kind is bool:
        yield from (True, False)
    elif kind is int:
        yield from (7, 5)
    elif kind is float:
        yield from (2.5, 7)
    elif kind in (str, Any):
        yield from ("text", "text {}")
    elif kind is Callable or origin is Callable:
        yield lambda *_: None
