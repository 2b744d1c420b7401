"""Functions whose docstrings describe what `*` and `**` take."""

from __future__ import annotations

from typing import TypedDict, Unpack


class Extras(TypedDict, total=False):
    """What may be passed besides."""

    headers: dict[str, str]
    timeout: float


def get(url: str, **extras: Unpack[Extras]) -> None:
    """Get a page.

    Args:
        url: Where it is.
        extras: What to pass on.
    """


def stem(*args: float, label: str = "") -> None:
    """Draw stems.

    Args:
        locs: Where they stand.
        heads: How high they are.
        label: What they are called.
    """


def align(self: object, side: str) -> None:
    """Align a table, whose class takes this up as a method.

    Args:
        side: To which side.
    """
