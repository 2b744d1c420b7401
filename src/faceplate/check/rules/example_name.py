"""Example code that uses a name of the library that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.examples.mismatches import absent
from faceplate.check.examples.snippets import readers
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

# What marks a line of a doctest that nobody runs, whose names may stand for any.
_SKIPPED = "doctest: +SKIP"


def check(unit: Unit) -> Iterator[Violation]:
    """Look for attributes of modules, classes and objects that are not there, and for names."""
    bound = {name for _, reader in readers(unit) for name in reader.bindings}
    for snippet, reader in readers(unit):
        lines = snippet.docstring.lines
        for name, near in reader.unbound_calls(bound):
            if _SKIPPED in lines[snippet.first + name.lineno - 1]:
                continue
            yield unit.violation(
                f"the example calls `{name.id}`, which nothing binds; did you mean `{near}`?",
                unit.at(snippet.docstring, snippet.first + name.lineno - 1),
                doubt="the example may take it from elsewhere",
            )
        for node, missing in reader.missing():
            line = node.end_lineno or node.lineno
            yield unit.violation(
                absent(missing, "the example", unit.codebase.history),
                unit.at(snippet.docstring, snippet.first + line - 1),
            )


RULE = Rule(
    code="FP604",
    name="example-name",
    severity="warning",
    summary="An example uses a function, a class, an attribute or an event of the library that is "
    "not there.",
    reason="Who copies the example gets an AttributeError. The name was renamed or removed.",
    advice="Use the name that exists. Only names that certainly lead into the library are looked "
    "at, and only where all ancestors are known and nothing makes attributes up.",
    bad='''\
class Knob:
    """A knob.

    Example:
        >>> knob = Knob()
        >>> knob.rotate(90)
    """

    def turn(self, angle: float) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
        """
''',
    good='''\
class Knob:
    """A knob.

    Example:
        >>> knob = Knob()
        >>> knob.turn(90)
    """

    def turn(self, angle: float) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
        """
''',
    unit=check,
    modules=True,
)
