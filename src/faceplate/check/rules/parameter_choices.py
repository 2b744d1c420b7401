"""Choices that a text offers and the annotation does not list, or the other way round."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial

from faceplate.check import prose
from faceplate.check.codebase import Unit
from faceplate.check.contradictions import NOT_GIVEN, choice_differences
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision
from faceplate.check.edits.wording import replaced, statement_of
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.types.literals import literals
from faceplate.docstrings.parts import Entry
from faceplate.link.library import Symbol
from faceplate.model import Parameter

# A set of quoted words that begins a type: `{"left", "right"}, optional`.
_SET = re.compile(r"\{[^{}`\n]+\}")


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the offered strings against those that the annotations list."""
    for docstring, entry, parameter in unit.documented():
        if parameter is None:
            continue
        unlisted = _unlisted_default(entry, parameter)
        if unlisted is not None:
            yield unit.violation(
                f"`{entry.name}` is stated to be one of {entry.annotation}, and its default is "
                f"'{unlisted}'",
                unit.at(docstring, entry.line),
            )
            continue
        if parameter.annotation is None:
            continue
        symbol = unit.signature.owners.get(parameter.name) or docstring.symbol
        text = f"{entry.annotation or ''}\n{entry.text}"
        if '"' not in text and "'" not in text and "`" not in text:
            continue
        for message, line in choice_differences(entry.name, text, parameter.annotation, symbol):
            place = unit.at(docstring, entry.line + max(line - 1, 0))
            yield unit.violation(message, place, partial(_fix, docstring, entry, parameter, symbol))


def _unlisted_default(entry: Entry, parameter: Parameter) -> str | None:
    """Return the default of a parameter that the set of its choices, which is closed, leaves out.

    The set is a type: `{"left", "right"}`. A default of another type may stand for none of them.
    """
    match = _SET.match(entry.annotation or "")
    source = parameter.constant or parameter.default
    if match is None or source is None or source[:1] not in "'\"":
        return None
    try:
        listed, default = ast.literal_eval(match[0]), ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    if not isinstance(default, str) or not isinstance(listed, set) or not default.isidentifier():
        return None
    words = {each.lower() for each in listed if isinstance(each, str)}
    if len(words) != len(listed) or len(words) < 2 or default.lower() in words:
        return None
    return None if default.lower() in NOT_GIVEN else default


def _fix(
    docstring: UnitDocstring, entry: Entry, parameter: Parameter, symbol: Symbol, _: FixOptions
) -> Revision | None:
    """Write the row of choices anew, where the text says that it lists them all."""
    listed = literals(parameter.annotation or "", symbol)
    text = statement_of(entry)
    rows = [row for row in prose.rows(text) if row.complete]
    if listed is None or len(rows) != 1:
        return None
    row = _written(text, listed[0], rows[0])
    if row is None:
        return None
    return replaced(docstring, entry, rows[0].words[0].start, rows[0].words[-1].end, row)


def _written(text: str, values: list[str], row: prose.ChoiceRow) -> str | None:
    """Write a row of choices anew: words that are none go, or make room for those not offered."""
    words = [text[word.start : word.end] for word in row.words]
    joints = [
        text[left.end : right.start] for left, right in zip(row.words, row.words[1:], strict=False)
    ]
    if len(words) < 2 or any("(" in joint for joint in joints):
        return None
    pattern = words[0].replace(row.words[0].value, "\0", 1)
    if "\0" not in pattern or not all(word.is_string for word in row.words):
        return None
    absent = _absent(text, values, {word.value.lower() for word in row.words})
    if any(not re.fullmatch(r"[\w.+-]+", value) for value in absent):
        return None
    lowered = {value.lower() for value in values}
    choices = []
    for spelling, word in zip(words, row.words, strict=True):
        if word.value.lower() in lowered:
            choices.append(spelling)
        elif absent:
            choices.append(pattern.replace("\0", absent.pop(0)))
    choices += [pattern.replace("\0", value) for value in absent]
    return _joined(choices, joints) if len(choices) >= 2 else None


def _absent(text: str, values: list[str], named: set[str]) -> list[str]:
    """Return the values that a text neither names in its row nor mentions elsewhere."""
    return [
        value
        for value in values
        if value and value.lower() not in named and not prose.mentions(text, value)
    ]


def _joined(choices: list[str], joints: list[str]) -> str:
    """Join choices as those of a row are: `, ` between most, ` or ` before the last."""
    last = joints[-1]
    usual = joints[0] if len(joints) > 1 else ", " if last.strip(" ,") in ("or", "and") else last
    return usual.join(choices[:-1]) + last + choices[-1]


RULE = Rule(
    code="FP107",
    name="parameter-choices",
    severity="warning",
    summary="The choices that a text offers are not those that the annotation lists.",
    reason="Readers pass a word that is refused, or never learn of one that is accepted.",
    advice="Offer in the text what the `Literal` lists. Compared are rows of quoted words of which "
    "at least half stand in the annotation; a choice counts as left out only where the text says "
    'that it lists the choices, as in "one of". A type that is a set of words, as `{"a", "b"}`, '
    "is held against a default that is a word.",
    bad='''\
from typing import Literal


def turn(direction: Literal["left", "right"]) -> None:
    """Turn the knob.

    Args:
        direction: One of "left", "right" or "up".
    """
''',
    good='''\
from typing import Literal


def turn(direction: Literal["left", "right"]) -> None:
    """Turn the knob.

    Args:
        direction: One of "left" or "right".
    """
''',
    unit=check,
    fix="Writes the row of choices anew where the text says that it lists them all, on one line.",
)
