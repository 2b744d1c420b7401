"""Takes back what was read on trial, and joins the outcomes of two trials.

Where a condition is not known, both ways are read from the same state. Each write to a list, dict
or set is noted first, so that the state can be put back. What comes out of both ways alike is
known; what differs is not. A container whose length differs keeps what it holds for certain, and is
marked as open: there may be more in it.
"""

from __future__ import annotations

from typing import Any

from faceplate.script.values import Namespace, RuntimeValue, known, tainted

Content = Any
States = dict[int, tuple[Any, Content, bool]]


class Journal:
    """The writes since a trial began, for trials within trials."""

    def __init__(self) -> None:
        self._levels: list[States] = []
        self._open: dict[int, Any] = {}

    @property
    def is_trial(self) -> bool:
        """Whether what is written now may be taken back."""
        return bool(self._levels)

    def is_open(self, container: Any) -> bool:
        """Whether a container may hold more than what is seen in it."""
        return id(container) in self._open

    def open(self, container: Any) -> None:
        """Mark that a container may hold more."""
        self.save(container)
        self._open[id(container)] = container

    def close(self, container: Any) -> None:
        """Mark that all that a container holds is seen."""
        self.save(container)
        self._open.pop(id(container), None)

    def save(self, container: Any) -> None:
        """Note the content of a list, dict or set before it changes."""
        if self._levels and id(container) not in self._levels[-1]:
            state = (container, container.copy(), id(container) in self._open)
            self._levels[-1][id(container)] = state

    def begin(self) -> None:
        """Begin a trial."""
        self._levels.append({})

    def end(self) -> States:
        """End a trial and take it back.

        Returns:
            What the trial had made of each container it changed.
        """
        after: States = {}
        for key, (container, content, was_open) in self._levels.pop().items():
            after[key] = (container, container.copy(), key in self._open)
            self._restore(container, content, was_open)
        return after

    def pause(self) -> list[States]:
        """Stop noting, for what would happen anyway; gives what `resume` takes."""
        levels, self._levels = self._levels, []
        return levels

    def resume(self, levels: list[States]) -> None:
        """Go on noting."""
        self._levels = levels

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
            now = (container, container, key in self._open)
            _, first, first_open = one.get(key, now)
            _, second, second_open = other.get(key, now)
            content, certain = _joined(first, second, line)
            self.save(container)
            self._restore(container, content, first_open or second_open or not certain)

    def _restore(self, container: Any, content: Content, is_open: bool) -> None:
        if isinstance(container, list):
            container[:] = content
        elif container is not content:
            content = content.copy()
            container.clear()
            container.update(content)
        if is_open:
            self._open[id(container)] = container
        else:
            self._open.pop(id(container), None)


def merged(one: Any, other: Any, line: int) -> Any:
    """One value for what may be either of two.

    Args:
        one: A value.
        other: Another one.
        line: The line of the script, if it is not known which.
    """
    if one is other:
        return one
    if type(one) is type(other):
        if isinstance(one, tuple) and len(one) == len(other):
            return tuple(merged(a, b, line) for a, b in zip(one, other, strict=True))
        if known(one) and known(other) and repr(one) == repr(other):
            return one
        if isinstance(one, (str, bool, int, float)):
            return RuntimeValue(line, kind=type(one))
        if isinstance(one, RuntimeValue) and one.kind is not None and one.kind is other.kind:
            return RuntimeValue(line, kind=one.kind)
    for a, b in ((one, other), (other, one)):
        if isinstance(a, RuntimeValue) and a.kind is not None and type(b) is a.kind:
            return RuntimeValue(line, kind=a.kind)
    return RuntimeValue(line, tainted=tainted(one) or tainted(other))


def _joined(one: Content, other: Content, line: int) -> tuple[Content, bool]:
    if isinstance(one, Namespace):
        return Namespace(
            (key, merged(one.get(key, _ABSENT), other.get(key, _ABSENT), line))
            for key in {**one, **other}
        ), True
    if isinstance(one, dict):
        same = {key: merged(one[key], other[key], line) for key in one if key in other}
        return same, len(same) == len(one) == len(other) and list(one) == list(other)
    if isinstance(one, set):
        return one & other, one == other
    if len(one) == len(other):
        return [merged(a, b, line) for a, b in zip(one, other, strict=True)], True
    count = min(len(one), len(other))
    start = []
    for index in range(count):
        if one[index] is not other[index] and not (
            known(one[index]) and one[index] == other[index]
        ):
            break
        start.append(one[index])
    return start, False


_ABSENT = object()
