"""An entry without a text, or with one that nobody has written yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from faceplate.check import known_texts, prose
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import depth_of, subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Insertion, Intent, Revision, Substitution
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.docstrings.parts import Entry

# From how many bare names on, right above each other, one text is meant for all of them.
_STACK = 3
# A type of more words is a text.
_LONGEST_TYPE = 5
# A few words may be one as well: "passed to `turn`", "a Click context", "reference to the parent",
# "ignored".
_TEXT = re.compile(
    r"^(?:(?:passed|reference|see|same|(?:always )?ignored|unused|not used|deprecated)\b"
    r"|(?:an?|the) \w+ \w+)",
    re.IGNORECASE,
)


def check(unit: Unit) -> Iterator[Violation]:
    """Look for entries that say nothing."""
    for docstring, entry, parameter in unit.documented():
        if parameter is None:
            continue
        if not entry.text.strip():
            if not any(other.text.strip() for other in docstring.entries("parameters")):
                # Entries that state types only are a way of writing them down.
                continue
            if _is_named_below(docstring, entry) or _is_on_its_line(docstring, entry):
                continue
            if _is_one_of_a_stack(docstring, entry):
                continue
            stated = entry.annotation or ""
            if len(stated.split()) > _LONGEST_TYPE or _TEXT.match(stated):
                # The text stands where NumPy style has the type, and is there.
                continue
            message = f"the entry of `{entry.name}` has no text"
        elif prose.is_placeholder(entry.text):
            message = f"the text of `{entry.name}` is a placeholder"
        else:
            continue
        yield unit.violation(
            message, unit.at(docstring, entry.line), partial(_fix, unit, docstring, entry)
        )


def _is_named_below(docstring: UnitDocstring, entry: Entry) -> bool:
    """Return whether the next entry that has a text speaks of both.

    Two lines with types, `width : int` and `height : int`, may stand above "Width and height".
    """
    below = (
        other
        for other in docstring.entries("parameters")
        if other.line > entry.line and other.text.strip()
    )
    following = next(below, None)
    return following is not None and all(
        prose.mentions(following.text, each.name) for each in (entry, following)
    )


def _is_one_of_a_stack(docstring: UnitDocstring, entry: Entry) -> bool:
    """Return whether an entry is one of several bare names, right above each other, with one text.

    `width`, `height` and `depth` on lines of their own may stand above "See `Box`". A single one
    without a text may have lost it.
    """
    ordered = docstring.entries("parameters")
    place = next((at for at, other in enumerate(ordered) if other.line == entry.line), None)
    if place is None:
        return False
    first = last = place
    while first > 0 and _is_right_above(ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and _is_right_above(ordered[last], ordered[last + 1]):
        last += 1
    return last - first >= _STACK - 1 and bool(ordered[last].text.strip())


def _is_right_above(entry: Entry, following: Entry) -> bool:
    """Return whether an entry is a bare name, with another one on the next line."""
    is_bare = not (entry.text.strip() or entry.annotation or following.annotation)
    return is_bare and following.line == entry.line + 1


def _is_on_its_line(docstring: UnitDocstring, entry: Entry) -> bool:
    """Return whether texts stand behind the names in NumPy style, where types have their place.

    "value: What was chosen in the list" is read as a text, and "context: Context" as a type.
    """
    if docstring.style != "numpy" or not entry.annotation:
        return False
    others = [other for other in docstring.entries("parameters") if other.text.strip()]
    return bool(others) and all(other.body.start < other.body.end for other in others)


def _fix(unit: Unit, docstring: UnitDocstring, entry: Entry, _: FixOptions) -> Revision | None:
    """Take the text that the library has for the same parameter elsewhere."""
    text = None if entry.text.strip() else known_texts.text_of(unit, unit.named[entry.name])
    group = groups.group_of(docstring.sections, entry, "parameters")
    item = docstring.parsed.parameters.get(entry.name)
    if not text or group is None or item is None:
        return None
    if len(group.names) > 1 or group.end != group.line + 1:
        return None
    first, *further = text.split("\n")
    depth = depth_of(docstring)
    lines = [" " * depth + line if line else "" for line in further]
    substitutions = []
    if docstring.style == "numpy":
        lines.insert(0, " " * depth + first)
    else:
        line = docstring.lines[group.text.line]
        gap = "" if line[: group.text.start].endswith(" ") else " "
        place = group.text._replace(end=len(line))
        substitutions.append(Substitution(*place, gap + first))
    return Revision(
        subject_of(docstring),
        changes=substitutions,
        insertions=[Insertion(group.line, 0, group.line, tuple(lines))] if lines else [],
        intents=[Intent(((entry.name, replace(item, description=text)),))],
    )


RULE = Rule(
    code="FP109",
    name="empty-description",
    severity="warning",
    summary="An entry of a docstring has no text, or one that only holds the place of a text.",
    reason="The parameter counts as documented, and readers learn nothing.",
    advice="Write what the parameter means, or remove the entry.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: TODO
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second.
    """
''',
    unit=check,
    fix="Takes the text of an ancestor or a shared listener, for an entry without any.",
)
