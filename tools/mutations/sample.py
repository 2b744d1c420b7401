"""Draws mutants: of each kind as many faults and controls as asked for, at as many places."""

from __future__ import annotations

import ast
import random
from collections import defaultdict

from mutations.kinds import KINDS
from mutations.mutant import Mutant, applied
from mutations.sites import Library, Module


def sample(library: Library, count: int, seed: int) -> list[Mutant]:
    """Draw mutants of a library.

    Each unit gives at most one mutant of a kind before any gives a second one. A mutant whose file
    no longer parses is none.

    Args:
        library: The library.
        count: How many faults of each kind, and how many controls.
        seed: What decides which.
    """
    groups: dict[tuple[str, bool], list[Mutant]] = defaultdict(list)
    for make in KINDS:
        for mutant in make(library):
            groups[mutant.kind, mutant.control].append(mutant)
    files = {one.file: one for one in (*library.modules, *library.stubs)}
    drawn: list[Mutant] = []
    for (kind, control), mutants in groups.items():
        chance = random.Random(f"{seed} {library.name} {kind} {control}")
        chance.shuffle(mutants)
        seen: dict[tuple[str, str], int] = defaultdict(int)
        turns = []
        for mutant in mutants:
            turns.append((seen[mutant.file, mutant.unit], len(turns), mutant))
            seen[mutant.file, mutant.unit] += 1
        chosen = 0
        for _, _, mutant in sorted(turns, key=lambda one: one[:2]):
            if chosen == count:
                break
            if _is_sound(mutant, files[mutant.file]):
                drawn.append(mutant)
                chosen += 1
    return drawn


def _is_sound(mutant: Mutant, module: Module) -> bool:
    text = applied(module.text, mutant.edits)
    if text is None or text == module.text:
        return False
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
