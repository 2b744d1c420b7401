"""A library of knobs."""

import warnings
from typing import Literal


class Knob:
    """A knob.

    Args:
        label: What it is called.
        size: Deprecated. Use `width` instead.
        shade: How dark it is.
        edge: Has no effect, as the format of `label` is deprecated.
        direction: Where it turns.
    """

    def __init__(self, label: str, size: int = 1, shade: str = "", edge: int = 0, direction: Literal["left", "right"] = "left") -> None:
        self.label = label
        self.direction = direction
        if shade:
            warnings.warn("The `shade` parameter is deprecated, use `colour` instead.", stacklevel=2)

    def turn(self, angle: float, *, speed: float = 1.0) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
            speed: How fast.
        """


def panel(*knobs: Knob) -> None:
    """Lay knobs out.

    Args:
        *knobs: The knobs.
    """


def dial() -> None:
    """Make a dial.

    Deprecated: use `panel` instead.
    """


def lamp() -> None:
    """Make a lamp."""
