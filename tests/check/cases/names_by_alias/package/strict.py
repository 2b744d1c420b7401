"""A module that words its errors itself.

>>> from package import strict
"""


def press() -> None:
    """Press.

    Examples
    --------
    >>> from package import strict
    >>> strict.presser()
    """


def __getattr__(name: str) -> object:
    import sys

    raise AttributeError(f"there is no {name}", obj=sys.modules[__name__])
