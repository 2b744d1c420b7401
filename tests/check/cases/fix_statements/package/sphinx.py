from typing import Literal


def turn(
    angle: float, way: Literal["left", "right"] = "left", speed: float = 2.5
) -> list[float]:
    """Turn the knob.

    :param str angle: How far, in degrees.
    :param way: Either ``"left"`` or ``"up"``.
    :param speed: How fast. Defaults to ``1.0``.
    :type speed: str
    :returns: Where the knob stands then.
    :rtype: str
    """
    return []
