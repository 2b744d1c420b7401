"""A default that a text states and the signature does not have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.contradictions import default_differs
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision
from faceplate.check.edits.wording import LONGEST, replaced, statement_of
from faceplate.check.finding import Violation
from faceplate.check.lost_entries import lost_entries
from faceplate.check.rule import Rule
from faceplate.check.signature_texts import described_in_signature
from faceplate.check.stated_defaults import defaults
from faceplate.docstrings.parts import Entry
from faceplate.model import Parameter

# "4 by default; a number other than zero overrides it": a zero that stands for something else.
_NOT_ZERO = re.compile(r"\bnon[- ]?zero\b|\bother than (?:zero|0)\b", re.IGNORECASE)


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the stated defaults against those of the signature."""
    for docstring, entry, parameter in (*unit.documented(), *_fields(unit)):
        if parameter is None:
            continue
        others = set(unit.named) - {entry.name}
        stated = entry.annotation or ""
        if (parameter.constant or parameter.default) == "0" and _NOT_ZERO.search(entry.text):
            # What the text states is what zero stands for.
            continue
        text = f"{stated}\n{entry.text}"
        for statement in defaults(text, entry.name, others, len(stated)):
            if default_differs(statement, parameter):
                line = entry.line + max(statement.line - 1, 0)
                if any(
                    lost is docstring and entry.line < number <= line
                    for lost, number, _, _ in lost_entries(unit)
                ):
                    # It is said in an entry that was read as part of this one.
                    continue
                yield unit.violation(
                    f"the default of `{entry.name}` is documented as `{statement.spelled}`, but is "
                    f"`{parameter.constant or parameter.default}`",
                    unit.at(docstring, line),
                    partial(_fix, docstring, entry, parameter, others),
                )
                break
    yield from _in_signature(unit)


def _in_signature(unit: Unit) -> Iterator[Violation]:
    """Hold the defaults that texts in the signature state against it."""
    for parameter in described_in_signature(unit):
        name = parameter.name
        for statement in defaults(parameter.description, name, set(unit.named) - {name}):
            if default_differs(statement, parameter):
                yield unit.violation(
                    f"the default of `{name}` is documented as `{statement.spelled}`, but is "
                    f"`{parameter.constant or parameter.default}`",
                    unit.at_parameter(name),
                )
                break


def _fields(unit: Unit) -> Iterator[tuple[UnitDocstring, Entry, Parameter]]:
    """Yield what a class says of its fields where it calls them attributes."""
    for docstring in unit.docstrings if unit.signature.fields else []:
        for entry in docstring.entries("attributes"):
            if entry.name in unit.signature.fields and entry.name in unit.named:
                yield docstring, entry, unit.named[entry.name]


def _fix(
    docstring: UnitDocstring, entry: Entry, parameter: Parameter, others: set[str], _: FixOptions
) -> Revision | None:
    """State the default of the signature."""
    text = statement_of(entry)
    stated = list(defaults(text, entry.name, others, len(entry.annotation or "")))
    source = parameter.constant or parameter.default
    if len(stated) != 1 or not default_differs(stated[0], parameter):
        return None
    if source is None or len(source) > LONGEST:
        return None
    start, end = stated[0].start, stated[0].end
    default = _written(source, text[start:end])
    return None if default is None else replaced(docstring, entry, start, end, default)


def _written(source: str, stated: str) -> str | None:
    """Spell a default as the text spells the one that it states."""
    ticks = re.match(r"`*", stated)
    marks = ticks[0] if ticks else ""
    inner = stated[len(marks) : len(stated) - len(marks)] if marks else stated
    try:
        value = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    if isinstance(value, str):
        if not value.isprintable() or "`" in value or "\\" in value or not value.strip():
            return None
        quote = inner[0] if inner[:1] in ("'", '"') else source[0] if source[0] in "\"'" else '"'
        return None if quote in value else f"{marks}{quote}{value}{quote}{marks}"
    if not isinstance(value, bool | int | float | None) and not marks:
        return f"`{source}`"
    return f"{marks}{source}{marks}"


RULE = Rule(
    code="FP106",
    name="parameter-default",
    severity="warning",
    summary="The default that a text states is not the one of the signature.",
    reason="Readers leave the argument out and get something else than the page says.",
    advice="State the default of the signature, or leave it out: pages show it anyway. A default "
    "of None is never compared, since texts state what then takes its place, and neither is a "
    "statement with a condition.",
    bad='''\
def turn(angle: float, speed: float = 2.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second. Defaults to 1.
    """
''',
    good='''\
def turn(angle: float, speed: float = 2.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second. Defaults to 2.
    """
''',
    unit=check,
    fix="States the default of the signature in the quotes or backticks that stand there, where "
    "the text states one default.",
)
