"""Docstrings with backticks, few of which are left open."""


def turn(angle: float, speed: float, label: str = "") -> None:
    """Turn the knob as `angle` says, or with `a long stretch of code that
    goes on` here.

    Args:
        angle: How far, in `degrees.
        speed: How `fast` it turns.
            Of use are:

            - `slow: half a turn a second
            - `fast`: two turns a second
        label: What to show, such as "`" or ``a ` b``, or as TeX quotes `so'.

    Example:
        >>> turn(1, 2, "`")
    """


def namespace(xs: list[float]) -> None:
    """Give the namespace.

    Raises
    ------
    TypeError
        If there is none.

    What is read otherwise also works, as `namespace(xs)` shows. It is
    looked up if it defines `__namespace__
    <https://example.org/x.__namespace__.html>`__ before.
    """


def generic(xs: list[float]) -> None:
    """Take what .NET calls a List`1 of numbers.

    Args:
        xs: A System.Collections.Generic.IList`1 with an IDictionary
            in each.
    """


def place(xs: list[float]) -> None:
    """Place what is there.

    Each goes to its place (`left, or `right` or `middle`), with `top`
    and `bottom` looked up in `Dial` before.

    What is there goes on from `one line
    to` the next, and `middle is
    where it ends, with `top` and `bottom`.
    """
