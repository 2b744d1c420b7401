"""Two things that one docstring or one class describes with the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import AttributeFact, ClassFact, Docstring

_SHORTEST = 40
"""Characters from which on a text is unlikely to fit two things by chance."""

_CODE = re.compile(r"`[^`]*[=([][^`]*`")
# What stands at more than two things is meant for all of them.
_PAIR = 2


def check(unit: Unit) -> Iterator[Violation]:
    """Look for texts that speak of one thing and stand at two."""
    entries = unit.documented()
    # Several names on one line share what follows.
    lines = Counter((id(docstring), entry.line) for docstring, entry, _ in entries)
    spoken = [
        (entry.name, entry.text, partial(unit.at, docstring, entry.line))
        for docstring, entry, parameter in entries
        if parameter is not None and lines[id(docstring), entry.line] == 1
    ]
    yield from _repeated(unit, spoken, "parameter")
    if isinstance(unit.fact, ClassFact):
        described = [
            (fact.name, fact.docstring.text, partial(_place, unit, fact.docstring))
            for fact in unit.fact.members.values()
            if isinstance(fact, AttributeFact) and fact.docstring is not None
        ]
        yield from _repeated(unit, described, "attribute")


def _place(unit: Unit, docstring: Docstring) -> Place:
    return Place(unit.file, *unit.codebase.sources.docstring(unit.file, docstring, 0))


def _repeated(
    unit: Unit, spoken: Sequence[tuple[str, str, Callable[[], Place]]], what: str
) -> Iterator[Violation]:
    names: dict[str, str] = {}
    numbers = Counter(" ".join(text.split()) for _, text, _ in spoken)
    for name, text, place in spoken:
        words = " ".join(text.split())
        earlier = names.setdefault(words, name)
        if earlier == name or len(words) < _SHORTEST or numbers[words] > _PAIR:
            continue
        # The text has to be about the other one: a word of its name that this one lacks.
        own, theirs = set(name.split("_")), set(earlier.split("_"))
        # A value in backticks, `fields=angle`, is not what a text is about.
        prose = _CODE.sub("", words)
        about = [
            word
            for word in theirs - own
            if _mentions(prose, word) and word.lower() not in name.lower()
        ]
        if about and not any(_mentions(words, word) for word in own - theirs):
            yield unit.violation(
                f"{what} `{name}` has the text of `{earlier}`, word for word", place()
            )


def _mentions(text: str, word: str) -> bool:
    return (
        len(word) > 2
        and re.search(rf"\b{re.escape(word)}(?:e?s|ing|ed)?\b", text, re.I) is not None
    )


RULE = Rule(
    code="FP111",
    name="repeated-text",
    severity="warning",
    summary="A parameter or an attribute has the text of another one, word for word, and the text "
    "names the other one's subject.",
    reason="An entry was copied and not changed, so what it says is about something else.",
    advice="Write what the second one means.",
    bad='''\
class Selection:
    """What was selected."""

    def __init__(self, data: dict[str, int]) -> None:
        self.row: int = data["row"]
        """Number of the row in which the selected cell stands, from 0."""
        self.column: int = data["column"]
        """Number of the row in which the selected cell stands, from 0."""
''',
    good='''\
class Selection:
    """What was selected."""

    def __init__(self, data: dict[str, int]) -> None:
        self.row: int = data["row"]
        """Number of the row in which the selected cell stands, from 0."""
        self.column: int = data["column"]
        """Number of the column in which the selected cell stands, from 0."""
''',
    unit=check,
)
