"""Whether two names are certainly meant to be the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_SHORTEST = 4
_ALIKE = 0.85
_CLEARER = 0.05


def misspelt(name: str, known: str) -> bool:
    """Say whether a name is another one with a slip in it.

    Names that differ in a number are two names: `x1` and `x2`.
    """
    if min(len(name), len(known)) < _SHORTEST or _digits(name) != _digits(known):
        return False
    if sorted(name) == sorted(known):
        return True
    return likeness(name, known) >= _ALIKE or _is_one_letter(name, known)


def widened(name: str, known: str) -> bool:
    """Say whether one name is the other with words added, as `size` and `font_size` are."""
    one, other = set(name.split("_")) - {""}, set(known.split("_")) - {""}
    return bool(one and other) and (one < other or other < one)


def likeness(one: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the one name that another is a slip for, if only one is near."""
    found = sorted(known, key=lambda one: -likeness(name, one))
    if not found or not misspelt(name, found[0]):
        return None
    if len(found) > 1 and likeness(name, found[0]) - likeness(name, found[1]) < _CLEARER:
        return None
    return found[0]


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _is_one_letter(name: str, known: str) -> bool:
    """Say whether one letter was left out, added or struck wrong in a name of some length."""
    if min(len(name), len(known)) <= _SHORTEST or abs(len(name) - len(known)) > 1:
        return False
    head = 0
    while head < min(len(name), len(known)) and name[head] == known[head]:
        head += 1
    tail = 0
    shorter = min(len(name), len(known)) - head
    while tail < shorter and name[-1 - tail] == known[-1 - tail]:
        tail += 1
    return max(len(name), len(known)) - head - tail <= 1
