"""Entries with the name of a heading, and decorators that pass all arguments on."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def counted(function: Callable[..., Any]) -> Callable[..., Any]:
    """Count the calls of a function.

    Args:
        function: What is counted.

    Returns:
        What counts and calls it.
    """

    @wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return inner


@counted
def turn(angle: int, args: tuple[int, ...] = ()) -> None:
    """Turn the knob.

    Parameters
    ----------
    angle : int
        How far.
    args : tuple
        What the callback takes.
    kwargs : dict
        What the callback takes by name.
    """


def press(depth: int) -> None:
    """Press the knob.

    Args:
        depth: How deep.
        Returns:
            Nothing.
    """
