"""Expressions: the value of each, or that it is unknown."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from faceplate.script import targets
from faceplate.script.hints import Hint
from faceplate.script.journal import merged
from faceplate.script.operators import bounded, plain
from faceplate.script.outcomes import Failed, trial
from faceplate.script.values import (
    PLAIN,
    Class,
    External,
    Frame,
    Instance,
    Lazy,
    Lost,
    Namespace,
    RuntimeValue,
    Super,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


def evaluate(m: Machine, node: ast.expr, frame: Frame) -> Any:
    """The value of an expression."""
    kind = type(node)
    if kind is ast.Name:
        names = frame.names
        name = node.id  # type: ignore[attr-defined]
        if name in names and not frame.outer:
            value = names[name]
            if type(value) is not Lazy:
                return value
        return m.look_up(name, frame)
    if kind is ast.Constant:
        return node.value  # type: ignore[attr-defined]
    if frame.module.script:
        m.line = node.lineno
    handler = _HANDLERS.get(kind)
    return m.unknown() if handler is None else handler(m, node, frame)


def _attribute(m: Machine, node: ast.Attribute, frame: Frame) -> Any:
    return m.get(evaluate(m, node.value, frame), node.attr)


def _call(m: Machine, node: ast.Call, frame: Frame) -> Any:
    if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
        if frame.cell and not isinstance(frame.first, RuntimeValue):
            return Super(frame.cell[0], frame.first)
        return m.unknown()
    function = evaluate(m, node.func, frame)
    if not isinstance(function, type) and getattr(function, "name", "") in ("locals", "globals"):
        return m.unknown()
    arguments: list[Any] = []
    keywords: dict[str, Any] = {}
    loose = False
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            items, more = m.items(evaluate(m, argument.value, frame))
            arguments += items
            loose |= more
        else:
            arguments.append(evaluate(m, argument, frame))
    for keyword in node.keywords:
        value = evaluate(m, keyword.value, frame)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            continue
        value = plain(value)
        if not isinstance(value, dict) or m.journal.is_open(value):
            loose = True
        if isinstance(value, dict):
            keywords.update({key: one for key, one in value.items() if isinstance(key, str)})
    return m.call(function, arguments, keywords, loose=loose)


def _boolean(m: Machine, node: ast.BoolOp, frame: Frame) -> Any:
    value = evaluate(m, node.values[0], frame)
    for following in node.values[1:]:
        truth = m.truth(value)
        stops = isinstance(node.op, ast.Or)
        if truth is not None and truth is stops:
            return value
        other = evaluate(m, following, frame)
        if truth is None:
            if m.truth(other) is stops and following is node.values[-1]:
                # Whichever it is, it is as true as this one.
                value = other if isinstance(other, bool) else m.unknown(value, other)
            else:
                value = merged(value, other, m.line)
        else:
            value = other
    return value


def _conditional(m: Machine, node: ast.IfExp, frame: Frame) -> Any:
    truth = m.truth(evaluate(m, node.test, frame))
    if truth is not None:
        return evaluate(m, node.body if truth else node.orelse, frame)
    ways = (lambda: evaluate(m, node.body, frame)), (lambda: evaluate(m, node.orelse, frame))
    one, first = trial(m, ways[0])
    other, second = trial(m, ways[1])
    m.journal.join(first, second, m.line)
    if isinstance(one, Failed) or isinstance(other, Failed):
        m.doubts += 1
        return m.unknown(None if isinstance(one, Failed) else one)
    return merged(one, other, m.line)


def _compare(m: Machine, node: ast.Compare, frame: Frame) -> Any:
    left = evaluate(m, node.left, frame)
    result: Any = True
    for operator, following in zip(node.ops, node.comparators, strict=True):
        right = evaluate(m, following, frame)
        one = m.compare(type(operator), left, right)
        if m.truth(one) is False:
            return False
        result = one if m.truth(result) is True else result
        left = right
    return result


def _text(m: Machine, node: ast.JoinedStr, frame: Frame) -> Any:
    parts = []
    clear = True
    for part in node.values:
        value = evaluate(m, part, frame)
        clear &= isinstance(value, str)
        parts.append(value)
    if clear:
        return bounded("".join(parts))
    # It is where its first part is from that somebody has to look at.
    return next(one for one in parts if not isinstance(one, str))


def _formatted(m: Machine, node: ast.FormattedValue, frame: Frame) -> Any:
    value = plain(evaluate(m, node.value, frame))
    form = "" if node.format_spec is None else evaluate(m, node.format_spec, frame)
    if isinstance(value, Instance):
        value = m.text(value)
    if isinstance(value, RuntimeValue):
        return RuntimeValue(value.line, kind=str)
    if not m.settled(value) or not isinstance(form, str) or len(form) > 6:
        return m.unknown_of(str)
    if node.conversion == ord("r"):
        value = repr(value)
    elif node.conversion == ord("s"):
        value = str(value)
    elif node.conversion == ord("a"):
        value = ascii(value)
    return m.native(format, value, form)


def _sequence(m: Machine, node: Any, frame: Frame) -> Any:
    made: list[Any] = []
    more = False
    for element in node.elts:
        if isinstance(element, ast.Starred):
            items, loose = m.items(evaluate(m, element.value, frame))
            made += items
            more |= loose
        else:
            made.append(evaluate(m, element, frame))
    if isinstance(node, ast.Tuple):
        return m.unknown(made) if more else tuple(made)
    value: Any = set(map(m.hashable, made)) if isinstance(node, ast.Set) else made
    if isinstance(value, set) and any(isinstance(one, RuntimeValue) for one in made):
        more = True
    if more:
        m.journal.open(value)
    return value


def _dict(m: Machine, node: ast.Dict, frame: Frame) -> Any:
    made: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            targets.set_item(m, made, evaluate(m, key, frame), evaluate(m, value, frame))
            continue
        other = plain(evaluate(m, value, frame))
        if isinstance(other, dict):
            made.update(other)
        if not isinstance(other, dict) or m.journal.is_open(other):
            m.journal.open(made)
    return made


def _subscript(m: Machine, node: ast.Subscript, frame: Frame) -> Any:
    return m.item(evaluate(m, node.value, frame), evaluate(m, node.slice, frame))


def item(m: Machine, container: Any, key: Any) -> Any:
    """The value of `container[key]`."""
    if isinstance(container, (type, Class, Hint)) or _is_form(container):
        if isinstance(container, Class) and isinstance(container.metaclass, Class):
            method = m.find(container, "__getitem__")
            if method is not None:
                return m.call(method, [key])
        return subscribed(container, key)
    if isinstance(container, Instance) and isinstance(container.cls, Class):
        method = m.find(container, "__getitem__")
        if method is not None:
            return m.call(method, [key])
    container, key = plain(container), plain(key)
    if isinstance(container, dict):
        if m.is_key(key):
            if key in container:
                return container[key]
            if not m.journal.is_open(container):
                if isinstance(container, Default):
                    made = m.call(container.factory, [])
                    targets.set_item(m, container, key, made)
                    return made
                m.error(KeyError, key)
        return m.unknown(list(container.values()))
    if isinstance(container, (list, tuple)):
        if isinstance(key, (int, slice)) and m.settled(key):
            is_open = m.journal.is_open(container)
            if is_open and not (isinstance(key, int) and 0 <= key < len(container)):
                return m.unknown(container)
            return m.native(lambda: container[key])
        return m.unknown(container)
    if m.settled(container) and m.settled(key) and isinstance(container, (str, bytes, range)):
        return m.native(lambda: container[key])
    return m.unknown(container)


class Default(dict[Any, Any]):
    """A `defaultdict`, with what makes a value for a key that is not there."""

    factory: Any = None

    def copy(self) -> Default:
        """A copy with the same factory."""
        made = Default(self)
        made.factory = self.factory
        return made


def _is_form(value: Any) -> bool:
    return isinstance(value, External) and value.path.partition(".")[0] in (
        "typing",
        "typing_extensions",
        "collections",
    )


def subscribed(origin: Any, key: Any) -> Any:
    """A type with arguments."""
    arguments = key if isinstance(key, tuple) else (key,)
    name = origin.path.rpartition(".")[2] if isinstance(origin, External) else origin
    if name == "Optional":
        return Hint.union([*arguments, None])
    if name == "Union":
        return Hint.union(arguments)
    if name == "Annotated":
        return arguments[0]
    return Hint(_LOWER.get(name, name) if isinstance(name, str) else name, arguments)


_LOWER = {"List": list, "Dict": dict, "Tuple": tuple, "Set": set, "Type": type}


def _slice(m: Machine, node: ast.Slice, frame: Frame) -> Any:
    parts = [
        None if part is None else evaluate(m, part, frame)
        for part in (node.lower, node.upper, node.step)
    ]
    return slice(*parts) if all(isinstance(part, PLAIN) for part in parts) else m.unknown()


def _lambda(m: Machine, node: ast.Lambda, frame: Frame) -> Any:
    return m.function(node, frame)


def _named(m: Machine, node: ast.NamedExpr, frame: Frame) -> Any:
    value = evaluate(m, node.value, frame)
    m.bind(node.target.id, value, frame)
    return value


def _comprehension(m: Machine, node: Any, frame: Frame) -> Any:
    inner = Frame(frame.module, frame, Namespace())
    mapping: dict[Any, Any] = {}
    made: Any = mapping if isinstance(node, ast.DictComp) else []
    more = False

    def add() -> None:
        if isinstance(node, ast.DictComp):
            targets.set_item(m, made, evaluate(m, node.key, inner), evaluate(m, node.value, inner))
        else:
            m.journal.save(made)
            made.append(evaluate(m, node.elt, inner))

    def turn(generators: list[ast.comprehension]) -> None:
        nonlocal more
        if not generators:
            add()
            return
        items, loose = m.items(evaluate(m, generators[0].iter, inner))
        more |= loose
        for one in items:
            m.step(node, inner)
            targets.assign(m, generators[0].target, one, inner)
            for test in generators[0].ifs:
                truth = m.truth(evaluate(m, test, inner))
                if truth is None:
                    more = True
                if not truth:
                    break
            else:
                turn(generators[1:])

    turn(node.generators)
    if isinstance(node, ast.SetComp):
        more |= any(isinstance(one, RuntimeValue) for one in made)
        made = set(map(m.hashable, made))
    if more:
        # What is certain need not come first.
        if isinstance(made, list):
            made = []
        m.journal.open(made)
    return made


def _yield(m: Machine, node: ast.Yield, frame: Frame) -> Any:
    value = None if node.value is None else evaluate(m, node.value, frame)
    if frame.given is None:
        return m.unknown()
    if len(frame.given) > 10_000:
        raise Lost("a generator gives too much")
    m.journal.save(frame.given)
    frame.given.append(value)
    return None


def _yield_from(m: Machine, node: ast.YieldFrom, frame: Frame) -> Any:
    items, more = m.items(evaluate(m, node.value, frame))
    if frame.given is not None:
        m.journal.save(frame.given)
        frame.given.extend(items)
        if more:
            m.journal.open(frame.given)
    return None


def _binary(m: Machine, node: ast.BinOp, frame: Frame) -> Any:
    left = evaluate(m, node.left, frame)
    return m.binary(type(node.op), left, evaluate(m, node.right, frame))


def _unary(m: Machine, node: ast.UnaryOp, frame: Frame) -> Any:
    return m.unary(type(node.op), evaluate(m, node.operand, frame))


_HANDLERS: dict[type[ast.expr], Callable[[Any, Any, Frame], Any]] = {
    ast.Attribute: _attribute,
    ast.Call: _call,
    ast.BoolOp: _boolean,
    ast.IfExp: _conditional,
    ast.Compare: _compare,
    ast.JoinedStr: _text,
    ast.FormattedValue: _formatted,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Set: _sequence,
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.Lambda: _lambda,
    ast.NamedExpr: _named,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
}
