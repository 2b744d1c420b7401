"""A Markdown fence within an example that is shown as code anyway."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for examples that begin with a fence."""
    if not unit.promised:
        return
    for label in unit.labels:
        for block in label.sections:
            if block.kind != "examples":
                continue
            for number, line in enumerate(block.body):
                if line.strip():
                    if line.lstrip().startswith(("```", "~~~")):
                        yield unit.flaw(
                            "the example stands in a Markdown fence, which the library's generator "
                            "shows as part of the code",
                            unit.at(label, block.first + number),
                            unit.about(label, line=block.first + number),
                        )
                    break


RULE = Rule(
    code="FP404",
    name="fence-in-example",
    severity="warning",
    summary="The `Example:` section of a docstring holds a Markdown fence, in a library whose own "
    "generator takes the section for code as it stands.",
    reason="The fence is printed, and who copies the example copies it too.",
    remedy="Remove the fence.",
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
    dialect="gradio",
    fix="Removes the fence, if it holds the whole example.",
)
