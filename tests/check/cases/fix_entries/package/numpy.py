def turn(angle, speed, *, smooth=False):
    """
    Turn the knob.

    Parameters
    ----------
    angel : float
        How far, in degrees.
        Below zero it turns back.
    speed : float
        How fast.
    smooth : bool, optional
        Whether it starts slowly.
    speed : float
        How fast.

    Returns
    -------
    bool
        Whether it turned.
    """


def press(force, duration=1.0):
    """Press the knob.

    Parameters
    ----------
    duration : float
        How long, in seconds.

    force : float
        How hard.
    """


def pull(force, length=1.0, width=2.0):
    """Pull the knob.

    Parameters
    ----------
    length : float
        How far.
    width : float
        How wide.

    force : float
        How hard.

    Returns
    -------
    bool
        Whether it gave way.
    """
