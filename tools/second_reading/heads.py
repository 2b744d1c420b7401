"""The head of an entry, `name (type): text`, read from left to right as people read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from second_reading.entries import bare

# One name: `x`, `*args`, `\*\*options`, "`x`", "**x**", `config.size`, `on-click`, `größe`.
_NAME = r"(?:\\?\*){0,2}[`'\"]{0,2}(?:\\?\*){0,2}[^\W\d][\w.\-]*[`'\"]{0,2}(?:\*\*?)?"
NAMES = re.compile(rf"{_NAME}(?:\s*(?:,|/| and )\s*{_NAME})*")
_OPENING = {"(": ")", "[": "]", "{": "}"}
LONGEST_HEAD = 8
"""Lines that a head may take; brackets that stay open for longer hold no type."""
# "x: text", "x - text", "x -- text", "x – text"
# A colon that begins a role, "Optional :class:`int`", is not a mark; after surplus brackets it is.
_END = re.compile(
    r"[ \t]+::[ \t]+(?=\S)|\)*[ \t]*:(?!:)(?=\s|\\?$)|[ \t]+(?:--?|–|—)[ \t]+"
    r"|[ \t]*:(?=[^\s:])(?![\w:]+:`)",
    re.MULTILINE,
)
# "(Tensor of shape (n, m):" on one line: the last bracket in front of the colon has to do.
_LAST_BRACKET = re.compile(r"\):[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Head:
    """The head of an entry.

    Attributes:
        names: The names that it stands for.
        type: What stands in brackets behind them.
        end: Where the text begins, in the text that was given.
        sure: Whether the mark behind it is one that opens nothing else.
    """

    names: tuple[str, ...]
    type: str
    end: int
    sure: bool


def closing(text: str, start: int) -> int:
    """Return where the bracket closes that opens at `start`, or -1; others are passed over."""
    expected: list[str] = []
    for index in range(start, len(text)):
        character = text[index]
        if character in _OPENING:
            expected.append(_OPENING[character])
        elif character in expected:
            while expected.pop() != character:
                pass
            if not expected:
                return index
    return -1


def _closing_on_lines(text: str, start: int) -> int:
    """Return where the bracket closes that opens at `start`, or -1; types are not longer."""
    end = closing(text, start)
    if end >= 0 and text.count("\n", 0, end) <= LONGEST_HEAD:
        return end
    line = text.partition("\n")[0].rstrip()
    last = _LAST_BRACKET.search(line, start)
    if last is None and line.endswith(":"):
        return len(line) - 2  # one bracket is left out: "(of shape (n, m):"
    return last.start() if last else -1


def head(text: str) -> Head | None:
    """Return the head that a text begins with, or None."""
    match = NAMES.match(text)
    if match is None:
        return None
    position, stated = match.end(), ""
    bracket = re.compile(r"[ ]*\(").match(text, position)
    if bracket:
        end = _closing_on_lines(text, bracket.end() - 1)
        if end < 0:
            return None
        stated = text[bracket.end() : end + (text[end] != ")")].strip()
        position = end + 1
    mark = _END.match(text, position)
    if mark is None and (stated or match[0].startswith("*")) and text[position:][:1] in ("", "\n"):
        # `name (type)` or `**options`, and the colon is left out
        mark = re.compile("").match(text, position)
    if mark is None:
        return None
    names = tuple(bare(name) for name in re.split(r"\s*(?:,|/| and )\s*", match[0]))
    sure = mark[0].strip() == ":" and (bool(stated) or " " not in match[0].strip())
    return Head(names, stated, mark.end(), sure)
