"""Words of an entry: where they stand in the docstring, and others in their place.

Only the words that are wrong change. The signature is what holds; what it says is spelled as the
docstring spells such things, with the same quotes and backticks.
"""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import PARAMETERS, reread, subject_of
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.parts import Entry

LONGEST = 80
"""A type or a default that is longer than this many characters is not put into a text."""


def statement_of(entry: Entry) -> str:
    """Return what an entry states: its type, which may be empty, a line end, and its text."""
    return f"{entry.annotation or ''}\n{entry.text}"


def reworded(
    docstring: UnitDocstring, entry: Entry, substitutions: Sequence[Substitution]
) -> Revision | None:
    """Put other words into one entry; all else has to be said as before.

    The texts of pages are those of entries, with what is converted for pages.
    """
    before = docstring.parsed.parameters.get(entry.name)
    again = [
        each
        for each in reread(docstring, substitutions)
        if each.name == entry.name and each.line == entry.line
    ]
    if before is None or len(again) != 1 or not substitutions:
        return None
    after = again[0]
    if before != item_of(entry) or entry.text.count("\n") != after.text.count("\n"):
        return None
    intent = Intent(((entry.name, item_of(after)),))
    return Revision(subject_of(docstring), changes=substitutions, intents=[intent])


def replaced(
    docstring: UnitDocstring, entry: Entry, start: int, end: int, text: str
) -> Revision | None:
    """Put a text in place of a part of what an entry states.

    Args:
        docstring: The docstring.
        entry: The entry.
        start: Where the part begins in `statement_of` it.
        end: Where it ends.
        text: What takes its place.
    """
    statement = statement_of(entry)
    part = statement[start:end]
    place = _place(docstring, entry, statement, start)
    if place is None or "\n" in part:
        return None
    line, column = place
    if docstring.lines[line][column : column + len(part)] != part:
        return None
    return reworded(docstring, entry, [Substitution(line, column, column + len(part), text)])


def spelled(annotation: str) -> str | None:
    """Return an annotation as a docstring states it; None if it is not a type to read."""
    if annotation[:1] in "\"'" and annotation[-1:] == annotation[:1]:
        annotation = annotation[1:-1]
    single = " ".join(annotation.split())
    return single if 0 < len(single) <= LONGEST else None


def _place(
    docstring: UnitDocstring, entry: Entry, statement: str, offset: int
) -> tuple[int, int] | None:
    """Return line and column, in a docstring, of a place in what an entry states."""
    group = groups.group_of(docstring.sections, entry, PARAMETERS)
    if group is None:
        return None
    number = statement.count("\n", 0, offset)
    begin = statement.rfind("\n", 0, offset) + 1
    column = offset - begin
    line = statement[begin:].split("\n")[0]
    if number == 0 and entry.annotation:
        if group.stated is None:
            return None
        start = docstring.lines[group.stated.line].find(line, group.stated.start)
        return (group.stated.line, start + column) if start >= 0 else None
    # The first line of the text stands behind the name, or below it.
    spans = [(group.text.line, group.text.start)]
    spans += [(index, 0) for index in range(group.text.line + 1, group.end)]
    wanted = line.strip()
    # How many lines above it read the same.
    same = [each.strip() for each in statement.split("\n")[1:number]].count(wanted)
    for candidate, start in spans:
        shown = docstring.lines[candidate][start:]
        if shown.strip() != wanted:
            continue
        if same:
            same -= 1
            continue
        indent = len(shown) - len(shown.lstrip())
        return candidate, start + indent + column - (len(line) - len(line.lstrip()))
    return None
