"""Warnings that deprecate no parameter as a whole."""

import warnings


def turn(angle: float, rows: int | None = None) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        rows: How many rows.
    """
    if isinstance(rows, tuple):
        warnings.warn(
            "Passing a tuple to `rows` is deprecated, pass a number instead.",
            DeprecationWarning,
            stacklevel=2,
        )
