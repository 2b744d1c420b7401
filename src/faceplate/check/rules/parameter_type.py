"""A type that a docstring states and the annotation does not."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types.comparison import compare
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the stated types against the annotations."""
    for label, entry, known in unit.documented():
        if known is None or known.annotation is None or not entry.annotation:
            continue
        if known.kind.startswith("var_"):
            continue
        place = unit.signature.owners.get(known.name) or label.symbol
        found = compare(entry.annotation, known.annotation, place, unit.survey.linker.ancestry)
        if found is None:
            continue
        refused = [one for one in found.refused if one != "None" or known.default != "None"]
        if not refused and not found.unstated:
            continue
        stated = " ".join(entry.annotation.split())
        yield unit.flaw(
            f"parameter `{entry.name}` is stated to be `{stated}`, and annotated "
            f"`{known.annotation}`",
            unit.at(label, entry.line),
            unit.about(label, entry),
        )


RULE = Rule(
    code="FP105",
    name="parameter-type",
    severity="warning",
    summary="The type that a docstring states for a parameter is not the one of its annotation.",
    reason="Readers pass what the docstring asks for, type checkers allow what the annotation "
    "says.",
    remedy="State the type of the annotation, or leave it out of the docstring. Different "
    "spellings of one type are equal: `Optional[str]`, `str | None` and `str, optional` where None "
    "is the default. A type that is not known is never compared, and None need not be stated.",
    bad='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (str): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    good='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    unit=check,
    fix='States the annotation, and keeps words such as "optional" behind it.',
)
