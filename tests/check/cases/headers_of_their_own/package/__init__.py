"""Docstrings are held against the header they stand below, whatever a call of the whole takes."""

from functools import wraps
from typing import cast


def allowed(role=None, notes=""):
    """Say who may call a function."""

    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs)

        return cast("object", wrapper)

    return decorate


@allowed(role="owner")
def turn(angle, speed=1):
    """Turn the knob.

    Args:
        angle: How far.
        speed: How fast.

    Example:
        >>> turn(1, 2)
        >>> turn(1, 2, 3)
    """


class Pool:
    """A pool of knobs."""

    if COMPILED:

        def __new__(cls, knobs=None):
            return cls

    def __init__(self, knobs=None, legacy=False):
        """Make a pool.

        Args:
            knobs: What is in it.
            legacy: What is not looked at.
            modern: What is not there.
        """


class Sharing:
    """How a knob is shared.

    Fields:
        owner: Whose it is.
        notes: What is said of it.
    """

    owner: str
    notes: str


def merge(*__sources):
    """Merge some knobs.

    Args:
        sources: What is merged.
        other: What is not there.
    """
