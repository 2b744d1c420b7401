"""Example code that passes a literal that the annotation refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.snippets import Called, readers
from faceplate.check.types import takes
from faceplate.check.units import Unit
from faceplate.model import Parameter

_BY_POSITION = ("positional_only", "positional_or_keyword")
_LONGEST = 40


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the literals in calls of examples against annotations."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            for parameter, value in passed(called):
                if parameter.annotation is None:
                    continue
                owner = unit.survey.unit(called.symbol).signature.owners
                symbol = owner.get(parameter.name, called.symbol)
                ancestry = unit.survey.linker.ancestry
                if takes(parameter.annotation, value, symbol, ancestry) is False:
                    shown = ast.unparse(value)
                    shown = f"{shown[:_LONGEST]}..." if len(shown) > _LONGEST else shown
                    yield unit.flaw(
                        f"the example passes `{shown}` as `{parameter.name}` of `{called.name}`, "
                        f"and the annotation is `{parameter.annotation}`",
                        unit.at(snippet.label, snippet.first + value.lineno - 1),
                    )


def passed(called: Called) -> Iterator[tuple[Parameter, ast.expr]]:
    """Yield the arguments of a call with the parameters that they are for."""
    places = [one for one in called.parameters if one.kind in _BY_POSITION]
    for parameter, value in zip(places, called.node.args, strict=False):
        if isinstance(value, ast.Starred):
            break
        yield parameter, value
    named = {one.name: one for one in called.parameters if not one.kind.startswith("var_")}
    for word in called.node.keywords:
        if word.arg in named:
            yield named[word.arg], word.value


RULE = Rule(
    code="FP605",
    name="example-value",
    severity="warning",
    summary="An example passes a literal that the annotation of the parameter refuses.",
    reason="The form of a value was changed, or a choice was removed, and the example was not.",
    remedy="Pass a value of the annotated type, or mend the annotation. Only literals are looked "
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
