"""Attributes in groups that have a title."""

import dataclasses


@dataclasses.dataclass
class Settings:
    """Settings of a knob.

    Attributes:
        Configuration:
            angle: How far.
            speed (float): How fast.
        State (only while it turns):
            turned: How far it is turned.
        lost: What was lost.
    """

    angle: float = 0.0
    speed: float = 0.0
    turned: float = 0.0
    left: float = 0.0
