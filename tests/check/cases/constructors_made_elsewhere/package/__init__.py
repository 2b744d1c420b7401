"""Controls whose constructors are made by decorators."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform()
def control(name: str) -> Callable[[type[T]], type[T]]:
    """Make a dataclass.

    Args:
        name: What it is called elsewhere.

    Returns:
        What decorates a class.
    """

    def made(class_: type[T]) -> type[T]:
        class_.name = name
        return dataclass(class_)

    return made


@dataclass
class Base:
    """What controls have in common."""

    key: str = ""


@control("knob")
class Knob(Base):
    """A knob.

    ```python
    Knob("a", width=3)
    ```
    """

    width: int = 1


def with_data(function: Callable[..., None]) -> Callable[..., None]:
    """Let a function take its values from data.

    Args:
        function: The function.

    Returns:
        The function that does so.
    """

    @wraps(function)
    def inner(*args: object, data: object = None, **more: object) -> None:
        function(*args, **more)

    inner.__signature__ = inspect.signature(function)
    return inner


@with_data
def draw(x: float) -> None:
    """Draw a point.

    Args:
        x: Where.
        data: Where `x` is looked up.
    """
