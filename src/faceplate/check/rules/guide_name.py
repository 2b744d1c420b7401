"""Code of a guide that uses a name of the library that does not exist."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.examples.mismatches import absent
from faceplate.check.examples.referents import MissingName
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Look for attributes, events and imported names that are not there."""
    history = page.codebase.history
    for block in page.current:
        for node, missing in block.reader.missing():
            message = absent(missing, "the guide", history)
            name = page.codebase.library.name
            whole = isinstance(node.value, ast.Name) and node.value.id == name
            if block.piece.inline and whole and missing.name.islower() and ";" not in message:
                # In a sentence, it may be a logger, a queue, a group of entry points.
                continue
            yield page.violation(message, page.at(block, node))
        for statement, owner, name in block.reader.imported_names():
            gone = block.reader.member_of(owner, name)
            if isinstance(gone, MissingName):
                message = absent(gone, "the guide", history)
                yield page.violation(message, page.at(block, statement))


RULE = Rule(
    code="FP804",
    name="guide-name",
    severity="warning",
    summary="A guide uses a function, a class, an attribute or an event of the library that is not "
    "there.",
    reason="Who follows the guide gets an AttributeError or an ImportError. The name was renamed "
    "or removed.",
    advice="Use the name that exists. With `--since`, what an older release had is named as such. "
    "Only names that certainly lead into the library are looked at.",
    form="guide",
    module='''\
class Knob:
    """A knob."""

    def turn(self, angle: float) -> None:
        """Turn the knob.

        Args:
            angle: How far, in degrees.
        """
''',
    bad="""\
```python
import knobs

knob = knobs.Knob()
knob.rotate(90)
```
""",
    good="""\
```python
import knobs

knob = knobs.Knob()
knob.turn(90)
```
""",
    guide=check,
)
