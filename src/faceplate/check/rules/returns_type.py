"""A type that a docstring states for what is returned, and the annotation does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.edits.wording import spelled
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.comparison import compare
from faceplate.docstrings.parts import Entry
from faceplate.facts.declarations import FunctionFact

# The line of another, below "success (bool): Whether it turned.".
_FURTHER = re.compile(r"^\w+ \([^()\n]+\):", re.MULTILINE)
# What holds several things that have a name each.
_HOLDING = re.compile(r"(?:\w+\.)*(?:[Dd]ict|(?:Mutable)?Mapping|OrderedDict)\b")
_WRAPPING = {"contextmanager", "asynccontextmanager"}


def check(unit: Unit) -> Iterator[Violation]:
    """Hold stated types of results against annotations."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or fact.returns is None or fact.overloads:
        return
    if any(decorator.rpartition(".")[2] in _WRAPPING for decorator in fact.decorators):
        return
    for docstring in unit.docstrings:
        entries = docstring.entries("returns")
        if len(entries) != 1 or not entries[0].annotation or _is_a_key(docstring, entries[0], fact):
            continue
        stated = entries[0].annotation
        comparison = compare(stated, fact.returns, unit.symbol, unit.codebase.linker.ancestry)
        if comparison is None or not (comparison.refused or comparison.unstated):
            continue
        yield unit.violation(
            f"the result is documented as `{stated}`, but annotated as `{fact.returns}`",
            unit.at(docstring, entries[0].line),
            partial(_fix, docstring, entries[0], fact.returns),
        )


def _is_a_key(docstring: UnitDocstring, entry: Entry, fact: FunctionFact) -> bool:
    """Return whether an entry is about one of several things that the result holds."""
    if docstring.style != "google" or not entry.name:
        return False
    return bool(_FURTHER.search(entry.text) or _HOLDING.match(fact.returns or ""))


def _fix(docstring: UnitDocstring, entry: Entry, annotation: str, _: FixOptions) -> Revision | None:
    """State the annotation."""
    span, type_ = entry.stated, spelled(annotation)
    sections = list(docstring.parsed.sections)
    index = next((n for n, each in enumerate(sections) if each.kind == "returns"), None)
    if span is None or type_ is None or index is None or "`" in (entry.annotation or ""):
        return None
    if type_ == "None":
        # Who describes a result does not mean that there is none.
        return None
    section = sections[index]
    if len(section.items) != 1:
        return None
    sections[index] = replace(section, items=[replace(section.items[0], annotation=type_)])
    return Revision(
        subject_of(docstring),
        changes=[Substitution(*span, type_)],
        intents=[Intent(others=(("sections", sections),))],
    )


RULE = Rule(
    code="FP501",
    name="returns-type",
    severity="warning",
    summary="The type that a docstring states for the result is not the one of the annotation.",
    reason="Readers expect the type of the docstring, type checkers that of the annotation.",
    advice="State the type of the annotation, or leave it out. Types are compared as for "
    "parameters. Sections that list the keys of a dictionary or several values are left alone.",
    bad='''\
def angle() -> float:
    """Give the angle.

    Returns:
        str: How far the knob is turned, in degrees.
    """
    return 0.0
''',
    good='''\
def angle() -> float:
    """Give the angle.

    Returns:
        float: How far the knob is turned, in degrees.
    """
    return 0.0
''',
    unit=check,
    fix="States the annotation.",
)
