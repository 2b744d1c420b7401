"""Comprehensions: the turns they take, each of which is there for certain or not."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import targets
from faceplate.script.outcomes import Failed, trial
from faceplate.script.trials import States, Tail
from faceplate.script.values import Frame, Namespace, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


class _Rows:
    """The turns that a comprehension takes.

    Attributes:
        rows: What each turn gives, with whether it is taken for certain.
        hidden: Whether there may be turns that are not known.
    """

    def __init__(self, m: Machine, node: Any, frame: Frame) -> None:
        self.m = m
        self.node = node
        self.frame = frame
        self.rows: list[tuple[Any, bool]] = []
        self.hidden = False

    def take(self, generators: list[ast.comprehension], certain: bool) -> None:
        """Take all turns of some loops within each other."""
        if not generators:
            self.rows.append((self._row(), certain))
            return
        first, *inner = generators
        iterable = self.m.evaluate(first.iter, self.frame)
        items, more = self.m.items(iterable)
        turns = [(item, True) for item in items]
        if more:
            tail = self.m.trials.tail(iterable)
            turns += tail or ()
            if tail is None:
                self.hidden = True
                turns += [(self.m.hidden_item(iterable), False)] * _ANY_TURNS
        for item, there in turns:
            self.m.step(self.node, self.frame)
            targets.assign(self.m, first.target, item, self.frame)
            self._tested(first.ifs, inner, certain and there)

    def _row(self) -> Any:
        if isinstance(self.node, ast.DictComp):
            key = self.m.evaluate(self.node.key, self.frame)
            return key, self.m.evaluate(self.node.value, self.frame)
        return self.m.evaluate(self.node.elt, self.frame)

    def _tested(self, tests: list[ast.expr], inner: list[ast.comprehension], certain: bool) -> None:
        for test in tests:
            truth = self.m.truth(self.m.evaluate(test, self.frame))
            if truth is False:
                return
            certain = certain and truth is not None
        if certain:
            self.take(inner, True)
            return
        outcome, states = trial(self.m, partial(self.take, inner, False))
        if isinstance(outcome, Failed):
            self.m.doubts += 1
            return
        self.m.trials.join(states, States(), self.m.line)


def comprehension(m: Machine, node: Any, frame: Frame) -> Any:
    """The value of a comprehension of any kind."""
    turns = _Rows(m, node, Frame(frame.module, frame, m.trials.made(Namespace())))
    turns.take(node.generators, True)
    count = next((i for i, (_, certain) in enumerate(turns.rows) if not certain), len(turns.rows))
    rows = [row for row, _ in turns.rows[:count]]
    tail: Tail = tuple(turns.rows[count:])
    if isinstance(node, ast.DictComp):
        made: Any = m.trials.made({})
        tail = _paired(m, made, turns.rows)
    elif isinstance(node, ast.SetComp):
        turns.hidden |= any(isinstance(row, RuntimeValue) for row in rows) or bool(tail)
        made = m.trials.made(set(map(m.hashable, rows)))
    else:
        # What is certain need not come first.
        made = m.trials.made([] if turns.hidden else rows)
    if turns.hidden or tail:
        others = _row_values(node, turns.rows) if turns.hidden else ()
        m.trials.open(made, None if turns.hidden else tail, others)
    return made


def _row_values(node: Any, rows: list[tuple[Any, bool]]) -> list[Any]:
    return [row[1] if isinstance(node, ast.DictComp) else row for row, _ in rows]


# So often is done what is done any number of times: the second time meets what the first has left.
_ANY_TURNS = 2


def _paired(m: Machine, made: dict[Any, Any], rows: Tail) -> Tail:
    """Set the items of a dict that are there for certain; gives those that may be."""
    rest: list[tuple[Any, bool]] = []
    for (key, value), certain in rows:
        if certain:
            targets.set_item(m, made, key, value)
            rest = [row for row in rest if row[0][0] is not key and row[0][0] != key]
        elif m.is_key(key) and key in made:
            made[key] = m.trials.merged(made[key], value, m.line)
        else:
            rest.append(((key, value), False))
    return tuple(rest)
