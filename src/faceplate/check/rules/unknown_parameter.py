"""A parameter that a docstring describes and a call refuses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from faceplate.check import prose
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import removed, subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.unknown_entries import successor, unknown_entries
from faceplate.docstrings.parts import Entry

# A text of this many characters is not the same as another by chance.
_LONG = 40


def check(unit: Unit) -> Iterator[Violation]:
    """Look for entries without a parameter."""
    history = unit.codebase.history
    for unknown in unknown_entries(unit):
        name = unknown.entry.name
        past = history.argument(unit.symbol, unit.parameters, name) if history else None
        hint = past or (f"did you mean `{unknown.near}`?" if unknown.near else "")
        message = f"the docstring describes `{name}`, which is not a parameter"
        yield unit.violation(
            f"{message}; {hint}" if hint else message,
            unit.at(unknown.docstring, unknown.entry.line),
            partial(_fix, unit, unknown.docstring, unknown.entry),
            unit.doubt,
        )


def _fix(unit: Unit, docstring: UnitDocstring, entry: Entry, _: FixOptions) -> Revision | None:
    """Rename an entry whose parameter is certain; remove one of which nothing is lost."""
    name = successor(unit, entry)
    if name is not None:
        return _renamed(docstring, entry, name)
    text = " ".join(entry.text.split())
    others = {
        " ".join(other.text.split())
        for _docstring, other, parameter in unit.documented()
        if parameter is not None
    }
    # What is said once more elsewhere is not lost; a few words may be the same by chance.
    again = len(text) >= _LONG and text in others
    if again or not text or prose.is_placeholder(text):
        return removed(docstring, entry, None)
    return None


def _renamed(docstring: UnitDocstring, entry: Entry, name: str) -> Revision | None:
    """Return an entry another name."""
    group = groups.group_of(docstring.sections, entry, "parameters")
    item = docstring.parsed.parameters.get(entry.name)
    if group is None or item is None:
        return None
    substitutions = [Substitution(*group.heads[group.names.index(entry.name)], name)]
    if group.field is not None:
        start = docstring.lines[group.field].find(entry.name)
        substitutions.append(Substitution(group.field, start, start + len(entry.name), name))
    intent = Intent(((entry.name, None), (name, replace(item, name=name))))
    return Revision(subject_of(docstring), changes=substitutions, intents=[intent])


RULE = Rule(
    code="FP102",
    name="unknown-parameter",
    severity="warning",
    summary="A docstring describes a parameter that the signature does not have.",
    reason="A call that follows the documentation raises TypeError. The parameter was renamed or "
    "removed, or its name is misspelt.",
    advice="Rename the entry, or remove it. Nothing is reported where `**kwargs` takes any name, "
    "or a decorator is in between whose effect on the signature is not known.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angel: How far, in degrees.
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    unit=check,
    fix="Renames the entry if one parameter without an entry has nearly its name, and type and "
    "default fit. Removes it if it has no text, or that of another entry.",
)
