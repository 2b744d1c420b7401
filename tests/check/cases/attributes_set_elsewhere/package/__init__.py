"""Attributes that a class has, from wherever they come."""

from elsewhere import frame


class Mark:
    """A mark.

    Attributes:
        angle: How far it is turned.
        pace: How fast.
        note: What is written on it.
    """

    def __init__(self, angle, pace, note):
        self.angle = angle
        self.tempo = pace
        self._note = note


class Base:
    """What heirs complete.

    Attributes:
        label: What an heir sets.
        depth: What is read here, for heirs outside to set.
        width: What nobody has.
    """

    def show(self):
        """Show it."""
        return self.depth


class Heir(Base):
    """An heir."""

    def __init__(self):
        self.label = "knob"


class Computed:
    """What sets what it is given.

    Attributes:
        angle: How far.
        speed: How fast.
    """

    def __init__(self, angle):
        for name, value in locals().items():
            setattr(self, name, value)


class Loop:
    """What binds in its body.

    Attributes:
        first: The first.
        second: The second, which a function outside sets.
    """

    for first in range(3):
        pass


def complete(loop):
    """Complete a loop."""
    loop.second, loop.third = 1, 2
    return loop


class Unread(frame.Frame):
    """What an ancestor that was not read may set.

    Attributes:
        anlge: How far it is turned.
        colour: What the ancestor has.
    """

    def __init__(self):
        self.angle = 3

    @property
    def width(self):
        """Return how wide it is.

        Args:
            value: What the setter takes.
            colour: What nobody takes.
        """
        return self.angle

    @width.setter
    def width(self, value):
        self.angle = value
