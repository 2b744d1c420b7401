"""Entries that mean no parameter by their name, and texts that say whose a parameter is."""

import functools
import warnings


def join(*rows):
    """Join rows.

    Args:
        row1, row2, ...: The rows.
    """
    print(rows)


def place(rows, depth=0):
    """Place rows.

    Args:
        rows: The rows.
        height: This was removed in 2.0. Use `depth`.
        width: How wide it is.
        depth: How deep it is.
    """
    print(rows, depth)


def fold(*arguments, depth=0):
    """fold(pattern, *rows, depth=0)

    Fold rows.

    Args:
        pattern: How to fold.
        rows: The rows.
        depth: How deep it is.
    """
    print(arguments, depth)


class Dial:
    """A dial.

    Takes the same arguments as :class:`elsewhere.Knob`, as well as:

    Args:
        depth: How deep it is.
    """

    def __init__(self, rows, depth=0):
        self.rows, self.depth = rows, depth


def turn(rows, angle, pace, depth=0):
    """Turn rows, where ``angle`` and ``pace`` are parameters of `Dial`.

    Args:
        rows: The rows.
    """
    print(rows, angle, pace, depth)


def go(rows):
    """**Removed** in release 3.1.

    Args:
        rows: The rows.
    """
    warnings.warn("go was removed", DeprecationWarning)
    print(rows)


def keep(quiet=0, loud=2):
    """Keep it.

    Args:
        quiet (bool): Whether to say nothing.
        loud (bool): Whether to say more.
    """
    print(quiet, loud)


def walk(*, upward: bool = False, depth: int | None = None):
    """Walk.

    :param upward: Where to go.
    :param depth: How far. If None, to the end.
    """
    print(upward, depth)


class Row:
    """A row."""

    @field(deprecated=True)
    @property
    def size(self) -> int:
        """Return the size.

        Deprecated: Use `len`.
        """
        return len(self.rows)


def dispatch(dispatcher, module=None):
    def decorator(implementation):
        @functools.wraps(implementation)
        def public(*args, **kwargs):
            return implementation(*args, **kwargs)

        return public

    return decorator


def compiled(implementation, module=None):
    def decorator(dispatcher):
        return dispatch(dispatcher, module)(implementation)

    return decorator


@compiled(print)
def dot(left, right):
    """Multiply.

    >>> dot(1, 2)
    """


def add(left, right):
    """Add.

    >>> def test_add2():
    ...     assert add2(1, 2) == 3
    """
    print(left, right)
