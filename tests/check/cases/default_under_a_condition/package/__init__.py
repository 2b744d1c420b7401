"""A default that holds under a condition, or of another parameter, states nothing of this one."""


def turn(angle: float = 3, speed: float = 1, steps: int | None = None) -> None:
    """Turn the knob.

    Args:
        angle: How far. If `speed` is negative, defaults to 5.
        speed: How fast; the angle defaults to 10 degrees then.
        steps: In how many steps. Defaults to 4.
    """
