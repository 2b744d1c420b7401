"""Examples that are no code, or call what is not the function that they seem to call."""

from package.presses import press as press_it


import functools


def curried(function):
    """Return a function that is called for its first argument."""

    @functools.wraps(function)
    def inner(*args, **kwargs):
        def last(first):
            return function(first, *args, **kwargs)

        return last

    return inner


@curried
def turn(knob, angle):
    """Turn a knob.

    Args:
        knob: The knob.
        angle: How far.

    Examples:
        >>> turn(3)(knob)
    """


class Knob:
    """A knob.

    Examples:
        >>> from package import Knob
        >>> knob(3)
        >>> Knbo()
    """

    def first(self, angle):
        """Show where a header begins.

        Args:
            angle: How far.

        >>> @marked
        >>> def turn(angle):
        >>> ^^^^^^^^^^^^^^^
        """
        return self.speed(angle)

    def speed(self, angle):
        """Make a knob.

        ```python
        knob = Knob(<the name>)
        ```

        ```python
        knob = Knob(
        ```

        Args:
            angle: How far.
        """


def loads(text):
    """Read a text.

    Args:
        text: The text.

    Examples:
        >>> press(text, 3, 4)
    """
