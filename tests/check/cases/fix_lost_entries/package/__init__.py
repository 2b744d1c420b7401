"""Entries that are taken for parts of others."""


def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    :param angle: How far.
      :param speed: How fast.
    """


def press(angle: float, speed: float) -> None:
    """Press the knob.

    :parm angle: How far.
    :param speed: How fast.
    """


def pull(angle: float, speed: float) -> None:
    """Pull the knob.

    :param angle: How far.
    :param speed How fast.
    """
