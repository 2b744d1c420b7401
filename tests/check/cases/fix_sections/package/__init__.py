"""Sections and entries that are not read."""


def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Arguements:
        angle: How far, in degrees.
        speed: How fast.

    Raises:
        ValueError: If it is stuck.
    """


def press(force: float, duration: float) -> None:
    """Press the knob.

    Paramters
    --------
    force : float
        How hard.
    duration : float
        How long.
    """


def pull(force: float, duration: float, length: float) -> None:
    """Pull the knob.

    Args:
        force: How hard.
          duration: How long,
              in seconds.
        length: How far.
    """


def push(force: float, duration: float) -> None:
    """Push the knob.

    Parameters

        force: How hard.
        duration: How long.
    """


def screw(force: float, duration: float) -> None:
    """Screw the knob.

    Args:
        force: How hard. Has no effect if `duratoin` is None.
        duration: How long.
        depth:
    """
