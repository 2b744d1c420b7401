"""What a call takes: the parameters of a class or a function, each with the place it comes from.

Names, kinds, annotations and defaults come from the signature; what a docstring says of them is
joined later. A class takes what the nearest of its `__new__`, its `__init__` and what a library of
fields generates does, unless its metaclass has a `__call__` with parameters of its own. One that
passes on whatever it is given leaves the signature to the constructor, where `inspect.signature`
stops at `*args, **kwargs`.
"""

from __future__ import annotations

import builtins
import re
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact, ParameterFact
from faceplate.link.decorators import Effect, class_doubts, effects
from faceplate.link.expressions import double_quoted, is_literal
from faceplate.link.fields.field import Constructor, Field
from faceplate.link.fields.libraries import making
from faceplate.link.fields.marked import metaclass_of
from faceplate.link.fields.typed_dictionaries import TypedDictionaries
from faceplate.link.inheritance import Ancestry, is_harmless
from faceplate.link.library import Symbol
from faceplate.link.names import resolve, resolve_from
from faceplate.model import Parameter

_UNPACKED = re.compile(r"^(?:\w+\.)*Unpack\[([\w.]+)\]$")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_CONSTANTS = {"None", "True", "False", "Ellipsis"}
_ENUMERATIONS = {
    f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum")
}
# What a metaclass is called with is what makes a class.
_METACLASSES = {"abc.ABCMeta", "enum.EnumMeta", "enum.EnumType"}
# Bases that bring a class no constructor of their own.
_WITHOUT_CONSTRUCTOR = {"object", "Generic", "Protocol", "ABC"}


class Signature(NamedTuple):
    """What a call takes.

    Attributes:
        parameters: In order, without descriptions, without `self` or `cls`.
        function: The function that is called, or None where fields make the signature.
        fields: For a parameter that is a field, the field, by the name that a call passes.
        doubts: Why a call may take something else, each a sentence without its full stop.
        settled: Those of the doubts after which a call takes these names all the same: a wrapper
            hands on what it is given, and only `inspect` does not show it.
        added: Names that decorators take beside.
        filled: Names that decorators pass by themselves, so that a call may leave them out.
        is_opaque: Whether decorators change what a call passes before they hand it on.
    """

    parameters: list[Parameter]
    function: Symbol | None
    fields: dict[str, Field]
    doubts: tuple[str, ...] = ()
    settled: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    is_opaque: bool = False

    @property
    def owners(self) -> dict[str, Symbol]:
        """For a parameter that is a field, the class that declares it."""
        return {name: field.owner for name, field in self.fields.items()}

    @property
    def sentences(self) -> list[str]:
        """Why a call may take something else, as a page says it."""
        return [f"{doubt[:1].upper()}{doubt[1:]}." for doubt in dict.fromkeys(self.doubts)]


def signature_of(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Return the signature of a class or a function.

    Args:
        symbol: The class or function.
        ancestry: The linearisations of the library.
    """
    if isinstance(symbol.fact, ClassFact):
        return _class_signature(symbol, ancestry)
    return _function_signature(symbol, ancestry)


def method_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Return the signature of a method as it is called on an object.

    Args:
        symbol: A function that a class declares.
        ancestry: The linearisations of the library.
    """
    signature = _function_signature(symbol, ancestry)
    fact = symbol.fact
    static = isinstance(fact, FunctionFact) and "staticmethod" in fact.labels
    first = signature.parameters[0] if signature.parameters else None
    if static or first is None or first.kind not in ("positional_or_keyword", "positional_only"):
        return signature
    return signature._replace(parameters=signature.parameters[1:])


def _class_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    call = _call_of_metaclass(symbol, ancestry)
    constructed = _constructed(symbol, ancestry)
    if call is None:
        return constructed
    called = method_signature(call, ancestry)
    if not _passes_on(called, constructed):
        return called
    owner = call.path.rpartition(".")[0]
    doubt = f"its metaclass `{owner}` takes the call first, and may change what it passes on"
    return constructed._replace(doubts=(*constructed.doubts, doubt))


def _constructed(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Return what the constructor of a class takes, whatever its metaclass does before."""
    if not _ENUMERATIONS.isdisjoint(ancestry.unknown_bases(symbol)):
        return _enumeration(symbol)
    order = ancestry.order(symbol)
    doubts = class_doubts(symbol, ancestry)
    for owner in order:
        maker = making(owner, ancestry)
        constructor = (
            maker.library.constructor(owner, maker.options, ancestry) if maker is not None else None
        )
        if constructor is not None:
            if not ancestry.comes_first(symbol, owner):
                break
            return _generated(constructor, ancestry, doubts)
        function, doubt = _own_constructor(owner)
        if function is not None:
            if not ancestry.comes_first(symbol, owner):
                break
            signature = method_signature(function, ancestry)
            return signature._replace(doubts=(*signature.doubts, *doubts, *doubt))
    return Signature([], None, {}, (*doubts, *_from_elsewhere(symbol, ancestry)))


def _own_constructor(owner: Symbol) -> tuple[Symbol | None, tuple[str, ...]]:
    """Return the `__new__` of a class, or its `__init__`, if it has one in its body.

    A `__new__` that takes anything leaves it to `__init__` what a call takes.

    Returns:
        The function, and what makes it doubtful that it is all that a call meets.
    """
    first, second = (owner.member(name) for name in ("__new__", "__init__"))
    if first is None or not isinstance(first.fact, FunctionFact):
        is_function = second is not None and isinstance(second.fact, FunctionFact)
        return second if is_function else None, ()
    if second is not None and isinstance(second.fact, FunctionFact):
        kinds = {parameter.kind for parameter in first.fact.parameters}
        if {"var_positional", "var_keyword"} <= kinds:
            return second, ("its `__new__` takes any arguments before its `__init__` does",)
    return first, ()


def _call_of_metaclass(symbol: Symbol, ancestry: Ancestry) -> Symbol | None:
    for owner in ancestry.order(symbol):
        metaclass = metaclass_of(owner)
        called = ancestry.member(metaclass, "__call__") if metaclass is not None else None
        if called is not None and isinstance(called.fact, FunctionFact):
            return called
    return None


def _passes_on(called: Signature, constructed: Signature) -> bool:
    """Say whether a metaclass may hand all to the constructor: it names nothing of its own.

    `def __call__(cls, *args, **kwargs)` does, and so does one that names `size` before `**kwargs`
    where the constructor takes a `size`, too.
    """
    if not any(entry.kind == "var_keyword" for entry in called.parameters):
        return False
    own = {entry.name for entry in constructed.parameters}
    return bool(own) and all(
        entry.name in own or entry.kind.startswith("var_") for entry in called.parameters
    )


def _enumeration(symbol: Symbol) -> Signature:
    """Return what a call of an enumeration takes: the value of a member."""
    return Signature([Parameter("value", required=True)], None, {})


def _from_elsewhere(symbol: Symbol, ancestry: Ancestry) -> tuple[str, ...]:
    """Return a sentence for each base that may bring the constructor that was not found."""
    paths = dict.fromkeys(
        path
        for path in ancestry.unknown_bases(symbol)
        if path not in _WITHOUT_CONSTRUCTOR
        and (path in _METACLASSES or not is_harmless(path) or path.isidentifier())
    )
    return tuple(
        f"it takes what Python's `{path}` takes"
        if hasattr(builtins, path)
        else f"it takes what `{path}` takes, which was not read"
        for path in paths
    )


def _generated(constructor: Constructor, ancestry: Ancestry, doubts: tuple[str, ...]) -> Signature:
    """Return the signature that a library of fields generates."""
    fields: dict[str, Field] = {}
    for field in constructor.fields:
        # Two fields with one alias are one parameter.
        fields.setdefault(field.name, field)
    parameters = [_from_field(field) for field in fields.values()]
    doubts = (*constructor.doubts, *doubts)
    more = constructor.takes_more
    extra = [Parameter(more, "var_keyword")] if more else []
    if constructor.function is None:
        return Signature([*parameters, *extra], None, fields, doubts)
    signature = method_signature(constructor.function, ancestry)
    doubts = (*signature.doubts, *doubts)
    own = {parameter.name for parameter in signature.parameters}
    rest = [parameter for parameter in signature.parameters if parameter.kind == "var_keyword"]
    stated = [parameter for parameter in signature.parameters if parameter.kind != "var_keyword"]
    explained = (
        {name: field for name, field in fields.items() if name in own}
        if constructor.explains
        else {}
    )
    stated = [_explained(parameter, explained.get(parameter.name)) for parameter in stated]
    if not rest:
        return Signature(stated, constructor.function, explained, doubts)
    added = [
        parameter
        for parameter in parameters
        if parameter.name not in own and fields[parameter.name].attribute not in own
    ]
    shown = [replace(parameter, kind="keyword_only") for parameter in added]
    extra = [Parameter(rest[0].name, "var_keyword")] if more else []
    return Signature(
        [*stated, *shown, *extra],
        constructor.function,
        explained | {parameter.name: fields[parameter.name] for parameter in added},
        doubts,
    )


def _explained(parameter: Parameter, field: Field | None) -> Parameter:
    """Return a parameter with what the field of its name states of its values."""
    if field is None:
        return parameter
    return replace(
        parameter,
        annotation=parameter.annotation or field.annotation,
        constraints=field.constraints,
        facets=field.facets,
    )


def _function_signature(symbol: Symbol, ancestry: Ancestry) -> Signature:
    fact = symbol.fact
    if not isinstance(fact, FunctionFact):
        return Signature([], None, {})
    stated, holder = fact.parameters, symbol
    # The decorator nearest to the function is applied first.
    applied = effects(symbol, ancestry)
    for effect in applied:
        if effect.parameters is not None:
            stated, holder = effect.parameters, effect.holder or symbol
    parameters: list[Parameter] = []
    fields: dict[str, Field] = {}
    for parameter in stated:
        keywords = _unpacked(holder, parameter, ancestry)
        if keywords:
            parameters += [_from_field(field) for field in keywords]
            fields |= {field.name: field for field in keywords}
            continue
        parameters.append(
            Parameter(
                parameter.name,
                parameter.kind,
                parameter.annotation,
                *_default(holder, parameter.default),
                parameter.default is None and not parameter.kind.startswith("var_"),
            )
        )
    names = [parameter.name for parameter in stated]
    return Signature(
        parameters,
        symbol,
        fields,
        tuple(effect.doubt for effect in applied if effect.doubt),
        frozenset(effect.doubt for effect in applied if effect.is_transparent),
        frozenset(name for effect in applied for name in effect.added.difference(names)),
        frozenset(name for effect in applied for name in _filled(effect, names)),
        any(effect.is_opaque for effect in applied),
    )


def _filled(effect: Effect, names: list[str]) -> set[str]:
    """Return the names that a decorator passes by itself, by name or by position."""
    return {*effect.filled, *(names[place] for place in effect.places if place < len(names))}


def _unpacked(holder: Symbol, parameter: ParameterFact, ancestry: Ancestry) -> list[Field]:
    """Return the keys that `**options: Unpack[Options]` takes, where the dictionary is known."""
    match = _UNPACKED.match(parameter.annotation or "") if parameter.kind == "var_keyword" else None
    owner = resolve(holder.library, holder.module, match[1]) if match else None
    if owner is None or not isinstance(owner.fact, ClassFact):
        return []
    dictionaries = TypedDictionaries()
    options = dictionaries.options(owner, ancestry)
    constructor = dictionaries.constructor(owner, options, ancestry) if options else None
    return constructor.fields if constructor is not None else []


def _from_field(field: Field) -> Parameter:
    return Parameter(
        field.name,
        field.kind,
        field.annotation,
        *_default(field.owner, field.default),
        field.required,
        constraints=field.constraints,
        facets=field.facets,
    )


def _default(symbol: Symbol, default: str | None) -> tuple[str | None, str | None]:
    """Return the source of a default, and the literal behind it where it is a constant's name."""
    if default is None:
        return None, None
    if default in _CONSTANTS or not _DOTTED.fullmatch(default):
        return double_quoted(default), None
    constant = resolve_from(symbol, default)
    value = None
    # A member of another class may be more than the value it is assigned, as in an enumeration.
    own = constant is not None and "." not in (constant.name if "." in default else default)
    if constant is not None and own and isinstance(constant.fact, AttributeFact):
        value = constant.fact.value
    if value is None or not is_literal(value):
        return default, None
    return default, double_quoted(value)
