"""A library of knobs."""

import sys
from collections.abc import Mapping
from typing import Literal

if sys.platform == "win32":
    Force = Literal["soft"]
else:
    Force = Literal["soft", "hard"]


class Knob:
    """A knob.

    Args:
        label: What it is called.
        direction: Where it turns.
    """

    def __init__(self, label: str, direction: Literal["left", "right"] = "left") -> None:
        self.label = label
        self.direction = direction

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


class Dials(Mapping[str, Knob]):
    """Dials by name."""


def press(force: Force = "soft") -> None:
    """Press all knobs.

    Args:
        force: How hard.
    """
