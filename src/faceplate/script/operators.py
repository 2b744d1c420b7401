"""Operators and comparisons, on plain data of a bounded size."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from faceplate.script.hints import Hint
from faceplate.script.trials import ABSENT
from faceplate.script.values import (
    PLAIN,
    Class,
    Data,
    Either,
    External,
    Function,
    Instance,
    Lost,
    Module,
    Namespace,
    Native,
    Number,
    RuntimeValue,
    known,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

LARGEST = 1_000_000
_BITS = 4096

_BINARY: dict[type[ast.operator], tuple[Callable[[Any, Any], Any], str]] = {
    ast.Add: (operator.add, "add"),
    ast.Sub: (operator.sub, "sub"),
    ast.Mult: (operator.mul, "mul"),
    ast.Div: (operator.truediv, "truediv"),
    ast.FloorDiv: (operator.floordiv, "floordiv"),
    ast.Mod: (operator.mod, "mod"),
    ast.Pow: (operator.pow, "pow"),
    ast.LShift: (operator.lshift, "lshift"),
    ast.RShift: (operator.rshift, "rshift"),
    ast.BitOr: (operator.or_, "or"),
    ast.BitXor: (operator.xor, "xor"),
    ast.BitAnd: (operator.and_, "and"),
}
_OF_SETS = (ast.Sub, ast.BitAnd, ast.BitOr, ast.BitXor)
_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_CONTAINERS = (list, tuple, dict, set, frozenset, str, bytes, range)


def plain(value: Any) -> Any:
    """The plain value that an object also is; else the value itself."""
    if isinstance(value, Instance) and value.payload is not None and isinstance(value.cls, Class):
        return value.payload
    return value


def binary(m: Machine, kind: type[ast.operator], left: Any, right: Any) -> Any:
    """The value of a binary operator."""
    if kind is ast.BitOr and _is_type(left) and _is_type(right):
        return Hint.union([left, right])
    for one, other, side in ((left, right, "__"), (right, left, "__r")):
        if isinstance(one, Instance) and isinstance(one.cls, Class):
            method = m.find(one, f"{side}{_BINARY[kind][1]}__")
            if method is not None:
                return m.call(method, [other])
    left, right = plain(left), plain(right)
    if isinstance(left, Number) and type(right) is int and kind in (ast.Add, ast.Sub):
        return Number(m.line, left.least + (right if kind is ast.Add else -right), left.steps)
    if isinstance(left, (list, tuple)) and type(left) is type(right) and kind is ast.Add:
        if isinstance(left, tuple):
            return bounded((*left, *right))
        together = m.call(m.get(left, "copy"), [])
        m.call(m.get(together, "extend"), [right])
        return together
    if isinstance(left, (list, tuple)) and isinstance(right, int) and kind is ast.Mult:
        if len(left) * right > LARGEST:
            raise Lost("a list is too long")
        return m.unknown(left) if m.trials.is_open(left) else left * right
    if isinstance(left, dict) and isinstance(right, dict) and kind is ast.BitOr:
        made = m.call(m.get(left, "copy"), [])
        m.call(m.get(made, "update"), [right])
        return made
    if kind in _OF_SETS and set in (type(left), type(right)):
        # The keys of a dict, which are a list here, take part in this as a set.
        left, right = (set(one) if isinstance(one, list) else one for one in (left, right))
    if not (m.settled(left) and m.settled(right)):
        return _joined(m, kind, left, right)
    if _too_large(kind, left, right):
        return m.unknown()
    if kind is ast.Mod and isinstance(left, (str, bytes)) and len(str(left)) > 10_000:
        return m.unknown()
    return bounded(m.native(_BINARY[kind][0], left, right))


def _joined(m: Machine, kind: type[ast.operator], left: Any, right: Any) -> Any:
    """What two values give of which one is unknown: a text, if they can only be joined to one."""
    unknown = m.derived(left, right)  # this may fail, which is noted
    if kind is ast.Mod and _is_text(left):
        return m.unknown_of(str)
    if kind is not ast.Add or not (_is_text(left) or _is_text(right)):
        return unknown
    if _is_text(left) and _is_text(right):
        return m.unknown_of(str)
    # An object may know how a text is added to it; what that gives is no function either.
    return unknown if m.holds_read(left, right) else Data(m.line)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, RuntimeValue) and value.kind is str)


def bounded(value: Any) -> Any:
    """The value, if it is not too large to go on with; of a long text its type alone."""
    if isinstance(value, (str, bytes)) and len(value) > LARGEST:
        return RuntimeValue(kind=type(value))
    if isinstance(value, (list, tuple)) and len(value) > LARGEST:
        raise Lost("a value is too large")
    return value


def _too_large(kind: type[ast.operator], left: Any, right: Any) -> bool:
    if kind is ast.Mult:
        for text, count in ((left, right), (right, left)):
            if isinstance(text, (str, bytes)) and isinstance(count, int):
                return len(text) * count > LARGEST
        if isinstance(left, int) and isinstance(right, int):
            return left.bit_length() + right.bit_length() > _BITS
    if kind in (ast.Pow, ast.LShift) and isinstance(left, int) and isinstance(right, int):
        if kind is ast.LShift:
            return right > _BITS
        return left.bit_length() * abs(right) > _BITS
    if kind is ast.Mod and isinstance(left, (str, bytes)):
        # A width would make a text of any length.
        digits = "".join(c if c.isdigit() else " " for c in str(left)).split()
        return "*" in str(left) or any(len(number) > 4 for number in digits)
    return False


def compare(m: Machine, kind: type[ast.cmpop], left: Any, right: Any) -> Any:
    """The value of a comparison: True, False, or unknown."""
    if kind is ast.Is:
        return _or_unknown(m, same(left, right))
    if kind is ast.IsNot:
        return _or_unknown(m, _negated(same(left, right)))
    if kind is ast.Eq:
        return _or_unknown(m, equal(m, left, right))
    if kind is ast.NotEq:
        return _or_unknown(m, _negated(equal(m, left, right)))
    if kind is ast.In:
        return _or_unknown(m, contains(m, right, left))
    if kind is ast.NotIn:
        return _or_unknown(m, _negated(contains(m, right, left)))
    left, right = plain(left), plain(right)
    if m.settled(left) and m.settled(right):
        return m.native(_ORDER[kind], left, right)
    return m.unknown()


def same(left: Any, right: Any) -> bool | None:
    """Whether two values are one object; None if that is not known."""
    if left is right:
        return True
    if type(left) is Either:
        return agreed(left, lambda choice: same(choice, right))
    if type(right) is Either:
        return agreed(right, lambda choice: same(left, choice))
    if isinstance(left, Native) and isinstance(right, Native):
        return left.name == right.name
    for one, other in ((left, right), (right, left)):
        if isinstance(one, External):
            if isinstance(other, External):
                return one.path == other.path
            return False if _is_type(other) or isinstance(other, Function) else None
        if isinstance(one, RuntimeValue):
            return False if one.kind is not None and other is None else None
    if isinstance(left, (bool, type(None))) or isinstance(right, (bool, type(None))):
        return False
    if isinstance(left, (int, str)) and type(left) is type(right):
        return bool(left == right)
    return left == right if isinstance(left, Hint) else False


def equal(m: Machine, left: Any, right: Any) -> bool | None:
    """Whether two values are equal; None if that is not known."""
    if left is right:
        return True
    if type(left) is Either:
        return agreed(left, lambda choice: equal(m, choice, right))
    if type(right) is Either:
        return agreed(right, lambda choice: equal(m, left, choice))
    if isinstance(left, Number) or isinstance(right, Number):
        return _equal_numbers(left, right)
    if isinstance(left, RuntimeValue) or isinstance(right, RuntimeValue):
        return same(left, right)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Instance) and isinstance(one.cls, Class):
            method = m.find(one, "__eq__")
            if method is not None:
                return m.truth(m.call(method, [other]))
    left, right = plain(left), plain(right)
    if isinstance(left, Instance) and isinstance(right, Instance) and left.cls is right.cls:
        return _equal_fields(m, left, right)
    if isinstance(left, (list, tuple)) and type(left) is type(right):
        if m.trials.is_open(left) or m.trials.is_open(right):
            return None
        if len(left) != len(right):
            return False
        return _all(equal(m, a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        if m.trials.is_open(left) or m.trials.is_open(right):
            return None
        if len(left) != len(right) or any(key not in right for key in left):
            return False
        return _all(equal(m, left[key], right[key]) for key in left)
    if isinstance(left, (set, frozenset)) and isinstance(right, (set, frozenset)):
        if m.trials.is_open(left) or m.trials.is_open(right):
            return None
        return left == right
    if isinstance(left, PLAIN) and isinstance(right, PLAIN):
        return bool(left == right)
    return bool(left == right) if isinstance(left, Hint) else False


def _equal_fields(m: Machine, left: Instance, right: Instance) -> bool | None:
    """Whether two objects of a class are equal, which those of a class that holds data can be."""
    from faceplate.script import models

    names = models.compared(left.cls)
    if names is None:
        return False
    return _all(equal(m, left.names.get(one), right.names.get(one)) for one in names)


def _equal_numbers(left: Any, right: Any) -> bool | None:
    """Whether two numbers of which one depends on what was done are equal."""
    least, steps = _linear(left)
    other, others = _linear(right)
    if least is None or other is None:
        return None if isinstance(left if least is None else right, RuntimeValue) else False
    apart = least - other
    most = apart + sum(size for _, size in steps - others)
    least = apart - sum(size for _, size in others - steps)
    if least == most == 0:
        return True
    return None if least <= 0 <= most else False


def _linear(value: Any) -> tuple[int | None, frozenset[tuple[int, int]]]:
    if isinstance(value, Number):
        return value.least, value.steps
    return (value if isinstance(value, int) else None), frozenset()


def contains(m: Machine, container: Any, item: Any) -> bool | None:
    """Whether a container holds an item; None if that is not known."""
    if type(item) is Either:
        return agreed(item, lambda choice: contains(m, container, choice))
    if isinstance(container, RuntimeValue):
        return None
    if isinstance(container, (Instance, Class)):
        method = m.find(container, "__contains__")
        if method is not None:
            return m.truth(m.call(method, [item]))
    container = plain(container)
    if isinstance(container, (str, bytes, range)):
        item = plain(item)
        if not known(item):
            return None
        return bool(m.native(operator.contains, container, item))
    if isinstance(container, (dict, set, frozenset)) and isinstance(item, PLAIN):
        if item in container:
            return None if _may_be_absent(container, item) else True
        tail = m.trials.tail(container)
        others = [*container, *(pair[0] for pair, _ in tail or ())]
        if tail is None or any(isinstance(key, RuntimeValue) for key in others) or item in others:
            return None
        if all(isinstance(key, PLAIN) for key in container):
            return False
    if isinstance(container, (set, frozenset)):
        items, more = list(container), m.trials.is_open(container)
    else:
        items, more = m.items(container)
        tail = m.trials.tail(container) if more else None
        if tail and all(equal(m, one, item) is False for one, _ in tail):
            more = False
    found: bool | None = None if more else False
    for one in items:
        alike = equal(m, one, item)
        if alike:
            return True
        if alike is None:
            found = None
    return found


def _may_be_absent(container: Any, name: Any) -> bool:
    """Whether a name of a module may not be bound, though it stands among its names."""
    value = container[name] if type(container) is Namespace else None
    return type(value) is Either and ABSENT in value.choices


def unary(m: Machine, kind: type[ast.unaryop], value: Any) -> Any:
    """The value of a unary operator."""
    if kind is ast.Not:
        return _or_unknown(m, _negated(m.truth(value)))
    value = plain(value)
    if not isinstance(value, (int, float, complex)):
        return m.unknown()
    if kind is ast.USub:
        return -value
    return +value if kind is ast.UAdd else m.native(operator.invert, value)


def _is_type(value: Any) -> bool:
    return value is None or isinstance(value, (type, Class, Hint, External, Module))


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _or_unknown(m: Machine, value: bool | None) -> Any:
    return m.unknown_of(bool) if value is None else value


def agreed(value: Either, answer: Callable[[Any], bool | None]) -> bool | None:
    """What a question is answered with for all alternatives alike; None if they differ."""
    answers = {answer(choice) for choice in value.choices}
    return answers.pop() if len(answers) == 1 else None


def _all(values: Any) -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result
