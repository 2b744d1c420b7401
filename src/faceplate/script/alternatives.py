"""What is done with a value of which some alternatives are known: it is done with each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from faceplate.script.operators import agreed
from faceplate.script.outcomes import Ended, Failed, settled, trial
from faceplate.script.trials import ABSENT
from faceplate.script.values import Either, Lazy, Lost

if TYPE_CHECKING:
    from faceplate.script.machine import Machine


def each(m: Machine, value: Either, way: Callable[[Any], Any]) -> Any:
    """Do something with each alternative, on trial, and join what comes of it.

    An alternative with which it fails is none: the app would have stopped.
    """
    m.deepen()
    try:
        tries = [trial(m, partial(way, choice)) for choice in value.choices]
    finally:
        m.depth -= 1
    fitting = [(outcome, states) for outcome, states in tries if not isinstance(outcome, Failed)]
    if len(fitting) < len(tries):
        m.doubts += 1
    if not fitting:
        return settled(tries[0][0])
    if len(fitting) > 1 and any(isinstance(outcome, Ended) for outcome, _ in fitting):
        raise Lost("which app is launched, is not known")
    result, states = fitting[0]
    if len(fitting) == 1:
        m.trials.apply(states)
        return settled(result)
    for place, (outcome, others) in enumerate(fitting[1:]):
        if place:
            m.trials.join(others, type(others)(), m.line)
        else:
            m.trials.join(states, others, m.line)
        result = m.trials.merged(result, outcome, m.line)
    return result


def bound(m: Machine, value: Any) -> Any:
    """The value of a name that may not be bound: where it is not, the app would have stopped."""
    if type(value) is not Either:
        return value
    rest = [choice for choice in value.choices if choice is not ABSENT]
    if len(rest) < len(value.choices):
        m.doubts += 1
    elif not any(type(choice) is Lazy for choice in rest):
        return value
    rest = [m.modules.resolve(one) if type(one) is Lazy else one for one in rest]
    result = rest[0]
    for other in rest[1:]:
        result = m.trials.merged(result, other, value.line)
    return result


def may_be_absent(value: Any) -> bool:
    """Whether a name with this value may not be bound."""
    return type(value) is Either and ABSENT in value.choices


__all__ = ["agreed", "bound", "each", "may_be_absent"]
