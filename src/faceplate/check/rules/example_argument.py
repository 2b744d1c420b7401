"""Example code that passes an argument that the call does not take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.snippets import Called, readers
from faceplate.check.units import Unit

_BY_POSITION = ("positional_only", "positional_or_keyword")


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the calls of examples against signatures."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            for message, line in refused(called):
                yield unit.flaw(message, unit.at(snippet.label, snippet.first + line - 1))


def refused(called: Called) -> Iterator[tuple[str, int]]:
    """Yield the arguments that a call passes and cannot pass.

    Args:
        called: The call.

    Yields:
        A message, and the line in the code, counted from 1.
    """
    kinds = {one.kind for one in called.parameters}
    if "var_keyword" not in kinds:
        names = [one.name for one in called.parameters if one.kind != "positional_only"]
        for word in called.node.keywords:
            if word.arg is not None and word.arg not in names:
                near = get_close_matches(word.arg, names, n=1, cutoff=0.6)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                message = f"the example passes `{word.arg}`, which `{called.name}` does not take"
                yield message + hint, word.value.lineno
    given = called.node.args
    places = sum(1 for one in called.parameters if one.kind in _BY_POSITION)
    spread = any(type(one).__name__ == "Starred" for one in given)
    if "var_positional" not in kinds and not spread and len(given) > places:
        yield (
            f"the example passes {len(given)} arguments by position, and `{called.name}` takes "
            f"{places}",
            given[places].lineno,
        )


RULE = Rule(
    code="FP602",
    name="example-argument",
    severity="error",
    summary="An example passes an argument that the function, class or event listener does not "
    "take.",
    reason="Who copies the example gets a TypeError. Most often the argument was renamed.",
    remedy="Use the arguments of the signature.",
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
)
