"""Types taken apart into alternatives: `Optional[str]`, `str | None` and `"str"` among them.

What is not understood, such as a type of a package that was not read, is kept as an alternative
that is not known, so that nothing wrong is concluded from it.
"""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from faceplate.check.types.plain import plain_type
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Symbol
from faceplate.link.names import resolve

# How deep types are looked into that stand in each other.
_DEEPEST = 12
_ANYTHING = {"Any", "object", "any", "Incomplete"}
_UNWRAPPED = {"Annotated", "ClassVar", "Final", "NotRequired", "Required", "ReadOnly"}

_ABSTRACT = {
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Collection", "Container",
    "Coroutine", "Generator", "Hashable", "Iterable", "Iterator", "Mapping", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "AbstractSet", "Reversible", "KeysView",
    "ItemsView", "ValuesView", "SupportsInt", "SupportsFloat", "SupportsIndex", "Buffer",
}  # fmt: skip


class Alternative(NamedTuple):
    """One of the types that a union holds.

    Attributes:
        head: A plain type by its name; the path of a known class; None where it is not known.
        arguments: The alternatives of each type argument; empty where none are stated.
        spelled: How it is written.
        class_: The class where it is one of the library.
    """

    head: str | None
    arguments: tuple[tuple[Alternative, ...], ...]
    spelled: str
    class_: Symbol | None = None


def alternatives(
    source: str | ast.expr, symbol: Symbol, stated: bool = False
) -> list[Alternative] | None:
    """Take a type apart.

    Args:
        source: An expression, or its source.
        symbol: The declaration it stands at.
        stated: Whether a docstring states it, where words such as "string" are types.

    Returns:
        Its alternatives; None if it cannot be taken apart.
    """
    node = parsed(source) if isinstance(source, str) else source
    return None if node is None else _alternatives(node, symbol, stated, 0)


def names_class(annotation: str, symbol: Symbol) -> bool:
    """Return whether a class of the library stands anywhere in an annotation.

    Args:
        annotation: Source of the annotation.
        symbol: The declaration it stands at.
    """
    waiting = list(alternatives(annotation, symbol) or ())
    while waiting:
        alternative = waiting.pop()
        if alternative.class_ is not None:
            return True
        waiting += [inner for row in alternative.arguments for inner in row]
    return False


def _alternatives(
    node: ast.expr, symbol: Symbol, stated: bool, depth: int
) -> list[Alternative] | None:
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left = _alternatives(node.left, symbol, stated, depth + 1)
        right = _alternatives(node.right, symbol, stated, depth + 1)
        return None if left is None or right is None else [*left, *right]
    if isinstance(node, ast.Constant):
        if node.value is None:
            return [Alternative("None", (), "None")]
        if isinstance(node.value, str) and (inner := parsed(node.value)) is not None:
            return _alternatives(inner, symbol, stated, depth + 1)
        return None
    if isinstance(node, ast.Subscript):
        return _subscripted(node, symbol, stated, depth)
    name = dotted_name(node)
    return None if name is None else _named(name, (), ast.unparse(node), symbol, stated, depth)


def _subscripted(
    node: ast.Subscript, symbol: Symbol, stated: bool, depth: int
) -> list[Alternative] | None:
    name = dotted_name(node.value)
    if name is None:
        return None
    short = name.rpartition(".")[2]
    elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if short == "Literal":
        listed = []
        for element in elements:
            value = element.operand if isinstance(element, ast.UnaryOp) else element
            if not isinstance(value, ast.Constant):
                return None
            head = "None" if value.value is None else type(value.value).__name__
            listed.append(Alternative(head, (), ast.unparse(element)))
        return listed
    if short in _UNWRAPPED:
        return _alternatives(elements[0], symbol, stated, depth + 1)
    if short in ("Optional", "Union"):
        listed = [] if short == "Union" else [Alternative("None", (), "None")]
        for element in elements:
            inner = _alternatives(element, symbol, stated, depth + 1)
            if inner is None:
                return None
            listed += inner
        return listed
    arguments: tuple[tuple[Alternative, ...], ...] = ()
    if plain_type(name, stated) not in ("callable", "type"):
        rows = [
            _alternatives(element, symbol, stated, depth + 1) or [_UNKNOWN] for element in elements
        ]
        arguments = tuple(tuple(row) for row in rows)
    return _named(name, arguments, ast.unparse(node), symbol, stated, depth)


_UNKNOWN = Alternative(None, (), "?")


def _named(
    name: str,
    arguments: tuple[tuple[Alternative, ...], ...],
    spelled: str,
    symbol: Symbol,
    stated: bool,
    depth: int,
) -> list[Alternative] | None:
    short = name.rpartition(".")[2]
    declaration = resolve(symbol.library, symbol.module, name)
    if declaration is None and short in _ANYTHING:
        return [Alternative("any", (), spelled)]
    if declaration is None:
        plain = plain_type(name, stated)
        if plain is not None:
            return [Alternative(plain, arguments, spelled)]
        if short in _ABSTRACT:
            return [Alternative(f"abstract {short}", arguments, spelled)]
        return [Alternative(None, (), spelled)]
    if isinstance(declaration.fact, ClassFact):
        return [Alternative(declaration.path, (), spelled, declaration)]
    if (
        isinstance(declaration.fact, AttributeFact)
        and declaration.fact.value is not None
        and not arguments
    ):
        value = parsed(declaration.fact.value) if _is_bound_once(declaration) else None
        if value is not None and not isinstance(value, ast.Call | ast.Constant):
            inner = _alternatives(value, declaration, False, depth + 1)
            if inner is not None:
                return inner
    return [Alternative(None, (), spelled)]


def _is_bound_once(symbol: Symbol) -> bool:
    """Return whether a module binds a name in one place, and not to one thing or another."""
    source = symbol.library.source(symbol.module)
    # The name itself is found fast, and what stands before and behind it is looked at then.
    binding = re.compile(
        rb"%s[ \t]*(?::[^=\n]+)?=(?!=)" % re.escape(symbol.name.encode()), re.MULTILINE
    )
    times = 0
    for match in binding.finditer(source):
        line = source.rfind(b"\n", 0, match.start()) + 1
        times += not source[line : match.start()].strip(b" \t")
    return times < 2
