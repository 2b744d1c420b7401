"""The border to code that is not read: what goes into it may come back changed.

A list, dict or set, and what these hold, may have other items then, an object other attributes, and
a function may have been called. What the contracts promise is left alone.
"""

from __future__ import annotations

import ast
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script import contracts
from faceplate.script.journal import States
from faceplate.script.operators import holds_read
from faceplate.script.outcomes import Ended, Failed, trial
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
            _Opening(m).open(arguments[place])
            return m.unknown(arguments)
        if contracts.gives_data(path):
            _call_back(m, arguments, keywords)
            if not holds_read(*arguments, *keywords.values()):
                return Data(m.line, contracts.makes(path))
            return m.unknown(arguments, keywords)
    if isinstance(callee, Data) and callee.path:
        _call_back(m, arguments, keywords)
        return m.derived(callee, *arguments, *keywords.values())
    if m.in_script:
        _call_back(m, arguments, keywords)
        _Opening(m).open([*arguments, *keywords.values()])
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
            m.journal.join(states, States(), m.line)
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
        if isinstance(value, Either):
            inner = value.choices
        elif isinstance(value, (list, tuple)):
            inner = tuple(value)
        elif isinstance(value, dict):
            inner = tuple(value.values())
        else:
            self._open_object(value)
            return
        for one in inner:
            self.open(one, depth - 1)
        if isinstance(value, (list, dict, set)):
            self._open_container(value)

    def _open_container(self, value: Any) -> None:
        self.m.journal.save(value)
        other = self.m.unknown(value)
        if isinstance(value, dict):
            for key in value:
                value[key] = self.m.journal.merged(value[key], other, self.m.line)
        else:
            value.clear()
        self.m.journal.open(value)

    def _open_object(self, value: Any) -> None:
        if not isinstance(value, Instance) or not isinstance(value.cls, Class):
            return
        # An object of the library is changed by its own methods, which nobody else calls.
        if not value.cls.module.script and value.cls.module.name.partition(".")[0] in (
            self.m.modules.libraries
        ):
            return
        self.m.journal.save(value.names)
        for name, one in value.names.items():
            value.names[name] = self.m.journal.merged(one, self.m.unknown(one), self.m.line)

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
