"""Lists of items: below "Keyword arguments:" as Dash writes, and below headings of Markdown."""

from __future__ import annotations

import re

from second_reading.entries import Entry
from second_reading.google import HEADINGS, heading, named, result
from second_reading.text import block_of, following, indentation

_MARKDOWN = re.compile(r"(#{1,6})\s+(.+?)\s*:?\s*#*\s*$")
_DASH = re.compile(r"\s*([A-Za-z]+ ?[A-Za-z]*)\s*:\s*$")
ITEM = re.compile(r"\s*[-*+]\s+\S")


def dash_heading(lines: list[str], index: int) -> str | None:
    """Return the family of a heading with a colon above items that are not indented, or None."""
    match = _DASH.match(lines[index])
    family = HEADINGS.get(match[1].lower()) if match else None
    first = following(lines, index + 1)
    if family not in ("parameters", "attributes") or first == len(lines):
        return None
    same = indentation(lines[first]) == indentation(lines[index])
    return family if same and ITEM.match(lines[first]) else None


def markdown_heading(lines: list[str], index: int) -> str | None:
    """Return the family of a heading that begins with `#`, or None."""
    match = _MARKDOWN.match(lines[index])
    return HEADINGS.get(match[2].strip("*").lower()) if match else None


def dash_section(lines: list[str], index: int, family: str) -> tuple[list[Entry], int]:
    """Read items below a heading with a colon, to the next line at the margin that is none."""
    start = end = following(lines, index + 1)
    margin = indentation(lines[start])
    while end < len(lines):
        line = lines[end]
        item = ITEM.match(line) and indentation(line) == margin
        if line.strip() and indentation(line) <= margin and not item:
            break
        end += 1
    block = block_of(lines, start, end)
    return list(named(block, start, family, "dash")), end


def markdown_section(lines: list[str], index: int, family: str) -> tuple[list[Entry], int]:
    """Read what stands below a heading of Markdown, to the next one."""
    end = index + 1
    while end < len(lines) and not _MARKDOWN.match(lines[end]) and not heading(lines, end):
        end += 1
    start = following(lines, index + 1)
    if start >= end:
        return [], end
    block = block_of(lines, start, end)
    if family in ("parameters", "attributes"):
        return list(named(block, start, family, "markdown")) if ITEM.match(block[0]) else [], end
    return [result(block, start, family, "markdown")], end
