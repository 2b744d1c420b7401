"""NumPy style: an underlined heading, heads at its margin, and texts indented below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from second_reading.entries import Entry, bare, without_markers
from second_reading.google import HEADINGS
from second_reading.heads import NAMES
from second_reading.text import block_of, following, indentation, joined

_UNDERLINE = re.compile(r"\s*([-=~_^*+#])\1{2,}\s*$")

_ERROR_FAMILIES = ("raises", "warns")
# `ValueError`, ":exc:`ValueError`:", `KeyError, ValueError`
_ERROR = re.compile(r"[\w.:`~]+(?:, ?[\w.:`~]+)*$")
# "G : Graph", "G: Graph", "x, y : int"
_NAMED = re.compile(r"([\w`*, .]+?)(?: :(?=\s|$)|:(?=\s))")
# What may stand behind the names: nothing, ": int", "(int)", "(int):"
_AFTER_NAMES = re.compile(r"$|:|\(.*\)\s*:?$")
_PROSE = re.compile(r" |\.$")
# "Example:" or "Warning: text" behind an entry: what follows is said of all, and states nothing.
_REMARK = re.compile(r"(?:Examples?|Note|Notes|Warning|Warnings|See also|Todo):(?:\s|$)")
_LONGEST_TYPE = 6  # words; a line of more that has nothing below it is a sentence


def underlined(lines: list[str], index: int) -> bool:
    """Say whether a line is a heading with a line of dashes below it."""
    return (
        index + 1 < len(lines)
        and bool(lines[index].strip())
        and bool(_UNDERLINE.match(lines[index + 1]))
        and abs(indentation(lines[index]) - indentation(lines[index + 1])) <= 1
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
    block = block_of(lines, start, end)
    if family in ("parameters", "attributes"):
        return list(_named(block, start, family)), end
    return list(_results(block, start, family)), end


def _groups(block: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each line at the margin with the deeper lines below it."""
    remark = next((index for index, line in enumerate(block) if _REMARK.match(line)), len(block))
    block = block[:remark]
    starts = [index for index, line in enumerate(block) if line.strip() and line[0] != " "]
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(block)
        yield start, block[start:end]


def _named(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of parameters or attributes states; paragraphs state nothing."""
    paragraph = False
    groups = list(_groups(block))
    for position, (index, group) in enumerate(groups):
        match = NAMES.match(group[0])
        rest = group[0][match.end() :].strip().removeprefix(", ...").strip() if match else ""
        if (
            match is None
            or not _AFTER_NAMES.match(rest)
            or (not rest and (paragraph or match[0].endswith(".")))
        ):
            paragraph = bool(group[-1].strip()) and not _has_body(group)
            continue
        paragraph = False
        stated = rest.lstrip(":").strip() if rest.startswith(":") else rest.strip("() :")
        text = joined([*group[1:], *_flush(groups, position)])
        for name in re.split(r"\s*(?:,|/| and )\s*", match[0]):
            yield Entry(family, bare(name), without_markers(stated), text, "numpy", start + index)


def _flush(groups: list[tuple[int, list[str]]], position: int) -> list[str]:
    """Return the lines at the margin that go on with a head, right below it."""
    lines: list[str] = []
    for _, group in groups[position + 1 :]:
        match = NAMES.match(group[0])
        rest = group[0][match.end() :].strip() if match else " "
        is_head = _AFTER_NAMES.match(rest) and not group[0].rstrip().endswith(".")
        if is_head or not groups[position][1][-1].strip():
            break
        lines += group
        if not group[-1].strip():
            break
    return lines


def _results(block: list[str], start: int, family: str) -> Iterator[Entry]:
    """Yield what a section of results or exceptions states."""
    groups = list(_groups(block))
    position = 0
    while position < len(groups):
        index, group = groups[position]
        if group[0].startswith(">>>"):
            position += 1
            continue
        prose = position + 1
        while prose < len(groups) and _goes_on(groups, prose):
            prose += 1
        below = block[index + len(group) : groups[prose][0] if prose < len(groups) else len(block)]
        position += 1
        if family in _ERROR_FAMILIES and _ERROR.match(group[0].strip()):
            position = prose
            name = group[0].strip().rstrip(":").strip()
            yield Entry(family, "", name, joined([*group[1:], *below]), "numpy", start + index)
        elif below and not _has_body(group):
            position = prose
            yield Entry(family, "", "", joined([*group, *below]), "numpy", start + index)
        else:
            yield from _labelled(group, start + index, family)


def _has_body(group: list[str]) -> bool:
    return any(line.strip() for line in group[1:])


def _goes_on(groups: list[tuple[int, list[str]]], position: int) -> bool:
    """Say whether a line at the margin goes on with the line above, as in a paragraph."""
    above, (_, group) = groups[position - 1][1], groups[position]
    apart = above[-1].strip() == ""
    named = NAMES.match(group[0])
    is_named = named is not None and group[0][named.end() :].lstrip().startswith(":")
    return not (apart or _has_body(group) or is_named) and bool(_PROSE.search(group[0]))


def _labelled(group: list[str], line: int, family: str) -> Iterator[Entry]:
    """Yield the results that a line at the margin states, with the deeper lines below it."""
    label, text = group[0].strip(), joined(group[1:])
    match = _NAMED.match(label)
    if match and family in _ERROR_FAMILIES:
        text = joined([label[match.end() :], *group[1:]])
        yield Entry(family, "", bare(match[1]), text, "numpy", line)
    elif match:
        stated = without_markers(label[match.end() :])
        for name in match[1].split(","):
            yield Entry(family, bare(name), stated, text, "numpy", line)
    elif not text and (label.endswith(".") or len(label.split()) > _LONGEST_TYPE):
        yield Entry(family, "", "", label, "numpy", line)
    else:
        yield Entry(family, "", without_markers(label.rstrip(":")), text, "numpy", line)
