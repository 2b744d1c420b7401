"""Code of a guide that does not parse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Parse what a guide declares to be Python."""
    for block in page.current:
        for fault in block.faults:
            message = f"the guide's code does not parse: {fault.message}"
            yield page.violation(message, block.piece.at(fault.line))


RULE = Rule(
    code="FP801",
    name="guide-syntax",
    severity="warning",
    summary="Code of a guide is declared to be Python and does not parse.",
    reason="Who copies it gets a SyntaxError.",
    advice="Fix the code, or name the language that it is in. Sessions of a shell, and code with "
    "gaps such as `...` at the margin or `<name>`, are left alone.",
    form="guide",
    module='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    bad="""\
Turn it by a quarter:

```python
import knobs

knobs.turn(90
```
""",
    good="""\
Turn it by a quarter:

```python
import knobs

knobs.turn(90)
```
""",
    guide=check,
)
