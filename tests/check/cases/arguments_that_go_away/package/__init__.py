"""Marks of deprecation that are about an argument, and one that is about the whole."""


def turn(angle: float, speed: float = 1.0) -> float:
    """Turn the knob.

    .. deprecated:: 2.0
        The `speed` argument.

    Args:
        angle: How far.
        speed: How fast.
    """
    return angle * speed


def press(times: int, **options: int) -> int:
    """Press the knob.

    .. deprecated:: 2.0
        ``slowly=`` and ``hard=``. Call `turn` instead.

    Args:
        times: How often.
    """
    return times + len(options)


def pull(times: int) -> int:
    """Pull the knob.

    .. deprecated:: 2.0
        Passing a negative number, which does nothing.

    Args:
        times: How often.
    """
    return max(times, 0)


def push(times: int) -> int:
    """Push the knob.

    .. deprecated:: 2.0
        Use ``press(times, hard=1)`` instead.

    Args:
        times: How often.
    """
    return times
