"""Knobs, as `package.Knob.trun` and ``package.Knob.turn`` turn them; `package.press is lost.

Example:
    >>> from package import Knob
    >>> Knob(3).rotate()
    >>> Knob(3).turn(
    >>> knob = Knob()
    >>> knob = Knob(1, 2)
"""


class Knob:
    """A knob."""

    def __init__(self, angle: float) -> None:
        self.angle = angle

    def turn(self) -> None:
        """Turn."""
