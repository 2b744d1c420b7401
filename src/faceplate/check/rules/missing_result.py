"""A function that gives something of which its docstring says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import FunctionFact

_NOTHING = {"None", "NoReturn", "Never", "typing.NoReturn", "typing.Never", "'None'"}
# What a context manager without an object is annotated with: "Generator[None, None, None]".
_YIELDS_NOTHING = re.compile(r"(?:\w+\.)*(?:Async)?(?:Generator|Iterator|Iterable)\[None\b")
# "a generator that yields knobs"
_YIELDING = re.compile(r"\byield(?:s|ing)\b")
_SAID = {"returns", "yields"}
# A line that says it without being a section: "Returns: The angle.", ":return:The angle."
_LINE = re.compile(r"^[ \t]*[:@]?(?:Returns?|Yields?)[ \t]*:", re.IGNORECASE | re.MULTILINE)
# A sentence further down that says it: "Returns the angle, in degrees."
_SENTENCE = re.compile(r"^[ \t]*(?:Returns|Yields)[ ]\w", re.MULTILINE)


def check(unit: Unit) -> Iterator[Violation]:
    """Look for functions with a result, whose docstring has sections and none about it."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or "property" in fact.labels or fact.returns in _NOTHING:
        return
    if fact.returns and _YIELDS_NOTHING.match(fact.returns):
        return
    blocks = [block for docstring in unit.docstrings for block in docstring.sections]
    if not any(block.entries for block in blocks) or any(each.kind in _SAID for each in blocks):
        return
    texts = [docstring.fact.text for docstring in unit.docstrings]
    if any(_LINE.search(text) or _SENTENCE.search(text, text.find("\n") + 1) for text in texts):
        return
    does = body(unit)
    if does is None or not does.is_written or not (does.yields or does.returns):
        return
    if does.yields and (does.yields_nothing or any(_YIELDING.search(text) for text in texts)):
        return
    what = "yielded" if does.yields else "returned"
    yield unit.violation(f"the docstring has no section about what is {what}", unit.at_name())


RULE = Rule(
    code="FP505",
    name="missing-result",
    severity="note",
    summary="A docstring has sections, and none about what the function returns or yields.",
    reason="Readers have to find out from the code what they get.",
    advice="Add the section. Many projects say what is returned in the first line, so the rule is "
    "off by itself.",
    bad='''\
def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
    return angle % 360
''',
    good='''\
def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Returns:
        Where the knob stands then, in degrees.
    """
    return angle % 360
''',
    unit=check,
    usual=False,
)
