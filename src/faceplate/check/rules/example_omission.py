"""Example code that leaves out an argument that the call needs."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.mismatches import omissions
from faceplate.check.examples.snippets import fails_on_purpose, readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Look for calls of examples without what they need."""
    for snippet, reader in readers(unit):
        for called, absent in omissions(snippet.tree, reader):
            if fails_on_purpose(snippet, called.node):
                continue
            yield unit.violation(
                f"the example calls `{called.name}` without {absent}, which it needs",
                unit.at(snippet.docstring, snippet.first + called.node.lineno - 1),
            )


RULE = Rule(
    code="FP603",
    name="example-omission",
    severity="warning",
    summary="An example leaves out an argument that the call needs.",
    reason="Who copies the example gets a TypeError. Most often a parameter lost its default.",
    advice="Pass the argument in the example, or give the parameter a default.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.

    Example:
        >>> turn(90)
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.

    Example:
        >>> turn(90, speed=2.0)
    """
''',
    unit=check,
    modules=True,
)
