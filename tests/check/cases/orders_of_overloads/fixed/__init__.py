"""Overloads state parameters in orders of their own; that of the implementation counts."""

from typing import Any, Literal, overload


@overload
def turn(angle: float, *, quiet: Literal[True]) -> None: ...
@overload
def turn(angle: float, *, quiet: Literal[False] = False, speed: float) -> float: ...
def turn(angle: float, speed: float = 1.0, quiet: bool = False) -> float | None:
    """Turn the knob.

    Args:
        angle: How far.
        speed: How fast.
        quiet: Whether to say nothing.
    """
    return None if quiet else angle * speed


@overload
def press(force: float, *, speed: float) -> None: ...
@overload
def press(force: float, label: str) -> str: ...
def press(*args: Any, **options: Any) -> str | None:
    """Press the knob.

    Args:
        force: How hard.
        speed: How fast.
        label: What stands on it.
    """
    return None if options else str(args)


@overload
def push(depth: float, *, quiet: Literal[True]) -> None: ...
@overload
def push(depth: float, *, quiet: Literal[False] = False, speed: float) -> float: ...
def push(depth: float, speed: float = 1.0, quiet: bool = False) -> float | None:
    """Push the knob.

    Args:
        depth: How far.
        speed: How fast.
        quiet: Whether to say nothing.
    """
    return None if quiet else depth * speed
