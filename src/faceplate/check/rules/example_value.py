"""Example code that passes a literal that the annotation refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.examples.referents import ExampleCall, passed
from faceplate.check.examples.snippets import readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.acceptance import takes
from faceplate.check.units import Unit

_LONGEST = 40


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the literals in calls of examples against annotations."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            for message, value in contradicted(called, "the example", unit.codebase):
                place = unit.at(snippet.docstring, snippet.first + value.lineno - 1)
                yield unit.violation(message, place)


def contradicted(
    called: ExampleCall, who: str, codebase: Codebase
) -> Iterator[tuple[str, ast.expr]]:
    """Yield the literals of a call that an annotation refuses.

    Args:
        called: The call.
        who: What the call stands in, for the message.
        codebase: The library.

    Yields:
        A message, and the literal.
    """
    for parameter, value in passed(called):
        if parameter.annotation is None:
            continue
        owner = codebase.unit(called.symbol).signature.owners
        symbol = owner.get(parameter.name, called.symbol)
        if takes(parameter.annotation, value, symbol, codebase.linker.ancestry) is False:
            shown = ast.unparse(value)
            shown = f"{shown[:_LONGEST]}..." if len(shown) > _LONGEST else shown
            yield (
                f"{who} passes `{shown}` as `{parameter.name}` of `{called.name}`, "
                f"and the annotation is `{parameter.annotation}`",
                value,
            )


RULE = Rule(
    code="FP605",
    name="example-value",
    severity="warning",
    summary="An example passes a literal that the annotation of the parameter refuses.",
    reason="The form of a value was changed, or a choice was removed, and the example was not.",
    advice="Pass a value of the annotated type, or mend the annotation. Only literals are looked "
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
)
