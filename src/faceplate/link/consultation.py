"""Which modules were asked for on the way to a result.

A page depends on the modules that linking it looked into, and on no others. Whoever keeps a page
has to know them; so modules are noted as they are asked for, and what is remembered within a run
carries the notes of its making along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Asked = tuple[str, str]
"""A library's name and the dotted name of one of its modules, whether it exists or not."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Consultation:
    """Notes the modules that are asked for; one for a library and its companions."""

    def __init__(self) -> None:
        self._open: list[set[Asked]] = []

    def note(self, asked: Asked) -> None:
        """Note one module."""
        if self._open:
            self._open[-1].add(asked)

    @contextmanager
    def recorded(self) -> Iterator[set[Asked]]:
        """Give the set of modules that are asked for within the block."""
        inner: set[Asked] = set()
        self._open.append(inner)
        try:
            yield inner
        finally:
            self._open.pop()
            self.note_all(inner)

    def note_all(self, asked: Iterable[Asked]) -> None:
        """Note modules that an earlier result was made of."""
        if self._open:
            self._open[-1].update(asked)


class Remembered(Generic[Key, Value]):
    """Results that are made once, each with the modules it was made of.

    Args:
        consultation: Where modules are noted.
    """

    def __init__(self, consultation: Consultation) -> None:
        self._consultation = consultation
        self._known: dict[Key, tuple[Value, set[Asked]]] = {}

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give the result for a key, made now if it is not known yet."""
        known = self._known.get(key)
        if known is None:
            with self._consultation.recorded() as asked:
                value = make()
            known = self._known[key] = value, asked
        else:
            self._consultation.note_all(known[1])
        return known[0]
