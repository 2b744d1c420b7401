def turn(angle: float, speed: float = 1.0) -> bool:
    """Turn the knob.

    :param angle: How far, in degrees.
    :param speed: How fast, in turns
      a second.
    :return: Whether it was turned.
    :rtype: bool

    .. versionchanged:: 2.0
        The ``torque`` parameter is gone, and `force` defaults to 3.
    """
    return angle * speed > 0


def hold(angle: float, force: float = 1.0) -> None:
    """Hold the knob.

    :param angle: Where, in degrees.
    :param force: How firmly.

    .. versionchanged:: 2.0
        This is ignored if `torque` is set. Defaults to 3.
    """


def mark(angle: float, label: str = "") -> None:
    """Mark an angle of the knob.

    :param angle: Where, in degrees.
    :param label text of the mark.
    """
