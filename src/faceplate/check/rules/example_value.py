"""Example code that passes a literal that the annotation refuses."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.mismatches import contradicted
from faceplate.check.examples.snippets import fails_on_purpose, readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the literals in calls of examples against annotations."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            if fails_on_purpose(snippet, called.node):
                continue
            for message, value in contradicted(called, "the example", unit.codebase):
                place = unit.at(snippet.docstring, snippet.first + value.lineno - 1)
                yield unit.violation(message, place)


RULE = Rule(
    code="FP605",
    name="example-value",
    severity="warning",
    summary="An example passes a literal that the annotation of the parameter refuses.",
    reason="The form of a value was changed, or a choice was removed, and the example was not.",
    advice="Pass a value of the annotated type, or fix the annotation. Only literals are looked "
    "at, and only annotations whose types are all known.",
    bad='''\
from typing import Literal


def turn(direction: Literal["left", "right"]) -> None:
    """Turn the knob.

    Args:
        direction: Where to turn it.

    Example:
        >>> turn("up")
    """
''',
    good='''\
from typing import Literal


def turn(direction: Literal["left", "right"]) -> None:
    """Turn the knob.

    Args:
        direction: Where to turn it.

    Example:
        >>> turn("left")
    """
''',
    unit=check,
    modules=True,
)
