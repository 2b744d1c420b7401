"""Doctests stand anywhere in a docstring, and their names need no import."""


class Knob:
    """A knob.

    >>> Knob(3, colour="red")
    >>> turn_slowly(3) -> 4
    >>> turn_slowyl(3)
    >>> Knobs(3)
    """

    def __init__(self, width):
        self.width = width


def turn_slowly(angle):
    """Turn it.

    >>> turn_slowly(angle=3)
    3
    >>> turn_slowly(3

    Args:
        angle: How far.

            >>> turn_slowly()
    """
    del angle


def _helper(angle):
    """Help to turn it, as in:

    ```python
    dial = Dial(3)
    Knob(size=3)
    ```
    """
