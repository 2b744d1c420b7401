def turn(knob: object, angle: float = 0.0) -> None:
    """Turn a knob.

    The knob argument is either a knob, or what makes one.

    Parameters
    ----------
    angle : float
        How far, in degrees.
    """
