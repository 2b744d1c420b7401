"""Draws mutants: of each kind as many as asked for, at as many places as there are."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Sequence

from mutations.kinds import KINDS
from mutations.modules import Module
from mutations.mutant import Mutant, applied
from mutations.units import Library


def drawn(library: Library, count: int, seed: int, words: Sequence[str] = ("",)) -> list[Mutant]:
    """Return mutants of a library, numbered from 1.

    Each unit gives at most one mutant of a kind before any gives a second one. A mutant whose file
    no longer parses is none.

    Args:
        library: The library.
        count: How many of each kind.
        seed: What decides which.
        words: Only kinds with one of these words in their names.
    """
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for make in KINDS:
        for mutant in make(library):
            if any(word in mutant.kind for word in words):
                kinds[mutant.kind].append(mutant)
    files = {module.file: module for module in (*library.modules, *library.stubs)}
    chosen: list[Mutant] = []
    for kind, mutants in kinds.items():
        random.Random(f"{seed} {library.name} {kind}").shuffle(mutants)
        seen: dict[tuple[str, str], int] = defaultdict(int)
        turns = []
        for mutant in mutants:
            turns.append((seen[mutant.file, mutant.unit], len(turns), mutant))
            seen[mutant.file, mutant.unit] += 1
        sound = 0
        for _, _, mutant in sorted(turns, key=lambda turn: turn[:2]):
            if sound < count and _is_sound(mutant, files[mutant.file]):
                sound += 1
                mutant.number = len(chosen) + 1
                chosen.append(mutant)
    return chosen


def _is_sound(mutant: Mutant, module: Module) -> bool:
    text = applied(module.text, mutant.edits)
    if text is None or text == module.text:
        return False
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True
