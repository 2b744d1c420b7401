"""What looks wrong, and is the work of a function or the words of another place."""

import warnings

from somewhere import Handle


class Handler(Handle):
    """A handle.

    Example:
        >>> Handle(3)
        >>> Handlr(3)
    """

    @property
    def speed(self):
        """Get or set the speed.

        Returns:
            int: The speed.
        """
        return self._speed

    @speed.setter
    def speed(self, value):
        """Get or set the speed.

        Returns:
            int: The speed.
        """
        self._speed = value


def fade():
    """Fade out.

    Example:
        >>> from elsewhere import *
        >>> fadee()
    """


def warn_of_name(name):
    """Warns that a former name is used.

    Args:
        name: The name.
    """
    warnings.warn(f"{name} goes", DeprecationWarning)


def turn(name):
    """Turn the knob.

    Args:
        name: The name.
    """
    warnings.warn(f"{name} goes", DeprecationWarning)


def stop():
    """Stop the knob.

    :returns: Promise<void>
    """
    warnings.warn("It stops")
