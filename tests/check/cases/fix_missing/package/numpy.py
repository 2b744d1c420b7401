class Knob:
    """A knob."""

    def turn(self, angle: float, speed: float = 1.0, depth: int = 1) -> None:
        """Turn it.

        Parameters
        ----------
        angle : float
            How far.
        speed : float, optional
            How fast.
            In turns a second.
        depth : int, optional
            How deep.
        """


class Dial(Knob):
    """A dial."""

    def turn(self, angle: float, speed: float = 1.0, depth: int = 1) -> None:
        """Turn the dial.

        Parameters
        ----------
        angle : float
            How far it goes.
        depth : int, optional
        """
