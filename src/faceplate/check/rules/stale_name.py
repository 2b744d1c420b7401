"""A parameter that its neighbours still speak of, and that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import mentions
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names in backticks that are spoken of as parameters and are none."""
    return (violation for violation, is_proved in mentions.found(unit) if is_proved)


RULE = Rule(
    code="FP110",
    name="stale-name",
    severity="warning",
    summary="The text of a parameter speaks of another parameter that does not exist.",
    reason="When a parameter is renamed or removed, its own entry goes and the texts of its "
    "neighbours stay.",
    advice="Use the new name, or take the remark out. What FP114 finds is less certain.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect if `smooth` is False.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect if `angle` is None.
    """
''',
    unit=check,
    fix="Puts the name of a parameter in its place if the two differ by a slip of the pen.",
)
