"""An entry without a text, or with one that nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit

_LONGEST_TYPE = 5


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for entries that say nothing."""
    for label, entry, known in unit.documented():
        if known is None:
            continue
        if not entry.text.strip():
            if not any(other.text.strip() for other in label.entries("parameters")):
                # Entries that state types only are a way of writing them down.
                continue
            if len((entry.annotation or "").split()) > _LONGEST_TYPE:
                # The text stands where NumPy style has the type, and is there.
                continue
            message = f"the entry of `{entry.name}` has no text"
        elif prose.is_placeholder(entry.text):
            message = f"the text of `{entry.name}` is a placeholder"
        else:
            continue
        yield unit.flaw(message, unit.at(label, entry.line), unit.about(label, entry))


RULE = Rule(
    code="FP109",
    name="empty-description",
    severity="warning",
    summary="An entry of a docstring has no text, or one that only holds the place of a text.",
    reason="The parameter counts as documented, and readers learn nothing.",
    remedy="Write what the parameter means, or remove the entry.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: TODO
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second.
    """
''',
    unit=check,
    fix="Takes the text of an ancestor or a shared listener, for an entry without any.",
)
