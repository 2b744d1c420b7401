"""Statements that hold others: which of their blocks are read, how often, and what comes of it."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import targets
from faceplate.script.journal import merged
from faceplate.script.outcomes import (
    BREAK,
    CONTINUE,
    Ended,
    Failed,
    Maybe,
    Return,
    after,
    kind_of,
    settled,
    trial,
)
from faceplate.script.values import Frame, Generator, Instance, Lost, Raised

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


def if_(m: Machine, node: ast.If, frame: Frame) -> Any:
    """Read the branch that is taken, or give both."""
    truth = m.truth(m.evaluate(node.test, frame))
    if truth is None:
        return [
            lambda: m.execute(node.body, frame),
            lambda: m.execute(node.orelse, frame),
        ]
    return m.execute(node.body if truth else node.orelse, frame)


def for_(m: Machine, node: ast.For, frame: Frame) -> Any:
    """Take a turn for each item that is known, and any number where there may be more."""
    items, more = m.items(m.evaluate(node.iter, frame))
    return _turns(m, node, frame, items, more)


def _turns(m: Machine, node: ast.For, frame: Frame, items: list[Any], more: bool) -> Any:
    for place, item in enumerate(items):
        targets.assign(m, node.target, item, frame)
        outcome = m.execute(node.body, frame)
        if outcome is BREAK:
            return None
        if isinstance(outcome, Maybe) and outcome.kind != CONTINUE:
            if more:
                raise Lost("how often a loop turns, is not known")
            m.deepen()
            rest, states = trial(m, partial(_turns, m, node, frame, items[place + 1 :], more))
            m.depth -= 1
            m.journal.join(states, {}, m.line)
            if isinstance(rest, (Failed, Ended)):
                return None if outcome.kind is BREAK else outcome
            return rest if outcome.kind is BREAK else after(m, outcome, rest)
        if isinstance(outcome, Return):
            return outcome
    if more:
        return [
            lambda: _any_turns(m, node, frame, items),
            lambda: m.execute(node.orelse, frame),
        ]
    return m.execute(node.orelse, frame)


def while_(m: Machine, node: ast.While, frame: Frame) -> Any:
    """Take turns while the condition is known to hold, and any number where it is unknown."""
    while True:
        m.step(node, frame)
        truth = m.truth(m.evaluate(node.test, frame))
        if truth is None:
            return [
                lambda: _any_turns(m, node, frame, []),
                lambda: m.execute(node.orelse, frame),
            ]
        if not truth:
            return m.execute(node.orelse, frame)
        outcome = m.execute(node.body, frame)
        if outcome is BREAK:
            return None
        if isinstance(outcome, Maybe) and outcome.kind != CONTINUE:
            raise Lost("how often a loop turns, is not known")
        if isinstance(outcome, Return):
            return outcome


def _any_turns(m: Machine, node: ast.For | ast.While, frame: Frame, items: list[Any]) -> Any:
    """Take some more turns of a loop, nobody knows how many."""

    def turn() -> Any:
        if isinstance(node, ast.For):
            targets.assign(m, node.target, m.unknown(items), frame)
        outcome = m.execute(node.body, frame)
        return outcome if kind_of(outcome) == "return" else None

    outcome = None
    for _ in range(2):
        outcome, states = trial(m, turn)
        m.journal.join(states, {}, m.line)
    return settled(outcome) if not isinstance(outcome, Failed) else None


def try_(m: Machine, node: ast.Try, frame: Frame) -> Any:
    """Read a block, the handlers of what it raises or may have raised, and what comes last."""
    doubts = m.doubts
    m.trying += 1
    try:
        try:
            outcome = m.execute(node.body, frame)
        finally:
            m.trying -= 1
        if outcome is None:
            outcome = m.execute(node.orelse, frame)
    except Raised as error:
        outcome = _handled(m, node, frame, error)
    else:
        if m.doubts > doubts and node.handlers:
            outcome = _perhaps(m, node, frame, outcome)
    final = m.execute(node.finalbody, frame)
    return outcome if final is None else final


def _perhaps(m: Machine, node: ast.Try, frame: Frame, outcome: Any) -> Any:
    """Join what a block did with what its handlers would do, had something failed in it."""
    one: Any = {}
    for handler in node.handlers:
        if handler.name:
            m.bind(handler.name, m.unknown(), frame)
        other, states = trial(m, partial(m.execute, handler.body, frame))
        if isinstance(other, (Failed, Ended)):
            continue
        if other is not None or outcome is not None:
            # Left by a return on one of the two ways: the value is not known, if there is one.
            if isinstance(other, Return) and isinstance(outcome, Return):
                outcome = Return(merged(outcome.value, other.value, m.line))
            elif isinstance(outcome, Return) and other is None:
                outcome = Maybe("return", outcome.value)
            elif isinstance(other, Return) and outcome is None:
                outcome = Maybe("return", other.value)
        m.journal.join(one, states, m.line)
    return outcome


def _handled(m: Machine, node: ast.Try, frame: Frame, error: Raised) -> Any:
    for handler in node.handlers:
        matches: bool | None = True
        if handler.type is not None:
            matches = m.is_instance(error.value, m.evaluate(handler.type, frame))
        if matches is False:
            continue
        if handler.name:
            m.bind(handler.name, error.value, frame)
        before, m.handling = m.handling, error
        try:
            return m.execute(handler.body, frame)
        except Raised:
            m.execute(node.finalbody, frame)
            raise
        finally:
            m.handling = before
    m.execute(node.finalbody, frame)
    raise error


def with_(m: Machine, node: ast.With, frame: Frame) -> Any:
    """Enter what surrounds a block, read the block, and leave again."""
    managers = []
    for item in node.items:
        manager = m.evaluate(item.context_expr, frame)
        if isinstance(manager, Generator):
            value = m.start(manager)
        elif isinstance(manager, Instance):
            value = m.call(m.get(manager, "__enter__"), [])
        else:
            value = m.unknown(manager)
        managers.append(manager)
        if item.optional_vars is not None:
            targets.assign(m, item.optional_vars, value, frame)
    outcome = m.execute(node.body, frame)
    for manager in reversed(managers):
        if isinstance(manager, Instance):
            m.call(m.get(manager, "__exit__"), [None, None, None])
    return outcome


def match_(m: Machine, node: ast.Match, frame: Frame) -> Any:
    """Read the first case that fits; patterns that take something apart are not followed."""
    subject = m.evaluate(node.subject, frame)
    for case in node.cases:
        pattern = case.pattern
        if isinstance(pattern, ast.MatchAs) and pattern.pattern is None:
            fits: bool | None = True
            if pattern.name:
                m.bind(pattern.name, subject, frame)
        elif isinstance(pattern, ast.MatchValue):
            fits = m.equal(subject, m.evaluate(pattern.value, frame))
        elif isinstance(pattern, ast.MatchSingleton):
            fits = m.equal(subject, pattern.value)
        else:
            raise Lost("a pattern is not followed")
        if case.guard is not None and fits:
            fits = m.truth(m.evaluate(case.guard, frame))
        if fits is None:
            raise Lost("a match is not known")
        if fits:
            return m.execute(case.body, frame)
    return None
