"""Example code that passes an argument that the call does not take."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faceplate.check.examples.referents import ExampleCall
from faceplate.check.examples.snippets import readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.units import Unit

if TYPE_CHECKING:
    from faceplate.check.history import History

_BY_POSITION = ("positional_only", "positional_or_keyword")


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the calls of examples against signatures."""
    for snippet, reader in readers(unit):
        for called in reader.calls:
            for message, node in refused(called, "the example", unit.codebase.history):
                line = node.value.lineno if isinstance(node, ast.keyword) else node.lineno
                yield unit.violation(message, unit.at(snippet.docstring, snippet.first + line - 1))


def refused(
    called: ExampleCall, who: str, history: History | None
) -> Iterator[tuple[str, ast.expr | ast.keyword]]:
    """Yield the arguments that a call passes and cannot pass.

    Args:
        called: The call.
        who: What the call stands in, for the message.
        history: An older release of the library, or None. Where there is one, an argument that it
            took by name and that only `**kwargs` takes now is yielded too.

    Yields:
        A message, and the argument.
    """
    kinds = {parameter.kind for parameter in called.parameters}
    names = [
        parameter.name
        for parameter in called.parameters
        if parameter.kind != "positional_only" and not parameter.kind.startswith("var_")
    ]
    anything = "var_keyword" in kinds
    for word in called.node.keywords:
        if word.arg is None or word.arg in names:
            continue
        past = None
        if history is not None:
            symbol, taken = called.symbol, called.parameters
            past = history.argument(symbol, taken, word.arg, called.listener)
        if anything and past:
            message = f"{who} passes `{word.arg}`, which `{called.name}` takes by name no more"
            yield f"{message}; {past}", word
        elif not anything:
            near = get_close_matches(word.arg, names, n=1, cutoff=0.6)
            hint = past or (f"did you mean `{near[0]}`?" if near else "")
            message = f"{who} passes `{word.arg}`, which `{called.name}` does not take"
            yield f"{message}; {hint}" if hint else message, word
    given = called.node.args
    places = sum(1 for parameter in called.parameters if parameter.kind in _BY_POSITION)
    spread = any(isinstance(argument, ast.Starred) for argument in given)
    if "var_positional" not in kinds and not spread and len(given) > places:
        message = f"{who} passes {len(given)} arguments by position, and `{called.name}` takes "
        yield f"{message}{places}", given[places]


RULE = Rule(
    code="FP602",
    name="example-argument",
    severity="error",
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
)
