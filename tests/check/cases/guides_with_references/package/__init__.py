"""Knobs.

.. _turning-by-hand:

By hand they turn.
"""


class Knob:
    """A knob."""

    def turn(self) -> None:
        """Turn it."""
