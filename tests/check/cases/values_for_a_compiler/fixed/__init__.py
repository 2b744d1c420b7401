"""Annotations below a decorator that makes classes of what is passed, and others."""

import functools


class Constant:
    """A value that is known before anything runs."""

    def __init__(self, value: object) -> None:
        self.value = value


def compiled(function):
    """Compile a function.

    Args:
        function: The function.
    """

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@compiled
def turn(angle: Constant, rows: list[Constant]) -> None:
    """Turn the knob.

    Args:
        angle (int): How far. If True, all the way.
        rows (list[int]): Which rows.
    """


@functools.cache
def press(angle: Constant) -> None:
    """Press the knob.

    Args:
        angle (Constant): How far.
    """


@compiled
def pull(angle: float) -> None:
    """Pull the knob.

    Args:
        angle (float): How far.
    """
