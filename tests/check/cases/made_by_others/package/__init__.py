"""What is called otherwise than it is written, or shown and not meant."""

from enum import Enum


class _Default(Enum):
    token = 0


_default = _Default.token


class Made(type):
    """What makes functions of methods."""


class Normal(metaclass=Made):
    """A distribution."""

    def logp(value, mu, sigma):
        """Give the density.

        Parameters
        ----------
        value : float
            Where.
        mu : float
            The mean.
        sigma : float
            How wide.
        """


def fuse(width: int = _default) -> None:
    """Fuse.

    Parameters
    ----------
    width : int, default 1
        How wide it is.
    """


class Field:
    """A field, as it is written in docstrings.

    Example::

       :param foo: description of parameter foo
       :type foo: SomeClass
    """

    def __init__(self, name: str = "") -> None:
        self.name = name


def make(name: str, weight: float = 1.0) -> None:
    """Make it.

    Args:
        name: What.
        weight: How heavy.

    Example:
        ```python
        env = make("Ant", weight=0.5, ...)
        ```
    """


class Trial:
    """A trial.

    .. note::
        It may change.

        Example:

            Attributes are overwritten.

    Attributes:
        number:
            Which it is.
        state:
            How it ended.
    """

    def __init__(self, number: int, state: str) -> None:
        self.number = number
        self.state = state
