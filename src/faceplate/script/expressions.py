"""Expressions: the value of each, or that it is unknown."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, comprehensions, targets
from faceplate.script.hints import Hint
from faceplate.script.operators import bounded, plain
from faceplate.script.outcomes import Failed, trial
from faceplate.script.trials import States
from faceplate.script.values import (
    PLAIN,
    Class,
    Coroutine,
    Either,
    External,
    Frame,
    Instance,
    Lazy,
    Lost,
    Namespace,
    Native,
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
            if type(value) is not Lazy and type(value) is not Either:
                return value
        return m.look_up(name, frame)
    if kind is ast.Constant:
        return node.value  # type: ignore[attr-defined]
    if frame.module.script:
        m.line = node.lineno
    handler = _HANDLERS.get(kind)
    return m.unknown() if handler is None else handler(m, node, frame)


def _attribute(m: Machine, node: ast.Attribute, frame: Frame) -> Any:
    return m.get(m.evaluate(node.value, frame), node.attr)


def _call(m: Machine, node: ast.Call, frame: Frame) -> Any:
    if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.args:
        if frame.cell and not isinstance(frame.first, RuntimeValue):
            return Super(frame.cell[0], frame.first)
        return m.unknown()
    function = m.evaluate(node.func, frame)
    if isinstance(function, Native) and function.name in ("locals", "globals"):
        return _names(m, function.name, frame)
    arguments: list[Any] = []
    keywords: dict[str, Any] = {}
    loose: Any = False
    hidden: list[Any] = []  # what the further arguments come from
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            value = m.evaluate(argument.value, frame)
            items, more = m.items(value)
            arguments += items
            loose = loose or more
            hidden += [value] if more else []
        else:
            arguments.append(m.evaluate(argument, frame))
    for keyword in node.keywords:
        value = m.evaluate(keyword.value, frame)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            continue
        value = plain(value)
        if not isinstance(value, dict) or m.trials.is_open(value):
            loose = True
            hidden.append(value)
        if isinstance(value, dict):
            keywords.update({key: one for key, one in value.items() if isinstance(key, str)})
    if isinstance(function, External) and function.path in _RUNNING:
        return _running(m, function, arguments, frame)
    return m.call(function, arguments, keywords, loose=loose and m.unknown(*hidden))


# What runs the text that it is given, among the names around the call.
_RUNNING = ("builtins.eval", "builtins.exec")


def _running(m: Machine, function: External, arguments: list[Any], frame: Frame) -> Any:
    """What `eval` or `exec` gives, once it has done what its text says."""
    name = function.path.rpartition(".")[2]
    text = plain(arguments[0]) if len(arguments) == 1 else None
    if not isinstance(text, str):
        if m.in_script:
            raise Lost(f"what {name} runs is not known")
        return m.unknown(arguments)
    try:
        parsed: Any = ast.parse(text.strip(), mode=name)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return m.error(SyntaxError, text[:80])
    for node in ast.walk(parsed):
        if hasattr(node, "lineno"):
            node.lineno = m.line
    if name == "eval":
        return m.evaluate(parsed.body, frame)
    if m.execute(parsed.body, frame) is not None:
        raise Lost("what exec runs ends the block around it")
    return None


def _names(m: Machine, name: str, frame: Frame) -> Any:
    """The names of a module, or those of a function as they are now."""
    names = frame.names if name == "locals" else frame.module.names
    if frame.module.unread:
        return m.unknown(names)
    return names if names is frame.module.names else m.trials.made(dict(names))


def _boolean(m: Machine, node: ast.BoolOp, frame: Frame) -> Any:
    value = m.evaluate(node.values[0], frame)
    for following in node.values[1:]:
        truth = m.truth(value)
        stops = isinstance(node.op, ast.Or)
        if truth is not None and truth is stops:
            return value
        if truth is not None:
            value = m.evaluate(following, frame)
            continue
        other, states = trial(m, partial(m.evaluate, following, frame))
        if isinstance(other, Failed):
            # It would have stopped the app, so the one before it is the value.
            m.doubts += 1
            return value
        m.trials.join(states, States(), m.line)
        if m.truth(other) is stops and following is node.values[-1]:
            # Whichever it is, it is as true as this one.
            value = other if isinstance(other, bool) else m.unknown(value, other)
        else:
            value = m.trials.merged(value, other, m.line)
    return value


def _conditional(m: Machine, node: ast.IfExp, frame: Frame) -> Any:
    truth = m.truth(m.evaluate(node.test, frame))
    if truth is not None:
        return m.evaluate(node.body if truth else node.orelse, frame)
    ways = (lambda: m.evaluate(node.body, frame)), (lambda: m.evaluate(node.orelse, frame))
    one, first = trial(m, ways[0])
    other, second = trial(m, ways[1])
    m.trials.join(first, second, m.line)
    if isinstance(one, Failed) or isinstance(other, Failed):
        m.doubts += 1
        return m.unknown(None if isinstance(one, Failed) else one)
    return m.trials.merged(one, other, m.line)


def _compare(m: Machine, node: ast.Compare, frame: Frame) -> Any:
    left = m.evaluate(node.left, frame)
    result: Any = True
    for operator, following in zip(node.ops, node.comparators, strict=True):
        right = m.evaluate(following, frame)
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
        value = m.evaluate(part, frame)
        clear &= isinstance(value, str)
        parts.append(value)
    if clear:
        return bounded("".join(parts))
    # It is where its first part is from that somebody has to look at.
    return next(one for one in parts if not isinstance(one, str))


def _formatted(m: Machine, node: ast.FormattedValue, frame: Frame) -> Any:
    value = plain(m.evaluate(node.value, frame))
    form = "" if node.format_spec is None else m.evaluate(node.format_spec, frame)
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
    made: list[Any] = m.trials.made([])
    more = False
    hidden: list[Any] = []
    for element in node.elts:
        if isinstance(element, ast.Starred):
            inner = m.evaluate(element.value, frame)
            items, loose = m.items(inner)
            made += items
            more |= loose
            hidden += [m.hidden_item(inner)] if loose else []
        else:
            made.append(m.evaluate(element, frame))
    if isinstance(node, ast.Tuple):
        return m.unknown(made, *hidden) if more else tuple(made)
    value: Any = set(map(m.hashable, made)) if isinstance(node, ast.Set) else made
    if isinstance(value, set) and any(isinstance(one, RuntimeValue) for one in made):
        more = True
    if more:
        m.trials.open(value, None, hidden)
    return value


def _dict(m: Machine, node: ast.Dict, frame: Frame) -> Any:
    made: dict[Any, Any] = m.trials.made({})
    for key, value in zip(node.keys, node.values, strict=True):
        if key is not None:
            targets.set_item(m, made, m.evaluate(key, frame), m.evaluate(value, frame))
            continue
        m.call(m.get(made, "update"), [m.evaluate(value, frame)])
    return made


def _subscript(m: Machine, node: ast.Subscript, frame: Frame) -> Any:
    return m.item(m.evaluate(node.value, frame), m.evaluate(node.slice, frame))


def item(m: Machine, container: Any, key: Any) -> Any:
    """The value of `container[key]`."""
    if type(container) is Either:
        return alternatives.each(m, container, lambda choice: item(m, choice, key))
    if type(key) is Either:
        return alternatives.each(m, key, lambda choice: item(m, container, choice))
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
                return _bound(m, container, key)
            tail = m.trials.tail(container)
            for (other, value), _ in tail or ():
                if m.equal(other, key):
                    m.doubts += 1
                    return value
            if isinstance(key, RuntimeValue) and m.in_script and tail is not None:
                m.doubts += 1
                return m.any_of([*container.values(), *(pair[1] for pair, _ in tail)], container)
            if tail is not None and not isinstance(key, RuntimeValue):
                if isinstance(container, Default):
                    made = m.call(container.factory, [])
                    targets.set_item(m, container, key, made)
                    return made
                m.error(KeyError, key)
        return m.unknown(*container.values(), *m.trials.hidden(container))
    if isinstance(container, (list, tuple)):
        if isinstance(key, (int, slice)) and m.settled(key):
            is_open = m.trials.is_open(container)
            if is_open and not (isinstance(key, int) and 0 <= key < len(container)):
                return _part(m, container, key)
            return m.native(lambda: container[key])
        return _part(m, container, key)
    if m.settled(container) and m.settled(key) and isinstance(container, (str, bytes, range)):
        return m.native(lambda: container[key])
    return m.derived(container)


def _bound(m: Machine, container: dict[Any, Any], key: Any) -> Any:
    """An item of a dict; of the names of a module, one that may have to be imported yet."""
    value = container[key]
    if type(container) is Namespace:
        if type(value) is Lazy:
            value = container[key] = m.modules.resolve(value)
        return alternatives.bound(m, value)
    return value


def _part(m: Machine, container: Any, key: Any) -> Any:
    """An item of a list of which it is not known where it is, or a part of it."""
    if not m.in_script:
        return m.unknown(container)
    m.doubts += 1
    if isinstance(key, (slice, RuntimeValue)) and not _is_number(key):
        # A part of it is a list of its own, which holds what this one holds.
        return m.unknown(*container, *m.trials.hidden(container))
    return m.any_of([*container, *m.trials.hidden(container)], container)


def _is_number(key: Any) -> bool:
    return isinstance(key, RuntimeValue) and key.kind is int


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
        None if part is None else m.evaluate(part, frame)
        for part in (node.lower, node.upper, node.step)
    ]
    return slice(*parts) if all(isinstance(part, PLAIN) for part in parts) else m.unknown()


def _lambda(m: Machine, node: ast.Lambda, frame: Frame) -> Any:
    return m.function(node, frame)


def _named(m: Machine, node: ast.NamedExpr, frame: Frame) -> Any:
    value = m.evaluate(node.value, frame)
    m.bind(node.target.id, value, frame)
    return value


class Enough(Exception):  # noqa: N818 - it is no error
    """A generator has given all that is asked of one; there may be more."""


# A generator without an end is read that far ahead.
_MOST_GIVEN = 300


def _yield(m: Machine, node: ast.Yield, frame: Frame) -> Any:
    value = None if node.value is None else m.evaluate(node.value, frame)
    if frame.given is None:
        return m.unknown()
    if len(frame.given) >= _MOST_GIVEN:
        raise Enough
    m.trials.save(frame.given)
    frame.given.append(value)
    return None


def _yield_from(m: Machine, node: ast.YieldFrom, frame: Frame) -> Any:
    inner = m.evaluate(node.value, frame)
    items, more = m.items(inner)
    if frame.given is not None:
        m.trials.save(frame.given)
        frame.given.extend(items)
        if more:
            m.trials.open(frame.given, None, [m.hidden_item(inner)])
    return None


def _await(m: Machine, node: ast.Await, frame: Frame) -> Any:
    return waited_for(m, m.evaluate(node.value, frame))


def waited_for(m: Machine, value: Any) -> Any:
    """What waiting for something gives."""
    return value.run() if isinstance(value, Coroutine) else m.derived(value)


def _binary(m: Machine, node: ast.BinOp, frame: Frame) -> Any:
    left = m.evaluate(node.left, frame)
    return m.binary(type(node.op), left, m.evaluate(node.right, frame))


def _unary(m: Machine, node: ast.UnaryOp, frame: Frame) -> Any:
    return m.unary(type(node.op), m.evaluate(node.operand, frame))


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
    ast.ListComp: comprehensions.comprehension,
    ast.SetComp: comprehensions.comprehension,
    ast.GeneratorExp: comprehensions.comprehension,
    ast.DictComp: comprehensions.comprehension,
    ast.Await: _await,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
}
