"""The dialect of `traitlets`: ipywidgets, Jupyter and whatever else has traits.

A trait is a class attribute made by a class of traits. Declared anew, it takes nothing from that of
an ancestor. One that is tagged with `sync=True` follows what stands in the browser, and the browser
follows it.
"""

from __future__ import annotations

import ast
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.components import ComponentDialect, is_class, listening_methods
from faceplate.dialects.descriptors import (
    Declaration,
    DescriptorFields,
    attributes_with,
    choices_of,
    stated_arguments,
    text_in,
)
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import call_of, literal_string, parsed, source_of
from faceplate.link.fields.arguments import flag
from faceplate.link.fields.field import Field
from faceplate.link.fields.references import Application, application, definition, returned
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.model import Access, Component, Event, Facets

_HAS_TRAITS = ("traitlets.traitlets.HasTraits", "traitlets.HasTraits")
_UNDEFINED = {"Undefined", "traitlets.Undefined", "...", "Sentinel"}
_DEEPEST = 6
"""Traits within traits, as in `Union([List(Unicode()), Unicode()])`; nobody writes more."""

_EMPTY = {"list": "[]", "dict": "{}", "tuple": "()", "set": "set()"}
_BOUNDS = {"min": "ge", "max": "le", "minlen": "min_length", "maxlen": "max_length"}


class Traits(DescriptorFields):
    """Classes that have traits."""

    bases: ClassVar[tuple[str, ...]] = (
        *_HAS_TRAITS,
        "traitlets.config.configurable.Configurable",
        "traitlets.config.Configurable",
    )
    descriptors: ClassVar[tuple[str, ...]] = (
        "traitlets.traitlets.TraitType",
        "traitlets.TraitType",
    )
    packages: ClassVar[tuple[str, ...]] = ("traitlets",)

    def call(self, owner: Symbol, source: str) -> Application | None:
        """Return the call that makes a trait, tags that are put on it taken off."""
        node = parsed(source)
        tags: dict[str, ast.expr] = {}
        while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            inner = node.func.value
            if not isinstance(inner, ast.Call) or node.func.attr != "tag":
                break
            tags |= {each.arg: each.value for each in node.keywords if each.arg}
            node = inner
        if node is None:
            return None
        call = application(owner, source_of(node))
        return call and call._replace(keywords=tags | call.keywords)

    def _own(
        self, owner: Symbol, above: dict[str, Field], ancestry: Ancestry
    ) -> dict[str, Field | None]:
        """Return what a class declares itself, and inherited traits that it has defaults for."""
        own = super()._own(owner, above, ancestry)
        for name, value in _dynamic_defaults(owner).items():
            if name in above and name not in own:
                own[name] = above[name]._replace(default=value)
        return own

    def field(self, declaration: Declaration, above: Field | None, ancestry: Ancestry) -> Field:
        """Return the parameter that a trait makes."""
        owner, name, call, _ = declaration
        stated = stated_arguments(call, ancestry)
        is_read_only = flag(call, "read_only")
        access: tuple[Access, ...] = ("settable", "observable")
        if is_read_only:
            access = ("read-only", "observable")
        elif flag(call, "sync"):
            access = ("settable", "observable", "two-way")
        return Field(
            owner,
            name,
            name,
            "keyword_only",
            call.path.rpartition(".")[2],
            _dynamic_defaults(owner).get(name) or default_of(owner, call, ancestry),
            False,
            not is_read_only,
            text_in(stated, "help"),
            tuple(
                f"{word}={source_of(stated[argument])}"
                for argument, word in _BOUNDS.items()
                if argument in stated and source_of(stated[argument]) != "None"
            ),
            Facets(choices_of(stated.get("values"), owner), access=access),
        )


class TraitletsDialect(ComponentDialect):
    """Makes the pages of libraries of classes with traits."""

    name: ClassVar[str] = "traitlets"
    bases: ClassVar[tuple[str, ...]] = _HAS_TRAITS[:1]
    packages: ClassVar[tuple[str, ...]] = ("traitlets", "ipywidgets")
    makers: ClassVar[tuple[DescriptorFields, ...]] = (Traits(),)

    @classmethod
    def belongs(cls, symbol: Symbol, ancestry: Ancestry) -> bool:
        """Return whether a class extends what is known, or has parameters of its own."""
        return super().belongs(symbol, ancestry) or cls.makers[0].declares(symbol, ancestry)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add the events that methods listen to, and the traits that a call does not take."""
        if not is_class(symbol) or self.makers[0].options(symbol, linker.ancestry) is None:
            return component
        fields = self.makers[0].collected(symbol, linker.ancestry)
        events = [
            Event(
                event,
                linker.docstring(method.docstring).description,
                listener=f"on_{event}({parameter})",
            )
            for event, method, parameter in listening_methods(symbol, linker.ancestry)
        ]
        return replace(component, attributes=attributes_with(component, fields), events=events)


def default_of(owner: Symbol, call: Application, ancestry: Ancestry, depth: int = 0) -> str | None:
    """Return the default of a trait as source; None where reading cannot tell.

    Args:
        owner: The class in whose body it stands.
        call: The call that makes it.
        ancestry: The linearisations of the library.
        depth: How many traits it stands in.
    """
    stated = stated_arguments(call, ancestry)
    given = stated.get("default_value")
    if given is not None and source_of(given) not in _UNDEFINED:
        klass = _of_class(call.symbol, "klass", ancestry)
        return _converted(given, klass)
    names = {each.name for each in ancestry.order(call.symbol)} if call.symbol else set()
    if "Union" in names:
        return _of_union(owner, stated, ancestry, depth)
    if "Container" in names or "Dict" in names:
        return _of_container(owner, call, stated, ancestry)
    if "Instance" in names:
        return _of_instance(stated, _makes_always(call.symbol, ancestry))
    if "Enum" in names and flag(call, "allow_none"):
        return "None"
    return _of_constructor(call.symbol, ancestry) or _of_class(
        call.symbol, "default_value", ancestry
    )


def _converted(given: ast.expr, klass: str | None) -> str:
    """Return a stated default as the kind of container that a trait makes of it."""
    if klass == "tuple" and isinstance(given, ast.List):
        return source_of(ast.Tuple(given.elts, ast.Load()))
    if klass == "list" and isinstance(given, ast.Tuple):
        return source_of(ast.List(given.elts, ast.Load()))
    return source_of(given)


def _dynamic_defaults(owner: Symbol) -> dict[str, str]:
    """Return what the methods of a class that are decorated with `default("name")` return."""
    defaults: dict[str, str] = {}
    for member_name in owner.fact.members if isinstance(owner.fact, ClassFact) else ():
        member = owner.member(member_name)
        if member is None or member.function is None:
            continue
        for decorator in member.function.decorators:
            called = call_of(decorator) if "default" in decorator else None
            name = literal_string(called[1].args[0]) if called and called[1].args else None
            if name is not None:
                defaults[name] = _lone_value(definition(member)) or f"{member_name}()"
    return defaults


def _lone_value(function: ast.FunctionDef | ast.AsyncFunctionDef | None) -> str | None:
    """Return what a function returns that does nothing else and looks at no object."""
    body = [node for node in function.body if not _is_text(node)] if function is not None else []
    node = body[0] if len(body) == 1 else None
    if not isinstance(node, ast.Return) or node.value is None:
        return None
    names = {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
    return None if names & {"self", "cls"} else source_of(node.value)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _of_union(
    owner: Symbol, stated: dict[str, ast.expr], ancestry: Ancestry, depth: int
) -> str | None:
    traits = stated.get("trait_types")
    if depth > _DEEPEST or not isinstance(traits, ast.List | ast.Tuple):
        return None
    for entry in traits.elts:
        call = application(owner, source_of(entry))
        value = default_of(owner, call, ancestry, depth + 1) if call is not None else None
        if value is not None:
            return value
    return None


def _of_container(
    owner: Symbol, call: Application, stated: dict[str, ast.expr], ancestry: Ancestry
) -> str | None:
    """Return the default of a list or the like: the first argument, unless that is a trait."""
    for name in ("trait", "value_trait", "traits"):
        given = call.arguments[0] if call.arguments and name == "traits" else stated.get(name)
        if isinstance(given, ast.List | ast.Tuple | ast.Dict | ast.Set | ast.Constant):
            return _converted(given, _of_class(call.symbol, "klass", ancestry))
    klass = _of_class(call.symbol, "klass", ancestry)
    return _EMPTY.get("dict" if "value_trait" in _taken(call.symbol, ancestry) else klass or "")


def _taken(kind: Symbol | None, ancestry: Ancestry) -> list[str]:
    """Return the names of what the constructor of a class takes."""
    constructor = ancestry.member(kind, "__init__") if kind is not None else None
    function = constructor.function if constructor is not None else None
    return [parameter.name for parameter in function.parameters] if function is not None else []


def _makes_always(kind: Symbol | None, ancestry: Ancestry) -> bool:
    """Return whether a class of traits makes an object even where no arguments are stated."""
    maker = ancestry.member(kind, "make_dynamic_default") if kind is not None else None
    function = definition(maker) if maker is not None else None
    values = returned(function) if function is not None else [None]
    return not any(value is None or source_of(value) == "None" for value in values)


def _of_instance(stated: dict[str, ast.expr], makes_always: bool) -> str | None:
    """Return the call that makes the object, or None as source where nothing makes one."""
    klass, args, keywords = (stated.get(name) for name in ("klass", "args", "kw"))
    given = [each for each in (args, keywords) if each is not None and source_of(each) != "None"]
    if not given and not makes_always:
        return "None"
    if klass is None or not all(
        isinstance(each, ast.Tuple | ast.List | ast.Dict) for each in given
    ):
        return None
    name = literal_string(klass) or source_of(klass)
    parts = (
        [source_of(each) for each in args.elts] if isinstance(args, ast.Tuple | ast.List) else []
    )
    if isinstance(keywords, ast.Dict):
        for key, value in zip(keywords.keys, keywords.values, strict=True):
            if key is None or literal_string(key) is None:
                return None
            parts.append(f"{literal_string(key)}={source_of(value)}")
    return f"{name}({', '.join(parts)})"


def _of_constructor(kind: Symbol | None, ancestry: Ancestry) -> str | None:
    """Return the default that the constructor of a class of traits states for `default_value`."""
    constructor = ancestry.member(kind, "__init__") if kind is not None else None
    function = constructor.function if constructor is not None else None
    for parameter in function.parameters if function is not None else ():
        if parameter.name == "default_value" and parameter.default not in (None, *_UNDEFINED):
            return parameter.default
    return None


def _of_class(kind: Symbol | None, name: str, ancestry: Ancestry) -> str | None:
    """Return the value of a class attribute of a class of traits."""
    declared = ancestry.member(kind, name) if kind is not None else None
    fact = declared.fact if declared is not None else None
    value = fact.value if isinstance(fact, AttributeFact) else None
    return None if value in _UNDEFINED else value
