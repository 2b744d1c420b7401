"""The reader of docstrings: a text to its parts, each with the lines where it stands.

It goes through the lines once. At the margin it looks for what opens a part: an underlined heading,
a heading with a colon or of Markdown, an admonition, fields, a tag. What opens none is prose. The
docstrings of one library mix styles, so all forms are read unless a style is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from faceplate.docstrings import admonitions, fields, google, lists, numpy
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Outline, Part, prose
from faceplate.docstrings.structure import no_tags
from faceplate.docstrings.styles import Style


def read(text: str, style: Style | None = None, is_tag: Callable[[str], bool] = no_tags) -> Outline:
    """Take a docstring apart.

    Args:
        text: The docstring, its indentation cleaned.
        style: The only style whose sections are read; None for those that it shows.
        is_tag: Whether the dialect has a tag of that label.

    Returns:
        Its parts in order. Every line belongs to one of them, blank ones apart.
    """
    return fields.joined(_Reading(text, style, is_tag).outline())


class _Reading:
    """A docstring that is being taken apart."""

    def __init__(self, text: str, style: Style | None, is_tag: Callable[[str], bool]) -> None:
        self._lines = lines = Lines(text)
        self._is_tag = is_tag
        self._google = style in (None, "google")
        self._fields = style in (None, "sphinx") and (":" in text or "@" in text)
        self._headings: frozenset[int] = frozenset()
        if style in (None, "numpy") and any(mark in text for mark in numpy.UNDERLINES):
            self._headings = numpy.headings(lines, forced=style == "numpy")

    def outline(self) -> Outline:
        """Return the parts, in order."""
        lines = self._lines
        texts, margins, quoted = lines.texts, lines.margins, lines.quoted
        parts: list[Part] = []
        start = index = 0
        while index < len(texts):
            # A line without these marks opens nothing.
            text = texts[index]
            if margins[index] < 0 or quoted[index]:
                opened = None
            elif ":" in text or index in self._headings or text[:1] in "#!?":
                opened = self._opened(index)
            else:
                opened = None
            if not opened:
                index += 1
                continue
            part = prose(lines, start, index)
            if part is not None:
                parts.append(part)
            parts += opened
            # A heading over nothing moves on by its own line.
            start = index = max(opened[-1].end, index + 1)
        part = prose(lines, start, len(texts))
        if part is not None:
            parts.append(part)
        return Outline(lines, parts)

    def _opened(self, index: int) -> list[Part] | None:
        """Return the parts that a line opens; none where it is prose."""
        lines = self._lines
        margin = lines.margins[index]
        part = None
        if index in self._headings:
            part = numpy.section(lines, index, self._ends)
        if part is None and margin == 0:
            part = self._marked(index)
        elif part is None and self._google:
            part = google.section(lines, index)
        if part is not None:
            return [part]
        if self._fields and lines.texts[index][margin] in ":@":
            group = fields.group(lines, index, self._ends)
            return list(fields.parts(lines, group)) if group else None
        part = admonitions.labelled(lines, index, self._is_tag) if margin == 0 else None
        return [part] if part else None

    def _marked(self, index: int) -> Part | None:
        """Return the part that a heading, or the mark of an admonition, opens at the margin."""
        lines = self._lines
        part = admonitions.marked(lines, index)
        if part is None and self._google:
            part = google.section(lines, index)
            if part is None and lines.texts[index][0] == "#":
                part = lists.section(lines, index)
        return part

    def _ends(self, index: int) -> bool:
        """Return whether a line opens another part than the section or field that it follows."""
        lines = self._lines
        if index in self._headings:
            return True
        if ":" not in lines.texts[index]:
            return False
        if self._google and lines.margins[index] == 0 and google.opens(lines, index):
            return True
        return self._fields and fields.field(lines, index) is not None
