"""A revision: the lines of a docstring as they are to be, each old, changed or new.

It speaks of the text that rules look at and knows nothing of files, so that whether a fault can be
fixed is found out without opening one. With the lines goes what they are meant to say; a revision
counts only if the docstring, read again, says that and everything else as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.docstrings.structure import Parsed
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import Docstring
from faceplate.link.pages import Linker
from faceplate.model import Item


class Substitution(NamedTuple):
    """Other text in place of a part of a line.

    Attributes:
        line: Index of the line in the docstring.
        start: Where the part begins on it.
        end: Where it ends.
        text: What takes its place.
    """

    line: int
    start: int
    end: int
    text: str


class Insertion(NamedTuple):
    """New lines.

    Attributes:
        after: Index of the line below which they stand; -1 for the top.
        rank: Says in which order insertions at one place stand.
        like: Index of a line that begins with the same white space.
        lines: The lines, each with the spaces that it is indented deeper.
        whole: Whether no other revision may touch the docstring at the same time.
    """

    after: int
    rank: int
    like: int
    lines: tuple[str, ...]
    whole: bool = False


class KeptLine(NamedTuple):
    """An old line, changed or not."""

    number: int
    changes: tuple[Substitution, ...] = ()


class AddedLine(NamedTuple):
    """A new line."""

    like: int
    deeper: int
    text: str


class Intent(NamedTuple):
    """What a revision is meant to change of what a docstring says.

    Attributes:
        parameters: Names of parameters to what is said of them then; None for nothing.
        order: Names of parameters in the order in which they then stand; empty if it stays.
        others: The other parts of `Parsed` that change, by name, and what they then are.
    """

    parameters: tuple[tuple[str, Item | None], ...] = ()
    order: tuple[str, ...] = ()
    others: tuple[tuple[str, object], ...] = ()


class Subject(NamedTuple):
    """A docstring that may be revised.

    Attributes:
        file: Path of its file.
        docstring: The docstring.
        style: The style that it is read in.
        linker: What reads it.
    """

    file: str
    docstring: Docstring
    style: Style
    linker: Linker

    @property
    def old(self) -> list[str]:
        """Its lines."""
        return self.docstring.text.split("\n")

    @property
    def parsed(self) -> Parsed:
        """What it says."""
        return self.linker.docstring(self.docstring)


class Revision:
    """How a docstring is to be.

    Args:
        subject: The docstring.
        changes: What changes within lines.
        insertions: New lines.
        removed: Indices of lines that go.
        order: Indices of all lines that stay, in their new order; None if it stays.
        intents: What it is meant to say.
        style: The style that it is then read in; None if it stays.
    """

    def __init__(
        self,
        subject: Subject,
        *,
        changes: Iterable[Substitution] = (),
        insertions: Iterable[Insertion] = (),
        removed: Iterable[int] = (),
        order: Iterable[int] | None = None,
        intents: Iterable[Intent] = (),
        style: Style | None = None,
    ) -> None:
        self.subject = subject
        self.changes = tuple(sorted(changes))
        self.insertions = tuple(sorted(insertions))
        self.removed = frozenset(removed)
        self.order = None if order is None else tuple(order)
        self.intents = tuple(intents)
        self.style = style or subject.style

    @property
    def file(self) -> str:
        """Path of the file that it changes."""
        return self.subject.file

    @property
    def place(self) -> object:
        """What of its file it changes."""
        return "docstring", self.subject.docstring.line

    @cached_property
    def lines(self) -> list[KeptLine | AddedLine]:
        """The lines, in order."""
        count = len(self.subject.old)
        order = range(count) if self.order is None else self.order
        lines: list[KeptLine | AddedLine] = []
        for index in (-1, *order):
            if index >= 0 and index not in self.removed:
                lines.append(
                    KeptLine(
                        index, tuple(change for change in self.changes if change.line == index)
                    )
                )
            for insertion in self.insertions:
                if insertion.after == index:
                    lines += [
                        AddedLine(insertion.like, len(line) - len(line.lstrip()), line.lstrip())
                        for line in insertion.lines
                    ]
        return lines

    @cached_property
    def text(self) -> str:
        """The docstring as it is to be read."""
        old = self.subject.old
        lines = []
        for line in self.lines:
            if isinstance(line, AddedLine):
                like = old[line.like]
                margin = len(like) - len(like.lstrip()) + line.deeper
                lines.append(" " * margin + line.text if line.text else "")
                continue
            text = old[line.number]
            for change in reversed(line.changes):
                text = text[: change.start] + change.text + text[change.end :]
            lines.append(text)
        return "\n".join(lines)

    def joined(self, other: Revision) -> Revision | None:
        """Return both revisions in one, or None if they get in each other's way."""
        if self._is_whole or other._is_whole:
            return None
        touched = {change.line for change in self.changes} | self.removed
        if touched & ({change.line for change in other.changes} | other.removed):
            return None
        if self._subjects & other._subjects:
            return None
        both = Revision(
            self.subject,
            changes=[*self.changes, *other.changes],
            insertions=[*self.insertions, *other.insertions],
            removed=self.removed | other.removed,
            intents=[*self.intents, *other.intents],
        )
        return both if both.reads_well() else None

    def reads_well(self) -> bool:
        """Return whether the docstring then says what is meant, and everything else as before."""
        subject = self.subject
        text = self.text
        linker = subject.linker
        if text == subject.docstring.text or linker.style(text) != self.style:
            return False
        parsed = linker.docstring(replace(subject.docstring, text=text))
        expected, order = _expected(subject.parsed, self.intents)
        if _comparable(parsed, self.intents) != _comparable(expected, self.intents):
            return False
        names = _entries(text, linker)
        wanted = Counter(_entries(subject.docstring.text, linker))
        for intent in self.intents:
            for name, item in intent.parameters:
                wanted[name] = 0 if item is None else 1
        if Counter(names) != +wanted:
            return False
        return not order or [name for name in names if name in order] == list(order)

    @property
    def _is_whole(self) -> bool:
        return self.order is not None or any(insertion.whole for insertion in self.insertions)

    @property
    def _subjects(self) -> set[str]:
        """What the intents speak of, each of which one revision may change at a time."""
        named = {name for intent in self.intents for name, _ in intent.parameters}
        return named | {f" {part}" for intent in self.intents for part, _ in intent.others}


def _expected(old: Parsed, intents: tuple[Intent, ...]) -> tuple[Parsed, tuple[str, ...]]:
    """Return what a docstring is to say, and the order of parameters where that is to change."""
    parameters = dict(old.parameters)
    others: dict[str, object] = {}
    order: tuple[str, ...] = ()
    for intent in intents:
        for name, item in intent.parameters:
            if item is None:
                parameters.pop(name, None)
            else:
                parameters[name] = item
        others.update(intent.others)
        order = intent.order or order
    return replace(old, parameters=parameters, **others), order


def _comparable(parsed: Parsed, intents: tuple[Intent, ...]) -> Parsed:
    """Return what a docstring says, with what changed spelled one way.

    Parsers spell types anew, and keep some of the margin of texts.
    """
    named = {name for intent in intents for name, _ in intent.parameters}
    return replace(
        parsed,
        parameters={
            name: replace(
                item,
                annotation=_plain(item.annotation),
                description=_flush(item.description),
            )
            if name in named
            else item
            for name, item in parsed.parameters.items()
        },
    )


def _flush(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _plain(annotation: str | None) -> str | None:
    if annotation is None:
        return None
    return re.sub(r"\s|['\"]", "", annotation).removesuffix(",optional") or None


def _entries(text: str, linker: Linker) -> list[str]:
    sections = linker.outline(text).sections
    return [entry.name for part in sections if part.kind == "parameters" for entry in part.entries]
