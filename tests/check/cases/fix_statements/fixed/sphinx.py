from typing import Literal


def turn(
    angle: float, way: Literal["left", "right"] = "left", speed: float = 2.5
) -> list[float]:
    """Turn the knob.

    :param float angle: How far, in degrees.
    :param way: Either ``"left"`` or ``"right"``.
    :param speed: How fast. Defaults to ``2.5``.
    :type speed: float
    :returns: Where the knob stands then.
    :rtype: list[float]
    """
    return []
