"""A labelled line whose further lines the library's own generator tears off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Label, Unit
from faceplate.docstrings import google

_LABEL = re.compile(r"^([A-Z][\w-]*):[ \t]+\S")


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for labelled lines that go on below."""
    if not unit.promised:
        return
    for label in unit.labels:
        if label.symbol.path == unit.symbol.path:
            yield from _torn(unit, label)


def _torn(unit: Unit, label: Label) -> Iterator[Flaw]:
    lines = label.lines
    inside = {
        number
        for block in label.sections
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
        if match[1].lower() not in label.parsed.tags and not any(
            note.kind == match[1].lower() for note in label.parsed.notes
        ):
            continue
        yield unit.flaw(
            f"`{match[1]}:` goes on below its line: the library's generator takes the first line "
            "for a label and moves the rest into the description",
            unit.at(label, index),
            unit.about(label, line=index),
        )


RULE = Rule(
    code="FP401",
    name="swallowed-note",
    severity="warning",
    summary="A labelled line such as `Note: ...` has further lines, in a library whose own "
    "generator reads labels line by line.",
    reason="The generator of Gradio takes any line `Word: ...` for a label. What stands below it "
    "ends up in the description, so that a sentence begins in its middle.",
    remedy="Write the text on one line, or without a label.",
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
    dialect="gradio",
    fix="Joins the lines, if they are one paragraph of plain text.",
)
