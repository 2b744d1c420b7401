from typing import Literal


def turn(
    angle: float,
    label: str | None = None,
    way: Literal["left", "right", "back"] = "left",
    speed: float = 2.5,
    depth: int = 3,
) -> list[float]:
    """Turn the knob.

    Args:
        angle (str): How far, in degrees.
        label (int, optional): What to show.
        way: One of "left" or "right".
        speed: How fast, in turns a second; it is
            never faster than that. Defaults to `1`.
        depth (int, optional): (Required) How deep. Default: 4.

    Returns:
        str: Where the knob stands then.
    """
    return []


def press(way: Literal["in", "out"], force: float, name: str = "it's") -> None:
    """Press the knob.

    Args:
        way: Can be 'in', 'out' or 'up'.
        force (float, optional): How hard.
        name: What to call it. Defaults to "one".
    """
