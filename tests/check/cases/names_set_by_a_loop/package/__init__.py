"""Names that a module gets while it is imported, by way of another module."""

from . import made, plain


def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far.

    Examples:
        >>> from package import made, plain
        >>> made.sine(3)
        >>> plain.sine(3)
    """
    return angle
