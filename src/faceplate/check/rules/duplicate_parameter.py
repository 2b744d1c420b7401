"""A parameter that one docstring describes twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from faceplate.check import prose
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import removed
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.docstrings.parts import Entry
from faceplate.model import Item


def check(unit: Unit) -> Iterator[Violation]:
    """Look for entries of the same name."""
    seen: set[tuple[str, str]] = set()
    for docstring, entry, parameter in unit.documented():
        key = (docstring.symbol.path, entry.name)
        if key in seen and parameter is not None:
            yield unit.violation(
                f"parameter `{entry.name}` is described more than once",
                unit.at(docstring, entry.line),
                partial(_fix, docstring, entry),
            )
        seen.add(key)


def _fix(docstring: UnitDocstring, entry: Entry, _: FixOptions) -> Revision | None:
    """Remove the later of two entries if it says nothing that the first does not."""
    first, *others = [each for each in docstring.entries("parameters") if each.name == entry.name]
    says_nothing = not entry.text.strip() or prose.is_placeholder(entry.text)
    if len(others) != 1 or not (says_nothing or first.text.split() == entry.text.split()):
        return None
    if entry.annotation and entry.annotation != first.annotation:
        return None
    item = docstring.parsed.parameters[entry.name]
    return removed(docstring, entry, Item(item.name, item.annotation, first.text))


RULE = Rule(
    code="FP103",
    name="duplicate-parameter",
    severity="warning",
    summary="One docstring describes a parameter more than once.",
    reason="Readers do not know which text holds, and tools keep either of them. Often one of the "
    "two was meant for another parameter.",
    advice="Keep one of the entries, or rename the one that is about something else.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
        angle: The angle.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    unit=check,
    fix="Removes the later entry if it says the same as the first, or nothing. Two different "
    "texts are left to people.",
)
