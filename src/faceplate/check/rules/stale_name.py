"""A parameter that its neighbours still speak of, and that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial

from faceplate.check import similarity
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision, Substitution
from faceplate.check.edits.wording import reworded
from faceplate.check.finding import Violation
from faceplate.check.names_in_code import is_assigned, is_bound
from faceplate.check.rule import Rule
from faceplate.check.types.plain import is_builtin
from faceplate.docstrings.parts import Entry
from faceplate.facts.declarations import ClassFact

_SPOKEN = re.compile(
    r"(?P<before>\b(?:[Tt]he|[Aa]rgument|[Pp]arameter|[Ii]f|[Ww]hen|[Ss]et|[Ss]etting) )?"
    r"(?<![`\w.:])`{1,2}(?P<name>[a-z_]\w*)`{1,2}"
    r"(?P<after> (?:parameter|argument|is (?:set to )?`{0,2}(?:True|False|None)\b"
    r"|is (?:set|provided|given|specified|passed)\b))"
)
# The names before one in a series: "`angle`, `speed` and ".
_CHAIN = re.compile(r"(?:`{1,2}\w+`{1,2},?\s(?:and\s|or\s)?)+$")
# A word before a name that is one of many: "each `item`".
_ANY = re.compile(r"\b(?:an?|any|each|its|some|their|which|whose|has|have)\s$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:of|in|on|to|from|for|by|method|function|class|component|event|"
    r"environment|file|option)\b"
)


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names in backticks that are spoken of as parameters and are none."""
    if unit.takes_anything or not unit.is_known:
        return
    for docstring, entry, parameter in unit.documented():
        if parameter is None or "`" not in entry.text:
            continue
        seen: set[str] = set()
        for match in _SPOKEN.finditer(entry.text):
            name = match["name"]
            if name in seen or _is_known(name, unit):
                continue
            before = _CHAIN.sub("", entry.text[: match.start()])
            if _ANY.search(before) or re.search(rf"[\"']{name}[\"']", docstring.fact.text):
                # A parameter of something else, or a key.
                continue
            if _ELSEWHERE.match(entry.text[match.end() : match.end() + 60]):
                continue
            seen.add(name)
            near = get_close_matches(name, unit.named, n=1, cutoff=0.6)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            line = entry.line + entry.text.count("\n", 0, match.start())
            yield unit.violation(
                f"the text of `{entry.name}` speaks of `{name}`, which is no parameter{hint}",
                unit.at(docstring, line),
                partial(_fix, unit, docstring, entry, name),
                unit.doubt,
            )


def _is_known(name: str, unit: Unit) -> bool:
    if name in unit.named or is_builtin(name) or is_bound(unit.symbol, name):
        return True
    if any(name in (parameter.annotation or "") for parameter in unit.parameters):
        return True
    owner = unit.symbol if unit.is_class else unit.owner
    if owner is not None:
        ancestry = unit.codebase.linker.ancestry
        if ancestry.member(owner, name) is not None or ancestry.unread_bases(owner):
            return True
        if isinstance(owner.fact, ClassFact) and name in unit.codebase.taken_by(owner):
            return True
    # The other texts of the docstring may speak of what is no parameter, such as a key.
    return is_assigned(unit.codebase, unit.symbol, name)


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
    advice="Use the new name, or take the remark out.",
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
