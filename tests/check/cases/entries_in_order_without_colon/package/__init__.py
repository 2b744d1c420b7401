"""Entries that lack their colon, told by the order of the signature."""


def turn(angle, speed, depth, width):
    """Turn it.

    Args:
        angle: (int) How far it is turned
        speed (int) How fast
        depth: How deep it is, given the
        width of it.
        width: How wide it is
    """
    print(angle, speed, depth, width)


def press(angle, speed):
    """Press it.

    Args:
        angle: How far it is turned, given the
        speed of the motor.
    """
    print(angle, speed)


def pull(angle, speed, depth):
    """Pull it.

    Args:
        angle: How far it is turned
        speed
            How fast.
        depth: How deep.
    """
    print(angle, speed, depth)


def push(angle, speed, depth):
    """Push it.

    Args:
        angle: How far it is turned.
        speed how fast it is.
        depth: How deep, for the
            speed is what counts.
    """
    print(angle, speed, depth)
