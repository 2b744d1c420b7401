"""Functions whose texts name other things between their choices."""

from typing import Literal


def drop(axis: Literal["index", "columns", "rows"] = "index", inside: str = "") -> None:
    """Drop a level.

    Parameters
    ----------
    axis : {'index', 'columns'}
        What to drop. For `Series` it is not used.
    inside : str
        In what.
    """


def show(mode: Literal["tab", "inline", "_none"] = "tab") -> None:
    """Show it.

    Args:
        mode: How to show it, one of "tab" or "inline".
    """


def order(by: Literal["first", "last", "item"] = "first") -> None:
    """Put things in order.

    Args:
        by: What comes first, 'first' or 'last' of the `values`.
    """


def write(weight: Literal["normal", "bold", "lighter"] | int = "normal") -> None:
    """Write it.

    Args:
        weight: How thick, either a word (e.g ``"bold"``, ``"normal"``) or a number, where
            ``"normal"`` = ``400`` and ``"bold"`` = ``700``.
    """
