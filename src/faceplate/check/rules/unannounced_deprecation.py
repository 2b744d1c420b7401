"""A docstring that deprecates something, and code that does not warn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.deprecations import announcements
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit

_SAID = re.compile(r"^\s*(?:\.\. deprecated::|[Dd]eprecated(?:[ :.,]|$)|DEPRECATED)", re.MULTILINE)


def check(unit: Unit) -> Iterator[Flaw]:
    """Look for what docstrings call deprecated and nothing warns of."""
    for label in unit.labels:
        entries = {entry.line for block in label.blocks for entry in block.entries}
        for number, line in enumerate(label.lines):
            # Below an entry the line is about a parameter.
            inside = any(
                block.first <= number < block.first + len(block.body) for block in label.blocks
            )
            if _SAID.match(line) and not inside and number not in entries:
                if not announcements(unit):
                    yield unit.flaw(
                        f"the docstring of `{unit.path}` says that it is deprecated, and nothing "
                        "in its code warns of it",
                        unit.at(label, number),
                    )
                return


RULE = Rule(
    code="FP512",
    name="unannounced-deprecation",
    severity="note",
    summary="A docstring says that something is deprecated, and its code does not warn.",
    reason="Who does not read the page again learns of it when it is gone.",
    remedy="Decorate it with `warnings.deprecated`, or warn in its body. The rule is off, since "
    "many projects deprecate in words first.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Deprecated: use rotate().

    Args:
        angle: How far, in degrees.
    """
''',
    good='''\
import warnings


def turn(angle: float) -> None:
    """Turn the knob.

    Deprecated: use rotate().

    Args:
        angle: How far, in degrees.
    """
    warnings.warn("turn() is deprecated, use rotate()", DeprecationWarning, stacklevel=2)
''',
    unit=check,
    usual=False,
)
