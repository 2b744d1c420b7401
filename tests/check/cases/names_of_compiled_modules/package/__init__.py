"""A package that takes all names of a compiled module."""

from .core import *

__all__ = ["sort", "sin"]


def sort(rows):
    """Sort rows.

    See Also
    --------
    shorts : Make them shorter.
    ssort : Sort them.

    Examples
    --------
    >>> import package
    >>> package.short(rows)
    >>> package.srot(rows)
    """
