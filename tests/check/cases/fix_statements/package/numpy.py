from typing import Literal


def turn(
    angle: float, way: Literal["left", "right"] = "left", speed: float = 2.5, depth: int = 3
) -> list[float]:
    """Turn the knob.

    Parameters
    ----------
    angle : str, optional
        How far, in degrees.
    way : {'left', 'up'}
        Where to.
    speed : float, default 1.0
        How fast.
    depth : int
        How deep. Defaults to 4.

    Returns
    -------
    str
        Where the knob stands then.
    """
    return []
