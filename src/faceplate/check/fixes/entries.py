"""Entries of parameters: added, renamed, put in order, taken out, set right at their margin."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from faceplate.check.fixes import anatomy
from faceplate.check.fixes.anatomy import Group
from faceplate.check.fixes.revision import Change, Insertion, Intent, Revision, Subject
from faceplate.check.units import Label
from faceplate.facts.declarations import ParameterFact
from faceplate.link.docstrings.outline import Block, Entry, outline
from faceplate.link.docstrings.styles import Style
from faceplate.link.pages import Linker
from faceplate.model import Item, Parameter

_DEPTH = 4
_KIND = "parameters"
_HEADING = {"google": "Args", "numpy": "Parameters", "sphinx": ""}


def subject_of(label: Label, linker: Linker) -> Subject:
    """Give the docstring of a label as something to revise."""
    return Subject(label.symbol.source.file, label.docstring, label.style, linker)


def renamed(label: Label, entry: Entry, name: str, linker: Linker) -> Revision | None:
    """Give an entry another name."""
    group = anatomy.group_of(label.lines, entry, _KIND, label.style, label.blocks)
    item = label.parsed.parameters.get(entry.name)
    if group is None or item is None:
        return None
    spans = [group.heads[group.names.index(entry.name)]]
    if group.field is not None:
        line = label.lines[group.field]
        at = line.find(entry.name)
        spans.append(anatomy.Span(group.field, at, at + len(entry.name)))
    changes = [Change(*span, name) for span in spans]
    intent = Intent(((entry.name, None), (name, Item(name, item.annotation, item.description))))
    return Revision(subject_of(label, linker), changes=changes, intents=[intent])


def removed(label: Label, entry: Entry, item: Item | None, linker: Linker) -> Revision | None:
    """Take an entry out.

    Args:
        label: The docstring.
        entry: The entry, which must share its lines with no other.
        item: What is then said under its name; None for nothing.
        linker: What reads docstrings.
    """
    group = anatomy.group_of(label.lines, entry, _KIND, label.style, label.blocks)
    if group is None or len(group.names) > 1:
        return None
    if item is None and group.field not in (None, group.end):
        return None
    end = _end(group)
    lines = set(range(group.line, end))
    block = next(one for one in label.blocks if any(e.line == entry.line for e in one.entries))
    if len({one.line for one in block.entries}) == 1 and label.style != "sphinx":
        # A heading over nothing would be left.
        return None
    if end < len(label.lines) and not label.lines[end].strip() and _is_blank(label, group.line - 1):
        lines.add(end)
    return Revision(
        subject_of(label, linker), removed=lines, intents=[Intent(((entry.name, item),))]
    )


def filled(label: Label, entry: Entry, text: str, linker: Linker) -> Revision | None:
    """Give an entry without a text one."""
    group = anatomy.group_of(label.lines, entry, _KIND, label.style, label.blocks)
    item = label.parsed.parameters.get(entry.name)
    if group is None or item is None or len(group.names) > 1 or group.end != group.line + 1:
        return None
    first, *further = text.split("\n")
    depth = _depth(label)
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
    blocks = [one for one in label.blocks if one.kind == _KIND]
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
        (b for b in label.blocks if b.kind == _KIND and b.first <= index < b.first + len(b.body)),
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
    again = reread(label, changes)
    entries = {one.name: one for one in again if one.name in (upper.name, name)}
    if set(entries) != {upper.name, name}:
        return None
    said = label.parsed.parameters
    above_it = "".join(said[upper.name].description.split()) if upper.name in said else ""
    if not above_it.startswith("".join(entries[upper.name].text.split()) or "?"):
        return None
    items = tuple((one.name, Item(one.name, one.annotation, one.text)) for one in entries.values())
    return Revision(subject_of(label, linker), changes=changes, intents=[Intent(items)])


def added(
    label: Label,
    parameter: Parameter | ParameterFact,
    text: str,
    order: Sequence[str],
    linker: Linker,
    habits: tuple[Style, str],
) -> Revision | None:
    """Add an entry where the signature has its parameter.

    Args:
        label: The docstring.
        parameter: The parameter.
        text: What to say of it.
        order: The names of all parameters, in order.
        linker: What reads docstrings.
        habits: Style and heading that the library uses, for a docstring that has no section.
    """
    rank = order.index(parameter.name)
    blocks = [one for one in label.blocks if one.kind == _KIND]
    found = [one for block in blocks for one in anatomy.groups(label.lines, block, label.style)]
    if not found and blocks:
        return None
    if not found:
        return _begun(label, parameter, text, rank, linker, habits)
    before = [one for one in found if _rank(one, order) < rank]
    after = [one for one in found if len(order) > _rank(one, order) > rank]
    beside = max(before, key=lambda one: _rank(one, order)) if before else (after or found)[0]
    annotation = _stated(beside, label, parameter)
    spaced = _is_spaced(found, label)
    lines = _written(parameter, annotation, text, label.style, _depth(label))
    if label.style == "sphinx" and beside.field is None:
        lines = [one for one in lines if not one.startswith(":type")]
        annotation = None
    if before:
        lines = ["", *lines] if spaced else lines
        place = Insertion(_end(beside) - 1, rank, beside.line, tuple(lines))
    else:
        lines = [*lines, ""] if spaced else lines
        place = Insertion(beside.line - 1, rank, beside.line, tuple(lines))
    item = Item(parameter.name, annotation, text)
    return Revision(
        subject_of(label, linker), insertions=[place], intents=[Intent(((parameter.name, item),))]
    )


def _begun(
    label: Label,
    parameter: Parameter | ParameterFact,
    text: str,
    rank: int,
    linker: Linker,
    habits: tuple[Style, str],
) -> Revision | None:
    """Add a section with one entry."""
    style = label.style if label.blocks else habits[0]
    heading = habits[1] if style == habits[0] and habits[1] else _HEADING[style]
    lines = label.lines
    entry = _written(parameter, None, text, style, _DEPTH)
    if style == "google":
        entry = [f"{heading}:", *(" " * _DEPTH + one if one else "" for one in entry)]
    elif style == "numpy":
        entry = [heading, "-" * len(heading), *entry]
    following = label.blocks[0] if label.blocks else None
    if following is not None:
        above = following.line - 1
        gap = [""] if above >= 0 and lines[above].strip() else []
        tail = [] if style == "sphinx" else [""]
        place = Insertion(above, rank, following.line, (*gap, *entry, *tail), True)
    else:
        margins = [n for n, one in enumerate(lines) if n and one.strip() and one[0] != " "]
        like = margins[-1] if margins else 0
        place = Insertion(len(lines) - 1, rank, like, ("", *entry), True)
    item = Item(parameter.name, None, text)
    return Revision(
        subject_of(label, linker),
        insertions=[place],
        intents=[Intent(((parameter.name, item),))],
        style=style,
    )


def _written(
    parameter: Parameter | ParameterFact,
    annotation: str | None,
    text: str,
    style: Style,
    depth: int,
) -> list[str]:
    name = parameter.name
    first, *further = text.split("\n")
    below = [" " * depth + one if one.strip() else "" for one in further]
    if style == "google":
        stated = f" ({annotation})" if annotation else ""
        return [f"{name}{stated}: {first}", *below]
    if style == "numpy":
        return [f"{name} : {annotation}" if annotation else name, " " * depth + first, *below]
    fields = [f":param {name}: {first}", *below]
    return [*fields, f":type {name}: {annotation}"] if annotation else fields


def _stated(beside: Group, label: Label, parameter: Parameter | ParameterFact) -> str | None:
    """Give the type to state of a new entry, as its neighbours do."""
    entries = label.entries(_KIND)
    stating = [one for one in entries if one.annotation]
    annotation = parameter.annotation
    if annotation is None or 2 * len(stating) <= len(entries) or "\n" in annotation:
        return None
    annotation = annotation[1:-1] if annotation[:1] in "\"'" else annotation
    says = any((one.annotation or "").endswith("optional") for one in stating)
    return f"{annotation}, optional" if says and parameter.default is not None else annotation


def _parts(lines: list[str], slots: list[Group], ordered: list[Group]) -> list[list[int]]:
    """Give the lines of groups, each with the empty ones below it.

    What stands below the last of a section belongs to no entry. So the one that comes last leaves
    the empty lines it had to the one that was last before.
    """
    last = slots[-1]

    def blank(group: Group) -> list[int]:
        end = stop = _end(group)
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
        made.append([*range(one.line, _end(one)), *below])
    return made


def _slots(label: Label, blocks: list[Block]) -> list[list[Group]]:
    """Give the groups of each section; in Sphinx style all fields are one."""
    found = [anatomy.groups(label.lines, block, label.style) for block in blocks]
    return [[one for row in found for one in row]] if label.style == "sphinx" else found


def _end(group: Group) -> int:
    return group.end + 1 if group.field == group.end else group.end


def _is_ragged(lines: list[str], group: Group, style: Style) -> bool:
    """Say whether what follows a field may belong to it."""
    if style != "sphinx":
        return False
    if group.field is not None and group.field != group.end:
        return False
    end = _end(group)
    return end < len(lines) and bool(lines[end].strip()) and not lines[end].lstrip().startswith(":")


def _rank(group: Group, order: Sequence[str]) -> int:
    ranks = [order.index(name) for name in group.names if name in order]
    return max(ranks) if ranks else len(order)


def _is_spaced(found: list[Group], label: Label) -> bool:
    """Say whether an empty line stands between all entries."""
    return len(found) > 1 and all(_is_blank(label, one.line - 1) for one in found[1:])


def _is_blank(label: Label, index: int) -> bool:
    return index < 0 or not label.lines[index].strip()


def _depth(label: Label) -> int:
    """Give how much deeper than its entry a docstring indents further lines."""
    lines = label.lines
    for entry in label.entries(_KIND):
        following = lines[entry.line + 1] if entry.line + 1 < len(lines) else ""
        margin = len(following) - len(following.lstrip())
        if following.strip() and margin > entry.column:
            return margin - entry.column
    return _DEPTH


def carried_out(lines: list[str], changes: Sequence[Change]) -> list[str]:
    """Give lines with changes carried out."""
    made = list(lines)
    for one in sorted(changes, reverse=True):
        made[one.line] = made[one.line][: one.start] + one.text + made[one.line][one.end :]
    return made


def reread(label: Label, changes: Sequence[Change]) -> list[Entry]:
    """Give the entries of parameters as they are once changes are carried out."""
    found = outline("\n".join(carried_out(label.lines, changes)), label.style)
    return [entry for block in found if block.kind == _KIND for entry in block.entries]
