"""A parameter that its neighbours still speak of, and that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check import mentions, similarity
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision, Substitution
from faceplate.check.edits.wording import reworded
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.docstrings.parts import Entry


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names in backticks that are spoken of as parameters and are none."""
    return (violation for violation, is_proved in mentions.found(unit, _fix) if is_proved)


def _fix(
    unit: Unit, docstring: UnitDocstring, entry: Entry, name: str, _: FixOptions
) -> Revision | None:
    """Speak of the parameter that a name is a slip for, wherever it stands in backticks."""
    near = similarity.nearest(name, [each for each in unit.named if each != entry.name])
    group = groups.group_of(docstring.sections, entry, "parameters")
    if near is None or group is None or len(group.names) > 1:
        return None
    pattern = re.compile(rf"(?<=`){re.escape(name)}(?=`)")
    substitutions = [
        Substitution(number, match.start(), match.end(), near)
        for number in range(group.line, group.end)
        for match in pattern.finditer(docstring.lines[number])
    ]
    return reworded(docstring, entry, substitutions)


RULE = Rule(
    code="FP110",
    name="stale-name",
    severity="warning",
    summary="The text of a parameter speaks of another parameter that does not exist.",
    reason="When a parameter is renamed or removed, its own entry goes and the texts of its "
    "neighbours stay.",
    advice="Use the new name, or take the remark out. What FP114 finds is less certain.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect if `smooth` is False.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Has no effect if `angle` is None.
    """
''',
    unit=check,
    fix="Puts the name of a parameter in its place if the two differ by a slip of the pen.",
)
