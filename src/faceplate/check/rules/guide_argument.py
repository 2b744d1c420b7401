"""Code of a guide that passes an argument that the call does not take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.examples.mismatches import refused
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Hold the calls of a guide against signatures."""
    for block in page.current:
        for called in block.reader.calls:
            for message, node in refused(called, "the guide", page.codebase.history):
                yield page.violation(message, page.at(block, node))


RULE = Rule(
    code="FP802",
    name="guide-argument",
    severity="warning",
    summary="A guide passes an argument that the function, class or event listener does not take.",
    reason="Who follows the guide gets a TypeError. Most often the argument was renamed or "
    "removed after the guide was written.",
    advice="Use the arguments of the signature. With `--since`, what an older release took is "
    "named as such, with what took its place where the library says it. Code that the words "
    "around it call old or wrong is left alone.",
    form="guide",
    module='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    bad="""\
Import it as always (`import knobs`), then call `knobs.turn(degrees=90)`:

```python
import knobs

knobs.turn(degrees=90)
```
""",
    good="""\
Import it as always (`import knobs`), then call `knobs.turn(angle=90)`:

```python
import knobs

knobs.turn(angle=90)
```
""",
    guide=check,
)
