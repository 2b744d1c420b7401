"""A type that a docstring states and the annotation does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.edits.wording import spelled
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.comparison import compare
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.parts import Entry

# What may stand behind a type: "str, optional" or "int, default 3".
_ASIDE = re.compile(r"(?:,\s*|^)(?:optional|required|keyword[- ]only|default.*)\s*$", re.IGNORECASE)


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the stated types against the annotations."""
    for docstring, entry, parameter in unit.documented():
        if parameter is None or parameter.annotation is None or not entry.annotation:
            continue
        if parameter.kind.startswith("var_"):
            continue
        place = unit.signature.owners.get(parameter.name) or docstring.symbol
        comparison = compare(
            entry.annotation, parameter.annotation, place, unit.codebase.linker.ancestry
        )
        if comparison is None:
            continue
        refused = [
            head for head in comparison.refused if head != "None" or parameter.default != "None"
        ]
        if not refused and not comparison.unstated:
            continue
        stated = " ".join(entry.annotation.split())
        yield unit.violation(
            f"parameter `{entry.name}` is stated to be `{stated}`, and annotated "
            f"`{parameter.annotation}`",
            unit.at(docstring, entry.line),
            partial(_fix, docstring, entry, parameter.annotation),
        )


def _fix(docstring: UnitDocstring, entry: Entry, annotation: str, _: FixOptions) -> Revision | None:
    """State the annotation, and leave what else stands there, such as "optional"."""
    group = groups.group_of(docstring.sections, entry, "parameters")
    item = docstring.parsed.parameters.get(entry.name)
    type_ = spelled(annotation)
    if group is None or item is None or group.stated is None or type_ is None:
        return None
    if len(group.names) > 1:
        return None
    line, start, end = group.stated
    stated = docstring.lines[line][start:end]
    kept = stated
    while match := _ASIDE.search(kept):
        kept = kept[: match.start()]
    kept = kept.rstrip()
    listed = re.fullmatch(r"(?:\w+\.)?Literal\[(.*)\]", type_)
    if listed and kept.startswith("{") and kept.endswith("}"):
        type_ = f"{{{listed[1]}}}"
    if not kept or stated.count("`"):
        return None
    after = item_of(entry._replace(annotation=type_ + stated[len(kept) :]))
    return Revision(
        subject_of(docstring),
        changes=[Substitution(line, start, start + len(kept), type_)],
        intents=[Intent(((entry.name, after),))],
    )


RULE = Rule(
    code="FP105",
    name="parameter-type",
    severity="warning",
    summary="The type that a docstring states for a parameter is not the one of its annotation.",
    reason="Readers pass what the docstring asks for, type checkers allow what the annotation "
    "says.",
    advice="State the type of the annotation, or leave it out of the docstring. Different "
    "spellings of one type are equal: `Optional[str]`, `str | None` and `str, optional` where None "
    "is the default. A type that is not known is never compared, and None need not be stated.",
    bad='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (str): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    good='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    unit=check,
    fix='States the annotation, and keeps words such as "optional" behind it.',
)
