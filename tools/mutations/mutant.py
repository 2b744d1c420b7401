"""The nouns: an edit of a file, and a mutant, which is a few edits and what they put wrong."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Edit:
    """A stretch of a file's text that is replaced.

    Attributes:
        start: Index of its first character.
        end: Index behind its last one.
        text: What stands there then.
    """

    start: int
    end: int
    text: str


@dataclass
class Mutant:
    """One known fault in one unit, or an edit of the same size that is none.

    Attributes:
        kind: What is done, such as `entry renamed`.
        file: Path of the file that is edited, relative to the library.
        unit: Qualified name of the class or function that the edits are in.
        edits: What is edited.
        names: What drifted: a finding has to say one of these words.
        control: Whether nothing is wrong after the edits.
        at: Further places where a finding counts, each a file and a qualified name: those that
            the fault is about, such as the heir of an ancestor whose text was edited.
        number: Its place among all mutants of a run.
    """

    kind: str
    file: str
    unit: str
    edits: list[Edit]
    names: tuple[str, ...]
    control: bool = False
    at: tuple[tuple[str, str], ...] = ()
    number: int = field(default=-1, compare=False)

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """All places where a finding counts."""
        return ((self.file, self.unit), *self.at)


def applied(text: str, edits: list[Edit]) -> str | None:
    """Give a text with edits made; None if two of them touch the same stretch."""
    ordered = sorted(edits, key=lambda one: (one.start, one.end))
    for one, following in itertools.pairwise(ordered):
        if following.start < one.end:
            return None
    for one in reversed(ordered):
        text = text[: one.start] + one.text + text[one.end :]
    return text
