"""Classes whose parameters are their annotated fields.

Dataclasses, typed dictionaries, named tuples and the models of pydantic, msgspec and attrs have no
`__init__` that anyone wrote; what a call takes stands in their bodies.
"""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import call_of, keyword, name_of, source_of
from faceplate.link.inheritance import Ancestry, base_names
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path
from faceplate.model import ParameterKind

_DATACLASSES = {"dataclass", "dataclasses.dataclass", "pydantic.dataclasses.dataclass"}
_ATTRS = {"attr.s", "attr.attrs", "attr.define", "attrs.define", "attrs.frozen", "attr.dataclass"}
_MODELS = {
    "typing.TypedDict": "typed dictionary",
    "typing_extensions.TypedDict": "typed dictionary",
    "typing.NamedTuple": "named tuple",
    "pydantic.BaseModel": "model",
    "pydantic.main.BaseModel": "model",
    "pydantic.RootModel": "model",
    "msgspec.Struct": "struct",
}
_FIELD_CALLS = {"field", "Field", "attrib", "ib"}
_WRAPPER = re.compile(
    r"^(?:\w+\.)*(NotRequired|Required|ReadOnly|InitVar|Final)\[(.*)\]$", re.DOTALL
)


class Field(NamedTuple):
    """One field, as the parameter that it makes."""

    owner: Symbol
    name: str
    kind: ParameterKind
    annotation: str | None
    default: str | None
    required: bool


def sort_of(symbol: Symbol, ancestry: Ancestry) -> str | None:
    """Say which sort of class with fields this is.

    Args:
        symbol: A class.
        ancestry: The linearisations of the library.

    Returns:
        `dataclass`, `typed dictionary`, `named tuple`, `model` or `struct`; None for other classes
        and for those that have an `__init__` of their own nearer than their fields.
    """
    for owner in ancestry.order(symbol):
        if owner.member("__init__") is not None:
            return None
        sort = _own_sort(owner)
        if sort is not None:
            return sort
    return None


def _own_sort(owner: Symbol) -> str | None:
    assert isinstance(owner.fact, ClassFact)
    for decorator in owner.fact.decorators:
        path = dotted_path(owner.library, owner.module, name_of(decorator))
        if path in _DATACLASSES or path in _ATTRS:
            return "dataclass"
    paths = (dotted_path(owner.library, owner.module, base) for base in base_names(owner))
    return next((_MODELS[path] for path in paths if path in _MODELS), None)


def fields(symbol: Symbol, sort: str, ancestry: Ancestry) -> list[Field]:
    """Give the fields of a class, inherited ones first, as the parameters they make.

    Args:
        symbol: A class for which `sort_of` gives a sort.
        sort: That sort.
        ancestry: The linearisations of the library.
    """
    found: dict[str, Field] = {}
    for owner in reversed(ancestry.order(symbol)):
        assert isinstance(owner.fact, ClassFact)
        if sort in ("dataclass", "named tuple") and _own_sort(owner) != sort:
            continue
        keyword_only = sort in ("typed dictionary", "model") or _says(owner.fact, "kw_only", "True")
        total = not _says(owner.fact, "total", "False")
        for fact in owner.fact.members.values():
            if not isinstance(fact, AttributeFact) or fact.annotation is None:
                continue
            if fact.labels == ["class-attribute"] or "property" in fact.labels:
                continue
            if fact.annotation.rpartition(".")[2] == "KW_ONLY":
                keyword_only = True
                continue
            if sort == "model" and fact.name.startswith("_"):
                continue
            field = _field(owner, fact, keyword_only)
            if sort == "typed dictionary":
                field = field._replace(default=None, required=_is_required(fact, total))
            if field is not None:
                found[fact.name] = field
            if fact.value and _argument(fact.value, "init") == "False":
                found.pop(fact.name, None)
    return sorted(found.values(), key=lambda field: field.kind == "keyword_only")


def _field(owner: Symbol, fact: AttributeFact, keyword_only: bool) -> Field:
    default = fact.value
    if default is not None and (called := call_of(default)):
        name, call = called
        if name.rpartition(".")[2] in _FIELD_CALLS:
            default = _field_default(call, name)
            keyword_only = keyword_only or _argument(fact.value or "", "kw_only") == "True"
    if default == "...":
        default = None
    kind: ParameterKind = "keyword_only" if keyword_only else "positional_or_keyword"
    return Field(owner, fact.name, kind, _unwrapped(fact.annotation), default, default is None)


def _field_default(call: ast.Call, name: str) -> str | None:
    stated = keyword(call, "default")
    if stated is None and call.args and name.endswith("Field"):
        stated = call.args[0]
    if stated is not None:
        return source_of(stated)
    factory = keyword(call, "default_factory") or keyword(call, "factory")
    if factory is None:
        return None
    if isinstance(factory, ast.Lambda):
        return source_of(factory.body)
    return f"{source_of(factory)}()"


def _argument(value: str, name: str) -> str | None:
    called = call_of(value)
    stated = keyword(called[1], name) if called else None
    return None if stated is None else source_of(stated)


def _says(fact: ClassFact, name: str, value: str) -> bool:
    if fact.keywords.get(name) == value:
        return True
    return any(_argument(decorator, name) == value for decorator in fact.decorators)


def _is_required(fact: AttributeFact, total: bool) -> bool:
    match = _WRAPPER.match(fact.annotation or "")
    if match and match[1] in ("NotRequired", "Required"):
        return match[1] == "Required"
    return total


def _unwrapped(annotation: str | None) -> str | None:
    while annotation and (match := _WRAPPER.match(annotation)):
        annotation = match[2]
    return annotation
