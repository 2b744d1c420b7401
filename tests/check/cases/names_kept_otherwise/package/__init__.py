"""Knobs that keep what they take under other names."""


def press(pace):
    """Press."""
    return pace


class Panel:
    """A panel."""

    def __init__(self, depth):
        """Make a panel.

        Args:
            depth: How deep it is.
        """
        self.depth = depth


class Knob(Panel):
    """A knob."""

    def __init__(self, angle, speed, deep, width=2):
        """Make a knob.

        Args:
            angle: How far. Has no effect if `pace` is set.
            speed: How fast. Has no effect if `depth` is set.
            deep: How deep. It is kept in `pace`.
            width: How wide. Has no effect if `level` is set.
        """
        super().__init__(deep)
        self.angle = angle
        self.pace = speed or 3
        self.level = width * 2

    def turn(self, angle, speed):
        """Turn it.

        Args:
            angle: How far. The `pace` argument comes first.
            speed: How fast. Has no effect if `width` is set.
        """
        self.width = 3
        return press(pace=speed)
