"""Example code that passes an argument that the call does not take."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.mismatches import refused
from faceplate.check.examples.snippets import fails_on_purpose, readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the calls of examples against signatures."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            if fails_on_purpose(snippet, called.node):
                continue
            for message, node in refused(called, "the example", unit.codebase.history):
                line = node.value.lineno if isinstance(node, ast.keyword) else node.lineno
                yield unit.violation(message, unit.at(snippet.docstring, snippet.first + line - 1))


RULE = Rule(
    code="FP602",
    name="example-argument",
    severity="warning",
    summary="An example passes an argument that the function, class or event listener does not "
    "take.",
    reason="Who copies the example gets a TypeError. Most often the argument was renamed.",
    advice="Use the arguments of the signature. With `--since`, what an older release took is "
    "named as such, with what took its place where the library says it.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Example:
        >>> turn(degrees=90)
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Example:
        >>> turn(angle=90)
    """
''',
    unit=check,
    modules=True,
)
