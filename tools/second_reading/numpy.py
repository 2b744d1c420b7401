"""NumPy style: an underlined heading, heads at its margin, and texts indented below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from second_reading.entries import Entry, bare, without_markers
from second_reading.google import HEADINGS
from second_reading.heads import NAMES
from second_reading.text import following, indentation, joined

_UNDERLINE = re.compile(r"\s*([-=~_^*+#])\1{2,}\s*$")


def underlined(lines: list[str], index: int) -> bool:
    """Say whether a line is a heading with a line of dashes below it."""
    return (
        index + 1 < len(lines)
        and bool(lines[index].strip())
        and bool(_UNDERLINE.match(lines[index + 1]))
        and indentation(lines[index]) == indentation(lines[index + 1])
    )


def heading(lines: list[str], index: int) -> str | None:
    """Return the family of the section whose heading a line is, or None."""
    if not underlined(lines, index):
        return None
    return HEADINGS.get(lines[index].strip().rstrip(":").lower())


def section(lines: list[str], index: int, family: str) -> tuple[list[Entry], int]:
    """Read the section whose heading stands at a line.

    Returns:
        Its entries, and the line behind it.
    """
    end = index + 2
    while end < len(lines) and not underlined(lines, end):
        end += 1
    start = following(lines, index + 2)
    if start >= end:
        return [], end
    margin = indentation(lines[start])
    block = [line[min(margin, indentation(line)) :] if line.strip() else "" for line in lines[start:end]]
    if family in ("parameters", "attributes"):
        return list(_named(block, start, family)), end
    return list(_results(block, start, family)), end


def _groups(block: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each line at the margin with the deeper lines below it."""
    starts = [index for index, line in enumerate(block) if line.strip() and line[0] != " "]
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(block)
        yield start, block[start:end]


def _named(block: list[str], start: int, family: str) -> Iterator[Entry]:
    for index, group in _groups(block):
        match = NAMES.match(group[0])
        if match is None:
            continue
        rest = group[0][match.end() :].strip()
        if rest.startswith(", ..."):
            rest = rest[5:].strip()
        if not re.match(r"$|:|\(.*\)\s*:?$", rest):
            continue
        stated = rest.lstrip(":").strip() if rest.startswith(":") else rest.strip("() :")
        text = joined(group[1:])
        for name in re.split(r"\s*(?:,|/| and )\s*", match[0]):
            yield Entry(family, bare(name), without_markers(stated), text, "numpy", start + index)


def _results(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of results or exceptions states."""
    groups = list(_groups(block))
    position = 0
    while position < len(groups):
        index, group = groups[position]
        position += 1
        prose = position
        while prose < len(groups) and _goes_on(groups, prose):
            prose += 1
        if family in ("raises", "warns") and _is_error(group[0]):
            text = joined([*group[1:], *block[groups[position - 1][0] + len(group) : _start(groups, prose, block)]])
            yield Entry(family, "", group[0].strip().rstrip(":").strip(), text, "numpy", start + index)
            position = prose
        elif prose > position and not _has_body(group):
            end = _start(groups, prose, block)
            yield Entry(family, "", "", joined(block[index:end]), "numpy", start + index)
            position = prose
        else:
            yield _labelled(group, start + index, family)


def _start(groups: list[tuple[int, list[str]]], position: int, block: list[str]) -> int:
    return groups[position][0] if position < len(groups) else len(block)


def _has_body(group: list[str]) -> bool:
    return any(line.strip() for line in group[1:])


def _is_error(line: str) -> bool:
    return bool(re.match(r"[\w.:`~]+(?:, ?[\w.:`~]+)*:?$", line.strip()))


def _goes_on(groups: list[tuple[int, list[str]]], position: int) -> bool:
    """Say whether a line at the margin goes on with the line above: no blank, nothing below it."""
    above, group = groups[position - 1], groups[position]
    if group[0] == above[0] + len(above[1]) and above[1][-1].strip() == "":
        return False
    line = group[1][0]
    return not _has_body(group[1]) and not re.match(r"[\w`*, .]+ : ", line) and " " in line


def _labelled(group: list[str], line: int, family: str) -> Entry:
    """Return the result that a line at the margin states, with the deeper lines below it."""
    label = group[0].strip()
    name, mark, stated = re.match(r"([\w`*, .]*?)( :|:(?= )|$)(.*)", label, re.DOTALL).groups() if re.match(r"([\w`*, .]*?)( :|:(?= )|$)", label) else (label, "", "")
    text = joined(group[1:])
    if mark and family in ("raises", "warns"):
        return Entry(family, "", bare(name), joined([stated, *group[1:]]), "numpy", line)
    if mark:
        return Entry(family, bare(name), without_markers(stated), text, "numpy", line)
    if not text and (label.endswith(".") or len(label.split()) > 6):
        return Entry(family, "", "", label, "numpy", line)
    return Entry(family, "", without_markers(label.rstrip(":")), text, "numpy", line)
