"""A name that is spoken of as a parameter, is none, and may be that of something else."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import mentions
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names that are spoken of as parameters, where other functions take them."""
    return (violation for violation, is_proved in mentions.found(unit) if not is_proved)


RULE = Rule(
    code="FP114",
    name="possibly-stale-name",
    severity="note",
    summary="A text speaks of a parameter that does not exist, and that another function takes.",
    reason="A text that was taken over from another function speaks of what that one takes. But it "
    "may mean that very function, so the rule is off by itself: most of its findings were wrong in "
    "packages that were read. FP110 finds what something shows.",
    advice="Take the remark out, or name what the parameter belongs to.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect if `force` is given.
    """


def press(force: float) -> None:
    """Press the knob."""
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect on a knob that was pressed with a `force`.
    """


def press(force: float) -> None:
    """Press the knob."""
''',
    unit=check,
    usual=False,
)
