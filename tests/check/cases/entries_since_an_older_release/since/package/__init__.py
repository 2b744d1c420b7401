"""Knobs, as they were."""


def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far.
        speed: Deprecated, use `pace` instead.
    """
