"""Docstrings that their authors wrote in a way of their own."""

from __future__ import annotations

from typing import TypedDict


def press(force: float) -> list[float]:
    """Press.

    :param force: How hard.
    :rtype list:
    """
    return [force]


class Base:
    """What takes parameters."""

    def __init__(self, size: int = 1) -> None:
        """Make it.

        Args:
            size: How large.
        """


class Heir(Base):
    """What takes the same.

    Args:
        kwargs: What the base takes.
    """


def wait(seconds: float) -> None:
    """Wait.

    Args:
        seconds: How long.

        Returns:
            nothing: It only waits.
    """


class Day:
    """A day."""

    day_of_week: int = 0
    """The day of the week, in which Monday is the first one."""
    weekday: int = 0
    """The day of the week, in which Monday is the first one."""


class Chunk(TypedDict):
    """A part of something.

    Example:
        ```python
        Chunk(name="a")
        ```
    """

    name: str
    """What it is called."""
    id: str
    """What it is known by."""
