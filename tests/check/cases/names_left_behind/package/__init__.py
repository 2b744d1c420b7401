"""A name in backticks that is no parameter any more, and others that never were one."""

LIMIT = 3


class Knob:
    """A knob.

    Attributes:
        width: How wide it is.
    """

    width = 3

    def turn(self, angle, pace, *, smooth=False):
        """Turn the knob, which is ignored unless `pace_limit` is set.

        Args:
            angle: How far. Is at most `LIMIT`, and has no effect if `speed` is given.
            pace: How fast. See `smoth` for what is done at the end, and `width`.
            smooth: Whether it starts slowly. The `torque` argument of `press` does more.

        .. versionchanged:: 2.0
            The `speed` argument is gone.
        """
        return self.press(angle, torque=pace)

    def press(self, force, torque):
        """Press the knob.

        Args:
            force: How hard, if `torque` is None.
            torque: How far, in `turns`. If `angle` is set, nothing is done.
        """
        return force, torque
