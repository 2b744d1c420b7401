def turn(angle, speed, *, smooth=False):
    """Turn the knob.

    :param angle: How far, in degrees.
        Below zero it turns back.
    :type angle: float
    :param float speed: How fast.
    :param smooth: Whether it starts slowly.
    :returns: Whether it turned.
    """


def press(force, duration=1.0):
    """Press the knob.

    :param force: How hard.
    :type force: float
    :param duration: How long, in seconds.
    :type duration: float
    """
