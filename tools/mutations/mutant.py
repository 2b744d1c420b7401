"""The nouns: an edit of a file, and a mutant, which is a few edits and what they put wrong."""

from __future__ import annotations

import itertools
from dataclasses import dataclass


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
    """One known fault in one unit, or a consistent edit that is none.

    Attributes:
        kind: What is done, such as `entry renamed`.
        file: Path of the file that is edited, relative to the library.
        unit: Qualified name of the class or function that has to be reported.
        edits: What is edited.
        names: What drifted: a finding has to name one of these words.
        control: Whether nothing is wrong after the edits.
        number: Its place among all mutants of a run.
        apart: Further units that nothing else may touch, such as the ancestor whose docstring an
            heir has: each with its file, as `knobs/knob.py:Knob.turn`.
    """

    kind: str
    file: str
    unit: str
    edits: list[Edit]
    names: tuple[str, ...]
    control: bool = False
    number: int = 0
    apart: tuple[str, ...] = ()


def applied(text: str, edits: list[Edit]) -> str | None:
    """Return a text with edits made; None if two of them touch the same stretch."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for edit, following in itertools.pairwise(ordered):
        if following.start < edit.end:
            return None
    for edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
