"""An entry that is taken for part of its neighbour, since it is indented otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import reread, section_around, subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.finding import Violation
from faceplate.check.lost_entries import INDENTED, lost_entries
from faceplate.check.rule import Rule
from faceplate.docstrings.flattening import item_of


def check(unit: Unit) -> Iterator[Violation]:
    """Look for lines within sections that are entries but for their indentation or their colon."""
    for docstring, number, name, why in lost_entries(unit):
        read = "read as part of the one above" if _is_within(docstring, number) else "not read"
        # Where only the indentation is wrong, it is certain what is meant.
        certain = why == INDENTED
        yield unit.violation(
            f"the entry of `{name}` {why}, and is {read}",
            unit.at(docstring, number),
            partial(_fix, docstring, number, name) if certain else None,
        )


def _is_within(docstring: UnitDocstring, index: int) -> bool:
    """Return whether a line is read as part of an entry that stands above it."""
    return any(
        entry.line < index < entry.end for part in docstring.sections for entry in part.entries
    )


def _fix(docstring: UnitDocstring, index: int, name: str, _: FixOptions) -> Revision | None:
    """Set an entry to the margin of its neighbours; its further lines keep their distance."""
    lines = docstring.lines
    section = section_around(docstring, index)
    above = [entry for entry in section.entries if entry.line < index] if section else []
    if section is None or not above:
        return None
    upper = above[-1]
    end = section.first + len(section.body)
    stop = min((entry.line for entry in section.entries if entry.line > index), default=end)
    margins = {
        number: len(lines[number]) - len(lines[number].lstrip())
        for number in range(index, stop)
        if lines[number].strip()
    }
    excess = margins[index] - upper.column
    if excess <= 0 or min(margins.values()) < margins[index]:
        return None
    substitutions = [
        Substitution(number, margin - excess, margin, "") for number, margin in margins.items()
    ]
    again = reread(docstring, substitutions)
    after = {entry.name: entry for entry in again if entry.name in (upper.name, name)}
    if set(after) != {upper.name, name}:
        return None
    before = docstring.parsed.parameters.get(upper.name)
    text = "".join(before.description.split()) if before else ""
    if not text.startswith("".join(after[upper.name].text.split()) or "?"):
        return None
    items = tuple((entry.name, item_of(entry)) for entry in after.values())
    return Revision(subject_of(docstring), changes=substitutions, intents=[Intent(items)])


RULE = Rule(
    code="FP403",
    name="lost-entry",
    severity="warning",
    summary="An entry is indented otherwise than its neighbours or lacks a colon, so that "
    "it is read as part of the one above it.",
    reason="The parameter counts as undocumented, and its text stands in another one's.",
    advice="Indent all entries of a section alike, and set a colon behind each name. In Sphinx "
    "style, the name of the field has to be one that is known.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
          speed: How fast.
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
    fix="Sets the entry and its further lines to the margin of its neighbours.",
)
