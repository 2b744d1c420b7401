"""Types as annotations name them: `Optional[X]`, `X | None`, `list[int]`, `Literal["a"]`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Hint:
    """A type with arguments.

    Attributes:
        origin: What it is made of: a Python type, or the name of a form of `typing`.
        arguments: Its arguments in order.
    """

    __slots__ = ("arguments", "origin")

    def __init__(self, origin: Any, arguments: tuple[Any, ...] = ()) -> None:
        self.origin = origin
        self.arguments = arguments

    @staticmethod
    def union(members: Iterable[Any]) -> Any:
        """The union of some types, without those that come twice."""
        flat: list[Any] = []
        for member in members:
            one_type: Any = type(None) if member is None else member
            inner = one_type.arguments if _is_union(one_type) else (one_type,)
            flat += [one for one in inner if not any(_same(one, other) for other in flat)]
        return flat[0] if len(flat) == 1 else Hint("Union", tuple(flat))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Hint) or not _same(self.origin, other.origin):
            return False
        if len(self.arguments) != len(other.arguments):
            return False
        if _is_union(self):
            return all(any(_same(a, b) for b in other.arguments) for a in self.arguments)
        pairs = zip(self.arguments, other.arguments, strict=True)
        return all(_same(one, two) for one, two in pairs)

    def __hash__(self) -> int:
        return hash(str(self.origin))


def _is_union(value: Any) -> bool:
    return isinstance(value, Hint) and value.origin == "Union"


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, (Hint, str, int, type)) and type(one) is type(other):
        return bool(one == other)
    return one is other or getattr(one, "path", one) == getattr(other, "path", ...)
