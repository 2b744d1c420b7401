"""A docstring as rules and edits look at it: its lines, its sections and what it says."""

from __future__ import annotations

import re
from typing import NamedTuple

from faceplate.docstrings.parts import Entry, Outline, Part
from faceplate.docstrings.structure import Parsed
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import Docstring
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker

# The line of an entry within a text: "angle: How far."
_BELOW = re.compile(r"[ \t]*(\w+)(?: \([^()\n]*\))?:(?:[ \t]|$)")


class UnitDocstring(NamedTuple):
    """A docstring of a unit.

    Attributes:
        symbol: The declaration that it stands in: the unit itself, or its constructor.
        fact: What its file holds.
        style: The style it is read in.
        outline: Its parts, each with its entries and their places.
        linker: What reads docstrings of its library.
    """

    symbol: Symbol
    fact: Docstring
    style: Style
    outline: Outline
    linker: Linker

    @property
    def parsed(self) -> Parsed:
        """What it says, as pages show it."""
        return self.linker.docstring(self.fact)

    @property
    def lines(self) -> list[str]:
        """The lines of its text."""
        return self.outline.lines.texts

    def outside(self, kinds: set[str] | None = None) -> str:
        """Return what stands outside of all sections, or of those of some kinds.

        Args:
            kinds: The kinds; None for all.
        """
        inside = {
            number
            for block in self.sections
            if kinds is None or block.kind in kinds
            for number in range(block.line, block.first + len(block.body))
        }
        return "\n".join(line for number, line in enumerate(self.lines) if number not in inside)

    @property
    def sections(self) -> list[Part]:
        """Its sections, in order."""
        return self.outline.sections

    def entries(self, kind: str) -> list[Entry]:
        """Return the entries of all sections of a kind, in order."""
        return [entry for part in self.sections if part.kind == kind for entry in part.entries]


def grouped(entry: Entry) -> set[str]:
    """Return the names that stand below an entry which is no more than the title of a group.

    `Configuration:` is one, with lines such as `angle: How far.` below and no text of its own.
    """
    # "State (only while it turns):" has a remark where others have a type.
    is_plain = entry.annotation is None or " " in entry.annotation
    below = entry.text.split("\n") if is_plain else []
    names = [match[1] for line in below if (match := _BELOW.match(line))]
    return set(names) if names and _BELOW.match(below[0]) else set()


def unit_docstring(symbol: Symbol, fact: Docstring, linker: Linker) -> UnitDocstring:
    """Read a docstring of a declaration."""
    text = fact.text
    outline = linker.outline(text)
    return UnitDocstring(symbol, fact, linker.style(text), outline, linker)
