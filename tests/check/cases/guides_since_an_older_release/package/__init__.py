"""A library of knobs."""

from typing import Literal


class Knob:
    """A knob.

    Args:
        label: What it is called.
        width: How wide it is.
        colour: How it looks.
        direction: Where it turns.

    Example:
        >>> import package
        >>> package.Knob("volume", size=3)
    """

    def __init__(self, label: str, width: int = 1, colour: str = "", direction: Literal["left", "right"] = "left") -> None:
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
