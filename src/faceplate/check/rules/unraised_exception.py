"""An exception that a docstring lists and that nothing in reach raises."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.raisable import is_out_of_reach, is_raised_nowhere
from faceplate.check.rule import Rule


def check(unit: Unit) -> Iterator[Violation]:
    """Look for exceptions that neither a body nor what it calls can raise."""
    listed = [
        (docstring, entry)
        for docstring in unit.docstrings
        for entry in docstring.entries("raises")
        if entry.name.isidentifier()
    ]
    if not listed:
        return
    does = body(unit)
    decorated = any(
        not decorator.startswith(("staticmethod", "classmethod", "property"))
        for decorator in getattr(unit.fact, "decorators", ())
    )
    if does is None or not does.is_written or decorated:
        return
    for docstring, entry in listed:
        if is_raised_nowhere(entry.name, unit):
            yield unit.violation(
                f"the docstring says that `{entry.name}` is raised, and no code of "
                f"`{unit.codebase.library.name}` raises it",
                unit.at(docstring, entry.line),
            )
        elif is_out_of_reach(entry.name, unit):
            yield unit.violation(
                f"the docstring says that `{entry.name}` is raised, and nothing that is called "
                "here speaks of it",
                unit.at(docstring, entry.line),
            )


RULE = Rule(
    code="FP512",
    name="unraised-exception",
    severity="note",
    summary="A docstring lists an exception that neither the body nor what it calls raises.",
    reason="The check was removed or raises something else, and callers catch what never comes.",
    advice="Take the entry out. Looked at are exceptions of the library itself and, where a body "
    "calls nothing that was not read, those of Python. The rule is off by itself, since code that "
    "is passed in may raise anything.",
    bad='''\
def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Returns:
        Where it stands.

    Raises:
        ValueError: If it is too far.
    """
    return min_angle(angle)


def min_angle(angle: float) -> float:
    return angle - 360
''',
    good='''\
def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Returns:
        Where it stands.

    Raises:
        ValueError: If it is too far.
    """
    return min_angle(angle)


def min_angle(angle: float) -> float:
    if angle > 360:
        raise ValueError(angle)
    return angle - 360
''',
    unit=check,
    usual=False,
)
