"""A result that a docstring describes, of a function that has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.alternatives import Alternative, alternatives
from faceplate.check.types.plain import PLAIN
from faceplate.check.units import Unit
from faceplate.facts.declarations import FunctionFact

_NOTHING = re.compile(r"^\W*(?:None|nothing|no(?:thing)?(?: \w+)? values?)\b", re.IGNORECASE)

_MANY = re.compile(
    r"iter|generat|context|stream|cursor|reader|batch|any|object|result|row|set|list|sequence"
    r"|queue|page|loader|lines|self",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?:\w+\.)*[A-Z]\w*[a-z]\w*(?<!T)")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for sections about results that the annotation rules out."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or fact.returns is None or fact.overloads:
        return
    for docstring in unit.docstrings:
        for block in docstring.sections:
            if block.kind not in ("returns", "yields") or not block.entries:
                continue
            entry = block.entries[0]
            said = f"{entry.annotation or ''} {entry.text}"
            if fact.returns in ("None", "'None'"):
                if _NOTHING.match(said.strip()) or not said.strip():
                    continue
                yield unit.violation(
                    f"the docstring has a section `{block.label.rstrip(':')}`, and the annotation "
                    "says that nothing is returned",
                    unit.at(docstring, block.line),
                )
            elif block.kind == "yields" and _gives_one(unit, fact.returns):
                yield unit.violation(
                    f"the docstring says what is yielded, and the annotation is `{fact.returns}`",
                    unit.at(docstring, block.line),
                )


def _gives_one(unit: Unit, annotation: str) -> bool:
    """Say whether an annotation stands for no iterator, and the body yields nothing.

    One alternative that certainly is a single thing rules out a generator, unless another one may
    be what is meant.
    """
    meant = [one for one in alternatives(annotation, unit.symbol) or [] if one.head != "None"]
    if not any(_is_one(one, unit) for one in meant) or any(
        _may_be_many(one, unit) for one in meant
    ):
        return False
    does = body(unit)
    return does is not None and does.is_written and not does.yields


def _is_one(one: Alternative, unit: Unit) -> bool:
    if one.class_ is None:
        # What another package calls as one thing is one, most likely.
        unknown = one.head is None and _CLASS.fullmatch(one.spelled) is not None
        return one.head in PLAIN or (unknown and _MANY.search(one.spelled) is None)
    ancestry = unit.codebase.linker.ancestry
    if ancestry.unread_bases(one.class_):
        return False
    return all(ancestry.member(one.class_, name) is None for name in ("__next__", "__enter__"))


def _may_be_many(one: Alternative, unit: Unit) -> bool:
    if one.class_ is not None or one.head in PLAIN:
        return not _is_one(one, unit)
    return one.head is not None or _MANY.search(one.spelled) is not None


RULE = Rule(
    code="FP502",
    name="superfluous-result",
    severity="warning",
    summary="A docstring describes what is returned or yielded, and the annotation is None.",
    reason="Readers use a result that is not there.",
    advice="Remove the section, or mend the annotation.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Returns:
        Where the knob stands then.
    """
''',
    good='''\
def turn(angle: float) -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.

    Returns:
        Where the knob stands then.
    """
    return angle
''',
    unit=check,
)
