"""A library that is imported by two names."""

from os import path as tags


def first() -> None:
    """Go first, as :func:`~package.tags.first_one` does.

    Examples
    --------
    >>> import package.api as pk
    >>> pk.first()
    """


def first_one_() -> None:
    """Go first, and alone.

    Examples
    --------
    >>> import package.api as pk
    >>> pk.first()
    """


def second() -> None:
    """Go second.

    Examples
    --------
    >>> import package as pk
    >>> pk.second()
    """


def third() -> None:
    """Go third.

    Examples
    --------
    >>> pk.last()
    """
