"""Types that texts name in words, and stated ones where nothing is annotated."""

from pathlib import Path
from typing import Any, Literal


def turn(angle: int, speed: float | None, label: str, steps: list[int], way: dict[str, int]) -> None:
    """Turn the knob.

    Args:
        angle: An optional string that says how far.
        speed: A list of speeds.
        label: The boolean that names it.
        steps: A dictionary of steps.
        way: A float between 0 and 1.
    """


def press(
    angle: str,
    speed: int | None,
    label: list[str],
    steps: Path,
    way: Literal["in", "out"],
    force: str | list[str],
    width: Any,
    height: float,
) -> None:
    """Press the knob.

    Args:
        angle: An optional string that says how far.
        speed: An integer, or None.
        label: A list of labels.
        steps: A string that is a path.
        way: A string.
        force: A list of forces.
        width: A list of widths.
        height: An integer or a float.
    """


def pull(angle, speed=3, label="pull", smooth=False, steps=()):
    """Pull the knob.

    Args:
        angle (dict): How far.
        speed (dict): How fast.
        label (bool, optional): What it is called.
        smooth (int): Whether it starts slowly.
        steps (list): The steps.
    """
