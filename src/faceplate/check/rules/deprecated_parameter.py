"""A parameter that code deprecates, and whose text does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import QUOTED, announcements
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

_SAYS = re.compile(
    r"\b(?:deprecat\w*|remov(?:e|ed|al)|obsolete|no longer|superseded|legacy|replaced|renamed)\b",
    re.I,
)
# A warning about one value of it, as in "passing a tuple to", is not about the parameter.
_BEFORE = re.compile(
    r"\W*(?:the |an? )?(?:parameter |argument |option |keyword |use of )*\W*", re.I
)
_WHOLE = re.compile(
    r"\s*(?:parameter|argument|option|keyword|arg)\b|[^.]{0,40}\b(?:is|are|will be) "
)
# "The `speed` parameter only accepts a number, support for a list is deprecated."
_PARTLY = re.compile(r"\bsupport for\b|\bonly (?:accepts|takes|supports)\b", re.IGNORECASE)


def check(unit: Unit) -> Iterator[Violation]:
    """Hold warnings about parameters against the texts of those parameters."""
    described = {
        entry.name: (docstring, entry)
        for docstring, entry, parameter in unit.documented()
        if parameter
    }
    for announcement in announcements(unit) if described else []:
        match = QUOTED.search(announcement.text)
        name = next((group for group in match.groups() if group), "") if match else ""
        if match is None or announcement.always or name not in described:
            continue
        if not _BEFORE.fullmatch(announcement.text[: match.start()]):
            continue
        further = announcement.text[match.end() :]
        if not _SAYS.search(announcement.text) or not _WHOLE.match(further):
            continue
        if _PARTLY.search(further):
            continue
        docstring, entry = described.pop(name)
        if entry.text.strip() and not _SAYS.search(entry.text):
            yield unit.violation(
                f"the code warns that `{name}` is deprecated, and its text does not say so",
                unit.at(docstring, entry.line),
            )


RULE = Rule(
    code="FP511",
    name="deprecated-parameter",
    severity="warning",
    summary="The body warns that a parameter is deprecated, and the text of the parameter does not "
    "say so.",
    reason="Its page offers what is about to go.",
    advice="Say in its text that it is deprecated, and what to pass instead. Looked at are "
    "warnings that begin with the parameter in quotes.",
    bad='''\
import warnings


def turn(angle: float, speed: float | None = None) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast.
    """
    if speed is not None:
        warnings.warn("`speed` is deprecated, use `time`", DeprecationWarning, stacklevel=2)
''',
    good='''\
import warnings


def turn(angle: float, speed: float | None = None) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: Deprecated and without effect.
    """
    if speed is not None:
        warnings.warn("`speed` is deprecated, use `time`", DeprecationWarning, stacklevel=2)
''',
    unit=check,
)
