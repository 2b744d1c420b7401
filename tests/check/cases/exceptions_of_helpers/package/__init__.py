"""Exceptions that helpers raise."""


def _check(angle):
    if angle > 360:
        raise OverflowError(angle)


def _find(angle):
    if angle is None:
        raise ValueError(angle)


def turn(angle):
    """Turn it.

    Raises:
        ValueError: If it is not there.
    """
    _find(angle)
    _check(angle)


def own(angle):
    """Turn it, and list what is raised here.

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
        self._find()

    def _find(self):
        raise KeyError("knob")

    def pull(self):
        """Pull it.

        Raises:
            LookupError: If it is held.
        """
        self._hold()
