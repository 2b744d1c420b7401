"""Function bodies blanked out before a file is parsed.

Declarations do not stand in function bodies, yet bodies are most of a file and parsing them is most
of the time. griffe does the same where a compiled helper is installed; this is the part of it that
plain Python does quickly. Only shapes that are certain are touched: whatever looks unusual stays,
and should the result not parse, the reader takes the file as it is. Lines keep their numbers, and
constructors keep their bodies, since attributes are declared there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

_DEFINITION = re.compile(r"def (\w+)")
_OPENING = re.compile(r"[rRuUbB]{0,2}([\"'])")
_LONGEST_HEADER = 300
_KEPT = "__init__"


def without_bodies(code: str) -> str:
    """Blank the bodies of functions, docstrings apart.

    Args:
        code: A source file, line ends as newlines.

    Returns:
        Source with the same declarations on the same lines; the file itself where its strings make
        it unclear what is code.
    """
    strings = _Strings.of(code)
    if strings is None:
        return code
    parts: list[str] = []
    done = 0
    passed = 0
    for match in _DEFINITION.finditer(code):
        start = match.start()
        if start < passed or match[1] == _KEPT or strings.holding(start) is not None:
            continue
        line = code.rfind("\n", 0, start) + 1
        margin = code[line:start].removesuffix("async ")
        if margin and not margin.isspace():
            continue
        body = _body(code, line)
        if body is None:
            continue
        end = _end(code, body, _beyond(code, body, len(margin), strings), strings)
        passed = end
        blanked = _after_docstring(code, body, end, strings)
        if blanked is None or blanked >= end or not _balanced(code, blanked, end):
            continue
        text = code[body:end].lstrip()
        opening = end - len(text)
        indent = code[code.rfind("\n", 0, opening) + 1 : opening]
        parts += [code[done:blanked], "\n" * code.count("\n", blanked, end), indent, "pass"]
        done = end
    return "".join([*parts, code[done:]]) if parts else code


class _Strings:
    """The triple-quoted strings of a file: where each starts and ends."""

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self._starts = starts
        self._ends = ends

    @classmethod
    def of(cls, code: str) -> _Strings | None:
        """Find them, or give None where another quote makes them unclear."""
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        double, single = code.find('"""'), code.find("'''")
        while double >= 0 or single >= 0:
            start = double if single < 0 or 0 <= double < single else single
            before = code[code.rfind("\n", 0, start) + 1 : start]
            if "#" in before or '"' in before or "'" in before:
                return None
            end = code.find(code[start : start + 3], start + 3)
            if end < 0 or code[end - 1] == "\\" or code[end + 3 : end + 4] in ('"', "'"):
                return None
            position = end + 3
            starts.append(start)
            ends.append(position)
            if 0 <= double < position:
                double = code.find('"""', position)
            if 0 <= single < position:
                single = code.find("'''", position)
        return cls(starts, ends)

    def holding(self, position: int) -> int | None:
        """Return the end of the string that a position stands in, or None."""
        index = bisect_right(self._starts, position) - 1
        return self._ends[index] if index >= 0 and position < self._ends[index] else None

    def starting(self, first: int, beyond: int) -> int | None:
        """Return the end of the first string that starts within a stretch, or None."""
        index = bisect_left(self._starts, first)
        starts_there = index < len(self._starts) and self._starts[index] < beyond
        return self._ends[index] if starts_there else None


def _line_end(code: str, position: int) -> int:
    end = code.find("\n", position)
    return len(code) if end < 0 else end


def _body(code: str, line: int) -> int | None:
    """Find the line after the header of a definition; None where the header is unusual."""
    depth = 0
    for _ in range(_LONGEST_HEADER):
        end = _line_end(code, line)
        text = code[line:end]
        depth += text.count("(") + text.count("[") + text.count("{")
        depth -= text.count(")") + text.count("]") + text.count("}")
        if depth <= 0 or end == len(code):
            closed = depth == 0 and end < len(code) and text.rstrip().endswith(":")
            return end + 1 if closed else None
        line = end + 1
    return None


def _beyond(code: str, body: int, margin: int, strings: _Strings) -> int:
    """Find the line end before the first line after a body: code at its definition's margin."""
    pattern = _at_margin(margin)
    position = body - 1
    while match := pattern.search(code, position):
        position = match.start()
        before = code[code.rfind("\n", 0, position) + 1 : position]
        if strings.holding(position) is None and not _goes_on(before):
            return position
        position += 1
    return len(code)


@cache
def _at_margin(margin: int) -> re.Pattern[str]:
    """Match the line end before code that is indented no more than a margin."""
    return re.compile(rf"\n[^\S\n]{{0,{margin}}}[^\s#)\]}}]")


def _end(code: str, body: int, end: int, strings: _Strings) -> int:
    """Find the end of the last line of a body, blank lines and comments after it left out."""
    while end >= body:
        line = code.rfind("\n", 0, end) + 1
        text = code[line:end].lstrip()
        before = code[code.rfind("\n", 0, line - 1) + 1 : line - 1]
        if strings.holding(line - 1) is not None or (text and (text[0] != "#" or _goes_on(before))):
            return end
        end = line - 1
    return body


def _goes_on(line: str) -> bool:
    """Say whether a line ends in a backslash that is not in a comment."""
    return line.endswith("\\") and "#" not in line


def _balanced(code: str, start: int, end: int) -> bool:
    """Say whether brackets close within a stretch: where they do not, the parser shall tell why."""
    return (
        code.count("(", start, end) == code.count(")", start, end)
        and code.count("[", start, end) == code.count("]", start, end)
        and code.count("{", start, end) == code.count("}", start, end)
    )


def _after_docstring(code: str, line: int, end: int, strings: _Strings) -> int | None:
    """Find the first line of a body that may be blanked; None where that is not certain."""
    text = ""
    while line < end:
        line_end = min(_line_end(code, line), end)
        text = code[line:line_end].lstrip()
        if text and text[0] != "#":
            break
        line = line_end + 1
    if line >= end or not _OPENING.match(text):
        return None if text[:1] == "(" and line < end else line
    closing = strings.starting(line, line_end)
    if closing is not None:
        line_end = _line_end(code, closing)
        text = code[code.rfind("\n", 0, closing) + 1 : line_end]
    return line_end + 1 if text.rstrip().endswith(('"', "'")) else None
