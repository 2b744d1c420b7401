def turn(angle, speed, *, smooth=False):
    """Turn the knob.

    :param angel: How far, in degrees.
        Below zero it turns back.
    :type angel: float
    :param float speed: How fast.
    :param smooth: Whether it starts slowly.
    :param float speed: How fast.
    :returns: Whether it turned.
    """


def press(force, duration=1.0):
    """Press the knob.

    :param duration: How long, in seconds.
    :type duration: float
    :param force: How hard.
    :type force: float
    """
