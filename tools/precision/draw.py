"""Draws findings: most from all that who calls the checker meets, the others rule by rule."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from faceplate.cache.store import Store
from faceplate.check.finding import Finding
from faceplate.check.rules import RULES
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import Tree, open_target
from faceplate.source.release import fetch
from precision.judgements import Key, key_of

# Of one rule in one package: one cause, such as a generator of clients, would fill a draw.
_OF_ONE_IN_ALL, _OF_ONE_IN_TURN = 12, 4
# One finding of so many is drawn rule by rule.
_IN_TURN = 3
_UNASKED = frozenset(rule.code for rule in RULES if not rule.usual)


def opened(release: str) -> Tree:
    """Open a release, which is fetched where it is not there yet."""
    return open_target(str(fetch(release)), [])


def findings(release: str, tree: Tree) -> dict[Key, Finding]:
    """Return what all rules find in a release."""
    found = check(tree, Store(None), CheckSettings(("ALL",)), search_path=[], fixes=False).findings
    return {key_of(release, finding): finding for finding in found}


def drawn(findings: Iterable[Key], seed: int, count: int) -> list[Key]:
    """Draw some findings; the same ones for the same findings and the same seed.

    Two thirds are drawn from all findings of the rules that are on. The rest is drawn rule by
    rule, one of each and then another of each, those that are off by themselves included, so that
    rules that seldom find anything are judged too. Both stand in a random order, so that the first
    ones of a draw that nobody finishes are a draw by themselves.
    """
    ordered = sorted(findings, key=lambda key: _digest(seed, key))
    usual = (key for key in ordered if key.rule not in _UNASKED)
    chosen = _few_of_one(usual, _OF_ONE_IN_ALL)[: count - count // _IN_TURN]
    rest = _few_of_one((key for key in ordered if key not in chosen), _OF_ONE_IN_TURN)
    chosen += _in_turn(rest)[: count - len(chosen)]
    return sorted(chosen, key=lambda key: _digest(seed + 1, key))


def _digest(seed: int, key: Key) -> bytes:
    return hashlib.sha256(f"{seed} {key}".encode()).digest()


def _few_of_one(keys: Iterable[Key], most: int) -> list[Key]:
    """Return the first keys of each rule in each package."""
    numbers: Counter[tuple[str, str]] = Counter()
    chosen = []
    for key in keys:
        numbers[key.release, key.rule] += 1
        if numbers[key.release, key.rule] <= most:
            chosen.append(key)
    return chosen


def _in_turn(keys: Sequence[Key]) -> list[Key]:
    """Return keys so that one of each rule comes first, then another of each."""
    numbers: Counter[str] = Counter()
    ranked = []
    for place, key in enumerate(keys):
        numbers[key.rule] += 1
        ranked.append((numbers[key.rule], place, key))
    return [key for _, _, key in sorted(ranked)]
