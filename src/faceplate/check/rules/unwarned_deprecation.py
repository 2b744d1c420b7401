"""A docstring that marks a function as deprecated, and a function that does not warn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import FunctionFact

# A mark of deprecation in any style.
_MARK = re.compile(r"^(?:\.\. deprecated::|Deprecated:|deprecated\n-{3})", re.MULTILINE)

# "The `speed` argument", "Passing a number is deprecated"
_ARGUMENT = re.compile(r"\b(?:arguments?|parameters?|keywords?|passing)\b", re.IGNORECASE)
# "`speed`", "`speed=`", "`speed=2`"
_QUOTED = re.compile(r"`(\w+)(=[^`\n]*)?`")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for marks of deprecation where neither a decorator nor the body speaks of it."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or any(
        "eprecat" in decorator for decorator in fact.decorators
    ):
        return
    for docstring in unit.docstrings:
        match = _MARK.search(docstring.fact.text)
        does = body(unit) if match else None
        if match is None or does is None or not does.is_written:
            continue
        if _is_of_an_argument(docstring.fact.text[match.end() :], unit):
            continue
        if _speaks(unit, fact, docstring.fact.line, docstring.fact.end_line):
            continue
        number = docstring.fact.text.count("\n", 0, match.start())
        yield unit.violation(
            "the docstring says that it is deprecated, and a call warns of nothing",
            unit.at(docstring, number),
        )


def _is_of_an_argument(text: str, unit: Unit) -> bool:
    """Return whether the text behind a mark speaks of an argument, which alone goes away then."""
    paragraph = re.split(r"\n[ \t]*\n", text.lstrip(), maxsplit=1)[0]
    if _ARGUMENT.search(paragraph):
        return True
    return any(given or name in unit.named for name, given in _QUOTED.findall(paragraph))


def _speaks(unit: Unit, fact: FunctionFact, first: int, last: int) -> bool:
    """Return whether the code around a docstring has anything to do with deprecation."""
    lines = unit.codebase.sources.lines(unit.file)
    start = fact.line - 1
    while start > 0 and lines[start - 1].lstrip().startswith(("@", ")")):
        # `@computed_field(deprecated=True)` above a property.
        start -= 1
    code = [*lines[start : first - 1], *lines[last : fact.end_line]]
    if any(re.search(r"eprecat|warn", line) for line in code):
        return True
    # A call for the whole module may say it: `deprecated("turn", "Use `rotate`.")`.
    named = (
        rf"eprecat\w*\((?:[^()]{{0,80}}[\"']{re.escape(fact.name)}[\"']|\s*{re.escape(fact.name)},)"
    )
    return re.search(named, "\n".join(lines)) is not None


RULE = Rule(
    code="FP509",
    name="unwarned-deprecation",
    severity="note",
    summary="A docstring marks a function as deprecated, and neither a decorator nor its body "
    "warns.",
    reason="Those who call it already do not read its documentation again.",
    advice="Warn, or decorate it with `warnings.deprecated`. Some projects document a deprecation "
    "before they warn of it, so the rule is off by itself. A mark that speaks of an argument is "
    "left alone, for it is that argument which goes away.",
    bad='''\
def turn(angle: float) -> float:
    """Turn the knob.

    .. deprecated:: 2.0
        Use `rotate`.

    Args:
        angle: How far, in degrees.
    """
    return angle % 360
''',
    good='''\
import warnings


def turn(angle: float) -> float:
    """Turn the knob.

    .. deprecated:: 2.0
        Use `rotate`.

    Args:
        angle: How far, in degrees.
    """
    warnings.warn("Use rotate.", DeprecationWarning, stacklevel=2)
    return angle % 360
''',
    unit=check,
    usual=False,
)
