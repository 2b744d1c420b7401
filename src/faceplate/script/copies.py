"""What `copy` and `deepcopy` make of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faceplate.script.values import (
    BoundMethod,
    Class,
    Data,
    Either,
    External,
    Instance,
    Namespace,
    RuntimeValue,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_DEEPEST = 40


def shallow(m: Machine, value: Any) -> Any:
    """A copy that holds what the value holds."""
    return _made(m, value, lambda inner: inner, "__copy__", [])


def deep(m: Machine, value: Any) -> Any:
    """A copy that holds copies of what the value holds, each of which is made once."""
    return _deep(m, value, {}, _DEEPEST)


def _deep(m: Machine, value: Any, done: dict[int, Any], depth: int) -> Any:
    if id(value) in done:
        return done[id(value)][1]
    if depth == 0:
        return m.unknown(value)
    return _made(
        m, value, lambda inner: _deep(m, inner, done, depth - 1), "__deepcopy__", [{}], done
    )


def _made(
    m: Machine,
    value: Any,
    inner: Any,
    hook: str,
    arguments: list[Any],
    done: dict[int, Any] | None = None,
) -> Any:
    if isinstance(value, Instance) and isinstance(value.cls, Class):
        method = m.find(value, hook)
        if method is not None:
            return m.call(method, arguments)
        made: Any = Instance(value.cls, value.line)
        m.trials.made(made.names)
        _note(done, value, made)
        made.payload = inner(value.payload)
        made.names.update(Namespace({name: inner(one) for name, one in value.names.items()}))
        return made
    if isinstance(value, (list, dict, set)):
        made = m.trials.made(value.copy())
        _note(done, value, made)
        if isinstance(value, list):
            made[:] = [inner(one) for one in value]
        elif isinstance(value, dict):
            made.update({key: inner(one) for key, one in value.items()})
        if m.trials.is_open(value):
            # What else may be in it is not copied here.
            tail = m.trials.tail(value) if done is None else None
            m.trials.open(made, tail, m.trials.hidden(value))
        return made
    if isinstance(value, tuple):
        return tuple(inner(one) for one in value)
    if isinstance(value, BoundMethod) and done is not None:
        return BoundMethod(value.function, inner(value.owner))
    if isinstance(value, RuntimeValue) and not isinstance(value, External):
        # A copy of something unknown is another object, of which as much is known.
        return value if isinstance(value, Data) or value.kind else _unknown_copy(m, value)
    return value


def _unknown_copy(m: Machine, value: RuntimeValue) -> Any:
    if isinstance(value, Either) and not value.tainted:
        return value
    return m.unknown(value)


def _note(done: dict[int, Any] | None, value: Any, made: Any) -> None:
    if done is not None:
        done[id(value)] = value, made
