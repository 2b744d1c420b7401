"""Code that deprecates something, and a docstring that does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.deprecations import SAYS, announcements
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.units import Unit


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold decorators and warnings that every call meets against docstrings."""
    if not unit.labels or not any(one.always for one in announcements(unit)):
        return
    if any(SAYS.search(label.docstring.text) for label in unit.labels):
        return
    label = unit.labels[0]
    yield unit.flaw(
        f"`{unit.path}` is deprecated by its code, and its docstring does not say so",
        unit.at(label, 0),
    )


RULE = Rule(
    code="FP511",
    name="silent-deprecation",
    severity="warning",
    summary="A decorator or a warning deprecates something, and its docstring does not say so.",
    reason="Its page recommends what is about to go.",
    remedy="Say in the docstring that it is deprecated, and what to use instead. A warning counts "
    "where every call meets it.",
    bad='''\
import warnings


def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
    warnings.warn("turn() is deprecated, use rotate()", DeprecationWarning, stacklevel=2)
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
)
