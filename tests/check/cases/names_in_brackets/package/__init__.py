"""Names in brackets are those of optional parameters, as another language marks them."""


def turn(angle, speed=1, options=None):
    """Turn the knob.

    :param int angle: How far.
    :param int [speed]: How fast.
    :param dict [options]: What else.
    :param int [options.delay]: When.
    """
    return angle, speed, options


def press(depth, force=1):
    """Press the knob.

    :param int depth: How deep.
    :param int [force=1]: How hard.
    :param int [torque]: How hard it turns.
    """
    return depth, force


def fill(rows, size=1):
    """Fill the dial.

    :param list[str] rows: What to fill it with.
    :param size: How large it is.
    :type size: int
    """
    return rows, size
