"""Functions that take whatever has a hash."""

from __future__ import annotations

from collections.abc import Hashable
from typing import SupportsFloat


def shift(fill: Hashable = None, by: SupportsFloat = 1.0) -> None:
    """Shift values.

    Args:
        fill: What to put in.
        by: How far.

    Examples:
        >>> import package
        >>> package.shift(0, by=2)
        >>> package.shift(fill=True)
    """
