"""The order in which a class and its ancestors are asked for a member.

The linearisation is Python's own (C3). Where some ancestors are not known, or the known ones allow
no order, what is known is still used: the order is then depth first, each class once.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from faceplate.cache.recorder import Recorder, Remembered
from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import name_of
from faceplate.link.library import Symbol
from faceplate.link.names import origin, resolve_from

_LONGEST_LINE = 80
_HARMLESS = (
    "abc.",
    "typing.",
    "typing_extensions.",
    "collections.abc.",
    "enum.",
    "collections.namedtuple",
    "msgspec.Struct",
    "pydantic.BaseModel",
    "pydantic.main.BaseModel",
    "pydantic.RootModel",
    "pydantic.v1.BaseModel",
    "pydantic.generics.GenericModel",
)
Answer = TypeVar("Answer")

_HARMLESS_NAMES = {"object", "Generic", "Protocol", "ABC"}


class Base(NamedTuple):
    """A base of a class: its path, and the class where it is known."""

    path: str
    symbol: Symbol | None


class Ancestry:
    """The linearisations of classes, each worked out once.

    Args:
        recorder: Where the modules that are looked into are noted.
        makers: Libraries of fields that are asked before those that are known to all; a dialect
            brings them.
    """

    def __init__(self, recorder: Recorder, makers: Sequence[Any] = ()) -> None:
        self.makers = makers
        self._orders: Remembered[str, list[Symbol]] = Remembered(recorder)
        self._links: Remembered[str, list[Base]] = Remembered(recorder)
        self._answers: Remembered[str, Any] = Remembered(recorder)
        self._open: set[str] = set()

    def once(self, question: str, make: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about classes, worked out the first time it is asked."""
        answer: Answer = self._answers.get(question, make)
        return answer

    def links(self, symbol: Symbol) -> list[Base]:
        """Return the bases of a class in order, each with the known class that it names."""
        return self._links.get(symbol.path, lambda: _links(symbol))

    def order(self, symbol: Symbol) -> list[Symbol]:
        """Return the class and its known ancestors in method resolution order.

        Args:
            symbol: A class.

        Returns:
            The class first. A class that inherits from itself ends the line, and so does an
            absurd length.
        """
        if symbol.path in self._open or len(self._open) > _LONGEST_LINE:
            return [symbol]
        return self._orders.get(symbol.path, lambda: self._order(symbol))

    def _order(self, symbol: Symbol) -> list[Symbol]:
        self._open.add(symbol.path)
        try:
            parents = [self.order(link.symbol) for link in self.links(symbol) if link.symbol]
        finally:
            self._open.discard(symbol.path)
        above = _merged(parents) or _depth_first(parents)
        return [symbol, *(base for base in above if base.path != symbol.path)]

    def member(self, symbol: Symbol, name: str) -> Symbol | None:
        """Return the first declaration of a member in method resolution order."""
        for owner in self.order(symbol):
            member = owner.member(name)
            if member is not None:
                return member
        return None

    def known_member(self, symbol: Symbol, name: str) -> Symbol | None:
        """Return the declaration of a member, unless an unknown class may come before it."""
        return self.member(symbol, name) if self._is_certain(symbol, name) is not False else None

    def comes_first(self, symbol: Symbol, owner: Symbol) -> bool:
        """Say whether no class that is not known may come before an ancestor of a class.

        Args:
            symbol: The class.
            owner: The ancestor, or the class itself.
        """
        waiting: list[Symbol | None] = [symbol]
        seen: set[str] = set()
        while waiting:
            base = waiting.pop()
            if base is None:
                return False
            if base.path == owner.path:
                return True
            if base.path in seen:
                continue
            seen.add(base.path)
            waiting.extend(
                link.symbol
                for link in reversed(self.links(base))
                if link.symbol is not None or not is_harmless(link.path)
            )
        return True

    def _is_certain(self, symbol: Symbol, name: str) -> bool | None:
        """Say whether the nearest member is certain; None if no known class has one."""
        seen: set[str] = set()
        waiting: list[Symbol | None] = [symbol]
        while waiting:
            base = waiting.pop()
            if base is None:
                return False
            if base.path in seen:
                continue
            seen.add(base.path)
            if base.member(name) is not None:
                return True
            waiting.extend(
                link.symbol
                for link in reversed(self.links(base))
                if link.symbol is not None or not is_harmless(link.path)
            )
        return None

    def unknown_bases(self, symbol: Symbol) -> list[str]:
        """Return the dotted path of every ancestor that is not known."""
        return [
            link.path
            for owner in self.order(symbol)
            for link in self.links(owner)
            if link.symbol is None
        ]

    def unread_bases(self, symbol: Symbol) -> list[str]:
        """Return the dotted path of every ancestor that is not known and may bring members."""
        paths = [path for path in self.unknown_bases(symbol) if not is_harmless(path)]
        return list(dict.fromkeys(paths))


def is_harmless(path: str) -> bool:
    """Say whether a base that is not known brings no constructor or member of note."""
    return path.startswith(_HARMLESS) or path in _HARMLESS_NAMES or hasattr(builtins, path)


def _links(symbol: Symbol) -> list[Base]:
    return [_link(symbol, base) for base in base_names(symbol)]


def _link(symbol: Symbol, base: str) -> Base:
    if "." in symbol.name:
        # The base of a nested class may stand beside it in the class that holds both.
        near = resolve_from(symbol, base)
        if near is not None and isinstance(near.fact, ClassFact) and near.path != symbol.path:
            return Base(near.path, near)
    path, parent = origin(symbol.library, symbol.module, base)
    return Base(path, parent if parent is not None and isinstance(parent.fact, ClassFact) else None)


def base_names(symbol: Symbol) -> list[str]:
    """Return the bases of a class as names, type arguments and those of a call taken off."""
    if not isinstance(symbol.fact, ClassFact):
        return []
    return [name_of(base) for base in symbol.fact.bases]


def _merged(parents: list[list[Symbol]]) -> list[Symbol] | None:
    if len(parents) == 1:
        return parents[0]
    sequences = [list(order) for order in parents]
    sequences.append([order[0] for order in parents])
    merged: list[Symbol] = []
    while sequences := [sequence for sequence in sequences if sequence]:
        tails = {base.path for sequence in sequences for base in sequence[1:]}
        head = next((sequence[0] for sequence in sequences if sequence[0].path not in tails), None)
        if head is None:
            return None
        merged.append(head)
        for sequence in sequences:
            if sequence[0].path == head.path:
                del sequence[0]
    return merged


def _depth_first(parents: list[list[Symbol]]) -> list[Symbol]:
    unique: dict[str, Symbol] = {}
    for order in parents:
        for base in order:
            unique.setdefault(base.path, base)
    return list(unique.values())
