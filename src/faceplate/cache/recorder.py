"""Notes the modules that a result is made of, while it is made.

A page depends on the modules that linking it looked into, and on no others. So modules are noted as
they are asked for, and what is remembered within a run carries the notes of its making along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Module = tuple[str, str]
"""A library's name and the dotted name of one of its modules, whether it exists or not."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recorder:
    """Notes the modules that are asked for; one for a library and its companions."""

    def __init__(self) -> None:
        self._open: list[set[Module]] = []

    def note(self, module: Module) -> None:
        """Note one module."""
        if self._open:
            self._open[-1].add(module)

    @contextmanager
    def recorded(self) -> Iterator[set[Module]]:
        """Return the set of modules that are asked for within the block."""
        inner: set[Module] = set()
        self._open.append(inner)
        try:
            yield inner
        finally:
            self._open.pop()
            self.note_all(inner)

    def note_all(self, modules: Iterable[Module]) -> None:
        """Note modules that an earlier result was made of."""
        if self._open:
            self._open[-1].update(modules)


class Remembered(Generic[Key, Value]):
    """Results that are made once in a run, each with the modules it was made of.

    Args:
        recorder: Where modules are noted.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._entries: dict[Key, tuple[Value, set[Module]]] = {}

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the result for a key, made now if it is not known yet."""
        entry = self._entries.get(key)
        if entry is None:
            with self._recorder.recorded() as modules:
                value = make()
            entry = self._entries[key] = value, modules
        else:
            self._recorder.note_all(entry[1])
        return entry[0]
