"""Sections and labelled lines that are not read as they are meant: headings, notes, fences."""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec.structs import replace

from faceplate.check.fixes.entries import carried_out, subject_of
from faceplate.check.fixes.revision import Change, Intent, Revision
from faceplate.check.units import Label
from faceplate.docstrings import headings
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.styles import Style
from faceplate.link.pages import Linker

_LONGEST = 600
_MARKED = re.compile(r"(?:[-*+>|#~:]|\.\.|`{3}|\d+[.)])(?:\s|\W|$)")
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*(?:python|py|python3)?[ \t]*$")
_HEADING = re.compile(r"^([ \t]*)([A-Za-z][A-Za-z ]*?)[ \t]*(:?)[ \t]*$")
_SPELLED = (
    "args",
    "arguments",
    "keyword args",
    "keyword arguments",
    "other parameters",
    "parameters",
    "params",
)
_UNDERLINE = re.compile(r"^[ \t]*(-+)[ \t]*$")


def unfolded(label: Label, index: int, linker: Linker) -> Revision | None:
    """Write a labelled text that goes on below its line on one line."""
    lines = label.lines
    stop = index + 1
    while stop < len(lines) and lines[stop].strip():
        if _MARKED.match(lines[stop].strip()):
            return None
        stop += 1
    after = next((one for one in lines[stop:] if one.strip()), "")
    parts = [lines[index].rstrip(), *(one.strip() for one in lines[index + 1 : stop])]
    joined = " ".join(parts)
    if after.startswith(" ") or len(joined) > _LONGEST:
        # A second paragraph that belongs to the text has no room on one line.
        return None
    kind = parts[0].partition(":")[0].lower()
    before = "".join(joined.partition(":")[2].split())
    parsed = label.parsed
    others: list[tuple[str, object]] = []
    if kind in parsed.tags:
        if "".join(parsed.tags[kind].split()) != before:
            return None
        said = " ".join(parsed.tags[kind].split("\n"))
        others.append(("tags", {**parsed.tags, kind: " ".join(said.split())}))
    else:
        notes = [
            replace(one, text=" ".join(one.text.split()))
            if "".join(one.text.split()) == before
            else one
            for one in parsed.notes
        ]
        if notes == parsed.notes:
            return None
        others.append(("notes", notes))
        if parsed.deprecated is not None:
            stated = next((one.text for one in notes if one.kind == "deprecated"), None)
            others.append(("deprecated", stated))
    first = lines[index]
    further = "".join(f" {one}" for one in parts[1:])
    return Revision(
        subject_of(label, linker),
        changes=[Change(index, len(first.rstrip()), len(first), further)],
        removed=range(index + 1, stop),
        intents=[Intent(others=tuple(others))],
    )


def headed(label: Label, index: int, names: list[str], linker: Linker) -> Revision | None:
    """Spell a heading so that the entries below it are read.

    Args:
        label: The docstring.
        index: Index of the line of the heading.
        names: The parameters that are described below it.
        linker: What reads docstrings.
    """
    lines = label.lines
    match = _HEADING.match(lines[index])
    if match is None or match[1]:
        return None
    near = get_close_matches(match[2].lower(), _SPELLED, n=1, cutoff=0.8)
    if not near:
        return None
    word = match[2] if match[2].lower() in _SPELLED else near[0].capitalize()
    underline = _UNDERLINE.match(lines[index + 1])
    if underline is not None:
        if word.lower() in ("keyword args", "keyword arguments"):
            return None
        line = word if word[0].isupper() else word.capitalize()
        changes = [Change(index, 0, len(lines[index]), line)]
        start, end = underline.span(1)
        changes.append(Change(index + 1, start, end, "-" * len(line)))
    elif headings.kind_of(word) is not None:
        changes = [Change(index, 0, len(lines[index]), f"{word}:")]
    else:
        return None
    changes = [one for one in changes if lines[one.line][one.start : one.end] != one.text]
    style: Style = "google" if underline is None else "numpy"
    again = carried_out(lines, changes)
    sections = linker.outline("\n".join(again)).sections
    block = next((one for one in sections if one.line == index), None)
    if not changes or block is None or not set(names) <= {one.name for one in block.entries}:
        return None
    items = tuple((one.name, item_of(one)) for one in block.entries)
    # What is left of the prose is what it would be if the section had never been there.
    end = block.first + len(block.body)
    rest = "\n".join([*lines[:index], *lines[end:]]).strip("\n")
    prose = linker.docstring(replace(label.docstring, text=rest)).description
    intent = Intent(items, others=(("description", prose),))
    return Revision(
        subject_of(label, linker),
        changes=changes,
        intents=[intent],
        style=style,
    )


def unfenced(label: Label, index: int, linker: Linker) -> Revision | None:
    """Take the fence off an example that wholly stands in one."""
    lines = label.lines
    block = next(
        (
            b
            for b in label.sections
            if b.kind == "examples" and index < b.first + len(b.body) > b.line
        ),
        None,
    )
    opening = _FENCE.match(lines[index])
    held = (
        [n for n in range(index, block.first + len(block.body)) if lines[n].strip()]
        if block
        else []
    )
    if opening is None or len(held) < 3:
        return None
    closing = _FENCE.match(lines[held[-1]])
    inner = held[1:-1]
    if closing is None or closing[1] != opening[1] or lines[held[-1]].strip() != opening[1]:
        return None
    margin = len(lines[index]) - len(lines[index].lstrip())
    if any(
        _FENCE.match(lines[n]) or len(lines[n]) - len(lines[n].lstrip()) < margin for n in inner
    ):
        return None
    return Revision(subject_of(label, linker), removed=(index, held[-1]), intents=[Intent()])
