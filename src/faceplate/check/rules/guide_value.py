"""Code of a guide that passes a literal that the annotation refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.examples.mismatches import contradicted
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Hold the literals in calls of a guide against annotations."""
    for block in page.current:
        for called in block.reader.calls:
            for message, node in contradicted(called, "the guide", page.codebase):
                yield page.violation(message, page.at(block, node))


RULE = Rule(
    code="FP805",
    name="guide-value",
    severity="warning",
    summary="A guide passes a literal that the annotation of the parameter refuses.",
    reason="The form of a value was changed, or a choice was removed, and the guide was not.",
    advice="Pass a value of the annotated type, or fix the annotation. Only literals are looked "
    "at, and only annotations whose types are all known.",
    form="guide",
    module='''\
from typing import Literal


def turn(direction: Literal["left", "right"]) -> None:
    """Turn the knob.

    Args:
        direction: Where to turn it.
    """
''',
    bad="""\
```python
import knobs

knobs.turn("up")
```
""",
    good="""\
```python
import knobs

knobs.turn("left")
```
""",
    guide=check,
)
