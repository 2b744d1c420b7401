"""Function bodies blanked out before a file is parsed.

Declarations do not stand in function bodies, yet bodies are most of a file and parsing them is most
of the time. griffe does the same where a compiled helper is installed; this is the part of it that
plain Python does quickly. Only shapes that are certain are touched: whatever looks unusual stays,
and should the result not parse, the reader takes the file as it is. Lines keep their numbers, and
constructors keep their bodies, since attributes are declared there.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_TRIPLE = re.compile(r"\"\"\"|'''")
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
    strings = _long_strings(code)
    if strings is None:
        return code
    lines = code.split("\n")
    starts = [start for start, _ in strings]
    inside, ends = _lines_of(code, strings)
    position = 0
    number = 0
    blanked_to = -1
    changed = False
    for match in _DEFINITION.finditer(code):
        start = match.start()
        number += code.count("\n", position, start)
        position = start
        if number <= blanked_to or match[1] == _KEPT:
            continue
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < strings[index][1]:
            continue
        margin = code[code.rfind("\n", 0, start) + 1 : start].removesuffix("async ")
        if margin and not margin.isspace():
            continue
        first = _body_start(lines, number)
        if first is None:
            continue
        last = _body_end(lines, first, len(margin), inside)
        blanked_to = last
        kept = _after_docstring(lines, first, last, ends)
        if kept is None or kept > last:
            continue
        opening = next((line for line in lines[first : last + 1] if line.strip()), "")
        indent = opening[: len(opening) - len(opening.lstrip())]
        lines[kept : last + 1] = [""] * (last - kept) + [f"{indent}pass"]
        changed = True
    return "\n".join(lines) if changed else code


def _long_strings(code: str) -> list[tuple[int, int]] | None:
    """Find the triple-quoted strings, or None where another quote makes them unclear."""
    found: list[tuple[int, int]] = []
    position = 0
    while match := _TRIPLE.search(code, position):
        start = match.start()
        before = code[code.rfind("\n", 0, start) + 1 : start]
        if "#" in before or '"' in before or "'" in before:
            return None
        end = code.find(match[0], start + 3)
        if end < 0 or code[end - 1] == "\\" or code[end + 3 : end + 4] in ('"', "'"):
            return None
        position = end + 3
        found.append((start, position))
    return found


def _lines_of(code: str, strings: list[tuple[int, int]]) -> tuple[set[int], dict[int, int]]:
    """Give the lines that begin inside a string, and for each first line of one its last."""
    inside: set[int] = set()
    ends: dict[int, int] = {}
    number = 0
    position = 0
    for start, end in strings:
        number += code.count("\n", position, start)
        height = code.count("\n", start, end)
        ends[number] = number + height
        inside.update(range(number + 1, number + height + 1))
        number += height
        position = end
    return inside, ends


def _body_start(lines: list[str], number: int) -> int | None:
    """Find the line after the header of a definition; None where the header is unusual."""
    depth = 0
    for index in range(number, min(number + _LONGEST_HEADER, len(lines))):
        line = lines[index]
        depth += line.count("(") + line.count("[") + line.count("{")
        depth -= line.count(")") + line.count("]") + line.count("}")
        if depth <= 0:
            return index + 1 if depth == 0 and line.rstrip().endswith(":") else None
    return None


def _body_end(lines: list[str], first: int, margin: int, inside: set[int]) -> int:
    """Find the last line of a body, blank lines and comments after it left out."""
    last = first - 1
    for index in range(first, len(lines)):
        line = lines[index]
        text = line.lstrip()
        if index in inside or (text and _goes_on(lines[index - 1])):
            last = index
        elif text and text[0] != "#":
            if len(line) - len(text) <= margin and text[0] not in ")]}":
                break
            last = index
    return last


def _goes_on(line: str) -> bool:
    """Say whether a line ends in a backslash that is not in a comment."""
    return line.endswith("\\") and "#" not in line


def _after_docstring(lines: list[str], first: int, last: int, ends: dict[int, int]) -> int | None:
    """Find the first line of a body that may be blanked; None where that is not certain."""
    while first <= last and (not (text := lines[first].lstrip()) or text[0] == "#"):
        first += 1
    if first > last or not _OPENING.match(text):
        return None if first <= last and text[0] == "(" else first
    if first in ends:
        end = ends[first]
        closed = lines[end].rstrip()
    else:
        end, closed = first, text.rstrip()
    return end + 1 if closed.endswith(('"', "'")) else None
