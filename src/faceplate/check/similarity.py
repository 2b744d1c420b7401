"""Whether two names are certainly meant to be the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

# Names of fewer characters are too much alike.
_SHORTEST = 4
# From which ratio on two names are one with a slip in it.
_ALIKE = 0.85
# By how much the nearest name has to be nearer than the next.
_CLEARER = 0.05


def misspelt(name: str, other: str) -> bool:
    """Return whether a name is another one with a slip in it.

    Names that differ in a number are two names: `x1` and `x2`.
    """
    if min(len(name), len(other)) < _SHORTEST or _digits(name) != _digits(other):
        return False
    if sorted(name) == sorted(other):
        return True
    return likeness(name, other) >= _ALIKE or _is_one_letter(name, other)


def widened(name: str, wider: str) -> bool:
    """Return whether one name is the other with words added, as `size` and `font_size` are."""
    words, other = set(name.split("_")) - {""}, set(wider.split("_")) - {""}
    return bool(words and other) and (words < other or other < words)


def likeness(name: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1."""
    return SequenceMatcher(None, name, other).ratio()


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one name that another is a slip for, if only one is near."""
    ranked = sorted(names, key=lambda other: -likeness(name, other))
    if not ranked or not misspelt(name, ranked[0]):
        return None
    if len(ranked) > 1 and likeness(name, ranked[0]) - likeness(name, ranked[1]) < _CLEARER:
        return None
    return ranked[0]


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _is_one_letter(name: str, other: str) -> bool:
    """Return whether one letter was left out, added or struck wrong in a name of some length."""
    if min(len(name), len(other)) <= _SHORTEST or abs(len(name) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(name), len(other)) and name[head] == other[head]:
        head += 1
    tail = 0
    shorter = min(len(name), len(other)) - head
    while tail < shorter and name[-1 - tail] == other[-1 - tail]:
        tail += 1
    return max(len(name), len(other)) - head - tail <= 1
