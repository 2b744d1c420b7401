"""Texts that stand in a field or another docstring, groups with titles, and what protocols want."""

import collections
from collections.abc import Callable
from typing import Optional, Union

Maker = Union[Callable[..., int], type[int]]


def Field(default=None, description=""):
    return default


def deprecated(function, module, message):
    return function


class Base:
    """What has fields."""


class Knob(Base):
    """A knob.

    Args:
        angle: How far.
    """

    speed: int = Field(default=3, description="How fast.")

    def __init__(self, angle, speed=3, depth=1):
        self.angle = angle

    def __getattr__(self, name):
        """Return an attribute."""
        raise AttributeError(name)

    def turn(self, angle, speed):
        """Turn it. What it takes is a subset of the :class:`~.Panel` itself.

        Args:
            speed: How fast.
        """


class Panel:
    """A panel.

    Args:
        angle: How far.
    """

    def __init__(self, angle):
        self.angle = angle


class Point(collections.namedtuple("Point", ["left", "top"])):
    """A point.

    Attributes:
        left: How far.
        topp: How high.
    """


def run(max_speed, maxSpeed=None, file=None):
    """Run.

    Args:
        max_speed: How fast.
        file: Where.
    """


def arrange(width, height, is_open):
    """Arrange.

    :param height: How high.

    Filters:

    :param width: How wide.
    :param is_open: Whether it is open.
    """


def place(width, height, maker: Optional[Maker], when: bytes):
    """Place.

    :param width: How wide.
    :param height: How high.
    :param callable maker: What makes it, or no class.
    :param when: A string of the time.
    :return: :py:data:`None`
    :raises OpError: If no `outputs` are given.
    """


def press(width):
    """Press.

    .. deprecated:: 2.0

    :param width: How wide.
    """
    return None or 3


deprecated(
    press,
    __name__,
    "No more.",
)


def spread(weight, block):
    """Map `sample_weight` or `class_weight`, at least one `blocks`.

    Args:
        weight: The `sample_weight` or `class_weight` argument.
        block: A block, of which one `blok` is a part.
    """
