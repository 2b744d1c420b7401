"""Defaults that docstrings state, words in their place, and results that are iterators."""


class Knob:
    """The base of knobs."""

    def turn(self, angle, speed):
        """Turn it.

        Parameters
        ----------
        angle : int
            How far.
        speed : int
            How fast.
        """
        raise NotImplementedError

    def angles(self, count):
        """Give angles.

        Parameters
        ----------
        count : int
            How many.

        Yields
        ------
        angle : int
            An angle.
        """
        return self._angles(count)

    def third(self, count):
        """Give angles.

        Parameters
        ----------
        count : int
            How many.

        Yields
        ------
        angle : int
            An angle.
        """
        return self._third(count)

    def _angles(self, count):
        yield from range(count)

    def _third(self, count):
        return count * 3


class FixedKnob(Knob):
    """A knob that does not turn."""

    def turn(self, force):
        raise NotImplementedError("it is fixed")


class FreeKnob(Knob):
    """A knob that turns."""

    def turn(self, force):
        return force

    def angles(self, count):
        """Give angles.

        Parameters
        ----------
        count : int
            How many.

        Yields
        ------
        angle : int
            An angle.
        """
        return super().angles(count)


def press(force="auto", depth="deprecated", speed="fast", unit=3):
    """Press the knob.

    Parameters
    ----------
    force : float, default="auto"
        How hard.
    depth : int, default=3
        How deep.
    speed : int
        How fast.
    unit : Ignored
    """


def pull(force, depth, first, second, **unused_options):
    """Pull the knob.

    Parameters
    ----------
    force : int
        How hard.
    first, second : int
        Two knobs.
    depth : int
        How deep, unless the knob's `limit` parameter says so.

    Examples
    --------
    >>> push(1, 0)
    """


def push(quick: bool, slow: bool) -> None:
    """Push the knob.

    Examples
    --------
    >>> push(1, 0)
    >>> push(2, "no")
    """


def place(angle, speed, depth):
    """Place the knob.

    Parameters
    ----------
    angle : int
        How far.
    depth : int
        How deep.

    Other Parameters
    ----------------
    speed : int
        How fast.
    """
