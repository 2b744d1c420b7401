"""Types beside which an object stands for an argument that is not given, and texts in their place."""


class Unset:
    """What stands for nothing."""


class Slow:
    """A speed."""


_UNSET = Unset()


def turn(angle: float | Unset = _UNSET, speed: float | Slow = _UNSET) -> None:
    """Turn the knob.

    Parameters
    ----------
    angle : float
        How far.
    speed : float
        How fast.
    """


def press(context, force, limits, knob, **options):
    """Press the knob.

    Parameters
    ----------
    context : a Click context
    force : passed to `turn`
    limits : reference to the limits
    knob : pressed Knob
    options
        Whatever a knob may take.
    """


def call(skipped):
    """Call something.

    Parameters
    ----------
    skipped : bool
        Whether it is skipped.

    Examples
    --------
    >>> unit = Unsed()  # doctest: +SKIP
    >>> slow = Slo()
    """
