"""The lines of a docstring, each classified once: its margin, and whether it is quoted.

Code in fences, literal blocks behind `::`, the content of directives and doctests are quoted: what
looks like a heading, an entry or a label in there is none.
"""

from __future__ import annotations

import re

_QUOTING = ("```", "~~~", ">>>", "::")
"""What is in each text that quotes something; most have none of it."""

# ```python, ~~~
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
# `.. code-block:: python`, but no comment and no target, `.. _name:`
_DIRECTIVE = re.compile(r"\.\. [\w:+-]+::(?:[ \t]|$)")


class Lines:
    """The lines of one docstring.

    Args:
        text: The docstring, its indentation cleaned.

    Attributes:
        texts: The lines, without tabs.
        margins: How many columns each is indented; -1 for one that is blank.
        quoted: Which lines stand in a fence, a literal block, a directive or a doctest.
    """

    def __init__(self, text: str) -> None:
        if "\t" in text:
            text = text.expandtabs()
        self.texts = text.split("\n")
        bare = [line.lstrip() for line in self.texts]
        self.margins = [
            len(line) - len(rest) if rest else -1
            for line, rest in zip(self.texts, bare, strict=True)
        ]
        self.quoted = bytearray(len(self.texts))
        if any(mark in text for mark in _QUOTING):
            _quoted(self.texts, self.margins, self.quoted)

    def __len__(self) -> int:
        return len(self.texts)

    def following(self, index: int) -> int:
        """Return the index of the next line that is not blank, or the number of lines."""
        count = len(self.texts)
        index += 1
        while index < count and self.margins[index] < 0:
            index += 1
        return index

    def block(self, start: int, margin: int) -> int:
        """Return the index after the last line of a block that is indented deeper than a margin.

        Args:
            start: Index of the first line that may belong to it.
            margin: The margin that ends it.
        """
        end = start
        for index in range(start, len(self.texts)):
            if self.margins[index] > margin:
                end = index + 1
            elif self.margins[index] >= 0:
                break
        return end

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of lines without the blank ones at its ends."""
        while end > start and self.margins[end - 1] < 0:
            end -= 1
        while start < end and self.margins[start] < 0:
            start += 1
        return start, end

    def text(self, start: int, end: int) -> str:
        """Return lines as one text, set to their shallowest margin."""
        start, end = self.trimmed(start, end)
        margins = [margin for margin in self.margins[start:end] if margin >= 0]
        shallowest = min(margins, default=0)
        return "\n".join(line[shallowest:].rstrip() for line in self.texts[start:end])

    def _hanging(self, start: int, end: int, margin: int) -> str:
        """Return lines as one text; what is back at a margin does not keep the rest indented."""
        for number in range(start + 1, end):
            if 0 <= self.margins[number] <= margin < self.margins[start]:
                above = self.text(start, number)
                gap = "\n" * (number - self.trimmed(start, number)[1] + 1)
                return f"{above}{gap}{self.text(number, end)}"
        return self.text(start, end)

    def behind(self, index: int, column: int, end: int) -> str:
        """Return what stands behind a place, with the lines below it set to their own margin.

        Args:
            index: Index of the line.
            column: The place on it.
            end: Index after the last line.
        """
        first = self.texts[index][column:].strip()
        if first == "\\":
            # In a raw docstring, the mark of a line that goes on.
            first = ""
        if end <= index + 1:
            return first
        start, end = self.trimmed(index + 1, end)
        further = self._hanging(start, end, self.margins[index])
        if not first or not further:
            return first or further
        # Each line of the text stays as far below the first one as it is.
        return first + "\n" * (start - index) + further


def _quoted(texts: list[str], margins: list[int], quoted: bytearray) -> None:
    """Set which lines are quoted."""
    index, count = 0, len(texts)
    closing = dict.fromkeys("`~", -2)
    while index < count:
        line, margin = texts[index], margins[index]
        start = line[margin : margin + 3] if margin >= 0 else ""
        first, end = index + 1, index
        if start in ("```", "~~~"):
            if closing[start[0]] == -2:
                closing[start[0]] = _last_closing(texts, start[0])
            if closing[start[0]] > index:
                first, end = index, _fence_end(texts, margins, index)
        elif start == ">>>":
            first, end = index, _doctest_end(margins, index)
        elif "::" in line and _is_literal(line, margin):
            end = _deeper_end(margins, index)
        if end > first:
            quoted[first:end] = b"\1" * (end - first)
        index = max(end, index + 1)


def _is_literal(line: str, margin: int) -> bool:
    """Return whether what is indented below a line is shown as it is, or belongs to a directive."""
    if line.startswith(".. ", margin):
        return _DIRECTIVE.match(line, margin) is not None
    return line.rstrip().endswith("::")


def _last_closing(texts: list[str], mark: str) -> int:
    """Return the index of the last line that may close a fence, so that none is sought in vain."""
    for index in range(len(texts) - 1, -1, -1):
        bare = texts[index].strip()
        if bare.startswith(mark * 3) and not bare.strip(mark):
            return index
    return -1


def _fence_end(texts: list[str], margins: list[int], index: int) -> int:
    """Return the index after a fence: behind its closing line, or where its container ends."""
    margin = margins[index]
    match = _FENCE.match(texts[index], margin)
    assert match is not None
    mark = match[1]
    if mark[0] == "`" and "`" in match[2]:
        # ```code``` on one line is not a fence.
        return index + 1
    for number in range(index + 1, len(texts)):
        bare = texts[number].strip()
        if bare.startswith(mark) and not bare.strip(mark[0]):
            return number + 1
        if 0 <= margins[number] < margin:
            return number
    return len(texts)


def _doctest_end(margins: list[int], index: int) -> int:
    for number in range(index + 1, len(margins)):
        if margins[number] < margins[index]:
            return number
    return len(margins)


def _deeper_end(margins: list[int], index: int) -> int:
    for number in range(index + 1, len(margins)):
        if 0 <= margins[number] <= margins[index]:
            return number
    return len(margins)
