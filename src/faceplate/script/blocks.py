"""Statements that hold others: which of their blocks are read, how often, and what comes of it."""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import patterns, targets
from faceplate.script.expressions import waited_for
from faceplate.script.outcomes import (
    BREAK,
    CONTINUE,
    Ended,
    Failed,
    Maybe,
    Return,
    Way,
    after,
    kind_of,
    trial,
)
from faceplate.script.trials import States
from faceplate.script.values import Frame, Generator, Instance, Raised

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


def for_(m: Machine, node: ast.For | ast.AsyncFor, frame: Frame) -> Any:
    """Take a turn for each item that is known, and any number where there may be more."""
    iterable = m.evaluate(node.iter, frame)
    items, more = m.items(iterable)
    turns = [(item, True) for item in items]
    hidden = None
    if more:
        tail = m.trials.tail(iterable)
        turns += tail or ()
        hidden = m.hidden_item(iterable) if tail is None else None
    return _turns(m, node, frame, turns, hidden)


def _turns(
    m: Machine,
    node: ast.For | ast.AsyncFor,
    frame: Frame,
    turns: list[tuple[Any, bool]],
    hidden: Any,
) -> Any:
    """Take turns for items, each of which is there for certain or not.

    Args:
        m: The reading.
        node: The loop.
        frame: The names around it.
        turns: The items, with whether each is there for certain.
        hidden: What any further item may be; None if there is none.
    """
    left: Any = None  # how an earlier turn may have left the loop
    for item, certain in turns:
        take = partial(_turn, m, node, frame, item)
        outcome = take() if certain and left is None else _perhaps_taken(m, take)
        if certain and (outcome is BREAK or isinstance(outcome, Return)):
            return outcome if left is None and outcome is not BREAK else _left(m, left, outcome)
        if not certain:
            outcome = _perhaps_left(outcome)
        if isinstance(outcome, Maybe) and outcome.kind != CONTINUE:
            left = outcome if left is None else _left(m, left, outcome)
    follow = partial(m.execute, node.orelse, frame)
    if hidden is not None:
        follow = partial(_any_turns, m, node, frame, hidden)
    if left is None:
        return follow()
    rest = _perhaps_taken(m, follow)
    if rest in (BREAK, CONTINUE) and left.kind is BREAK:
        return Maybe(rest)  # of the loop around this one
    whole = _left(m, left, rest)
    return whole if kind_of(whole) == "return" else None


def _perhaps_taken(m: Machine, way: Way) -> Any:
    """The outcome of a block that is read or not; what it does may be so afterwards."""
    outcome, states = trial(m, way)
    if isinstance(outcome, (Failed, Ended)):
        m.doubts += 1
        return None
    m.trials.join(states, States(), m.line)
    return outcome


def _left(m: Machine, left: Any, outcome: Any) -> Any:
    """How a loop ends that may have been left before, and else comes to an outcome."""
    if left is None or outcome is BREAK:
        return left if isinstance(left, Maybe) and left.kind == "return" else None
    if isinstance(outcome, Return):
        if left.kind == "return":
            return Return(m.trials.merged(left.value, outcome.value, m.line))
        return Maybe("return", outcome.value)
    kinds = [one for one in (left, outcome) if isinstance(one, Maybe) and one.kind == "return"]
    if len(kinds) == 2:
        return Maybe("return", m.trials.merged(left.value, outcome.value, m.line))
    return kinds[0] if kinds else left


def _turn(m: Machine, node: ast.For | ast.AsyncFor, frame: Frame, item: Any) -> Any:
    targets.assign(m, node.target, item, frame)
    return m.execute(node.body, frame)


def _perhaps_left(outcome: Any) -> Any:
    """The outcome of a block that may not have been read at all."""
    if isinstance(outcome, Return):
        return Maybe("return", outcome.value)
    return Maybe(BREAK) if outcome is BREAK else outcome


def while_(m: Machine, node: ast.While, frame: Frame) -> Any:
    """Take turns while the condition is known to hold, and any number where it is unknown."""
    while True:
        m.step(node, frame)
        truth = m.truth(m.evaluate(node.test, frame))
        if truth is None:
            return _any_turns(m, node, frame)
        if not truth:
            return m.execute(node.orelse, frame)
        outcome = m.execute(node.body, frame)
        if outcome is BREAK:
            return None
        if isinstance(outcome, Maybe) and outcome.kind != CONTINUE:
            rest = _any_turns(m, node, frame)
            return rest if outcome.kind is BREAK else after(m, outcome, rest)
        if isinstance(outcome, Return):
            return outcome


def _any_turns(
    m: Machine, node: ast.For | ast.AsyncFor | ast.While, frame: Frame, item: Any = None
) -> Any:
    """Take some more turns of a loop, nobody knows how many, and perhaps what follows them."""
    take = partial(m.execute, node.body, frame)
    if not isinstance(node, ast.While):
        take = partial(_turn, m, node, frame, item)
    left = None
    for _ in range(2):
        outcome, states = trial(m, take)
        if isinstance(outcome, (Failed, Ended)):
            m.doubts += 1
            break
        m.trials.join(states, States(), m.line)
        if kind_of(outcome) == "return":
            left = _perhaps_left(outcome)
    outcome, states = trial(m, partial(m.execute, node.orelse, frame))
    if not isinstance(outcome, (Failed, Ended)):
        m.trials.join(states, States(), m.line)
        left = left if outcome is None else _perhaps_left(outcome)
    return left


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
    one = States()
    for handler in node.handlers:
        if handler.name:
            m.bind(handler.name, m.unknown(), frame)
        other, states = trial(m, partial(m.execute, handler.body, frame))
        if isinstance(other, (Failed, Ended)):
            continue
        if other is not None or outcome is not None:
            # Left by a return on one of the two ways: the value is not known, if there is one.
            if isinstance(other, Return) and isinstance(outcome, Return):
                outcome = Return(m.trials.merged(outcome.value, other.value, m.line))
            elif isinstance(outcome, Return) and other is None:
                outcome = Maybe("return", outcome.value)
            elif isinstance(other, Return) and outcome is None:
                outcome = Maybe("return", other.value)
        m.trials.join(one, states, m.line)
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


def with_(m: Machine, node: ast.With | ast.AsyncWith, frame: Frame) -> Any:
    """Enter what surrounds a block, read the block, and leave again."""
    managers = []
    plainly = isinstance(node, ast.With)
    for item in node.items:
        manager = m.evaluate(item.context_expr, frame)
        if isinstance(manager, Generator):
            value = m.start(manager)
        elif isinstance(manager, Instance):
            value = m.call(m.get(manager, "__enter__" if plainly else "__aenter__"), [])
            value = value if plainly else waited_for(m, value)
        else:
            value = m.derived(manager)
        managers.append(manager)
        if item.optional_vars is not None:
            targets.assign(m, item.optional_vars, value, frame)
    outcome = m.execute(node.body, frame)
    for manager in reversed(managers):
        if isinstance(manager, Instance):
            left = m.call(m.get(manager, "__exit__" if plainly else "__aexit__"), [None] * 3)
            waited_for(m, left)
    return outcome


def match_(m: Machine, node: ast.Match, frame: Frame) -> Any:
    """Read the first case that fits, or give both ways where that is not known."""
    return _cases(m, node.cases, m.evaluate(node.subject, frame), frame)


def _cases(m: Machine, cases: list[ast.match_case], subject: Any, frame: Frame) -> Any:
    for place, case in enumerate(cases):
        fits = patterns.fits(m, case.pattern, subject, frame)
        if case.guard is not None and fits is not False:
            guard = m.truth(m.evaluate(case.guard, frame))
            fits = fits if guard else guard
        if fits is None:
            return [
                partial(m.execute, case.body, frame),
                partial(_settled_cases, m, cases[place + 1 :], subject, frame),
            ]
        if fits:
            return m.execute(case.body, frame)
    return None


def _settled_cases(m: Machine, cases: list[ast.match_case], subject: Any, frame: Frame) -> Any:
    ways = _cases(m, cases, subject, frame)
    from faceplate.script import statements

    return statements.choose(m, ways) if isinstance(ways, list) else ways
