"""What a docstring is made of: parts, entries and the places where they stand."""

from __future__ import annotations

from typing import Literal, NamedTuple

from faceplate.docstrings.lines import Lines

Form = Literal["prose", "google", "numpy", "fields", "list", "label"]
"""How a part is written: which of them opens it, or plain prose."""


class Span(NamedTuple):
    """A piece of a line.

    Attributes:
        line: Index of the line in the docstring.
        start: Where it begins.
        end: Where it ends.
    """

    line: int
    start: int
    end: int


class Entry(NamedTuple):
    """One entry of a section.

    Attributes:
        name: The name, normalised as Python does, without stars and marks; empty where none is
            stated.
        annotation: The type as it is stated, on one line, or None.
        text: The description as written, further lines set to their own margin.
        line: Index of its first line in the docstring, counted from 0.
        column: Where it begins on that line, counted from 0.
        end: Index after its last line that is not blank.
        head: Where the name stands.
        stated: Where the type stands; None where none is stated, or over several lines.
        body: Where the text begins, to the end of that line.
        field: Index of the line of a field of its own that states the type.
    """

    name: str
    annotation: str | None
    text: str
    line: int
    column: int
    end: int
    head: Span
    stated: Span | None
    body: Span
    field: int | None = None


class Part(NamedTuple):
    """A part of a docstring: prose, a section, an admonition or a tag.

    Attributes:
        kind: `prose`, `note`, `tag`, `meta`, `types` for fields that state types alone, or the
            kind of a section: `parameters`, `returns`, `examples`, `references`, ...
        form: How it is written.
        label: The heading or label as written; the kind of an admonition.
        line: Index of the line of the heading; of the first line where there is none.
        first: Index of the first line below the heading.
        end: Index after its last line.
        body: The lines from `first` on, as they stand.
        entries: Its entries, in order.
        text: What it says in prose; in a section with entries, what stands above them.
        of: What an example is stated to be for, or None.
    """

    kind: str
    form: Form
    label: str
    line: int
    first: int
    end: int
    body: list[str]
    entries: list[Entry]
    text: str = ""
    of: str | None = None


class Outline(NamedTuple):
    """A docstring taken apart: each line belongs to one part.

    Attributes:
        lines: Its lines.
        parts: Its parts, in order.
    """

    lines: Lines
    parts: list[Part]

    @property
    def sections(self) -> list[Part]:
        """The parts that are sections."""
        return [part for part in self.parts if part.kind not in _NO_SECTIONS]


# Kinds of parts that stand under no heading.
_NO_SECTIONS = frozenset({"prose", "note", "tag", "meta", "types"})


def prose(lines: Lines, start: int, end: int) -> Part | None:
    """Return lines as prose, or None where they are blank."""
    start, end = lines.trimmed(start, end)
    if start == end:
        return None
    body = lines.texts[start:end]
    return Part("prose", "prose", "", start, start, end, body, [], "\n".join(body))
