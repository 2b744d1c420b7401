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
    if type(value) in _PLAIN:  # most of a page
        return value
    if isinstance(value, Code):
        target = resolve(value.text)
        made = value if target is None else Link((value,), target)
    elif isinstance(value, Term):
        made = Term(value.head, _linked(value.details, resolve), value.names)
    elif isinstance(value, tuple):
        parts = [_linked(one, resolve) for one in value]
        same = all(one is other for one, other in zip(parts, value, strict=True))
        made = value if same else tuple(parts)
    elif isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: _linked(one, resolve) for name, one in fields.items()}
        same = all(changed[name] is one for name, one in fields.items())
        made = value if same else type(value)(**changed)
    return made  # type: ignore[return-value]
