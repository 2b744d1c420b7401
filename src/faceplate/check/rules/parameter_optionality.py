"""A text that says "optional" or "required" of a parameter that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types import accepts
from faceplate.check.units import Unit

_STATED = re.compile(r"(?:^|,)\s*optional\s*(?:,|$)")


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the stated words against the defaults."""
    if not unit.is_certain:
        return
    for label, entry, known in unit.documented():
        if known is None or known.kind.startswith("var_"):
            continue
        optional = _STATED.search(entry.annotation or "") is not None or prose.optional(entry.text)
        required = not optional and prose.required(entry.text)
        if optional and known.required and not _takes_none(known.annotation, label.symbol, unit):
            message = f"`{entry.name}` is stated to be optional, and a call must pass it"
        elif required and not known.required and known.default != "None" and not unit.is_class:
            message = f"`{entry.name}` is stated to be required, and has the default "
            message += f"`{known.default}`"
        else:
            continue
        yield unit.flaw(message, unit.at(label, entry.line), unit.about(label, entry))


def _takes_none(annotation: str | None, symbol: object, unit: Unit) -> bool:
    """Say whether None may be passed, which is meant by "optional" too."""
    if annotation is None:
        return False
    ancestry = unit.survey.linker.ancestry
    return accepts(annotation, "None", unit.symbol, ancestry) is not False


RULE = Rule(
    code="FP108",
    name="parameter-optionality",
    severity="warning",
    summary='A text says "optional" of a parameter that must be passed, or "required" of one '
    "that has a default.",
    reason="A call that leaves the argument out raises TypeError, or one passes what need not be.",
    remedy="Change the word, or give the parameter a default.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        speed (float, optional): How fast.
    """
''',
    good='''\
def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        speed (float, optional): How fast.
    """
''',
    unit=check,
    fix='Takes "optional" out of the type, or changes the word in front of the text.',
)
