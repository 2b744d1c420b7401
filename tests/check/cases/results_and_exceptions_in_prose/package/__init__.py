"""Docstrings that name results and exceptions in other forms than sections."""


def turn(angle):
    """Turn the knob.

    :param angle: How far.
    :returns: Where it stands.
    :raises: ~knobs.errors.KnobError
    """
    if angle > 360:
        raise KnobError(angle)
    return angle


def press(force):
    """Press the knob; a ValueError says that it is stuck.

    Args:
        force: How hard.
    Returns: The force that was needed.
    """
    if not force:
        raise ValueError(force)
    return force


def push(depth):
    """Push the knob.

    Args:
        depth: How far.
    """
    if depth > 10:
        raise LookupError(depth)
    return depth


class KnobError(Exception):
    """What goes wrong with knobs."""


def __getattr__(name):
    """Look for names that have moved."""
    import warnings

    warnings.warn(f"{name} has moved", DeprecationWarning, stacklevel=2)
    return globals()[name.lower()]
