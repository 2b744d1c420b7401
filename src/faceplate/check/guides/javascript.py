"""Calls in JavaScript, as far as their arguments are written out.

No parser of the language is among the dependencies, and none is needed: a call's arguments end
where its brackets do, and the keys of an object or the elements of an array stand between commas.
Strings, templates and comments are stepped over. What is not written out is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[()\[\]{},]""",
    re.DOTALL,
)
_KEY = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_$][\w$]*)|"(?P<double>[^"\\]*)"|'(?P<single>[^'\\]*)')\s*(?P<end>:|$|\()"""
)
# A whole string without anything filled in: "angle" or `angle`.
_STRING = re.compile(r"""\s*(["'`])((?:(?!\1)[^\\$])*)\1\s*\Z""")


class Argument(NamedTuple):
    """An argument of a call.

    Attributes:
        text: Its source, without comments.
        start: Where it begins in the code.
    """

    text: str
    start: int


def arguments(code: str, opening: int) -> list[Argument] | None:
    """Return the arguments of a call.

    Args:
        code: The code.
        opening: Where the bracket stands that opens them.

    Returns:
        The arguments; None if the bracket is never closed.
    """
    parts = _parts(code, opening)
    return None if parts is None else [Argument(*part) for part in parts if part[0].strip()]


def string(text: str) -> str | None:
    """Return the value of a string without escapes, None of anything else."""
    match = _STRING.match(text)
    return match[2] if match else None


def elements(argument: Argument) -> int | None:
    """Return how many elements an array has; None if that is not written out."""
    inner = _inside(argument, "[")
    if inner is None or any(text.strip().startswith("...") for text, _ in inner):
        return None
    return sum(1 for text, _ in inner if text.strip())


def keys(argument: Argument) -> list[tuple[str, int]] | None:
    """Return the keys of an object, each with its place; None if they are not written out."""
    inner = _inside(argument, "{")
    if inner is None:
        return None
    names = []
    for text, start in inner:
        if not text.strip():
            continue
        match = _KEY.match(text)
        if match is None:
            return None
        name = match["name"] or match["double"] or match["single"] or ""
        names.append((name, start + len(text) - len(text.lstrip())))
    return names


def _inside(argument: Argument, bracket: str) -> list[tuple[str, int]] | None:
    lead = len(argument.text) - len(argument.text.lstrip())
    if argument.text[lead : lead + 1] != bracket:
        return None
    parts = _parts(argument.text, lead)
    return None if parts is None else [(text, argument.start + start) for text, start in parts]


def _parts(code: str, opening: int) -> list[tuple[str, int]] | None:
    """Split what stands between a bracket and its other half at its commas."""
    depth = 0
    start = opening + 1
    parts: list[tuple[str, int]] = []
    for kind, position in _brackets(code, opening):
        if kind in "([{":
            depth += 1
        elif kind in ")]}":
            depth -= 1
            if depth == 0:
                return [*parts, (_bare(code[start:position]), start)]
        elif depth == 1:
            parts.append((_bare(code[start:position]), start))
            start = position + 1
    return None


def _brackets(code: str, start: int) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(code, start):
        if match[0] in "()[]{},":
            yield match[0], match.start()


def _bare(text: str) -> str:
    """Leave comments blank, so that places stay what they are."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0]) if match[0][:2] in ("//", "/*") else match[0]

    return _TOKEN.sub(blank, text)
