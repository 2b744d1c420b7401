"""Knobs, whose docstring still says what an older release took."""


def turn(angle: float, pace: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far.
        pace: How fast.
        speed: How fast, in turns.
        weight: How heavy it is.
    """
