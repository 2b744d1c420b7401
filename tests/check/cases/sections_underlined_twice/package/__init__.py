"""A section that numpydoc reads."""


def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Parameters
    ==========
    angle : float
        How far.
    speed : float
        How fast.
    """
