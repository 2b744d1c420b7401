"""A property with more than a line to say is looked at as a function is."""


class Knob:
    """A knob."""

    @property
    def angle(self) -> int:
        """How far it is turned.

        Args:
            unit: In which unit.
        """
        return 3

    @property
    def steps(self):
        """Its steps, which may be called.

        Args:
            size: How large each is.
        """
        return self._steps

    @property
    def speed(self) -> float:
        """How fast it is turned.

        Args:
            value: The speed to set.

        Returns:
            The speed.
        """
        if self._speed is None:
            raise LookupError("speed")
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        self._speed = value
