"""A name that a library states and that is not there once it is imported."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Violation
from faceplate.check.live.imported import Imported
from faceplate.check.rule import Rule


def check(codebase: Codebase, imported: Imported) -> Iterator[Violation]:
    """Look for pages of what cannot be reached."""
    for difference in imported.differences:
        if difference.kind == "name":
            unit = codebase.unit(difference.symbol)
            yield unit.violation(
                f"`{unit.path}` was read, and the imported library has no `{difference.name}`",
                unit.at_name(),
            )


RULE = Rule(
    code="FP951",
    name="live-name",
    severity="error",
    summary="A class or function has a page, and the imported library does not have it.",
    reason="Readers find a page of something that they cannot use, as where a name is deleted "
    "again or depends on the system.",
    advice="Leave it out of what the library makes public, or let it be there.",
    bad='''\
class Knob:
    """A knob."""


class Dial:
    """A dial."""


globals().pop("Dial")
''',
    good='''\
class Knob:
    """A knob."""


class Dial:
    """A dial."""
''',
    live=check,
)
