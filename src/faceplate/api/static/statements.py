"""Statements: what each does to the names, and which way is taken.

A block of statements ends in an outcome: None where it runs to its end, or what leaves it. Where a
condition is unknown, both ways are read on trial and joined. If one of the two leaves the block,
the other goes on to its end before they are joined.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.api.static import targets
from faceplate.api.static.journal import merged
from faceplate.api.static.values import (
    Class,
    Frame,
    Generator,
    Instance,
    Launched,
    Lost,
    Raised,
)

if TYPE_CHECKING:
    from faceplate.api.static.machine import Machine


class Return:
    """The outcome of a block that returns."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Failed:
    """The outcome, on trial, of a block that raises."""

    __slots__ = ("error",)

    def __init__(self, error: Raised) -> None:
        self.error = error


class Ended:
    """The outcome, on trial, of a block that launches an app."""

    __slots__ = ("app",)

    def __init__(self, app: Any) -> None:
        self.app = app


BREAK = "break"
CONTINUE = "continue"
Way = Callable[[], Any]


def execute(m: Machine, body: list[ast.stmt], frame: Frame, start: int = 0) -> Any:
    """Run a block of statements from one of them on; gives the outcome."""
    for place in range(start, len(body)):
        node = body[place]
        m.step(node, frame)
        ways = _HANDLERS[type(node)](m, node, frame) if type(node) in _HANDLERS else _lost(node)
        if ways is None:
            continue
        if isinstance(ways, Maybe):
            rest, states = trial(m, partial(execute, m, body, frame, place + 1))
            m.journal.join(states, {}, m.line)
            return ways if isinstance(rest, (Failed, Ended)) else _after(m, ways, rest)
        if not isinstance(ways, list):
            return ways
        outcome, settled = _fork(m, ways, partial(execute, m, body, frame, place + 1))
        if settled or outcome is not None:
            return outcome
    return None


def _lost(node: ast.stmt) -> Any:
    raise Lost(f"{type(node).__name__} is not followed")


def trial(m: Machine, way: Way) -> tuple[Any, Any]:
    """Read one way and take it back; gives its outcome and what it had made."""
    m.journal.begin()
    try:
        outcome = way()
    except Raised as error:
        outcome = Failed(error)
    except Launched as launched:
        outcome = Ended(launched.app)
    except BaseException:
        m.journal.apply(m.journal.end())
        raise
    return outcome, m.journal.end()


def _fork(m: Machine, ways: list[Way], rest: Way) -> tuple[Any, bool]:
    """Read two ways; gives the outcome, and whether the rest of the block was read, too."""
    m.deepen()
    try:
        first, one = trial(m, ways[0])
        second, two = trial(m, ways[1])
        if first is None and second is None:
            m.journal.join(one, two, m.line)
            return None, False
        # What raises would stop the app, unless the script or the library catches it.
        for outcome, other, states in ((first, second, two), (second, first, one)):
            if isinstance(outcome, Failed) and not isinstance(other, Failed):
                m.doubts += 1
                m.journal.apply(states)
                return _outcome(other), False
        if first is None:
            first, one = trial(m, lambda: _then(ways[0], rest))
        elif second is None:
            second, two = trial(m, lambda: _then(ways[1], rest))
        if isinstance(first, Failed) and isinstance(second, Failed):
            m.journal.apply(one)
            return _outcome(first), True
        for outcome, other, states in ((first, second, two), (second, first, one)):
            if isinstance(outcome, Failed):
                m.doubts += 1
                m.journal.apply(states)
                return _outcome(other), True
        m.journal.join(one, two, m.line)
        return _joined(m, first, second), True
    finally:
        m.depth -= 1


def _then(way: Way, rest: Way) -> Any:
    outcome = way()
    return rest() if outcome is None else outcome


def _outcome(outcome: Any) -> Any:
    if isinstance(outcome, Failed):
        raise outcome.error
    if isinstance(outcome, Ended):
        raise Launched(outcome.app)
    return outcome


def _joined(m: Machine, first: Any, second: Any) -> Any:
    if first == second:
        return first
    for one, other in ((first, second), (second, first)):
        if isinstance(one, Ended) and (other is None or isinstance(other, Ended)):
            if isinstance(other, Ended) and other.app is not one.app:
                raise Lost("which app is launched, is not known")
            raise Launched(one.app)
    if isinstance(first, Ended) or isinstance(second, Ended):
        raise Lost("its ways end differently")
    if isinstance(first, Return) and isinstance(second, Return):
        return Return(merged(first.value, second.value, m.line))
    values = [one.value for one in (first, second) if isinstance(one, (Return, Maybe))]
    kinds = {_kind(first), _kind(second)}
    if "return" in kinds:
        value = values[0] if len(values) == 1 else m.unknown(*values)
        return Maybe("return", value)
    return Maybe(BREAK if BREAK in kinds else CONTINUE)


def _after(m: Machine, maybe: Maybe, rest: Any) -> Any:
    """The outcome of what may have been left, and else has come to an outcome after that."""
    if maybe.kind == "return" and isinstance(rest, Return):
        return Return(m.unknown(maybe.value, rest.value))
    return maybe if rest is None else _joined(m, maybe, rest)


def _kind(outcome: Any) -> Any:
    if isinstance(outcome, Maybe):
        return outcome.kind
    return "return" if isinstance(outcome, Return) else outcome


class Maybe:
    """The outcome of a block that may have been left, or may have run to its end."""

    __slots__ = ("kind", "value")

    def __init__(self, kind: str, value: Any = None) -> None:
        self.kind = kind
        self.value = value


def _expression(m: Machine, node: ast.Expr, frame: Frame) -> Any:
    m.evaluate(node.value, frame)
    return None


def _assign(m: Machine, node: ast.Assign, frame: Frame) -> Any:
    value = m.evaluate(node.value, frame)
    for target in node.targets:
        targets.assign(m, target, value, frame)
    return None


def _annotated(m: Machine, node: ast.AnnAssign, frame: Frame) -> Any:
    if frame.is_class and isinstance(node.target, ast.Name):
        notes = frame.names.setdefault("__annotations__", {})
        m.journal.save(notes)
        notes[node.target.id] = node.annotation
    if node.value is not None:
        targets.assign(m, node.target, m.evaluate(node.value, frame), frame)
    return None


def _augmented(m: Machine, node: ast.AugAssign, frame: Frame) -> Any:
    old = m.evaluate(_as_load(node.target), frame)
    value = m.evaluate(node.value, frame)
    if isinstance(old, list) and isinstance(node.op, ast.Add):
        m.call(m.get(old, "extend"), [value])
        return None
    if isinstance(old, (dict, set)) and isinstance(node.op, ast.BitOr):
        m.call(m.get(old, "update"), [value])
        return None
    targets.assign(m, node.target, m.binary(type(node.op), old, value), frame)
    return None


def _as_load(node: Any) -> ast.expr:
    if isinstance(node, ast.Name):
        made: ast.expr = ast.Name(node.id, ast.Load())
    elif isinstance(node, ast.Attribute):
        made = ast.Attribute(node.value, node.attr, ast.Load())
    else:
        made = ast.Subscript(node.value, node.slice, ast.Load())
    return ast.copy_location(made, node)


def _if(m: Machine, node: ast.If, frame: Frame) -> Any:
    truth = m.truth(m.evaluate(node.test, frame))
    if truth is None:
        return [
            lambda: execute(m, node.body, frame),
            lambda: execute(m, node.orelse, frame),
        ]
    return execute(m, node.body if truth else node.orelse, frame)


def _for(m: Machine, node: ast.For, frame: Frame) -> Any:
    items, more = m.items(m.evaluate(node.iter, frame))
    return _turns(m, node, frame, items, more)


def _turns(m: Machine, node: ast.For, frame: Frame, items: list[Any], more: bool) -> Any:
    for place, item in enumerate(items):
        targets.assign(m, node.target, item, frame)
        outcome = execute(m, node.body, frame)
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
            return rest if outcome.kind is BREAK else _after(m, outcome, rest)
        if isinstance(outcome, Return):
            return outcome
    if more:
        return [
            lambda: _any_turns(m, node, frame, items),
            lambda: execute(m, node.orelse, frame),
        ]
    return execute(m, node.orelse, frame)


def _while(m: Machine, node: ast.While, frame: Frame) -> Any:
    while True:
        m.step(node, frame)
        truth = m.truth(m.evaluate(node.test, frame))
        if truth is None:
            return [
                lambda: _any_turns(m, node, frame, []),
                lambda: execute(m, node.orelse, frame),
            ]
        if not truth:
            return execute(m, node.orelse, frame)
        outcome = execute(m, node.body, frame)
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
        outcome = execute(m, node.body, frame)
        return outcome if _kind(outcome) == "return" else None

    outcome = None
    for _ in range(2):
        outcome, states = trial(m, turn)
        m.journal.join(states, {}, m.line)
    return _outcome(outcome) if not isinstance(outcome, Failed) else None


def _try(m: Machine, node: ast.Try, frame: Frame) -> Any:
    doubts = m.doubts
    m.trying += 1
    try:
        try:
            outcome = execute(m, node.body, frame)
        finally:
            m.trying -= 1
        if outcome is None:
            outcome = execute(m, node.orelse, frame)
    except Raised as error:
        outcome = _handled(m, node, frame, error)
    else:
        if m.doubts > doubts and node.handlers:
            outcome = _perhaps(m, node, frame, outcome)
    final = execute(m, node.finalbody, frame)
    return outcome if final is None else final


def _perhaps(m: Machine, node: ast.Try, frame: Frame, outcome: Any) -> Any:
    """Join what a block did with what its handlers would do, had something failed in it."""
    one: Any = {}
    for handler in node.handlers:
        if handler.name:
            m.bind(handler.name, m.unknown(), frame)
        other, states = trial(m, partial(execute, m, handler.body, frame))
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
            return execute(m, handler.body, frame)
        except Raised:
            execute(m, node.finalbody, frame)
            raise
        finally:
            m.handling = before
    execute(m, node.finalbody, frame)
    raise error


def _with(m: Machine, node: ast.With, frame: Frame) -> Any:
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
    doubts = m.doubts
    outcome = execute(m, node.body, frame)
    for manager in reversed(managers):
        if isinstance(manager, Instance):
            m.call(m.get(manager, "__exit__"), [None, None, None])
    del doubts
    return outcome


def _function(m: Machine, node: ast.FunctionDef, frame: Frame) -> Any:
    value: Any = m.function(node, frame)
    for decorator in reversed(node.decorator_list):
        value = m.call(m.evaluate(decorator, frame), [value])
    m.bind(node.name, value, frame)
    return None


def _class(m: Machine, node: ast.ClassDef, frame: Frame) -> Any:
    value = m.make_class(node, frame)
    for decorator in reversed(node.decorator_list):
        value = m.call(m.evaluate(decorator, frame), [value])
    m.bind(node.name, value, frame)
    return None


def _return(m: Machine, node: ast.Return, frame: Frame) -> Any:
    return Return(None if node.value is None else m.evaluate(node.value, frame))


def _raise(m: Machine, node: ast.Raise, frame: Frame) -> Any:
    if node.exc is None:
        if m.handling is not None:
            raise m.handling
        raise Raised(m.unknown())
    value = m.evaluate(node.exc, frame)
    if isinstance(value, (Class, type)):
        value = m.call(value, [])
    raise Raised(value)


def _assert(m: Machine, node: ast.Assert, frame: Frame) -> Any:
    if m.truth(m.evaluate(node.test, frame)) is False:
        m.error(AssertionError, "")
    return None


def _delete(m: Machine, node: ast.Delete, frame: Frame) -> Any:
    for target in node.targets:
        targets.delete(m, target, frame)
    return None


def _outer(m: Machine, node: ast.Global | ast.Nonlocal, frame: Frame) -> Any:
    for name in node.names:
        where = frame.parent
        while where is not None and (where.is_class or name not in where.names):
            where = where.parent
        outside = isinstance(node, ast.Global) or where is None
        frame.outer[name] = frame.module.names if outside or where is None else where.names
    return None


def _import(m: Machine, node: ast.Import | ast.ImportFrom, frame: Frame) -> Any:
    m.bind_import(node, frame)
    return None


def _match(m: Machine, node: ast.Match, frame: Frame) -> Any:
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
            return execute(m, case.body, frame)
    return None


_HANDLERS: dict[type[ast.stmt], Callable[[Any, Any, Frame], Any]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.Try: _try,
    ast.With: _with,
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Return: _return,
    ast.Raise: _raise,
    ast.Assert: _assert,
    ast.Delete: _delete,
    ast.Global: _outer,
    ast.Nonlocal: _outer,
    ast.Import: _import,
    ast.ImportFrom: _import,
    ast.Match: _match,
    ast.Pass: lambda m, node, frame: None,
    ast.Break: lambda m, node, frame: BREAK,
    ast.Continue: lambda m, node, frame: CONTINUE,
}
