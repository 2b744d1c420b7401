"""What is assigned to, or deleted: names, attributes, items, and sequences of these."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, border
from faceplate.script.operators import plain
from faceplate.script.values import PLAIN, Class, Either, Frame, Instance, Number, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


def assign(m: Machine, target: ast.expr, value: Any, frame: Frame) -> None:
    """Bind what a target names to a value."""
    if isinstance(target, ast.Name):
        m.bind(target.id, value, frame)
    elif isinstance(target, ast.Attribute):
        m.set(m.evaluate(target.value, frame), target.attr, value)
    elif isinstance(target, ast.Subscript):
        container = m.evaluate(target.value, frame)
        set_item(m, container, m.evaluate(target.slice, frame), value)
    elif isinstance(target, ast.Starred):
        assign(m, target.value, value, frame)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(m, target.elts, value, frame)


def _unpack(m: Machine, parts: list[ast.expr], value: Any, frame: Frame) -> None:
    items, more = m.items(value)
    if more or isinstance(value, RuntimeValue):
        for part in parts:
            assign(m, part, m.unknown(value), frame)
        return
    star = next((i for i, one in enumerate(parts) if isinstance(one, ast.Starred)), None)
    if star is not None and len(items) >= len(parts) - 1:
        end = len(items) - (len(parts) - star - 1)
        items = [*items[:star], items[star:end], *items[end:]]
    if len(items) != len(parts):
        m.error(ValueError, f"{len(items)} values for {len(parts)} targets")
    for part, item in zip(parts, items, strict=True):
        assign(m, part, item, frame)


def set_item(m: Machine, container: Any, key: Any, value: Any) -> None:
    """Set an item of a container."""
    if type(container) is Either:
        alternatives.each(m, container, lambda choice: set_item(m, choice, key, value))
        return
    if isinstance(container, Instance):
        method = m.find(container, "__setitem__")
        if method is not None:
            m.call(method, [key, value])
            return
    container, key = plain(container), plain(key)
    if isinstance(container, RuntimeValue):
        border.written(m, container)
    elif isinstance(container, dict):
        m.trials.save(container)
        if isinstance(key, RuntimeValue) or not _hashable(key):
            # A library keeps what it counts under keys of its own, which do not meet.
            for other in container if m.in_script else ():
                if m.equal(other, key) is not False:
                    container[other] = m.trials.merged(container[other], value, m.line)
            if not isinstance(key, Number):
                m.trials.open(container, None, [value])
            key = key if _hashable(key) else RuntimeValue(m.line)
        elif m.trials.tail(container):
            rest = tuple(one for one in m.trials.tail(container) or () if one[0][0] != key)
            m.trials.open(container, rest) if rest else m.trials.close(container)
        container[key] = value
    elif isinstance(container, list):
        m.trials.save(container)
        if isinstance(key, int) and -len(container) <= key < len(container):
            container[key] = value
        else:
            m.trials.scatter(container, *(_inner(m, value) if isinstance(key, slice) else [value]))


def _inner(m: Machine, value: Any) -> list[Any]:
    items, more = m.items(value)
    return [*items, m.hidden_item(value)] if more else items


def delete(m: Machine, target: ast.expr, frame: Frame) -> None:
    """Delete what a target names."""
    if isinstance(target, ast.Name):
        m.trials.save(frame.names)
        frame.names.pop(target.id, None)
    elif isinstance(target, ast.Attribute):
        owner = m.evaluate(target.value, frame)
        if isinstance(owner, (Instance, Class)):
            m.trials.save(owner.names)
            owner.names.pop(target.attr, None)
    elif isinstance(target, ast.Subscript):
        container = plain(m.evaluate(target.value, frame))
        key = m.evaluate(target.slice, frame)
        if isinstance(container, dict) and _hashable(key) and not isinstance(key, RuntimeValue):
            m.trials.save(container)
            if key not in container and not m.trials.is_open(container):
                m.error(KeyError, str(key))
            container.pop(key, None)
        elif isinstance(container, RuntimeValue):
            border.written(m, container)
        elif isinstance(container, dict):
            m.trials.open(container)
            for other in container:
                container[other] = m.trials.merged(container[other], m.unknown(), m.line)
        elif isinstance(container, list):
            m.trials.save(container)
            if (isinstance(key, int) and -len(container) <= key < len(container)) or (
                isinstance(key, slice) and not m.trials.is_open(container)
            ):
                del container[key]
            else:
                m.trials.scatter(container)


def _hashable(key: Any) -> bool:
    if isinstance(key, PLAIN):
        return True
    if isinstance(key, tuple):
        return all(_hashable(one) for one in key)
    return not isinstance(key, (list, dict, set))
