"""Parameters that a docstring describes in another order than the signature has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import end_of, sections_of, subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.groups import EntryGroup
from faceplate.check.edits.revision import Intent, Revision
from faceplate.check.finding import Violation
from faceplate.check.lost_entries import lost_entries
from faceplate.check.rule import Rule
from faceplate.docstrings.parts import Entry
from faceplate.facts.declarations import FunctionFact

# A field of a parameter, or of its type: ":type angle: float".
_FIELD = re.compile(r"^[ \t]*[:@](type|param)[ \t]+(?:[^:\n]*[ \t])?(\w+)[ \t]*:")
# The title of a group of fields, "Filters:", on a line of its own.
_TITLE = re.compile(r"^\s*\S[^\n.]{0,40}:\s*$", re.MULTILINE)
# So many entries do not follow the alphabet by chance.
_FEW = 5


def check(unit: Unit) -> Iterator[Violation]:
    """Look for entries that stand elsewhere than their parameters."""
    if unit.signature.owners or not unit.is_known:
        return
    order = {name: number for number, name in enumerate(unit.named)}
    for docstring in unit.docstrings:
        for section in _rows(docstring):
            entries = [
                entry
                for entry in section
                if entry.name in order and not unit.named[entry.name].kind.startswith("var_")
            ]
            moved = _moved(entries, order)
            is_own = _is_own(entries, unit)
            if not moved or not (is_own or _is_moved_in_one(entries, unit)):
                continue
            positions = [order[entry.name] for entry in entries]
            yield unit.violation(
                _message([entry.name for entry in entries], positions, moved),
                unit.at(docstring, entries[moved[0]].line),
                # What was read as part of an entry would move with it, and overloads have no one
                # order that could be set.
                partial(_fix, docstring, order) if is_own and not lost_entries(unit) else None,
                unit.doubt,
            )


def _is_own(entries: list[Entry], unit: Unit) -> bool:
    """Return whether the function itself takes all that the entries are about by name."""
    own = {parameter.name for parameter in unit.parameters}
    return all(entry.name in own for entry in entries)


def _is_moved_in_one(entries: list[Entry], unit: Unit) -> bool:
    """Return whether an overload has what it takes in another order."""
    stated = unit.fact.overloads if isinstance(unit.fact, FunctionFact) else []
    for overload in stated:
        order = {parameter.name: place for place, parameter in enumerate(overload.parameters)}
        if _moved([entry for entry in entries if entry.name in order], order):
            return True
    return False


def _rows(docstring: UnitDocstring) -> list[list[Entry]]:
    """Return the entries of each section; in Sphinx style of each group of fields with a title.

    What a docstring calls other parameters comes behind all the rest, whatever the signature says.
    """
    if docstring.style != "sphinx":
        return [part.entries for part in docstring.sections if part.kind == "parameters"]
    rows: list[list[Entry]] = [[]]
    for part in docstring.outline.parts:
        if part.kind == "parameters":
            rows[-1] += part.entries
        elif part.kind == "prose" and _TITLE.search("\n".join(part.body)):
            rows.append([])
    return rows


def _moved(entries: list[Entry], order: dict[str, int]) -> list[int]:
    """Return which entries have to move so that a section has the order of the signature."""
    positions = [order[entry.name] for entry in entries]
    if len(set(positions)) != len(positions) or positions == sorted(positions):
        return []
    if len({entry.line for entry in entries}) != len(entries):
        # What an entry of several names has in common may part them from others.
        return []
    names = [entry.name.lower() for entry in entries]
    if len(names) >= _FEW and names == sorted(names):
        # Long lists may be ordered by the alphabet, which is an order as well.
        return []
    kept = _longest_rise(positions)
    return [number for number in range(len(entries)) if number not in kept]


def _longest_rise(positions: list[int]) -> set[int]:
    """Return the indices of a longest sequence of numbers that rise.

    All others have to move, and fewer would not do: in 3, 0, 1, 2 it is the first alone. Of
    sequences of one length, the one that begins first stays.
    """
    # For each length that a rise can have: where the one with the highest first number begins.
    heads: list[int] = []
    lowered: list[int] = []
    following: dict[int, int | None] = {}
    for start in reversed(range(len(positions))):
        length = bisect_left(lowered, -positions[start])
        following[start] = heads[length - 1] if length else None
        heads[length : length + 1] = [start]
        lowered[length : length + 1] = [-positions[start]]
    index: int | None = heads[-1]
    kept = set()
    while index is not None:
        kept.add(index)
        index = following[index]
    return kept


def _message(names: list[str], positions: list[int], moved: list[int]) -> str:
    """Say of the first entry that has to move what it stands behind, and name the others."""
    first = moved[0]
    late = [index for index in range(first) if positions[index] > positions[first]]
    early = [index for index in range(first, len(names)) if positions[index] < positions[first]]
    if late:
        message = f"`{names[first]}` is described after `{names[late[-1]]}`, and comes before it"
    else:
        message = f"`{names[first]}` is described before `{names[early[-1]]}`, and comes after it"
    message += " in the signature"
    others = ", ".join(f"`{names[index]}`" for index in moved[1:])
    return f"{message}; out of order, too: {others}" if others else message


def _fix(docstring: UnitDocstring, order: dict[str, int], _: FixOptions) -> Revision | None:
    """Put the entries of a docstring into the order of a signature.

    Args:
        docstring: The docstring.
        order: The names of all parameters, each with its place.
    """
    lines = docstring.lines
    arranged = list(range(len(lines)))
    names: list[str] = []
    for slots in filter(None, _slots(docstring)):
        movable = [group for group in slots if group.names[0] in order]
        if docstring.style == "sphinx" and any(_is_ragged(lines, group) for group in movable):
            return None
        wanted = sorted(movable, key=lambda group: order[group.names[0]])
        indices = _arranged(lines, slots, movable, wanted)
        if sorted(indices) != list(range(len(lines))):
            return None
        arranged = [arranged[index] for index in indices]
        named = [name for group in wanted for name in group.names]
        positions = [order[name] for name in named if name in order]
        if positions != sorted(positions) or len(positions) != len(named):
            return None
        names += named
    if _has_types_ahead(lines):
        # A type that stands ahead of its entry would be left behind.
        return None
    return Revision(subject_of(docstring), order=arranged, intents=[Intent(order=tuple(names))])


def _arranged(
    lines: list[str], slots: list[EntryGroup], movable: list[EntryGroup], wanted: list[EntryGroup]
) -> list[int]:
    """Return the indices of all lines once each group that moves stands where it is wanted."""
    before, after = _extents(lines, slots, movable), _extents(lines, slots, wanted)
    numbers = {group.line: number for number, group in enumerate(movable)}
    indices: list[int] = []
    index = 0
    while index < len(lines):
        number = numbers.get(index)
        if number is None:
            indices.append(index)
            index += 1
        else:
            indices += after[number]
            index += len(before[number])
    return indices


def _extents(
    lines: list[str], slots: list[EntryGroup], ordered: list[EntryGroup]
) -> list[list[int]]:
    """Return the lines of groups, each with the empty ones below it.

    What stands below the last of a section belongs to no entry. So the one that comes last leaves
    the empty lines it had to the one that was last before.
    """
    last = slots[-1]

    def blank(group: EntryGroup) -> list[int]:
        end = stop = end_of(group)
        while stop < len(lines) and not lines[stop].strip():
            stop += 1
        return list(range(end, stop)) if group != last else []

    extents = []
    for number, group in enumerate(ordered):
        below = blank(group)
        if last in ordered and number + 1 == len(ordered):
            below = []
        elif group == last:
            below = blank(ordered[-1])
        extents.append([*range(group.line, end_of(group)), *below])
    return extents


def _slots(docstring: UnitDocstring) -> list[list[EntryGroup]]:
    """Return the groups of each section; in Sphinx style all fields are one."""
    rows = [groups.groups(section) for section in sections_of(docstring)]
    return [[group for row in rows for group in row]] if docstring.style == "sphinx" else rows


def _has_types_ahead(lines: list[str]) -> bool:
    """Return whether a field `:type angle:` stands before `:param angle:`."""
    seen: set[str] = set()
    for line in lines:
        match = _FIELD.match(line)
        if match is not None and match[1] == "type":
            seen.add(match[2])
        elif match is not None and match[2] in seen:
            return True
    return False


def _is_ragged(lines: list[str], group: EntryGroup) -> bool:
    """Return whether what follows a field may belong to it."""
    if group.field is not None and group.field != group.end:
        return False
    end = end_of(group)
    return end < len(lines) and bool(lines[end].strip()) and not lines[end].lstrip().startswith(":")


RULE = Rule(
    code="FP104",
    name="parameter-order",
    severity="note",
    summary="A docstring describes parameters in another order than the signature has them.",
    reason="Who passes arguments by position counts entries of the docstring. One finding names "
    "all entries of a section that have to move.",
    advice="Put the entries into the order of the signature.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        speed: How fast.
        angle: How far, in degrees.
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
    fix="Puts the entries of a section into the order of the signature, each with all its lines.",
)
