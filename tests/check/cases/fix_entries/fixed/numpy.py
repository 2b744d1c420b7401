def turn(angle, speed, *, smooth=False):
    """
    Turn the knob.

    Parameters
    ----------
    angle : float
        How far, in degrees.
        Below zero it turns back.
    speed : float
        How fast.
    smooth : bool, optional
        Whether it starts slowly.

    Returns
    -------
    bool
        Whether it turned.
    """


def press(force, duration=1.0):
    """Press the knob.

    Parameters
    ----------
    force : float
        How hard.

    duration : float
        How long, in seconds.
    """


def pull(force, length=1.0, width=2.0):
    """Pull the knob.

    Parameters
    ----------
    force : float
        How hard.

    length : float
        How far.
    width : float
        How wide.

    Returns
    -------
    bool
        Whether it gave way.
    """
