"""Names of another language, of attributes and of the past, and results that fields describe."""

from collections.abc import Iterator


def wait(state: str, timeout: int) -> None:
    """Wait, until the page says so if `waitUntil` is given, and `wait_until` is given too.

    Args:
        state: What for. Ignored if `json` is not None.
        timeout: How long.

    .. versionchanged:: 2.0
        It was called `Knob.hold`, which did
        the same as `Knob.keep`.

    See `Knob.stay`.
    """


class Knob:
    """A knob. If `smooth` is True, it turns slowly, and the `steady` argument does more.

    Args:
        angle: How far, if `torque` is set.
    """

    def __init__(self, angle: int) -> None:
        self.angle = angle

    def turns(self, count: int) -> Iterator[int]:
        """Yield turns.

        :param count: How many.
        :returns: The angles.
        """
        yield from range(count)
