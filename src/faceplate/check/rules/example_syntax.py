"""Example code that does not parse."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.snippets import snippets
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Parse what docstrings declare to be Python."""
    for snippet in snippets(unit):
        for fault in snippet.faults:
            place = unit.at(snippet.docstring, snippet.first + fault.line - 1)
            yield unit.violation(f"the example does not parse: {fault.message}", place)


RULE = Rule(
    code="FP601",
    name="example-syntax",
    severity="warning",
    summary="An example is declared to be Python and does not parse.",
    reason="Who copies it gets a SyntaxError.",
    advice="Fix the code. Looked at are doctests, fences that say `python`, and the examples of "
    "what a library marks for its documentation; sessions of a shell or a notebook are left alone.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Example:
        >>> turn(90
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Example:
        >>> turn(90)
    """
''',
    unit=check,
    modules=True,
)
