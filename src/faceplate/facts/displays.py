"""Long values blanked out before a file is parsed.

A parsed file takes about a hundred times the memory of its text. Where a module holds data, such
as one dictionary of five megabytes, nearly all of that goes into a value that no page shows, as it
is too long. Only values of modules are touched, and only where it is certain where they end; should
the result not parse, the reader takes the file as it is. Lines keep their numbers.
"""

from __future__ import annotations

import re

from faceplate.facts.file import LONGEST_VALUE

# A file of that length takes about 100 MiB when parsed; names that are given on demand are listed
# in shorter ones.
_LONG = 1024 * 1024
# `NAMES: dict[str, str] = {` at the margin, or `NAMES = frozenset([`, but not `__all__ = [`.
_OPENING = re.compile(r"^(?!__)\w[\w.]*[^\n=#\"']*=[^\n=#\"']*([\[({])[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"^[\])}]", re.MULTILINE)
_AT_MARGIN = re.compile(r"^[^\s#\])}]", re.MULTILINE)
# Longer than any value that is kept, and nothing that can be looked up.
_OMITTED = "_" * (LONGEST_VALUE + 1)
_INSIDE = {"{": f"**{_OMITTED}", "[": _OMITTED, "(": _OMITTED}


def without_long_displays(code: str) -> str:
    """Blank what stands in the brackets of a long value at the margin of a module.

    Args:
        code: A source file, line ends as newlines.

    Returns:
        Source with the same declarations on the same lines, whose long values are still too long to
        be kept; the file itself where it has none.
    """
    if len(code) < _LONG:
        return code
    parts: list[str] = []
    done = 0
    while opening := _OPENING.search(code, done):
        start = opening.end()
        closing = _CLOSING.search(code, start)
        if closing is None:
            break
        end = closing.start()
        parts.append(code[done:start])
        done = end
        if end - start < _LONG or not _is_plain(code, start, end):
            parts.append(code[start:end])
        else:
            parts += [_INSIDE[opening[1]], "\n" * code.count("\n", start, end)]
    return "".join([*parts, code[done:]]) if parts else code


def _is_plain(code: str, start: int, end: int) -> bool:
    """Say whether a stretch is indented throughout, and no string in it can hold its end."""
    return (
        code.find('"""', start, end) < 0
        and code.find("'''", start, end) < 0
        and code.find("\\\n", start, end) < 0
        and _AT_MARGIN.search(code, start, end) is None
    )
