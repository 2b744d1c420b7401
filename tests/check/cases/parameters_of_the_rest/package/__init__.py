"""Parameters that take the rest."""


def turn(angle, *marks, **options):
    """Turn it.

    Args:
        angle: How far.
    """
    print(angle, marks, options)


def press(angle, *args, **kwargs):
    """Press it, where nobody describes such names.

    Args:
        angle: How far.
    """
    print(angle, args, kwargs)


def pull(angle, **options):
    """Pull it. Further options are handed on.

    Args:
        angle: How far.
    """
    print(angle, options)


def push(angle, speed, **options):
    """Push it, with one of two entries.

    Args:
        angle: How far.
    """
    print(angle, speed, options)
