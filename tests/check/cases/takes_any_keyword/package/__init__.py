"""What **kwargs takes may be described, and a decorator may change what is taken."""

import functools


def unknown(function):
    return functools.partial(function, 1)


def turn(angle: float, **options: object) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """


@unknown
def press(first: int, angle: float) -> None:
    """Press the knob.

    Args:
        angle: How far.
    """
