"""Statements: what each does to the names, and which way is taken.

Where a condition is unknown, both ways are read on trial and joined. If one of the two leaves the
block, the other goes on to its end before they are joined.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import blocks, targets
from faceplate.script.outcomes import (
    BREAK,
    CONTINUE,
    Ended,
    Failed,
    Maybe,
    Return,
    Way,
    after,
    joined,
    settled,
    trial,
)
from faceplate.script.trials import States
from faceplate.script.values import (
    DESCRIBING,
    BoundMethod,
    Class,
    Frame,
    Function,
    LazyValue,
    Lost,
    Raised,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


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
            m.trials.join(states, States(), m.line)
            return ways if isinstance(rest, (Failed, Ended)) else after(m, ways, rest)
        if not isinstance(ways, list):
            return ways
        outcome, settled = _fork(m, ways, partial(execute, m, body, frame, place + 1))
        if settled or outcome is not None:
            return outcome
    return None


def choose(m: Machine, ways: list[Way]) -> Any:
    """Read two ways of which one is taken, with nothing after them; gives the outcome."""
    return _fork(m, ways, lambda: None)[0]


def _lost(node: ast.stmt) -> Any:
    raise Lost(f"{type(node).__name__} is not followed")


def _fork(m: Machine, ways: list[Way], rest: Way) -> tuple[Any, bool]:
    """Read two ways; gives the outcome, and whether the rest of the block was read, too."""
    m.deepen()
    try:
        first, one = trial(m, ways[0])
        second, two = trial(m, ways[1])
        if first is None and second is None:
            m.trials.join(one, two, m.line)
            return None, False
        # What raises would stop the app, unless the script or the library catches it.
        for outcome, other, states in ((first, second, two), (second, first, one)):
            if isinstance(outcome, Failed) and not isinstance(other, Failed):
                m.doubts += 1
                m.trials.apply(states)
                return settled(other), False
        if first is None:
            first, one = trial(m, lambda: _then(ways[0], rest))
        elif second is None:
            second, two = trial(m, lambda: _then(ways[1], rest))
        if isinstance(first, Failed) and isinstance(second, Failed):
            m.trials.apply(one)
            return settled(first), True
        for outcome, other, states in ((first, second, two), (second, first, one)):
            if isinstance(outcome, Failed):
                m.doubts += 1
                m.trials.apply(states)
                return settled(other), True
        m.trials.join(one, two, m.line)
        return joined(m, first, second), True
    finally:
        m.depth -= 1


def _then(way: Way, rest: Way) -> Any:
    outcome = way()
    return rest() if outcome is None else outcome


def _expression(m: Machine, node: ast.Expr, frame: Frame) -> Any:
    m.evaluate(node.value, frame)
    return None


def _assign(m: Machine, node: ast.Assign, frame: Frame) -> Any:
    value = _deferred(m, node, frame) or m.evaluate(node.value, frame)
    for target in node.targets:
        targets.assign(m, target, value, frame)
    return None


def _deferred(m: Machine, node: ast.Assign, frame: Frame) -> LazyValue | None:
    """What a library keeps of an app's description, which it makes anew after each change.

    Only what is asked for is made: of an app with 300 events, a description is most of the work.
    """
    call = node.value
    if (
        type(call) is not ast.Call
        or type(call.func) is not ast.Attribute
        or call.func.attr not in DESCRIBING
        or call.args
        or call.keywords
        or [type(target) for target in node.targets] != [ast.Attribute]
        or m.in_script
        or m.trials.is_trial
    ):
        return None
    method = m.evaluate(call.func, frame)
    is_read = isinstance(method, BoundMethod) and isinstance(method.function, Function)
    return LazyValue(method) if is_read else None


def _annotated(m: Machine, node: ast.AnnAssign, frame: Frame) -> Any:
    if frame.is_class and isinstance(node.target, ast.Name):
        notes = frame.names.setdefault("__annotations__", {})
        m.trials.save(notes)
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


_HANDLERS: dict[type[ast.stmt], Callable[[Any, Any, Frame], Any]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.If: blocks.if_,
    ast.For: blocks.for_,
    ast.While: blocks.while_,
    ast.Try: blocks.try_,
    ast.With: blocks.with_,
    ast.AsyncWith: blocks.with_,
    ast.AsyncFor: blocks.for_,
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
    ast.Match: blocks.match_,
    ast.Pass: lambda m, node, frame: None,
    ast.Break: lambda m, node, frame: BREAK,
    ast.Continue: lambda m, node, frame: CONTINUE,
}
