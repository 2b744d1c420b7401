"""Texts in which something of a parameter is optional or required, and texts about the whole."""


def turn(knobs, limits=None):
    """Turn some knobs.

    Args:
        knobs: A row of dictionaries, each with these keys:

            - 'angle' (required): How far.
            - 'speed' (optional): How fast.
            - label (optional): What stands on it.
        limits: What none of them may exceed:

            1. "low" (required): The lower limit.
            2. high (required): The upper one.
    """


def press(knobs, force=1.0):
    """Press some knobs.

    Args:
        knobs: A row of knobs (required), such as:

            - the left ones
        force: How hard (optional).
    """


def push(settings, depth):
    """Push some knobs.

    Parameters
    ----------
    settings : dict
        With the keys `speed` (optional) and ``force`` (required).
    depth : float
        (required) How deep.
    """
