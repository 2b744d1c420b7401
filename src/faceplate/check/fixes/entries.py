"""Entries of parameters: renamed, filled, put in order, taken out, set right at their margin."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from faceplate.check.fixes import anatomy
from faceplate.check.fixes.anatomy import EntryGroup
from faceplate.check.fixes.revision import Change, Insertion, Intent, Revision, Subject
from faceplate.check.units import Label
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.parts import Entry, Part, Span
from faceplate.docstrings.styles import Style
from faceplate.link.pages import Linker
from faceplate.model import Item

_DEPTH = 4
_KIND = "parameters"


def subject_of(label: Label, linker: Linker) -> Subject:
    """Give the docstring of a label as something to revise."""
    return Subject(label.symbol.source.file, label.docstring, label.style, linker)


def renamed(label: Label, entry: Entry, name: str, linker: Linker) -> Revision | None:
    """Give an entry another name."""
    group = anatomy.group_of(label.sections, entry, _KIND)
    item = label.parsed.parameters.get(entry.name)
    if group is None or item is None:
        return None
    spans = [group.heads[group.names.index(entry.name)]]
    if group.field is not None:
        line = label.lines[group.field]
        at = line.find(entry.name)
        spans.append(Span(group.field, at, at + len(entry.name)))
    changes = [Change(*span, name) for span in spans]
    intent = Intent(((entry.name, None), (name, replace(item, name=name))))
    return Revision(subject_of(label, linker), changes=changes, intents=[intent])


def removed(label: Label, entry: Entry, item: Item | None, linker: Linker) -> Revision | None:
    """Take an entry out.

    Args:
        label: The docstring.
        entry: The entry, which must share its lines with no other.
        item: What is then said under its name; None for nothing.
        linker: What reads docstrings.
    """
    group = anatomy.group_of(label.sections, entry, _KIND)
    if group is None or len(group.names) > 1:
        return None
    if item is None and group.field not in (None, group.end):
        return None
    end = end_of(group)
    lines = set(range(group.line, end))
    block = next(one for one in label.sections if any(e.line == entry.line for e in one.entries))
    if len({one.line for one in block.entries}) == 1 and label.style != "sphinx":
        # A heading over nothing would be left.
        return None
    if end < len(label.lines) and not label.lines[end].strip() and is_blank(label, group.line - 1):
        lines.add(end)
    return Revision(
        subject_of(label, linker), removed=lines, intents=[Intent(((entry.name, item),))]
    )


def filled(label: Label, entry: Entry, text: str, linker: Linker) -> Revision | None:
    """Give an entry without a text one."""
    group = anatomy.group_of(label.sections, entry, _KIND)
    item = label.parsed.parameters.get(entry.name)
    if group is None or item is None or len(group.names) > 1 or group.end != group.line + 1:
        return None
    first, *further = text.split("\n")
    depth = depth_of(label)
    lines = [" " * depth + one if one else "" for one in further]
    changes = []
    if label.style == "numpy":
        lines.insert(0, " " * depth + first)
    else:
        line, start, _ = group.text
        end = len(label.lines[line])
        gap = "" if label.lines[line][:start].endswith(" ") else " "
        changes.append(Change(line, start, end, gap + first))
    insertions = [Insertion(group.line, 0, group.line, tuple(lines))] if lines else []
    said = replace(item, description=text)
    return Revision(
        subject_of(label, linker),
        changes=changes,
        insertions=insertions,
        intents=[Intent(((entry.name, said),))],
    )


def ordered(label: Label, order: Sequence[str], linker: Linker) -> Revision | None:
    """Put the entries of a docstring into the order of a signature.

    Args:
        label: The docstring.
        order: The names of all parameters, in order.
        linker: What reads docstrings.
    """
    lines = label.lines
    known = {name: number for number, name in enumerate(order)}
    blocks = [one for one in label.sections if one.kind == _KIND]
    arranged = list(range(len(lines)))
    names: list[str] = []
    for slots in filter(None, _slots(label, blocks)):
        movable = [one for one in slots if one.names[0] in known]
        if any(_is_ragged(lines, one, label.style) for one in movable):
            return None
        wanted = sorted(movable, key=lambda one: known[one.names[0]])
        parts = _parts(lines, slots, wanted)
        spans = _parts(lines, slots, movable)
        begun = {one.line: number for number, one in enumerate(movable)}
        made: list[int] = []
        index = 0
        while index < len(lines):
            if index in begun:
                made += parts[begun[index]]
                index += len(spans[begun[index]])
            else:
                made.append(index)
                index += 1
        if sorted(made) != list(range(len(lines))):
            return None
        arranged = [arranged[position] for position in made]
        names += [name for one in wanted for name in one.names]
    positions = [known[name] for name in names if name in known]
    if positions != sorted(positions) or len(positions) != len(names):
        return None
    intent = Intent(order=tuple(names))
    return Revision(subject_of(label, linker), order=arranged, intents=[intent])


def reindented(label: Label, index: int, name: str, linker: Linker) -> Revision | None:
    """Set an entry to the margin of its neighbours; its further lines keep their distance."""
    lines = label.lines
    block = next(
        (b for b in label.sections if b.kind == _KIND and b.first <= index < b.first + len(b.body)),
        None,
    )
    above = [one for one in block.entries if one.line < index] if block else []
    if block is None or not above:
        return None
    margin = len(lines[index]) - len(lines[index].lstrip())
    excess = margin - above[-1].column
    stop = min(
        (one.line for one in block.entries if one.line > index),
        default=block.first + len(block.body),
    )
    held = [n for n in range(index, stop) if lines[n].strip()]
    ends = {n: len(lines[n]) - len(lines[n].lstrip()) for n in held}
    if excess <= 0 or min(ends.values()) < margin:
        return None
    changes = [Change(n, end - excess, end, "") for n, end in ends.items()]
    upper = above[-1]
    again = reread(label, changes, linker)
    entries = {one.name: one for one in again if one.name in (upper.name, name)}
    if set(entries) != {upper.name, name}:
        return None
    said = label.parsed.parameters
    above_it = "".join(said[upper.name].description.split()) if upper.name in said else ""
    if not above_it.startswith("".join(entries[upper.name].text.split()) or "?"):
        return None
    items = tuple((one.name, item_of(one)) for one in entries.values())
    return Revision(subject_of(label, linker), changes=changes, intents=[Intent(items)])


def _parts(lines: list[str], slots: list[EntryGroup], ordered: list[EntryGroup]) -> list[list[int]]:
    """Give the lines of groups, each with the empty ones below it.

    What stands below the last of a section belongs to no entry. So the one that comes last leaves
    the empty lines it had to the one that was last before.
    """
    last = slots[-1]

    def blank(group: EntryGroup) -> list[int]:
        end = stop = end_of(group)
        while stop < len(lines) and not lines[stop].strip():
            stop += 1
        return list(range(end, stop)) if group != last else []

    made = []
    for number, one in enumerate(ordered):
        below = blank(one)
        if last in ordered and number + 1 == len(ordered):
            below = []
        elif one == last:
            below = blank(ordered[-1])
        made.append([*range(one.line, end_of(one)), *below])
    return made


def _slots(label: Label, blocks: list[Part]) -> list[list[EntryGroup]]:
    """Give the groups of each section; in Sphinx style all fields are one."""
    found = [anatomy.groups(block) for block in blocks]
    return [[one for row in found for one in row]] if label.style == "sphinx" else found


def _is_ragged(lines: list[str], group: EntryGroup, style: Style) -> bool:
    """Say whether what follows a field may belong to it."""
    if style != "sphinx":
        return False
    if group.field is not None and group.field != group.end:
        return False
    end = end_of(group)
    return end < len(lines) and bool(lines[end].strip()) and not lines[end].lstrip().startswith(":")


def carried_out(lines: list[str], changes: Sequence[Change]) -> list[str]:
    """Give lines with changes carried out."""
    made = list(lines)
    for one in sorted(changes, reverse=True):
        made[one.line] = made[one.line][: one.start] + one.text + made[one.line][one.end :]
    return made


def reread(label: Label, changes: Sequence[Change], linker: Linker) -> list[Entry]:
    """Give the entries of parameters as they are once changes are carried out."""
    found = linker.outline("\n".join(carried_out(label.lines, changes)))
    return [entry for part in found.sections if part.kind == _KIND for entry in part.entries]


def depth_of(label: Label) -> int:
    """Give how much deeper than its entry a docstring indents further lines."""
    lines = label.lines
    for entry in label.entries(_KIND):
        following = lines[entry.line + 1] if entry.line + 1 < len(lines) else ""
        margin = len(following) - len(following.lstrip())
        if following.strip() and margin > entry.column:
            return margin - entry.column
    return _DEPTH


def end_of(group: EntryGroup) -> int:
    """Give the index after the last line of a group, a field for its type included."""
    return group.end + 1 if group.field == group.end else group.end


def is_blank(label: Label, index: int) -> bool:
    """Say whether a line is empty, or lies above the first."""
    return index < 0 or not label.lines[index].strip()
