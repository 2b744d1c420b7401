"""The order in which a class and its ancestors are asked for a member.

The linearisation is Python's own (C3). Where some ancestors are not known, or the known ones allow
no order, what is known is still used: the order is then depth first, each class once.
"""

from __future__ import annotations

from faceplate.facts.declarations import ClassFact
from faceplate.link.consultation import Consultation, Remembered
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path, resolve


class Ancestry:
    """The linearisations of classes, each worked out once.

    Args:
        consultation: Where the modules that are looked into are noted.
    """

    def __init__(self, consultation: Consultation) -> None:
        self._orders: Remembered[str, list[Symbol]] = Remembered(consultation)
        self._open: set[str] = set()

    def order(self, symbol: Symbol) -> list[Symbol]:
        """Give the class and its known ancestors in method resolution order.

        Args:
            symbol: A class.

        Returns:
            The class first. A class that inherits from itself ends the line.
        """
        if symbol.path in self._open:
            return [symbol]
        return self._orders.get(symbol.path, lambda: self._order(symbol))

    def _order(self, symbol: Symbol) -> list[Symbol]:
        self._open.add(symbol.path)
        try:
            parents = [self.order(base) for base in known_bases(symbol)]
        finally:
            self._open.discard(symbol.path)
        above = _merged(parents) or _depth_first(parents)
        return [symbol, *(one for one in above if one.path != symbol.path)]

    def member(self, symbol: Symbol, name: str) -> Symbol | None:
        """Give the first declaration of a member in method resolution order."""
        for owner in self.order(symbol):
            found = owner.member(name)
            if found is not None:
                return found
        return None

    def unknown_bases(self, symbol: Symbol) -> list[str]:
        """Give the dotted path of every ancestor that is not known."""
        return [
            dotted_path(owner.library, owner.module, base)
            for owner in self.order(symbol)
            for base in base_names(owner)
            if _class(owner, base) is None
        ]


def base_names(symbol: Symbol) -> list[str]:
    """Give the bases of a class as names, type arguments taken off."""
    if not isinstance(symbol.fact, ClassFact):
        return []
    return [base.partition("[")[0] for base in symbol.fact.bases]


def base_paths(symbol: Symbol) -> list[str]:
    """Give the canonical path of each base of a class, or the base as written if not known."""
    return [dotted_path(symbol.library, symbol.module, base) for base in base_names(symbol)]


def known_bases(symbol: Symbol) -> list[Symbol]:
    """Give the bases of a class that are known classes."""
    found = (_class(symbol, base) for base in base_names(symbol))
    return [base for base in found if base is not None]


def _class(symbol: Symbol, base: str) -> Symbol | None:
    found = resolve(symbol.library, symbol.module, base)
    return found if found is not None and isinstance(found.fact, ClassFact) else None


def _merged(parents: list[list[Symbol]]) -> list[Symbol] | None:
    sequences = [list(order) for order in parents]
    sequences.append([order[0] for order in parents])
    merged: list[Symbol] = []
    while sequences := [sequence for sequence in sequences if sequence]:
        tails = {one.path for sequence in sequences for one in sequence[1:]}
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
        for one in order:
            unique.setdefault(one.path, one)
    return list(unique.values())
