"""Exceptions that helpers raise."""


def _check(angle):
    if angle > 360:
        raise OverflowError(angle)


def turn(angle):
    """Turn it.

    Raises:
        ValueError: If it is not there.
    """
    if angle is None:
        raise ValueError(angle)
    _check(angle)


def quiet(angle):
    """Turn it, and list nothing."""
    _check(angle)


def caught(angle):
    """Turn it.

    Raises:
        ValueError: If it is too far.
    """
    try:
        _check(angle)
    except OverflowError:
        raise ValueError(angle) from None


class Knob:
    """A knob."""

    def _hold(self):
        raise LookupError("It is held.")

    def press(self):
        """Press it.

        Raises:
            KeyError: If it is not there.
        """
        self._hold()
        raise KeyError("knob")

    def pull(self):
        """Pull it.

        Raises:
            LookupError: If it is held.
        """
        self._hold()
