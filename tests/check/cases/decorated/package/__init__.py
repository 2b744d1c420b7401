"""What decorators keep, add and fill in is known; of others, names stay what they are in doubt."""

from __future__ import annotations

import functools
from typing import overload

from elsewhere import registered


def handing_on(function):
    def inner(*args, timeout=None, **kwargs):
        return function(*args, **kwargs)

    return inner


def with_session(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(make(), *args, **kwargs)

    return inner


def make():
    return 1


@handing_on
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        pace: How fast.
        timeout: How long at most.
    """


@with_session
def press(session, knob: int) -> None:
    """Press the knob.

    Args:
        knob: Which one.
    """


@registered("pull")
def pull(context, force: float, label: str) -> None:
    """Pull the knob.

    Args:
        force: How hard.
        width: How far.
    """


@overload
def move(distance: int, *, step: int) -> int: ...
@overload
def move(distance: str, *, unit: str) -> str: ...
def move(distance, **options):
    """Move the knob.

    Args:
        distance: How far.
        step: In which steps.
        speed: How fast.
    """
    return distance
