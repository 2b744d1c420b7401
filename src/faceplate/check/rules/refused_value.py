"""A text that says what happens for a value that the annotation refuses."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types.acceptance import accepts
from faceplate.check.units import Unit
from faceplate.link.library import Symbol
from faceplate.model import Parameter

WORDS = {"callable": "a callable", "None": "None", "bool": "a boolean"}


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold what texts speak of against the annotations."""
    for label, entry, known in unit.documented():
        if known is None or known.kind.startswith("var_"):
            continue
        symbol = unit.signature.owners.get(known.name) or label.symbol
        for kind, line in refused(entry.text, known, symbol, unit):
            yield unit.flaw(
                f"the text of `{entry.name}` says what {WORDS[kind]} does, and the annotation "
                f"`{known.annotation}` refuses it",
                unit.at(label, entry.line + line),
            )


def refused(
    text: str, parameter: Parameter, symbol: Symbol, unit: Unit
) -> Iterator[tuple[str, int]]:
    """Yield the values that a text speaks of and an annotation refuses.

    Args:
        text: The description of a parameter.
        parameter: The parameter.
        symbol: The declaration that the annotation stands at.
        unit: The unit.

    Yields:
        Which value, and the index of the line.
    """
    if parameter.annotation is None or parameter.default == "None":
        return
    for kind, line in prose.given(text):
        answer = accepts(parameter.annotation, kind, symbol, unit.survey.linker.ancestry)
        if answer is False:
            yield kind, line


RULE = Rule(
    code="FP112",
    name="refused-value",
    severity="warning",
    summary="A text says what happens if a parameter is None, True, False or callable, and its "
    "annotation accepts no such value.",
    reason="The annotation was narrowed and the text kept, or the other way round. Readers pass "
    "what the text explains.",
    remedy="Take the remark out, or widen the annotation.",
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
