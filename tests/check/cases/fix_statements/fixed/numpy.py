from typing import Literal


def turn(
    angle: float, way: Literal["left", "right"] = "left", speed: float = 2.5, depth: int = 3
) -> list[float]:
    """Turn the knob.

    Parameters
    ----------
    angle : float
        How far, in degrees.
    way : {'left', 'up'}
        Where to.
    speed : float, default 2.5
        How fast.
    depth : int
        How deep. Defaults to 3.

    Returns
    -------
    list[float]
        Where the knob stands then.
    """
    return []
