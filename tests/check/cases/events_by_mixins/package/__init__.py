"""Knobs whose events are set by mixins."""

from package.events import Pressable, Turnable


def document(*names):
    return lambda thing: thing


@document("turn", "press")
class Knob(Turnable, Pressable):
    """A knob."""

    def __init__(self, *, angle: float = 0.0):
        """
        Parameters:
            angle: How far it is turned.
        """
