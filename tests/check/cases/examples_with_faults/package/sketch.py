"""Sketches, one of which leaves a bracket open."""


def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far.

    Example:
        with knob.held():
            knob.turn(angle=3
            ...
        with knob.held():
            ...
    """


def press(angle: float) -> None:
    """Press the knob.

    Args:
        angle: How far.

    Example:
        with knob.held():
            knob.turn(
                ...
            )
        then press
        ...
    """
