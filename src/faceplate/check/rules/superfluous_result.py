"""A result that a docstring describes, of a function that has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.bodies import body
from faceplate.check.codebase import Unit
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.alternatives import Alternative, alternatives
from faceplate.check.types.plain import PLAIN
from faceplate.docstrings.parts import Part
from faceplate.facts.declarations import FunctionFact
from faceplate.link.names import resolve

# A text that says the same: "None", ":data:`None`", "no value", "nothing", "Promise<void>".
_NOTHING = re.compile(
    r"^\W*(?:(?:py:)?(?:data|obj|class):?`+)?"
    r"(?:None|nothing|(?:Promise<)?void|no(?:thing)?(?: \w+)? values?)\b",
    re.IGNORECASE,
)

# "A dictionary, or `None` if there is none": what heirs give, and this function does not.
_OR_NOTHING = re.compile(r"\bor `{0,2}None`{0,2}\b(?! or)|`None` (?:if|when|otherwise|by default)")
_MANY = re.compile(
    r"iter|generat|context|stream|cursor|reader|batch|any|object|result|row|set|list|sequence"
    r"|queue|page|loader|lines|self",
    re.IGNORECASE,
)
# The name of a class, which is not a type variable: `Knob`, `models.Knob`.
_CLASS = re.compile(r"(?:\w+\.)*[A-Z]\w*[a-z]\w*(?<!T)|(?:\w+\.)+[a-z]\w+")


_ITERATOR = re.compile(r"iter|generat|yield|stream|lazy|lazily|coroutine|context", re.IGNORECASE)

# Decorators under which a function yields once, and its caller is given what it yields.
_ONCE = ("contextmanager", "fixture")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for sections about results that the annotation or the body rules out."""
    fact = unit.fact
    if not isinstance(fact, FunctionFact) or fact.overloads or "setter" in fact.labels:
        # The docstring of a setter may describe the property as a whole.
        return
    for docstring in unit.docstrings:
        for block in docstring.sections:
            if block.kind not in ("returns", "yields") or not block.entries:
                continue
            entry = block.entries[0]
            text = f"{entry.annotation or ''} {entry.text}".strip()
            if not text or _NOTHING.match(text) or _OR_NOTHING.search(text):
                continue
            message, doubt = _contradiction(unit, fact, block, text)
            if message:
                yield unit.violation(message, unit.at(docstring, block.line), doubt=doubt)


def _contradiction(unit: Unit, fact: FunctionFact, block: Part, text: str) -> tuple[str, str]:
    """Return what rules a section out, and why that may be otherwise; nothing if nothing does."""
    label = block.label.rstrip(":")
    if fact.returns in ("None", "'None'"):
        return f"the docstring has a section `{label}`, and the annotation says that nothing is " \
            "returned", ""  # fmt: skip
    if block.kind == "returns" and fact.returns and not _ITERATOR.search(fact.returns):
        return "", ""
    does = body(unit)
    if does is None or not does.is_written or "abstractmethod" in fact.labels:
        return "", ""
    if does.yields:
        if block.form == "fields":
            # No field of that style is about what is yielded.
            return "", ""
        once = any(word in decorator for word in _ONCE for decorator in fact.decorators)
        if block.kind == "yields" or does.returns or once or _ITERATOR.search(text):
            return "", ""
        message = f"the docstring has a section `{label}`, and the function yields"
        return message, "a caller is given an iterator all the same"
    if fact.returns is None and not does.returns:
        return f"the docstring has a section `{label}`, and the function returns nothing", ""
    if block.kind == "returns":
        return "", ""
    if fact.returns is not None:
        is_one = _gives_one(unit, fact.returns)
        message = f"the docstring says what is yielded, and the annotation is `{fact.returns}`"
        return (message, "") if is_one else ("", "")
    if any(_gives_many(name, unit) for name in does.called):
        return "", ""
    message = "the docstring says what is yielded, and the function yields nothing"
    return message, "what it returns may be an iterator"


def _gives_many(name: str, unit: Unit) -> bool:
    """Return whether what is called may give an iterator: it yields, or does the same work."""
    if name in ("<>", unit.symbol.name.rpartition(".")[2]) or _MANY.search(name):
        return True
    member = unit.codebase.linker.ancestry.member(unit.owner, name) if unit.owner else None
    symbol = member or resolve(unit.symbol.library, unit.symbol.module, name)
    if symbol is None or symbol.function is None:
        return False
    does = body(unit.codebase.unit(symbol, unit.owner if member else None))
    return does is not None and does.yields


def _gives_one(unit: Unit, annotation: str) -> bool:
    """Say whether an annotation stands for no iterator.

    One alternative that certainly is a single thing rules out a generator, unless another one may
    be what is meant.
    """
    meant = [
        alternative
        for alternative in alternatives(annotation, unit.symbol) or []
        if alternative.head != "None"
    ]
    return any(_is_one(alternative, unit) for alternative in meant) and not any(
        _may_be_many(alternative, unit) for alternative in meant
    )


def _is_one(alternative: Alternative, unit: Unit) -> bool:
    if alternative.class_ is None:
        # What another package calls as one thing is one, most likely.
        unknown = alternative.head is None and _CLASS.fullmatch(alternative.spelled) is not None
        return alternative.head in PLAIN or (unknown and _MANY.search(alternative.spelled) is None)
    ancestry = unit.codebase.linker.ancestry
    if ancestry.unread_bases(alternative.class_):
        return False
    return all(
        ancestry.member(alternative.class_, name) is None for name in ("__next__", "__enter__")
    )


def _may_be_many(alternative: Alternative, unit: Unit) -> bool:
    if alternative.class_ is not None or alternative.head in PLAIN:
        return not _is_one(alternative, unit)
    return alternative.head is not None or _MANY.search(alternative.spelled) is not None


RULE = Rule(
    code="FP502",
    name="superfluous-result",
    severity="warning",
    summary="A docstring describes what is returned or yielded, and annotation or body rule it "
    "out.",
    reason="Readers use a result that is not there.",
    advice="Remove the section, or fix the annotation.",
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
