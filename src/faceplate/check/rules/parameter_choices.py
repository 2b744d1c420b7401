"""Choices that a text offers and the annotation does not list, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from faceplate.check import prose
from faceplate.check.finding import Flaw
from faceplate.check.rule import Rule
from faceplate.check.types.literals import literals
from faceplate.check.units import Unit
from faceplate.link.library import Symbol

_ALIKE = 0.6
"""From which ratio on two words may be spellings of the same one."""


def check(unit: Unit) -> Iterator[Flaw]:
    """Hold the offered strings against those that the annotations list."""
    for label, entry, known in unit.documented():
        if known is None or known.annotation is None:
            continue
        symbol = unit.signature.owners.get(known.name) or label.symbol
        text = f"{entry.annotation or ''}\n{entry.text}"
        if '"' not in text and "'" not in text and "`" not in text:
            continue
        for message, line in differences(entry.name, text, known.annotation, symbol):
            place = unit.at(label, entry.line + max(line - 1, 0))
            yield unit.flaw(message, place, unit.about(label, entry))


def differences(name: str, text: str, annotation: str, symbol: Symbol) -> Iterator[tuple[str, int]]:
    """Yield what a text and an annotation say differently of the choices.

    Args:
        name: The parameter.
        text: Its description.
        annotation: Source of its annotation.
        symbol: The declaration that the annotation stands at.

    Yields:
        A message, and the index of the line of the text.
    """
    listed = literals(annotation, symbol) if prose.quotes(text) else None
    if listed is None:
        return
    values, closed = listed
    if closed:
        found = list(_replaced(name, text, values))
        yield from found
        if found:
            return
    known = {value.lower() for value in values}
    named = {value.lower() for row in prose.choices(text) for value in row.values}
    for row in [*prose.choices(text), *prose.explained(text)]:
        inside = [value for value in row.values if value.lower() in known]
        extra = [
            value
            for value in row.values
            if value.lower() not in known and _is_choice(value) and value != name
        ]
        enough = 1 if row.complete and len(values) < 3 else 2
        if closed and extra and len(inside) >= max(enough, len(extra)):
            yield (
                f"`{name}` is stated to take {_series(extra)}, and the annotation does not",
                (row.line),
            )
        if row.complete and len(inside) == len(row.values):
            absent = [
                value
                for value in values
                if value.lstrip("_") == value != ""
                and value.lower() not in named
                and not prose.mentions(text, value)
            ]
            if absent:
                yield f"`{name}` also takes {_series(absent)}, which the text leaves out", row.line
                return


def _replaced(name: str, text: str, values: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the one quoted word that stands where the annotation has another one.

    The text quotes all choices but one, and one word that is none, in the place of that choice or
    of nearly its name.
    """
    spoken = [(word, line) for word, line in prose.quoted(text) if word != name]
    known = {value.lower() for value in values}
    extra = [(word, line) for word, line in spoken if word.lower() not in known]
    absent = [one for one in values if one.lower() not in {word.lower() for word, _ in spoken}]
    if len(extra) != 1 or len(absent) != 1 or len(spoken) != len(values) or len(values) < 2:
        return
    word, line = extra[0]
    if not _is_choice(word) or prose.mentions(text, absent[0]):
        return
    order = [absent[0] if one == word else one for one, _ in spoken]
    alike = SequenceMatcher(None, word, absent[0]).ratio() >= _ALIKE
    if alike or (
        len(values) > 2 and [one.lower() for one in order] == [one.lower() for one in values]
    ):
        yield f"`{name}` is stated to take '{word}', and the annotation has '{absent[0]}'", line


def _is_choice(value: str) -> bool:
    return value.isprintable() and " " not in value and value not in ("None", "True", "False", "")


def _series(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in dict.fromkeys(values))


RULE = Rule(
    code="FP107",
    name="parameter-choices",
    severity="warning",
    summary="The choices that a text offers are not those that the annotation lists.",
    reason="Readers pass a word that is refused, or never learn of one that is accepted.",
    remedy="Offer in the text what the `Literal` lists. Compared are rows of quoted words of which "
    "at least half stand in the annotation; a choice counts as left out only where the text says "
    'that it lists the choices, as in "one of".',
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
