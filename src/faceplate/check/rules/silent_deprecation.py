"""A function that warns of its deprecation, and a docstring that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import announcements
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.expressions import name_of
from faceplate.link.names import dotted_path

_SAID = ("deprecat", "obsolete", "legacy", "no longer", "will be removed", "superseded")
# "**Removed** in 3.0"
_REMOVED = re.compile(r"\bremoved\b\W{0,4}(?:in|since|as of|from|with)\b[^.\n]{0,30}\d")
# "Use `turn` instead."
_INSTEAD = re.compile(r"\buse\b[^\n]{1,80}\binstead\b")
# What looks for a name warns of that name, and not of itself.
_LOOKING = {"__getattr__", "__getattribute__"}
# "Warn that a former name is used." What is there to warn of others does not warn of itself.
_WARNING = re.compile(r"\W*(?:issues?|emits?|gives?)?(?: an?)?(?: \w+)?\bwarn(?:s|ing)?\b")
_DECORATORS = {"warnings.deprecated", "typing_extensions.deprecated"}

# "`press` is deprecated", "'press()' will be removed"
_SUBJECT = re.compile(r"\W*[`'\"]([\w.]+)(?:\(\))?[`'\"]+ (?:is|are|was|will|has|have)\b")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for docstrings that keep quiet about what a call warns of."""
    fact = unit.fact
    announced = announcements(unit) if isinstance(fact, FunctionFact) else []
    if not (fact.decorators or announced) or not unit.docstrings or fact.name in _LOOKING:
        return
    text = "\n".join(docstring.fact.text for docstring in unit.docstrings).lower()
    if (
        any(word in text for word in _SAID)
        or _REMOVED.search(text)
        or _INSTEAD.search(text)
        or _WARNING.search(text.partition("\n")[0])
    ):
        return
    for decorator in fact.decorators:
        path = dotted_path(unit.symbol.library, unit.symbol.module, name_of(decorator))
        if path in _DECORATORS:
            yield unit.violation(
                "the decorator says that it is deprecated, and the docstring does not",
                unit.at_name(),
            )
            return
    if any(
        announcement.always
        and announcement.of_itself
        and not _is_of_another(announcement.text, fact)
        for announcement in announced
    ):
        yield unit.violation(
            "every call warns of its deprecation, and the docstring does not say so",
            unit.at_name(),
        )


def _is_of_another(text: str, fact: ClassFact | FunctionFact) -> bool:
    """Return whether a warning begins with another name, as "`press` is deprecated" does."""
    match = _SUBJECT.match(text)
    return match is not None and match[1].rpartition(".")[2] not in (fact.name, "__init__")


RULE = Rule(
    code="FP508",
    name="silent-deprecation",
    severity="warning",
    summary="A function or class is deprecated by a decorator or by a warning that each call "
    "gives, and its docstring does not say so.",
    reason="Who reads the documentation begins to use what will be removed.",
    advice="Say in the docstring that it is deprecated, and what takes its place.",
    bad='''\
import warnings


def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
    warnings.warn("Use rotate.", DeprecationWarning, stacklevel=2)
''',
    good='''\
import warnings


def turn(angle: float) -> None:
    """Turn the knob. Deprecated: use `rotate`.

    Args:
        angle: How far, in degrees.
    """
    warnings.warn("Use rotate.", DeprecationWarning, stacklevel=2)
''',
    unit=check,
)
