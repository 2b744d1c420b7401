"""An entry that is taken for part of its neighbour, since it is indented otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit

_ENTRY = re.compile(r"^([ \t]+)[`*]*(\w+)[`*]*(?:[ \t]*\([^)]*\))?[ \t]*:[ \t]+\S")


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for lines within sections that are entries but for their indentation."""
    for label in unit.labels:
        if label.style != "google":
            continue
        for block in label.blocks:
            if block.kind != "parameters":
                continue
            starts = {entry.line for entry in block.entries}
            for number, line in enumerate(block.body, block.first):
                match = _ENTRY.match(line)
                if match is None or number in starts:
                    continue
                known = unit.named.get(match[2])
                if known is None or match[2] in label.parsed.parameters:
                    continue
                yield unit.flaw(
                    f"the entry of `{match[2]}` is indented otherwise than its neighbours, and is "
                    "read as part of the one above",
                    unit.at(label, number),
                    unit.about(label, word=match[2], line=number),
                )


RULE = Rule(
    code="FP403",
    name="lost-entry",
    severity="error",
    summary="An entry is indented otherwise than its neighbours, so that it is read as part of the "
    "one above it.",
    reason="The parameter counts as undocumented, and its text stands in another one's.",
    remedy="Indent all entries of a section alike.",
    bad='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
          speed: How fast.
    """
''',
    good='''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
''',
    unit=check,
    fix="Sets the entry and its further lines to the margin of its neighbours.",
)
