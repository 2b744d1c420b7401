"""Links within a document: names in code that a site knows lead to where they are explained."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType
from typing import TypeVar

import msgspec

from faceplate.render.content import Break, Code, CodeBlock, Document, Link, Term, Text

Resolve = Callable[[str], str | None]

T = TypeVar("T")

# What holds no code that could be a link; a link holds one already.
_PLAIN = frozenset({str, Text, Break, CodeBlock, Link, NoneType, int})


def linked(document: Document, resolve: Resolve) -> Document:
    """Turn code that is a name into a link.

    Args:
        document: A page.
        resolve: Gives the address that a name leads to, or None.

    Returns:
        The page; what stands in a link already, in a block of code or at the head of a row is left
        as it is.
    """
    return _linked(document, resolve)


def _linked(value: T, resolve: Resolve) -> T:
    made: object = value
    kind = type(value)
    if kind in _PLAIN:  # most of a page
        return value
    if kind is tuple:
        made = _parts(value, resolve)  # type: ignore[arg-type]
    elif isinstance(value, Code):
        target = resolve(value.text)
        made = value if target is None else Link((value,), target)
    elif isinstance(value, Term):
        details = _parts(value.details, resolve)
        made = value if details is value.details else Term(value.head, details, value.names)
    elif isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        before = tuple([getattr(value, name) for name in fields])
        after = _parts(before, resolve)
        made = value if after is before else kind(**dict(zip(fields, after, strict=True)))
    return made  # type: ignore[return-value]


def _parts(values: tuple[T, ...], resolve: Resolve) -> tuple[T, ...]:
    """Give the same parts, as the same object where none of them has changed."""
    made: list[T] | None = None
    for place, one in enumerate(values):
        if type(one) in _PLAIN:
            continue
        other = _linked(one, resolve)
        if other is not one:
            made = made or list(values)
            made[place] = other
    return values if made is None else tuple(made)
