"""A Markdown fence within an example that is shown as code anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.entries import subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

# A line that opens or closes a fence of Python: ```py.
_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*(?:python|py|python3)?[ \t]*$")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for examples that begin with a fence."""
    if not unit.promised:
        return
    for docstring in unit.docstrings:
        for block in docstring.sections:
            if block.kind != "examples":
                continue
            for number, line in enumerate(block.body):
                if line.strip():
                    if line.lstrip().startswith(("```", "~~~")):
                        yield unit.violation(
                            "the example stands in a Markdown fence, which the library's generator "
                            "shows as part of the code",
                            unit.at(docstring, block.first + number),
                            partial(_fix, docstring, block.first + number),
                        )
                    break


def _fix(docstring: UnitDocstring, index: int, _: FixOptions) -> Revision | None:
    """Take the fence off an example that wholly stands in one."""
    lines = docstring.lines
    end = next(
        part.first + len(part.body)
        for part in docstring.sections
        if part.kind == "examples" and index < part.first + len(part.body) > part.line
    )
    used = [number for number in range(index, end) if lines[number].strip()]
    opening, closing = _FENCE.match(lines[index]), _FENCE.match(lines[used[-1]])
    if len(used) < 3 or opening is None or closing is None:
        return None
    if closing[1] != opening[1] or lines[used[-1]].strip() != opening[1]:
        return None
    margin = len(lines[index]) - len(lines[index].lstrip())
    for number in used[1:-1]:
        line = lines[number]
        if _FENCE.match(line) or len(line) - len(line.lstrip()) < margin:
            return None
    return Revision(subject_of(docstring), removed=(index, used[-1]), intents=[Intent()])


RULE = Rule(
    code="FP404",
    name="fence-in-example",
    severity="warning",
    summary="The `Example:` section of a docstring holds a Markdown fence, in a library whose own "
    "generator takes the section for code as it stands.",
    reason="The fence is printed, and who copies the example copies it too.",
    advice="Remove the fence.",
    bad='''\
from gradio_client.documentation import document


class EventListener(str):
    """An event."""


@document()
class Knob:
    """
    A knob.

    Example:
        ```python
        Knob()
        ```
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

    Example:
        Knob()
    """
''',
    unit=check,
    needs="examples shown as code",
    fix="Removes the fence, if it holds the whole example.",
)
