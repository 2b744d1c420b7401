"""An attribute that a class declares and its list of attributes leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import AttributeFact, ClassFact


def check(unit: Unit) -> Iterator[Violation]:
    """Look for annotated attributes without an entry, where others have one."""
    fact = unit.fact
    if not isinstance(fact, ClassFact):
        return
    described = {
        entry.name for docstring in unit.docstrings for entry in docstring.entries("attributes")
    }
    if not described:
        return
    described |= {
        entry.name for docstring in unit.docstrings for entry in docstring.entries("parameters")
    }
    # A group of attributes may have a title, below which they stand: "(optional) `speed`: text".
    nested = re.compile(
        r"^[ \t]*(?:\(optional\)[ \t]+)?`{0,2}(\w+)`{0,2}(?: \([^()\n]*\))?:(?:[ \t]|$)",
        re.MULTILINE,
    )
    for docstring in unit.docstrings:
        for part in docstring.sections:
            described.update(nested.findall("\n".join(part.body)))
    for member in fact.members.values():
        if not isinstance(member, AttributeFact) or member.name in described:
            continue
        if member.annotation is None or member.docstring is not None or member.name[:1] == "_":
            continue
        if member.name.isupper() or "property" in member.labels:
            continue
        place = Place(unit.file, *unit.codebase.sources.name(unit.file, member.line, member.name))
        yield unit.violation(f"attribute `{member.name}`: the docstring leaves it out", place)


RULE = Rule(
    code="FP507",
    name="missing-attribute",
    severity="note",
    summary="The docstring of a class lists attributes and leaves out one that the class declares.",
    reason="Readers take the list for complete.",
    advice="Add an entry, or a string below the attribute. What is left out on purpose may be many "
    "things, so the rule is off by itself.",
    bad='''\
class Knob:
    """A knob.

    Attributes:
        angle: How far it is turned, in degrees.
    """

    angle: float = 0.0
    speed: float = 1.0
''',
    good='''\
class Knob:
    """A knob.

    Attributes:
        angle: How far it is turned, in degrees.
        speed: How fast it turns, in turns a second.
    """

    angle: float = 0.0
    speed: float = 1.0
''',
    unit=check,
    usual=False,
)
