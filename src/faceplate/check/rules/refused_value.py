"""A text that says what happens for a value that the annotation refuses."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.contradictions import VALUES, refused_values
from faceplate.check.finding import Violation
from faceplate.check.lost_entries import own_text
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Hold what texts speak of against the annotations."""
    for docstring, entry, parameter in unit.documented():
        if parameter is None or parameter.kind.startswith("var_"):
            continue
        symbol = unit.signature.owners.get(parameter.name) or docstring.symbol
        for kind, line in refused_values(own_text(unit, docstring, entry), parameter, symbol, unit):
            yield unit.violation(
                f"the text of `{entry.name}` says what {VALUES[kind]} does, and the annotation "
                f"`{parameter.annotation}` refuses it",
                unit.at(docstring, entry.line + line),
            )


RULE = Rule(
    code="FP112",
    name="refused-value",
    severity="warning",
    summary="A text says what happens if a parameter is None, True, False or callable, and its "
    "annotation accepts no such value.",
    reason="The annotation was narrowed and the text kept, or the other way round. Readers pass "
    "what the text explains.",
    advice="Take the remark out, or widen the annotation.",
    bad='''\
def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. If None, the knob jumps.
    """
''',
    good='''\
def turn(angle: float, speed: float | None = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. If None, the knob jumps.
    """
''',
    unit=check,
)
