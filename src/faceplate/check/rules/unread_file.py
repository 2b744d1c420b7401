"""A source file or a guide of which nothing could be read, so that nothing in it was checked."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.model import Problem


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for files whose declarations are not known."""
    # Looking at all declarations is what reads the files.
    assert codebase.units is not None
    for problem in codebase.library.unread:
        lines = codebase.sources.lines(problem.file)
        line = min(problem.line or 1, max(len(lines), 1))
        yield violation(problem, line, codebase.library.name)


def violation(problem: Problem, line: int, symbol: str) -> Violation:
    """Return what is said of a file of which nothing could be read.

    Args:
        problem: Why.
        line: The line on which reading ended.
        symbol: What the file belongs to.
    """
    message = f"nothing in this file was checked: {problem.message}"
    return Violation(message, Place(problem.file, line, 1), symbol)


RULE = Rule(
    code="FP002",
    name="unread-file",
    severity="error",
    summary="A source file or a guide cannot be read, so nothing in it was checked.",
    reason="A check that has looked at nothing finds nothing, which is not the same as there being "
    "nothing to find.",
    advice="Fix the file, or leave it out of the package. The rule also runs where others are "
    "selected; to do without the file, ignore the rule, or the rule in that file.",
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
    unasked=True,
)
