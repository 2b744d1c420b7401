"""Knobs, whose examples only look as if they were wrong."""

import functools

import somewhere


class Knob(somewhere.Base):
    """A knob, of which an ancestor is not known.

    Example:
        >>> Knob(3, 4, five=6).rotate(90)
    """


class Dial:
    """A dial, which makes attributes up.

    Example:
        >>> Dial().anything
        >>> Dial().label.upper()
    """

    label = ""

    def __getattr__(self, name: str) -> int:
        return 0


class Lever:
    """A lever, which another method gives an attribute."""

    def pull(self, *amounts: int, **how: str) -> None:
        """Pull it.

        Example:
            >>> lever = Lever()
            >>> lever.pull(1, 2, 3, slowly="yes")
            >>> lever.pulled
            True
            >>> lever = somewhere.Lever()
            >>> lever.push()
        """
        self.pulled = True


def turn(angle: float, speed: float, *, label: str = "") -> None:
    """Turn something.

    Examples:
        Arguments may be spread, or be left to the reader:

        >>> turn(*both)
        >>> turn(1, **rest)
        >>> turn(...)

        Further lines may lack their prompt:

        >>> for angle in (1, 2):
                turn(angle, 3)

        A name may be bound to something else here:

        >>> turn = functools.partial(turn, 1)
        >>> turn(2)
    """


@somewhere.changed
def press(times: int) -> None:
    """Press something; a decorator may change what it takes.

    Example:
        >>> press()
    """


def show(text: str) -> None:
    """Show something.

    Example:
        ```json
        {"show": }
        ```

        ```
        $ show --all
        ```

        ```python
        !pip install knobs
        show(1
        ```

    Example:
        Prose that goes on for a while, and calls nothing (at all.
    """


def hold(times: int) -> None:
    """Hold something; comments say what stands in the blocks.

    Example:
        ```python
        try:
            # whatever may fail

            # and more of it
        except ValueError:  # of yours

            # what is done then
        ```

    Example:
        >>> with hold(1):
        ...     # your code

        >>> for each in range(
        ...     # how often:
        ...     3
        ... ):
        ...     if each:
        ...         # something
        ...     else:
        ...         hold(each)
    """


class Wheel:
    """A wheel.

    Example:
        >>> wheel = Wheel(...)
        >>> wheel = Wheel(..., spokes=3)
    """

    def __init__(self, *, spokes=5):
        self.spokes = spokes


class Moment:
    """A moment, made in several ways.

    Example:
        >>> moment = Moment("2020-01-01")
    """

    def __init__(self, year, month, day):
        self.year = year

    __init__ = somewhere.alternatives(__init__)


def key(secret, region=None, date=None):
    """Return a key.

    Example:
        >>> key(secret, region[, date])

        >>> key(secret
        ...     [, region][, date])

        ```python
        key(
            "secret",
            further arguments ...
        )
        ```
    """
