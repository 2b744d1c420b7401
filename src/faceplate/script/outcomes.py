"""How blocks of statements end, and what two ways through a script come to together.

A block ends in an outcome: None where it runs to its end, or what leaves it. Where a condition is
unknown, both ways are read on trial; then their outcomes are joined into one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from faceplate.script.trials import States
from faceplate.script.values import Launched, Lost, Raised

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

BREAK = "break"
CONTINUE = "continue"
Way = Callable[[], Any]


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


class Maybe:
    """The outcome of a block that may have been left, or may have run to its end."""

    __slots__ = ("kind", "value")

    def __init__(self, kind: str, value: Any = None) -> None:
        self.kind = kind
        self.value = value


def trial(m: Machine, way: Way) -> tuple[Any, Any]:
    """Read one way and take it back; gives its outcome and what it had made."""
    m.trials.begin()
    try:
        outcome = way()
    except Raised as error:
        outcome = Failed(error)
    except Launched as launched:
        outcome = Ended(launched.app)
    except BaseException:
        # It may not have been read this far; so what it has done until then may be so.
        m.trials.join(m.trials.end(), States(), m.line)
        raise
    return outcome, m.trials.end()


def settled(outcome: Any) -> Any:
    """Give what a way on trial has come to as if it had been the only one."""
    if isinstance(outcome, Failed):
        raise outcome.error
    if isinstance(outcome, Ended):
        raise Launched(outcome.app)
    return outcome


def joined(m: Machine, first: Any, second: Any) -> Any:
    """Join the outcomes of two ways, of which one is taken."""
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
        return Return(m.trials.merged(first.value, second.value, m.line))
    values = [one.value for one in (first, second) if isinstance(one, (Return, Maybe))]
    kinds = {kind_of(first), kind_of(second)}
    if "return" in kinds:
        value = values[0] if len(values) == 1 else m.unknown(*values)
        return Maybe("return", value)
    return Maybe(BREAK if BREAK in kinds else CONTINUE)


def after(m: Machine, maybe: Maybe, rest: Any) -> Any:
    """The outcome of what may have been left, and else has come to an outcome after that."""
    if maybe.kind == "return" and isinstance(rest, Return):
        return Return(m.unknown(maybe.value, rest.value))
    return maybe if rest is None else joined(m, maybe, rest)


def kind_of(outcome: Any) -> Any:
    """Say how an outcome leaves a block, or may leave it."""
    if isinstance(outcome, Maybe):
        return outcome.kind
    return "return" if isinstance(outcome, Return) else outcome
