"""Takes back what was read on trial, and joins the outcomes of two trials.

Where a condition is not known, both ways are read from the same state. Each write to a list, dict
or set is noted first, so that the state can be put back. What comes out of both ways alike is
known; what differs is not. A container whose length differs keeps what it holds for certain, and is
marked as open: there may be more in it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

from faceplate.script.values import (
    PLAIN,
    Data,
    Either,
    Instance,
    Namespace,
    Number,
    RuntimeValue,
    changeable,
    known,
    tainted,
)

Content = Any
Tail = Sequence[tuple[Any, bool]]


class OpenContainer(NamedTuple):
    """What a container may hold besides what is seen in it.

    Attributes:
        container: The container.
        tail: What comes after the items that are seen, with whether each is there for certain;
            None where it is not known what else there is.
        others: Values that may be among what is not known.
    """

    container: Any
    tail: Tail | None
    others: tuple[Any, ...] = ()

    @property
    def hidden(self) -> tuple[Any, ...]:
        """The values that may be there."""
        return (*(value for value, _ in self.tail or ()), *self.others)


class States(dict[int, tuple[Any, Content, Any]]):
    """What a trial has made of the containers that it changed, by identity.

    Attributes:
        fresh: Which containers came up in it.
    """

    fresh: set[int] = set()  # noqa: RUF012 (never changed in place)


class Trials:
    """The writes since a trial began, for trials within trials."""

    def __init__(self) -> None:
        self._levels: list[States] = []
        self._fresh: list[set[int]] = []
        self._open: dict[int, OpenContainer] = {}

    @property
    def is_trial(self) -> bool:
        """Whether what is written now may be taken back."""
        return bool(self._levels)

    @property
    def opened(self) -> dict[int, OpenContainer]:
        """The containers that may hold more, by identity."""
        return self._open

    def is_open(self, container: Any) -> bool:
        """Whether a container may hold more than what is seen in it."""
        return id(container) in self._open

    def tail(self, container: Any) -> Tail | None:
        """What comes after the items that a container holds for certain and in order.

        Returns:
            The items with whether each is there for certain; None where it is not known what else
            there is. Those of a dict are pairs.
        """
        if id(container) in self._open:
            return self._open[id(container)].tail
        return () if isinstance(container, (list, tuple, dict, set)) else None

    def hidden(self, container: Any) -> tuple[Any, ...]:
        """The values that a container may hold besides what is seen in it."""
        opened = self._open.get(id(container))
        return () if opened is None else opened.hidden

    def open(self, container: Any, tail: Tail | None = None, others: Sequence[Any] = ()) -> None:
        """Mark that a container may hold more, and what, if that is known.

        Args:
            container: A list, dict or set.
            tail: What comes after the items that are seen; None where that is not known.
            others: Values that may be among what is not known.
        """
        self.save(container)
        if tail is None:
            others = _distinct((*self.hidden(container), *others))
        self._open[id(container)] = OpenContainer(container, tail, tuple(others))

    def scatter(self, container: Any, *others: Any) -> None:
        """Mark that nothing is known of where the items of a container are, and how many.

        Args:
            container: A list or set.
            others: Values that may be among them, too.
        """
        self.save(container)
        items = (*container, *others)
        container.clear()
        self.open(container, None, items)

    def close(self, container: Any) -> None:
        """Mark that all that a container holds is seen."""
        self.save(container)
        self._open.pop(id(container), None)

    def save(self, container: Any) -> None:
        """Note the content of a list, dict or set before it changes."""
        if self._levels and id(container) not in self._levels[-1]:
            state = (container, container.copy(), self._open.get(id(container)))
            self._levels[-1][id(container)] = state

    def made(self, container: Any) -> Any:
        """Note that a container is new, so that nothing outside of the trial can hold it."""
        if self._levels:
            self._fresh[-1].add(id(container))
            self.save(container)
        return container

    def begin(self) -> None:
        """Begin a trial."""
        self._levels.append(States())
        self._fresh.append(set())

    def end(self) -> States:
        """End a trial and take it back.

        Returns:
            What the trial had made of each container it changed.
        """
        after = States()
        for key, (container, content, was_open) in self._levels.pop().items():
            after[key] = (container, container.copy(), self._open.get(key))
            self._restore(container, content, was_open)
        fresh = self._fresh.pop()
        if self._fresh:
            self._fresh[-1] |= fresh
        after.fresh = fresh
        return after

    def pause(self) -> tuple[list[States], list[set[int]]]:
        """Stop noting, for what would happen anyway; gives what `resume` takes."""
        levels = self._levels, self._fresh
        self._levels, self._fresh = [], []
        return levels

    def resume(self, levels: tuple[list[States], list[set[int]]]) -> None:
        """Go on noting."""
        self._levels, self._fresh = levels

    def apply(self, states: States) -> None:
        """Let what a trial has made be so."""
        for container, content, is_open in states.values():
            self.save(container)
            self._restore(container, content, is_open)

    def join(self, one: States, other: States, line: int) -> None:
        """Let what either of two trials has made be possible.

        Args:
            one: The outcome of a trial.
            other: That of another one from the same state.
            line: The line of the script, for what is no longer known.
        """
        for key in {**one, **other}:
            container = (one.get(key) or other[key])[0]
            self.save(container)
            only = one if key in one.fresh else other if key in other.fresh else None
            if only is not None and key in only:
                self._restore(container, only[key][1], only[key][2])
                continue
            now = (container, container, self._open.get(key))
            _, first, first_open = one.get(key, now)
            _, second, second_open = other.get(key, now)
            content, tail = self._joined(container, first, second, line)
            others: tuple[Any, ...] = ()
            for opened in (first_open, second_open):
                if opened is not None:
                    tail = _both(tail, opened.tail)
                    others = _distinct((*others, *opened.hidden))
            if tail is None:
                others = _distinct((*others, *_inner(first), *_inner(second)))
            is_open = OpenContainer(container, tail, others) if tail is None or tail else None
            self._restore(container, content, is_open)

    def merged(self, one: Any, other: Any, line: int) -> Any:
        """One value for what may be either of two.

        Args:
            one: A value.
            other: Another one.
            line: The line of the script, if it is not known which.
        """
        if one is other:
            return one
        number = _number(one, other, line)
        if number is not None:
            return number
        if type(one) is type(other):
            if isinstance(one, tuple) and len(one) == len(other):
                return tuple(self.merged(a, b, line) for a, b in zip(one, other, strict=True))
            if self._same(one, other):
                return one
            if type(one) is RuntimeValue and one.kind is not None and one.kind is other.kind:
                return RuntimeValue(line, kind=one.kind)
        for a, b in ((one, other), (other, one)):
            if type(a) is RuntimeValue and a.kind is not None and type(b) is a.kind:
                return RuntimeValue(line, kind=a.kind)
        if isinstance(one, Data) and isinstance(other, Data):
            return Data(
                line, one.path if one.path == other.path else "", one.member or other.member
            )
        first = _choices(one)
        choices = (
            *first,
            *(b for b in _choices(other) if not any(self._same(a, b) for a in first)),
        )
        if len(choices) <= _MOST and not any(
            isinstance(choice, RuntimeValue) for choice in choices
        ):
            return Either(line, choices)
        if all(isinstance(choice, (Data, *PLAIN)) for choice in choices):
            return Data(line)
        may_act = tainted(one, self._open) or tainted(other, self._open)
        return RuntimeValue(line, may_act, holds=changeable((one, other)))

    def _same(self, one: Any, other: Any) -> bool:
        """Whether two values are one, or are plain data that is alike and all seen."""
        if one is other:
            return True
        if type(one) is not type(other) or not (known(one) and known(other)):
            return False
        return repr(one) == repr(other) and not self._any_open(one) and not self._any_open(other)

    def _any_open(self, value: Any) -> bool:
        if id(value) in self._open:
            return True
        if isinstance(value, dict):
            return any(self._any_open(one) for one in value.values())
        return isinstance(value, (list, tuple)) and any(self._any_open(one) for one in value)

    def _joined(
        self, container: Any, one: Content, other: Content, line: int
    ) -> tuple[Content, Tail | None]:
        """The content for certain of what may be either, and what may be there besides."""
        if isinstance(container, Namespace):
            return {
                key: self.merged(one.get(key, ABSENT), other.get(key, ABSENT), line)
                for key in {**one, **other}
            }, ()
        if isinstance(one, dict):
            same = {key: self.merged(one[key], other[key], line) for key in one if key in other}
            rest = [
                item for content in (one, other) for item in content.items() if item[0] not in same
            ]
            return same, tuple((item, False) for item in rest)
        if isinstance(one, set):
            return one & other, () if one == other else None
        start = 0
        while start < min(len(one), len(other)) and self._same(one[start], other[start]):
            start += 1
        if len(one) == len(other) and all(
            type(a) is not Instance and type(b) is not Instance
            for a, b in zip(one[start:], other[start:], strict=True)
        ):
            return [self.merged(a, b, line) for a, b in zip(one, other, strict=True)], ()
        rest = [(value, False) for value in (*one[start:], *other[start:])]
        return one[:start], tuple(rest)

    def _restore(self, container: Any, content: Content, is_open: Any) -> None:
        if isinstance(container, list):
            container[:] = content
        elif container is not content:
            content = content.copy()
            container.clear()
            container.update(content)
        if is_open is not None:
            self._open[id(container)] = is_open
        else:
            self._open.pop(id(container), None)


def _inner(content: Content) -> tuple[Any, ...]:
    return tuple(content.values() if isinstance(content, dict) else content)


def _distinct(values: Sequence[Any]) -> tuple[Any, ...]:
    """Some values without those that come twice."""
    return tuple({id(value): value for value in values}.values())


def _both(one: Tail | None, other: Tail | None) -> Tail | None:
    """What may be there of two tails; None where either of them is not known."""
    if one is None or other is None:
        return None
    rest = [
        (value, False) for value, _ in other if not any(value is candidate for candidate, _ in one)
    ]
    return (*((value, False) for value, _ in one), *rest)


class _Absent:
    """Stands for the value of a name that is not bound."""


ABSENT: Any = _Absent()


def _choices(value: Any) -> tuple[Any, ...]:
    return value.choices if isinstance(value, Either) else (value,)


_STEPS = itertools.count()


def _number(one: Any, other: Any, line: int) -> Number | None:
    """A number for what may be either of two that differ by a step, such as how many there are."""
    least, steps = _parts(one)
    second, others = _parts(other)
    if steps != others or least is None or second is None:
        return None
    step = (next(_STEPS), abs(least - second))
    return Number(line, min(least, second), steps | {step})


def _parts(value: Any) -> tuple[int | None, frozenset[tuple[int, int]]]:
    if isinstance(value, Number):
        return value.least, value.steps
    return (value if type(value) is int else None), frozenset()


# More than these are too many to follow each.
_MOST = 4
