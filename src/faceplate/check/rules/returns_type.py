"""A type that a docstring states for what is returned, and the annotation does not."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types.comparison import compare
from faceplate.check.units import Unit
from faceplate.facts.declarations import FunctionFact

_WRAPPING = {"contextmanager", "asynccontextmanager"}


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold stated types of results against annotations."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or fact.returns is None or fact.overloads:
        return
    if any(one.rpartition(".")[2] in _WRAPPING for one in fact.decorators):
        return
    for label in unit.labels:
        entries = label.entries("returns")
        if len(entries) != 1 or not entries[0].annotation:
            continue
        stated = entries[0].annotation
        found = compare(stated, fact.returns, unit.symbol, unit.survey.linker.ancestry)
        if found is None or not (found.refused or found.unstated):
            continue
        yield unit.flaw(
            f"the result is stated to be `{stated}`, and annotated `{fact.returns}`",
            unit.at(label, entries[0].line),
            unit.about(label, entries[0]),
        )


RULE = Rule(
    code="FP501",
    name="returns-type",
    severity="warning",
    summary="The type that a docstring states for the result is not the one of the annotation.",
    reason="Readers expect the type of the docstring, type checkers that of the annotation.",
    remedy="State the type of the annotation, or leave it out. Types are compared as for "
    "parameters.",
    bad='''\
def angle() -> float:
    """Give the angle.

    Returns:
        str: How far the knob is turned, in degrees.
    """
    return 0.0
''',
    good='''\
def angle() -> float:
    """Give the angle.

    Returns:
        float: How far the knob is turned, in degrees.
    """
    return 0.0
''',
    unit=check,
    fix="States the annotation.",
)
