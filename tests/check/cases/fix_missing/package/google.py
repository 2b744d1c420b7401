class Knob:
    """A knob."""

    def __init__(self, label: str, size: int = 1, colour: str = "red", wide: bool = False) -> None:
        """Make a knob.

        Args:
            label: What to show.
            size: How large it is,
                in steps of eight pixels.
            colour: Its colour. Defaults to "red".
            wide: Whether it is wide.
        """

    def turn(self, angle: float, speed: float = 1.0) -> None:
        """Turn it.

        Args:
            angle: How far.
            speed: How fast.
        """


class Dial(Knob):
    """A dial."""

    def __init__(self, label: str, size: int = 1, colour: str = "blue", wide: bool = False) -> None:
        """Make a dial.

        Args:
            label: What to show on it.
            wide:
        """

    def turn(self, angle: float, speed: float = 1.0) -> None:
        """Turn the dial.

        Args:
            speed: How fast.
        """
