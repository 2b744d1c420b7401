class Knob:
    """A knob."""

    def turn(self, angle: float, speed: float = 1.0) -> None:
        """Turn it.

        :param angle: How far.
        :param speed: How fast.
            In turns a second.
        """


class Dial(Knob):
    """A dial."""

    def turn(self, angle: float, speed: float = 1.0) -> None:
        """Turn the dial.

        :param angle: How far it goes.
        """
