"""A parameter that one docstring describes twice."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for entries of the same name."""
    seen: set[tuple[str, str]] = set()
    for label, entry, known in unit.documented():
        key = (label.symbol.path, entry.name)
        if key in seen and known is not None:
            yield unit.flaw(
                f"parameter `{entry.name}` is described more than once",
                unit.at(label, entry.line),
                unit.about(label, entry),
            )
        seen.add(key)


RULE = Rule(
    code="FP103",
    name="duplicate-parameter",
    severity="warning",
    summary="One docstring describes a parameter more than once.",
    reason="Readers do not know which text holds, and tools keep either of them. Often one of the "
    "two was meant for another parameter.",
    remedy="Keep one of the entries, or rename the one that is about something else.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
        angle: The angle.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    unit=check,
    fix="Removes the later entry if it says the same as the first, or nothing. Two different "
    "texts are left to people.",
)
