"""Entries of parameters: where their lines are, and how they are taken out or read again."""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.groups import EntryGroup
from faceplate.check.edits.revision import Intent, Revision, Subject, Substitution
from faceplate.docstrings.parts import Entry, Part
from faceplate.model import Item

PARAMETERS = "parameters"
"""The kind of the sections that hold them."""

# How much deeper than its entry a further line is, where the docstring has none to show it.
_USUAL_DEPTH = 4


def subject_of(docstring: UnitDocstring) -> Subject:
    """Return a docstring as something to revise."""
    file = docstring.symbol.source.file
    return Subject(file, docstring.fact, docstring.style, docstring.linker)


def sections_of(docstring: UnitDocstring) -> list[Part]:
    """Return the sections that describe parameters."""
    return [section for section in docstring.sections if section.kind == PARAMETERS]


def section_around(docstring: UnitDocstring, index: int) -> Part | None:
    """Return the section of parameters that a line stands in, or None."""
    for section in sections_of(docstring):
        if section.first <= index < section.first + len(section.body):
            return section
    return None


def removed(docstring: UnitDocstring, entry: Entry, item: Item | None) -> Revision | None:
    """Take an entry out.

    Args:
        docstring: The docstring.
        entry: The entry, which must share its lines with no other.
        item: What is then said under its name; None for nothing.
    """
    group = groups.group_of(docstring.sections, entry, PARAMETERS)
    if group is None or len(group.names) > 1:
        return None
    if item is None and group.field not in (None, group.end):
        return None
    end = end_of(group)
    section = next(
        part for part in docstring.sections if any(each.line == entry.line for each in part.entries)
    )
    if len({each.line for each in section.entries}) == 1 and docstring.style != "sphinx":
        # A heading over nothing would be left.
        return None
    lines = set(range(group.line, end))
    is_followed_by_gap = end < len(docstring.lines) and not docstring.lines[end].strip()
    if is_followed_by_gap and is_blank(docstring, group.line - 1):
        lines.add(end)
    return Revision(subject_of(docstring), removed=lines, intents=[Intent(((entry.name, item),))])


def substituted(lines: list[str], substitutions: Sequence[Substitution]) -> list[str]:
    """Return lines with substitutions carried out."""
    after = list(lines)
    for line, start, end, text in sorted(substitutions, reverse=True):
        after[line] = after[line][:start] + text + after[line][end:]
    return after


def reread(docstring: UnitDocstring, substitutions: Sequence[Substitution]) -> list[Entry]:
    """Return the entries of parameters as they are once substitutions are carried out."""
    outline = docstring.linker.outline("\n".join(substituted(docstring.lines, substitutions)))
    return [entry for part in outline.sections if part.kind == PARAMETERS for entry in part.entries]


def depth_of(docstring: UnitDocstring) -> int:
    """Return how much deeper than its entry a docstring indents further lines."""
    lines = docstring.lines
    for entry in docstring.entries(PARAMETERS):
        following = lines[entry.line + 1] if entry.line + 1 < len(lines) else ""
        margin = len(following) - len(following.lstrip())
        if following.strip() and margin > entry.column:
            return margin - entry.column
    return _USUAL_DEPTH


def end_of(group: EntryGroup) -> int:
    """Return the index after the last line of a group, a field for its type included."""
    return group.end + 1 if group.field == group.end else group.end


def is_blank(docstring: UnitDocstring, index: int) -> bool:
    """Return whether a line is empty, or lies above the first."""
    return index < 0 or not docstring.lines[index].strip()
