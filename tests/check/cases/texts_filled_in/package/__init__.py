"""Parameters whose texts stand elsewhere, come later, or are about two of them."""

import warnings
from functools import wraps


def filled(text):
    """Return a decorator that writes a text into docstrings."""

    def decorate(function):
        function.__doc__ = function.__doc__.replace("SPEED", text)
        return function

    return decorate


def copied(function):
    """Return a function with the docstring of another."""

    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    inner.__doc__ = function.__doc__
    return inner


def pass_panel(function):
    """Mark a function that is called with a panel."""
    function.wants_panel = True
    return function


@filled("speed: How fast.")
def turn(angle, speed):
    """Turn the knob.

    Args:
        angle: How far.
        SPEED
    """


@copied
def press(force, depth):
    """Press the knob.

    Args:
        force: How hard.
    """


@pass_panel
def show(panel, label, font):
    """Show the knob.

    Args:
        label: What stands on it.
    """


def pull(force, speed=None):
    """Pull the knob.

    Args:
        force: How hard.
    """
    if speed is not None:
        warnings.warn("speed is deprecated", DeprecationWarning, stacklevel=2)


def resize(width, height, depth, label):
    """Resize the knob.

    Parameters
    ----------
    width : int
    height : int
        Width and height of it.
    depth : int
    label : str
        How it is called.
    """


class Knob:
    """A knob.

    Args:
        angle: How far.
    """

    def __init__(self, angle, speed):
        self.angle = angle


def push(force, depth, times=None):
    """Push the knob.

    Args:
        force: How hard.
    """
    if times is not None:
        warnings.warn("'times' is deprecated, pass 'depth'", DeprecationWarning, stacklevel=2)


Knob.__doc__ += "speed: How fast."
