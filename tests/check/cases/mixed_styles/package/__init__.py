"""A section of one style in a docstring of another is read."""


def turn(angle: float, speed: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.

    Returns
    -------
    float
        Where it stands then.

    Raises
    ------
    ValueError
        If it is stuck.
    """
    return angle
