"""Draws findings: all errors that there is room for, some of each rule, and the rest at random."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from faceplate.cache.store import Store
from faceplate.check.finding import Finding
from faceplate.check.rules import RULES
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import Tree, open_target
from faceplate.source.release import fetch
from precision.judgements import Key, key_of

OF_EACH = 12
"""How many findings of each rule are drawn before the rest is drawn from all."""
# Of one package and one rule: one cause, such as a generator of clients, would fill a draw.
_OF_ONE, _OF_ONE_IN_REST = 4, 12
_UNASKED = frozenset(rule.code for rule in RULES if not rule.usual)


def opened(release: str) -> Tree:
    """Open a release, which is fetched where it is not there yet."""
    return open_target(str(fetch(release)), [])


def findings(release: str, tree: Tree) -> dict[Key, Finding]:
    """Return what all rules find in a release."""
    found = check(tree, Store(None), CheckSettings(("ALL",)), search_path=[], fixes=False).findings
    return {key_of(release, finding): finding for finding in found}


def drawn(findings: dict[Key, Finding], seed: int, count: int) -> list[Key]:
    """Draw some findings; the same ones for the same findings and the same seed.

    A third of them at most are errors, as many as there are, spread over packages. Then come some
    of each rule, those that are off by themselves included. The rest is drawn from all findings of
    rules that are on, few of one rule in one package, so that most of it is of the rules that find
    most.
    """
    ordered = sorted(findings, key=lambda key: hashlib.sha256(f"{seed} {key}".encode()).digest())
    chosen = list(_spread(_errors(ordered, findings), count // 3))
    for rule in sorted({key.rule for key in ordered}):
        already = sum(1 for key in chosen if key.rule == rule)
        rest = [key for key in ordered if key.rule == rule and key not in chosen]
        chosen += _spread(rest, max(OF_EACH - already, 0))
    numbers = Counter((key.release, key.rule) for key in chosen)
    for key in ordered:
        if key in chosen or key.rule in _UNASKED:
            continue
        numbers[key.release, key.rule] += 1
        if numbers[key.release, key.rule] <= _OF_ONE_IN_REST:
            chosen.append(key)
    return chosen[:count]


def _errors(ordered: Iterable[Key], findings: dict[Key, Finding]) -> list[Key]:
    return [key for key in ordered if findings[key].severity == "error"]


def _spread(keys: Sequence[Key], count: int) -> list[Key]:
    """Return the first keys, few of one package and rule, and one package after the other."""
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    ranked = []
    for place, key in enumerate(keys):
        numbers[key.release, key.rule] += 1
        ranked.append((numbers[key.release, key.rule], place, key))
    return [key for number, _, key in sorted(ranked) if number <= _OF_ONE][:count]
