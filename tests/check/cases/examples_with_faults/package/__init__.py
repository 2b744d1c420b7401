"""Knobs, whose examples are out of date in every way."""

from typing import Literal


class Knob:
    """A knob.

    Example:
        >>> import package as p
        >>> knob = p.Knob(limit=3)
        >>> knob.turn(90, speed=2, angle=4)
        >>> knob.turn()
        >>> knob.rotate(90)
        >>> with p.Knob() as held:
        ...     held.press(1, 2)
        >>> p.Dial()
    """

    def __init__(self, label: str = "") -> None:
        self.label = label

    def __enter__(self) -> "Knob":
        return self

    def turn(self, angle: float, direction: Literal["left", "right"] = "left") -> None:
        """Turn the knob.

        Examples:
            ```python
            from package import Knob

            Knob().turn("far")
            Knob().turn(90, direction="up")
            Knob(label=["a", "b"])
            ```
        """

    def press(self, times: int = 1) -> None:
        """Press the knob.

        Examples:
            >>> knob = Knob(
        """


def turn_all(knobs: list[Knob], by: dict[str, int | str]) -> None:
    """Turn several knobs.

    Example:
        >>> turn_all([("a", 1)], {"a": 1})
        >>> turn_all([Knob()], {1: 2})
        >>> turn_all(["a"], by={})
    """


def press(label: str) -> str:
    """Press a knob.

    Args:
        label: Which one.

    Returns:
        What stands on it.

    Example:
        from package import press

        press(.upper()
        press("on")
    """
    return label


def release(times: int) -> None:
    """Release something; a comment in a block is no fault, and what stands behind it may be one.

    Example:
        ```python
        try:
            # whatever may fail
        except ValueError:
        release(1)
        ```

    Example:
        ```python
        from package import release

        with knob as held:
            # your code
        release(1, speed=2)
        ```
    """
