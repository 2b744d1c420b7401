"""Warnings that are about some values of a parameter or that its text speaks of."""

import warnings


def turn(function: object, grid: int, rows: int, speed: int) -> str:
    """Turn the knob.

    There is no `Knob.reset`, and without `Knob.undo` nothing goes back; use `Knob.back`.

    Args:
        function: What is called.
        grid: ('grid' was renamed to 'columns') How many columns.
        rows: How many rows.
        speed: How fast.

    Returns what was turned.
    """
    if isinstance(function, list):
        warnings.warn(
            "The `function` parameter only accepts one, support for a list has been deprecated."
        )
    if grid:
        warnings.warn("The 'grid' parameter is deprecated.")
    if rows:
        warnings.warn("The 'rows' parameter is deprecated.")
    return f"{speed}"


class Knob:
    """A knob."""
