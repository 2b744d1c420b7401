"""Deprecations that another place speaks of, or that are about another name."""

import warnings


def deprecated(name: str, text: str) -> None:
    """Mark a name of this module.

    Args:
        name: The name.
        text: What to use.
    """


def turn(angle: float) -> None:
    """Turn the knob.

    .. deprecated:: 2.0

    Args:
        angle: How far.
    """
    print(angle)


deprecated("turn", "Use press.")


def press(force: float) -> None:
    """Press the knob.

    Args:
        force: How hard.
    """
    warnings.warn("`push` is deprecated, use `press`.", DeprecationWarning, stacklevel=2)


def pull(force: float) -> None:
    """Pull the knob.

    Args:
        force: How hard.
    """
    warnings.warn("`pull` is deprecated, use `press`.", DeprecationWarning, stacklevel=2)
