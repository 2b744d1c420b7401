"""Functions whose texts speak of parameters of other things."""

from __future__ import annotations


def scan(path: str, storage: dict[str, str] | None = None, pairs: bool = False) -> None:
    """Scan a file.

    Args:
        path: Where it is, which is part of the :term:`location` parameter.
        storage: How to reach it. A hub takes a key as the `token` parameter: `{'token': '...'}`.
        pairs: Whether lines are pairs, as where a reader has a `metric` or `kernel` parameter.
    """


def close(path: str) -> None:
    """Close a file.

    Args:
        path: Where it is.

    Returns:
        No return value is defined for this function.
    """
