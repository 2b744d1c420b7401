"""Code of a guide that leaves out an argument that the call needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.examples.mismatches import omissions
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Look for calls without what they need; a call in a sentence may leave out what it likes."""
    for block in page.current:
        if block.piece.inline:
            continue
        for called, absent in omissions(block.tree, block.reader):
            message = f"the guide calls `{called.name}` without {absent}, which it needs"
            yield page.violation(message, page.at(block, called.node))


RULE = Rule(
    code="FP803",
    name="guide-omission",
    severity="warning",
    summary="A guide leaves out an argument that the call needs.",
    reason="Who follows the guide gets a TypeError. Most often a parameter lost its default.",
    advice="Pass the argument in the guide. Code within a sentence is left alone, and so is a call "
    "with three dots in it.",
    form="guide",
    module='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    bad="""\
```python
from knobs import turn

turn(90)
```
""",
    good="""\
```python
from knobs import turn

turn(90, speed=2.0)
```
""",
    guide=check,
)
