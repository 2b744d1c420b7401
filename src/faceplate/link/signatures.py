"""What a call takes: the parameters of a class or a function, each with the place it comes from.

Names, kinds, annotations and defaults come from the signature; what a docstring says of them is
joined later. A class takes what its nearest `__init__` (or `__new__`) takes, or its fields.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import double_quoted, is_literal
from faceplate.link.fields import Field, fields, sort_of
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import resolve, resolve_from
from faceplate.model import Parameter

_UNPACKED = re.compile(r"^(?:\w+\.)*Unpack\[([\w.]+)\]$")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_CONSTANTS = {"None", "True", "False", "Ellipsis"}


class Signature(NamedTuple):
    """What a call takes.

    Attributes:
        parameters: In order, without descriptions, without `self` or `cls`.
        function: The function that is called, or None where fields make the signature.
        owners: For a parameter that is a field, the class that declares it.
    """

    parameters: list[Parameter]
    function: Symbol | None
    owners: dict[str, Symbol]


def signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Give the signature of a class or a function.

    Args:
        symbol: The class or function.
        ancestry: The linearisations of the library.
    """
    if isinstance(symbol.fact, ClassFact):
        return _class_signature(symbol, ancestry)
    return _function_signature(symbol, ancestry)


def method_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Give the signature of a method as it is called on an object.

    Args:
        symbol: A function that a class declares.
        ancestry: The linearisations of the library.
    """
    made = _function_signature(symbol, ancestry)
    fact = symbol.fact
    static = isinstance(fact, FunctionFact) and "staticmethod" in fact.labels
    first = made.parameters[0] if made.parameters else None
    if static or first is None or first.kind not in ("positional_or_keyword", "positional_only"):
        return made
    return made._replace(parameters=made.parameters[1:])


def _class_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    sort = sort_of(symbol, ancestry)
    if sort is not None:
        found = fields(symbol, sort, ancestry)
        return Signature(
            [_from_field(field) for field in found],
            None,
            {field.name: field.owner for field in found},
        )
    for name in ("__init__", "__new__"):
        function = ancestry.known_member(symbol, name)
        if function is not None and isinstance(function.fact, FunctionFact):
            return method_signature(function, ancestry)
    return Signature([], None, {})


def _function_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    fact = symbol.fact
    if not isinstance(fact, FunctionFact):
        return Signature([], None, {})
    parameters: list[Parameter] = []
    owners: dict[str, Symbol] = {}
    for one in fact.parameters:
        unpacked = _UNPACKED.match(one.annotation or "") if one.kind == "var_keyword" else None
        owner = resolve(symbol.library, symbol.module, unpacked[1]) if unpacked else None
        keywords = (
            fields(owner, "typed dictionary", ancestry)
            if owner is not None and isinstance(owner.fact, ClassFact)
            else []
        )
        if keywords:
            parameters += [_from_field(field) for field in keywords]
            owners |= {field.name: field.owner for field in keywords}
            continue
        parameters.append(
            Parameter(
                one.name,
                one.kind,
                one.annotation,
                *_default(symbol, one.default),
                one.default is None and not one.kind.startswith("var_"),
            )
        )
    return Signature(parameters, symbol, owners)


def _from_field(field: Field) -> Parameter:
    return Parameter(
        field.name,
        field.kind,
        field.annotation,
        *_default(field.owner, field.default),
        field.required,
    )


def _default(symbol: Symbol, default: str | None) -> tuple[str | None, str | None]:
    """Give the source of a default, and the literal behind it where it is a constant's name."""
    if default is None:
        return None, None
    if default in _CONSTANTS or not _DOTTED.fullmatch(default):
        return double_quoted(default), None
    found = resolve_from(symbol, default)
    value = None
    # A member of another class may be more than the value it is assigned, as in an enumeration.
    own = found is not None and "." not in (found.name if "." in default else default)
    if found is not None and own and isinstance(found.fact, AttributeFact):
        value = found.fact.value
    if value is None or not is_literal(value):
        return default, None
    return default, double_quoted(value)
