"""Texts that stand in signatures."""

from dataclasses import dataclass
from typing import Annotated

from typing_extensions import Doc


def turn(
    angle: Annotated[int, Doc("How far. Defaults to 3.")] = 5,
    speed: Annotated[int, Doc("A string that says how fast.")] = 1,
    depth: Annotated[int, Doc("An integer that says how deep. Defaults to 2.")] = 2,
) -> None:
    """Turn it."""


@dataclass
class Knob:
    """A knob."""

    #: How far. Defaults to 3.
    angle: int = 5
    #: How fast. Defaults to 1.
    speed: int = 1
