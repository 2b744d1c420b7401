"""Parameters that a docstring describes in another order than the signature has them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for the first entry that stands too late."""
    if unit.signature.owners or not unit.is_certain:
        return
    order = {name: number for number, name in enumerate(unit.named)}
    for label in unit.labels:
        entries = [
            entry
            for own, entry, known in unit.documented()
            if own is label and known is not None and not known.kind.startswith("var_")
        ]
        if len({entry.name for entry in entries}) != len(entries):
            continue
        for one, following in pairwise(entries):
            if order[following.name] < order[one.name]:
                yield unit.flaw(
                    f"`{following.name}` is described after `{one.name}`, "
                    "and comes before it in the signature",
                    unit.at(label, following.line),
                    unit.about(label, following),
                )
                break


RULE = Rule(
    code="FP104",
    name="parameter-order",
    severity="note",
    summary="A docstring describes parameters in another order than the signature has them.",
    reason="Who passes arguments by position counts entries of the docstring. One finding stands "
    "for all entries of a docstring.",
    remedy="Put the entries into the order of the signature.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        speed: How fast.
        angle: How far, in degrees.
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
    fix="Puts the entries of a section into the order of the signature, each with all its lines.",
)
