"""A library of lamps, as small as a library with pages of every kind can be."""

from lamps._base import Component
from lamps._events import Events

__version__ = "2.1"
__all__ = ["Dimmer", "Heading", "Lamp", "Plain"]


class Lamp(Component):
    """
    Shines. How bright, a `lamps.Dimmer` says, or `lamps.Dimmer.level`.
    """

    EVENTS = [Events.change, Events.press]

    def __init__(self, value: str = "on", *, colour: str | None = "white"):
        """
        Parameters:
            value: on or off.
            colour: the colour | or its name.
        """

    def dim(self, by: float = 0.1) -> float:
        """
        Makes it darker.

        Parameters:
            by: how much, from 0 to 1.
        """


class Dimmer(Component):
    """
    Sets how bright a `Lamp` shines. See [the manual](https://lamps.example/manual).

    Deprecated:
        use `lamps.Lamp.dim` instead.

    Example:
        Dimmer(level=0.5)
    """

    EVENTS = [Events.release]

    def __init__(self, level: float | None = 0.5, *, release: bool = True):
        """
        Parameters:
            level: how bright, from 0 to 1.
            release: whether it springs back.
        """


class Heading(Lamp):
    """Says what a room is called."""


class Plain(Component):
    """Has nothing of its own."""

    EVENTS = []
