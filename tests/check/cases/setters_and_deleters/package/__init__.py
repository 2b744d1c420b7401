"""What sets and deletes properties."""


class Knob:
    """A knob."""

    def __init__(self):
        self._width = 3

    @property
    def width(self):
        """How wide."""
        return self._width

    @width.setter
    def width(self, value):
        """Set it.

        Args:
            vlaue: How wide.
        """
        self._width = value

    @width.deleter
    def width(self):
        """Delete it.

        Args:
            force: Whether by force.
        """
        del self._width


def outer(angle):
    """Do it, with a function within, which nobody asked to look at."""

    def inner(speed):
        """Turn it.

        Args:
            sped: How fast.
        """
        print(speed)

    inner(angle)
