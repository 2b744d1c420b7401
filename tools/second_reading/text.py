"""The lines of a docstring: indentation, blocks, and what is quoted rather than said."""

from __future__ import annotations

import inspect
import textwrap


def indentation(line: str) -> int:
    """Return by how many columns a line is indented."""
    return len(line) - len(line.lstrip())


def cleaned(docstring: str) -> list[str]:
    """Return the lines of a docstring without its margin, tabs widened."""
    return inspect.cleandoc(docstring.expandtabs(8)).split("\n")


def following(lines: list[str], start: int) -> int:
    """Return the index of the first line from `start` on that is not blank, or the end."""
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def block_end(lines: list[str], start: int, margin: int) -> int:
    """Return where the lines end that are indented deeper than `margin`; blank lines belong."""
    end = start
    for index in range(start, len(lines)):
        if lines[index].strip():
            if indentation(lines[index]) <= margin:
                break
            end = index + 1
    return end


def block_of(lines: list[str], start: int, end: int) -> list[str]:
    """Return lines without the margin that the first of them has."""
    margin = indentation(lines[start])
    return [
        line[min(margin, indentation(line)) :] if line.strip() else "" for line in lines[start:end]
    ]


def quoted(lines: list[str]) -> list[bool]:
    """Say of each line whether it is quoted: in a fence, or in a literal block after `::`."""
    flags = [False] * len(lines)
    index = 0
    while index < len(lines):
        stripped = lines[index].strip()
        if stripped.startswith(("```", "~~~")):
            index = _quote(flags, index, _fence_end(lines, index))
        elif _opens_literal(stripped):
            end = block_end(lines, index + 1, indentation(lines[index]))
            index = _quote(flags, index + 1, end) if end > index + 1 else index + 1
        else:
            index += 1
    return flags


def _opens_literal(stripped: str) -> bool:
    """Say whether a line opens literal text: it ends in `::`, or is a directive for code."""
    if stripped.startswith(".. "):
        return stripped[3:].startswith(("code", "sourcecode", "ipython", "doctest"))
    return stripped.endswith("::")


def _fence_end(lines: list[str], start: int) -> int:
    mark = lines[start].strip()[:3]
    for index in range(start + 1, len(lines)):
        if lines[index].strip().startswith(mark):
            return index + 1
    return start + 1


def _quote(flags: list[bool], start: int, end: int) -> int:
    flags[start:end] = [True] * (end - start)
    return end


def joined(lines: list[str]) -> str:
    """Return lines as one text, without the margin of those behind the first."""
    if not lines:
        return ""
    rest = textwrap.dedent("\n".join(lines[1:]))
    return f"{lines[0].strip()}\n{rest}".strip()
