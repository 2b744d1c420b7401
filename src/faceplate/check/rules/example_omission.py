"""Example code that leaves out an argument that the call needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from faceplate.check.examples.reader import Reader
from faceplate.check.examples.referents import ExampleCall
from faceplate.check.examples.snippets import readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.units import Unit
from faceplate.facts.declarations import ClassFact

_BY_POSITION = ("positional_only", "positional_or_keyword")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for calls of examples without what they need."""
    for snippet, reader in readers(unit):
        for called, absent in omissions(snippet.tree, reader):
            yield unit.violation(
                f"the example calls `{called.name}` without {absent}, which it needs",
                unit.at(snippet.docstring, snippet.first + called.node.lineno - 1),
            )


def omissions(tree: ast.Module, reader: Reader) -> Iterator[tuple[ExampleCall, str]]:
    """Yield the calls that leave out what they need, decorators apart.

    Args:
        tree: The code.
        reader: What its names mean.

    Yields:
        The call, and the parameters that it leaves out, as words of a message.
    """
    decorating = {
        id(decorator)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
    }
    for called in reader.calls:
        absent = [] if id(called.node) in decorating else left_out(called)
        if absent and not _is_dictionary(called, reader):
            yield called, ", ".join(f"`{name}`" for name in absent)


def _is_dictionary(called: ExampleCall, reader: Reader) -> bool:
    """Return whether a `TypedDict` is made, which Python lets lack what it should have."""
    if not isinstance(called.symbol.fact, ClassFact):
        return False
    bases = reader.codebase.linker.ancestry.unknown_bases(called.symbol)
    return any(path.rpartition(".")[2] == "TypedDict" for path in bases)


def left_out(called: ExampleCall) -> list[str]:
    """Return the parameters that a call has to pass and does not."""
    node = called.node
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return []
    if any(keyword.arg is None for keyword in node.keywords):
        return []
    if any(isinstance(argument, ast.Constant) and argument.value is ... for argument in node.args):
        # Three dots stand for arguments that the example does not show.
        return []
    given = {keyword.arg for keyword in node.keywords}
    places = [parameter.name for parameter in called.parameters if parameter.kind in _BY_POSITION]
    given.update(places[: len(node.args)])
    return [
        parameter.name
        for parameter in called.parameters
        if parameter.required and parameter.name not in given
    ]


RULE = Rule(
    code="FP603",
    name="example-omission",
    severity="error",
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
)
