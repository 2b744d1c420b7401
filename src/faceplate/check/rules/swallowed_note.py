"""A labelled line whose further lines the library's own generator tears off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.docstrings import google

# A labelled line: "Note: turn it back".
_LABEL = re.compile(r"^([A-Z][\w-]*):[ \t]+\S")

# A joined line that would be longer than this many characters is left as it is.
_LONGEST = 600
# What is more than a line of a paragraph: "- item", "1. item", "> quoted", ".. directive::".
_MARKED = re.compile(r"(?:[-*+|>#~:]|\.\.|`{3}|\d+[.)])(?:\s|\W|$)")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for labelled lines that go on below."""
    if not unit.promised:
        return
    for docstring in unit.docstrings:
        if docstring.symbol.path == unit.symbol.path:
            yield from _torn(unit, docstring)


def _torn(unit: Unit, docstring: UnitDocstring) -> Iterator[Violation]:
    lines = docstring.lines
    inside = {
        number
        for block in docstring.sections
        for number in range(block.line, block.first + len(block.body))
    }
    fence = False
    for index, line in enumerate(lines[:-1]):
        if line.lstrip().startswith(("```", "~~~")):
            fence = not fence
        match = _LABEL.match(line)
        if match is None or fence or index in inside or index + 1 in inside:
            continue
        following = lines[index + 1]
        if not following.strip() or _LABEL.match(following) or google.is_heading_line(following):
            continue
        if match[1].lower() not in docstring.parsed.tags and not any(
            note.kind == match[1].lower() for note in docstring.parsed.notes
        ):
            continue
        yield unit.violation(
            f"`{match[1]}:` goes on below its line: the library's generator takes the first line "
            "for a label and moves the rest into the description",
            unit.at(docstring, index),
            partial(_fix, docstring, index),
        )


def _fix(docstring: UnitDocstring, index: int, _: FixOptions) -> Revision | None:
    """Write a labelled text that goes on below its line on one line."""
    lines = docstring.lines
    stop = index + 1
    while stop < len(lines) and lines[stop].strip():
        if _MARKED.match(lines[stop].strip()):
            return None
        stop += 1
    following = next((line for line in lines[stop:] if line.strip()), "")
    parts = [lines[index].rstrip(), *(line.strip() for line in lines[index + 1 : stop])]
    joined = " ".join(parts)
    if following.startswith(" ") or len(joined) > _LONGEST:
        # A second paragraph that belongs to the text has no room on one line.
        return None
    kind, _colon, text = joined.partition(":")
    intent = _intent(docstring, kind.lower(), "".join(text.split()))
    if intent is None:
        return None
    first = lines[index]
    further = "".join(f" {part}" for part in parts[1:])
    return Revision(
        subject_of(docstring),
        changes=[Substitution(index, len(first.rstrip()), len(first), further)],
        removed=range(index + 1, stop),
        intents=[intent],
    )


def _intent(docstring: UnitDocstring, kind: str, text: str) -> Intent | None:
    """Return what the docstring says once a text is on one line; None if it is not found in it.

    Args:
        docstring: The docstring.
        kind: The label, in lower case.
        text: The text, without white space.
    """
    parsed = docstring.parsed
    if kind in parsed.tags:
        if "".join(parsed.tags[kind].split()) != text:
            return None
        tags = {**parsed.tags, kind: " ".join(parsed.tags[kind].split())}
        return Intent(others=(("tags", tags),))
    notes = [
        replace(note, text=" ".join(note.text.split()))
        if "".join(note.text.split()) == text
        else note
        for note in parsed.notes
    ]
    if notes == parsed.notes:
        return None
    if parsed.deprecated is None:
        return Intent(others=(("notes", notes),))
    stated = next((note.text for note in notes if note.kind == "deprecated"), None)
    return Intent(others=(("notes", notes), ("deprecated", stated)))


RULE = Rule(
    code="FP401",
    name="swallowed-note",
    severity="warning",
    summary="A labelled line such as `Note: ...` has further lines, in a library whose own "
    "generator reads labels line by line.",
    reason="The generator of Gradio takes any line `Word: ...` for a label. What stands below it "
    "ends up in the description, so that a sentence begins in its middle.",
    advice="Write the text on one line, or without a label.",
    bad='''\
from gradio_client.documentation import document


class EventListener(str):
    """An event."""


@document()
class Knob:
    """
    A knob.

    Note: the knob is deprecated. Please use the slider
        which can do the same.
    """
''',
    good='''\
from gradio_client.documentation import document


class EventListener(str):
    """An event."""


@document()
class Knob:
    """
    A knob.

    Note: the knob is deprecated. Please use the slider, which can do the same.
    """
''',
    unit=check,
    needs="labels that end with their line",
    fix="Joins the lines, if they are one paragraph of plain text.",
)
