"""A source file of which nothing could be read, so that nothing in it was checked."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for files whose declarations are not known."""
    # Looking at all declarations is what reads the files.
    assert codebase.units is not None
    for problem in codebase.library.unread:
        lines = codebase.sources.lines(problem.file)
        line = min(problem.line or 1, max(len(lines), 1))
        yield Violation(
            f"nothing in this file was checked: {problem.message}",
            Place(problem.file, line, 1),
            codebase.library.name,
        )


RULE = Rule(
    code="FP002",
    name="unread-file",
    severity="error",
    summary="A source file cannot be read, so nothing that it declares was checked.",
    reason="A check that has looked at nothing finds nothing, which is not the same as there being "
    "nothing to find.",
    advice="Mend the file, or leave it out of the package.",
    bad='''\
# -*- coding: uft-8 -*-
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    good='''\
# -*- coding: utf-8 -*-
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    library=check,
)
