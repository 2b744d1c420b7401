"""Runs the rules that look at one declaration, in several processes where that is worth while.

All rules look at one declaration before the next, so that what was read for it can go again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import msgspec

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.edits.fix import UNASKED, edits_of
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.sharing import shared

# After so many declarations what rules left behind is collected, for the collector is off.
_ROUND = 4000
_FEWEST = 4000
"""With fewer declarations, copies of this process cost more than they save."""
_TASK = 150
"""Declarations of a task: many enough that tasks are few, few enough that all end together."""

Look = Callable[[Unit], Iterable[Violation]]
_Row = tuple[str, str, Place, str, str, bool]
"""Code of the rule, message, place, symbol, doubt, and whether it can be fixed unasked."""


def fixed_elsewhere(_: object) -> None:
    """Stand for a fix of which no more is known here than that there is one."""


def violations(
    rules: list[Rule], codebase: Codebase, processes: int, fixes: bool
) -> Iterator[tuple[Rule, Violation]]:
    """Yield what rules find in declarations, in the order of the files.

    Args:
        rules: The rules.
        codebase: The library.
        processes: How many processes may look. With more than one, `fixed_elsewhere` stands for
            the fix of each finding of a large library that can be fixed.
        fixes: Whether it matters what can be fixed.
    """
    looks = [(rule, rule.unit) for rule in rules if rule.unit is not None]
    units = codebase.units
    if processes == 1 or len(units) < _FEWEST or not looks:
        yield from _looked_at(units, looks, fixes)
        return
    tasks = list(_tasks(units))
    # What is asked of the whole library is worked out before there are copies. Problems of stubs
    # are noted as these are read, which has to happen in this process.
    for module in codebase.library.stubs:
        codebase.stub(module)
    yield from _looked_at(tasks.pop(0), looks, fixes)
    by_code = {rule.code: rule for rule in rules}
    rows = msgspec.msgpack.Decoder(list[_Row])

    def work(number: int) -> bytes:
        pairs = _looked_at(tasks[number], looks, fixes)
        content = msgspec.msgpack.encode([_row(*pair, codebase) for pair in pairs])
        if number % (_ROUND // _TASK) == 0:
            gc.collect()
        return content

    for content in shared(len(tasks), processes, work):
        for code, message, place, symbol, doubt, fixable in rows.decode(content):
            fix = fixed_elsewhere if fixable else None
            yield by_code[code], Violation(message, place, symbol, fix, doubt)


def _tasks(units: list[Unit]) -> Iterator[list[Unit]]:
    """Divide declarations into tasks, those of a module together."""
    task: list[Unit] = []
    for _, group in groupby(units, key=lambda unit: unit.symbol.module):
        task += group
        if len(task) >= _TASK:
            yield task
            task = []
    if task:
        yield task


def _looked_at(
    units: list[Unit], looks: list[tuple[Rule, Look]], fixes: bool
) -> Iterator[tuple[Rule, Violation]]:
    for number, unit in enumerate(units, 1):
        if number % _ROUND == 0:
            gc.collect()
        for rule, look in looks:
            for violation in look(unit):
                # A fix holds on to what was read for it.
                yield rule, violation if fixes else violation._replace(fix=None)
        unit.forget()


def _row(rule: Rule, violation: Violation, codebase: Codebase) -> _Row:
    message, place, symbol, fix, doubt = violation
    fixable = not doubt and bool(edits_of(fix, UNASKED, codebase.sources))
    return rule.code, message, place, symbol, doubt, fixable
