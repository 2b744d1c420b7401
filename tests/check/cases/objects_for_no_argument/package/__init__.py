"""Types of objects that stand for no argument in one function and are accepted by others."""


class Unset:
    """What stands for nothing."""


class Slow:
    """A speed."""


_UNSET = Unset()


def turn(angle: float, speed: float | Unset = _UNSET) -> object:
    """Turn the knob.

    Parameters
    ----------
    angle : float
        How far.
    speed : float
        How fast.
    """
    return angle, speed


def press(angle: float | Unset, speed: float | Slow) -> object:
    """Press the knob.

    Parameters
    ----------
    angle : float
        How far.
    speed : float
        How fast.
    """
    return turn(angle, speed)
