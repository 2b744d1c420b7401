"""Types that stand for no argument, or that are taken beside what is stated."""


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


def press(angle: float | Unset, speed: float | Slow, times: int | str) -> object:
    """Press the knob.

    Parameters
    ----------
    angle : float
        How far.
    speed : float
        How fast.
    times : int
        How often.
    """
    return turn(angle, speed), times
