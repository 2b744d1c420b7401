"""The border to code that is not read: what goes into it may come back changed.

A list, dict or set, and what these hold, may have other items then, an object other attributes, and
a function may have been called. What the contracts promise is left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import contracts
from faceplate.script.outcomes import Ended, Failed, trial
from faceplate.script.trials import ABSENT, States
from faceplate.script.values import (
    BoundMethod,
    Class,
    Data,
    Either,
    External,
    Frame,
    Function,
    Instance,
    Lost,
    Native,
    Partial,
    RuntimeValue,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_DEEPEST = 20


def crossed(
    m: Machine, callee: RuntimeValue, arguments: list[Any], keywords: dict[str, Any]
) -> Any:
    """What a call of something that is not read gives, once it has done what it may do."""
    if isinstance(callee, External):
        path = callee.path
        if contracts.is_decorator(path):
            return _decorated(arguments)
        place = contracts.changed(path)
        if place is not None and place < len(arguments):
            if isinstance(arguments[place], list):
                # What it holds is put in another order, with the other arguments among it.
                m.trials.scatter(arguments[place], *arguments[:place], *arguments[place + 1 :])
            else:
                _Opening(m).open(arguments[place])
            return m.any_of(m.trials.hidden(arguments[place]), arguments)
        if contracts.gives_data(path):
            _call_back(m, arguments, keywords)
            # What a library hands over makes data of data: `json.load(f, object_hook=...)`.
            if not m.in_script or not m.holds_read(*arguments, *keywords.values()):
                return Data(m.line, contracts.makes(path))
            return m.unknown(arguments, keywords)
    if isinstance(callee, Data) and (callee.path or callee.member):
        _call_back(m, arguments, keywords)
        return m.derived(callee, *arguments, *keywords.values())
    if m.in_script:
        _call_back(m, arguments, keywords)
        _Opening(m).open([*callee.holds, *arguments, *keywords.values()])
    # What a library asks of other packages is not a part of the library; a script may get back its
    # own function from a decorator.
    return m.unknown(arguments, keywords) if m.in_script else m.unknown()


def _decorated(arguments: list[Any]) -> Any:
    given = arguments[0] if arguments else None
    if len(arguments) == 1 and isinstance(given, (Function, BoundMethod, Partial)):
        return given
    return Native("decorator", lambda m, inner, _: inner[0])


def _call_back(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> None:
    """Let the functions among some arguments have been called, nobody knows how often."""
    if not m.in_script:
        return
    for one in (*arguments, *keywords.values()):
        if isinstance(one, (Function, BoundMethod, Partial)):
            for _ in range(2):
                _call_once(m, one)


def _call_once(m: Machine, function: Any) -> None:
    doubts, line = m.doubts, m.line
    try:
        way = partial(m.call, function, [], {}, loose=True)
        outcome, states = trial(m, way)
    except Lost:
        if m.spent:
            raise
        _Opening(m).reach(function)
    else:
        if not isinstance(outcome, (Failed, Ended)):
            m.trials.join(states, States(), m.line)
    m.doubts, m.line = doubts, line


class _Opening:
    """Opens what is known of some values, and of all that they reach."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.seen: set[int] = set()

    def open(self, value: Any, depth: int = _DEEPEST) -> None:
        """Let a value have changed, where its type allows that."""
        if id(value) in self.seen or not depth:
            return
        self.seen.add(id(value))
        if isinstance(value, RuntimeValue):
            inner = value.choices if isinstance(value, Either) else value.holds
        elif isinstance(value, (list, tuple)):
            inner = (*value, *self.m.trials.hidden(value))
        elif isinstance(value, dict):
            inner = (*value.values(), *self.m.trials.hidden(value))
        else:
            self._open_object(value)
            return
        for one in inner:
            self.open(one, depth - 1)
        if isinstance(value, (list, dict, set)):
            self._open_container(value)

    def _open_container(self, value: Any) -> None:
        self.m.trials.save(value)
        other = self.m.unknown(*_inner(value))
        if isinstance(value, dict):
            for key in value:
                value[key] = self.m.trials.merged(value[key], other, self.m.line)
            self.m.trials.open(value, None, [other])
        else:
            self.m.trials.scatter(value, other)

    def _open_object(self, value: Any) -> None:
        if not isinstance(value, Instance) or not isinstance(value.cls, Class):
            return
        of_library = _is_library(self.m, value.cls)
        if of_library:
            self.m.handed.append((value.cls.name, self.m.line))
        self.m.trials.save(value.names)
        for name, one in value.names.items():
            # What does not know the library may set the texts and numbers of its objects, and
            # may call their methods. It does not replace what they are built of.
            if not of_library or (not name.startswith("_") and isinstance(one, (str, int, float))):
                value.names[name] = self.m.trials.merged(one, self.m.unknown(one), self.m.line)

    def reach(self, function: Any) -> None:
        """Open what a function can reach through the names in it."""
        while isinstance(function, (BoundMethod, Partial)):
            if isinstance(function, BoundMethod):
                self.open(function.owner)
            function = function.function
        if not isinstance(function, Function):
            return
        for node in ast.walk(function.node):
            if isinstance(node, ast.Name):
                frame: Frame | None = function.frame
                while frame is not None and node.id not in frame.names:
                    frame = frame.parent
                value = frame.names[node.id] if frame is not None else None
                if isinstance(value, (list, dict, set, Instance)):
                    self.open(value)


def _inner(container: Any) -> list[Any]:
    return list(container.values() if isinstance(container, dict) else container)


def returned(m: Machine, function: Function, arguments: list[Any], keywords: Any) -> Any:
    """What a function gives that is not read once more, and may do what it can."""
    opening = _Opening(m)
    opening.reach(function)
    opening.open([*arguments, *keywords.values()])
    return m.unknown(arguments, keywords)


def written(m: Machine, target: RuntimeValue) -> None:
    """Let all that something unknown may be, or hold, have changed."""
    if target.holds:
        _Opening(m).open(target)


def assigned(m: Machine, target: RuntimeValue, name: str, value: Any) -> None:
    """Let an attribute have been set on any of the objects that something unknown may be."""
    for owner in _reached(m, target.holds):
        m.trials.save(owner.names)
        before = owner.names.get(name, ABSENT)
        owner.names[name] = m.trials.merged(before, value, m.line)


def is_bounded(target: RuntimeValue) -> bool:
    """Whether it is known which objects something unknown may be."""
    return bool(target.holds)


def _reached(m: Machine, values: Iterable[Any]) -> list[Instance]:
    """The objects that some values are, or hold directly or within containers."""
    found: dict[int, Instance] = {}
    seen: set[int] = set()
    waiting = list(values)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Instance) and isinstance(one.cls, Class):
            found[id(one)] = one
        waiting += _parts(m, one)
    return list(found.values())


def _parts(m: Machine, value: Any) -> list[Any]:
    """What a value holds, or may be."""
    if isinstance(value, Either):
        return list(value.choices)
    if isinstance(value, RuntimeValue):
        return list(value.holds)
    if isinstance(value, Instance):
        return list(value.names.values()) if isinstance(value.cls, Class) else []
    if isinstance(value, dict):
        return [*value.values(), *m.trials.hidden(value)]
    if isinstance(value, (list, tuple, set)):
        return [*value, *m.trials.hidden(value)]
    return []


def _is_library(m: Machine, kind: Class) -> bool:
    return not kind.module.own and kind.module.name.partition(".")[0] in m.modules.libraries
