"""An exception that a docstring names and nothing binds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches

from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.names_in_code import code_lines, exceptions, is_bound
from faceplate.check.rule import Rule
from faceplate.check.types.plain import is_builtin

_SLIP = 2
"""How many letters a slip of the pen changes."""

# How names of exceptions end.
_ENDING = re.compile(r"(?:Error|Exception|Warning)$")
# A name that may be one of an exception, and no word in capitals: "ValeuError", "IOErrro".
_NAME = re.compile(r"[A-Z]+[a-z]\w{3,}")


# From which ratio on a name is one of Python misspelt; another package may have an `OpError`, which
# is no slip for `OSError`. The same letters in another order, as in `IOErrro`, always are one.
_NEAR = 0.88


def check(unit: Unit) -> Iterator[Violation]:
    """Look for names of exceptions that mean nothing."""
    for docstring in unit.docstrings:
        for entry in docstring.entries("raises"):
            name = entry.name
            if not _NAME.fullmatch(name) or is_builtin(name):
                continue
            raisable = exceptions(unit.codebase)
            if name in raisable or is_bound(unit.symbol, name):
                continue
            spoken = re.compile(rf"\b{name}\b")
            if any(spoken.search(line) for line in code_lines(unit.codebase, unit.symbol.module)):
                continue
            near = [
                candidate
                for candidate in get_close_matches(name, raisable, n=3)
                if _is_slip(name, candidate)
                and (not is_builtin(candidate) or _is_near(name, candidate))
            ]
            hint = f"; did you mean `{near[0]}`?" if near else ""
            if near:
                yield unit.violation(
                    f"the docstring says that `{name}` is raised, and nothing has that name{hint}",
                    unit.at(docstring, entry.line),
                )


def _is_near(name: str, other: str) -> bool:
    """Return whether a name can only be a misspelt one of Python."""
    return sorted(name) == sorted(other) or bool(get_close_matches(name, [other], 1, _NEAR))


def _is_slip(name: str, other: str) -> bool:
    """Return whether two names differ by a slip of the pen, or in the word that they end with."""
    bare = _ENDING.sub("", name), _ENDING.sub("", other)
    return min(_changed(name, other), _changed(*bare)) <= _SLIP


def _changed(name: str, other: str) -> int:
    """Count the letters that have to be put in, taken out or replaced."""
    return sum(
        max(old_end - old, new_end - new)
        for what, old, old_end, new, new_end in SequenceMatcher(None, name, other).get_opcodes()
        if what != "equal"
    )


RULE = Rule(
    code="FP503",
    name="unknown-exception",
    severity="warning",
    summary="A docstring names an exception that does not exist, while one of nearly the same name "
    "does.",
    reason="Who catches it by that name gets a NameError.",
    advice="Use the name that exists.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Raises:
        ValeuError: If the knob is stuck.
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Raises:
        ValueError: If the knob is stuck.
    """
''',
    unit=check,
)
