"""The dialect of `param`: Panel, HoloViews and whatever else is `Parameterized`.

A parameter is a class attribute made by a class of parameters. What a declaration leaves out it
takes from the parameter of the same name in the nearest ancestor, and where there is none, from the
defaults that the class of the parameter states.
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
from faceplate.docstrings.bodies import markdown
from faceplate.facts.declarations import AttributeFact
from faceplate.link.expressions import parsed, source_of
from faceplate.link.fields.arguments import flag, made_by
from faceplate.link.fields.field import Field
from faceplate.link.fields.references import Application
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import find
from faceplate.link.pages import Linker
from faceplate.link.prose import first_sentence
from faceplate.model import Component, Event, Facets, Item, Payload

_PARAMETERIZED = (
    "param.parameterized.Parameterized",
    "param.parameterized.ParameterizedFunction",
    "param.Parameterized",
    "param.ParameterizedFunction",
)
_EVENT = "param.parameterized.Event"
"""The class of what is handed to who watches a parameter."""

_SELECTORS = ("param.parameters.Selector", "param.Selector")
_FREE_SELECTORS = ("param.parameters.ObjectSelector", "param.ObjectSelector")
"""Selectors whose default is their first choice, and those for which it is None."""

_NAMELESS = ("None", "''", '""')
"""Defaults of `name` in whose place param puts the name of the class."""

_CONDITIONS = ("class_", "item_type", "length", "regex", "step")
"""Arguments that limit the values beyond bounds, as they are shown."""


class Parameters(DescriptorFields):
    """Classes that are `Parameterized`."""

    bases: ClassVar[tuple[str, ...]] = _PARAMETERIZED
    descriptors: ClassVar[tuple[str, ...]] = ("param.parameterized.Parameter", "param.Parameter")
    packages: ClassVar[tuple[str, ...]] = ("param",)

    def shown(self, owner: Symbol, ancestry: Ancestry) -> dict[str, Field]:
        """Return the parameters of a class; its name is that of the class unless stated."""
        fields = self.collected(owner, ancestry)
        named = fields.get("name")
        if named is None or named.default not in _NAMELESS:
            return fields
        return fields | {"name": named._replace(default=repr(owner.name.rpartition(".")[2]))}

    def overridden(self, above: Field, owner: Symbol, value: str) -> Field | None:
        """Return the parameter unchanged: param keeps its default, a plain value only hides it."""
        return above

    def field(self, declaration: Declaration, above: Field | None, ancestry: Ancestry) -> Field:
        """Return the parameter that a declaration makes, with what it takes from above."""
        owner, name, call, _ = declaration
        stated = stated_arguments(call, ancestry)
        text = text_in(stated, "doc")
        choices = choices_of(stated.get("objects"), owner)
        is_constant, is_read_only = (flag(call, word) for word in ("constant", "readonly"))
        facets = above.facets if above and above.facets else Facets()
        if is_read_only or (is_constant is None and "read-only" in facets.access):
            access = Facets(access=("read-only", "observable")).access
        elif is_constant or (is_constant is None and facets.access == ("observable",)):
            access = Facets(access=("observable",)).access
        else:
            access = Facets(access=("settable", "observable")).access
        return Field(
            owner,
            name,
            name,
            "keyword_only",
            _kind(call),
            _default(call, stated, choices, above, ancestry),
            False,
            "read-only" not in access,
            text or (above.text if above else ""),
            _constraints(stated) or (above.constraints if above else ()),
            Facets(choices or facets.choices, access=access),
            owner if text or above is None else above.described_by,
        )


class ParamDialect(ComponentDialect):
    """Makes the pages of libraries of parameterized classes."""

    name: ClassVar[str] = "param"
    bases: ClassVar[tuple[str, ...]] = _PARAMETERIZED[:1]
    packages: ClassVar[tuple[str, ...]] = ("param", "panel", "holoviews")
    makers: ClassVar[tuple[DescriptorFields, ...]] = (Parameters(),)

    @classmethod
    def belongs(cls, symbol: Symbol, ancestry: Ancestry) -> bool:
        """Return whether a class extends what is known, or has parameters of its own."""
        return super().belongs(symbol, ancestry) or cls.makers[0].declares(symbol, ancestry)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add events, and the parameters that are read only, which a call does not take."""
        if not is_class(symbol) or self.makers[0].options(symbol, linker.ancestry) is None:
            return component
        fields = self.makers[0].shown(symbol, linker.ancestry)
        return replace(
            component,
            attributes=attributes_with(component, fields),
            events=[*self._triggered(fields, linker), *self._called(symbol, linker)],
        )

    def _triggered(self, fields: dict[str, Field], linker: Linker) -> list[Event]:
        """Return the parameters that stand for an event: what sets them calls who watches."""
        watched = _payload(self.library)
        return [
            Event(
                name,
                first_sentence(markdown(field.text)),
                listener=f'param.watch(fn, "{name}")',
                payload=watched,
            )
            for name, field in fields.items()
            if (field.annotation or "").rpartition(".")[2] == "Event"
        ]

    def _called(self, symbol: Symbol, linker: Linker) -> list[Event]:
        """Return the events that methods such as `on_click(callback)` listen to."""
        return [
            Event(
                event,
                linker.docstring(method.docstring).description,
                listener=f"on_{event}({parameter})",
                payload=_payload(self.library) if _watches(method) else None,
            )
            for event, method, parameter in listening_methods(symbol, linker.ancestry)
        ]


def _payload(library: Library) -> Payload:
    """Return what is handed to who watches a parameter, with its fields where they are known."""
    event = find(library, _EVENT)
    fields = event.fact.members.values() if event is not None and is_class(event) else ()  # type: ignore[union-attr]
    return Payload(
        _EVENT,
        [
            Item(
                fact.name, fact.annotation, markdown(fact.docstring.text) if fact.docstring else ""
            )
            for fact in fields
            if isinstance(fact, AttributeFact) and fact.name[0] != "_"
        ],
    )


def _watches(method: Symbol) -> bool:
    """Return whether a method hands its function over to `param.watch`."""
    from faceplate.link.fields.references import calls_within

    return any(call.path.endswith("param.watch") for call in calls_within(method))


def _kind(call: Application) -> str:
    """Return the class of a parameter, under the path that users write where it is param's own."""
    package, _, _ = call.path.partition(".")
    name = call.path.rpartition(".")[2]
    return f"{package}.{name}" if package == "param" else name


def _default(
    call: Application,
    stated: dict[str, ast.expr],
    choices: tuple[str, ...],
    above: Field | None,
    ancestry: Ancestry,
) -> str | None:
    """Return the default of a parameter: what is stated, inherited, or that of its class."""
    given = stated.get("default")
    factory = stated.get("default_factory")
    if factory is not None and source_of(factory) != "None":
        return made_by(factory)
    if given is not None and not _is_undefined(source_of(given)):
        is_open = source_of(given) == "None" and _inherits_none(call.symbol, ancestry)
        if not is_open or not (above or "objects" in stated):
            return source_of(given)
        if above is not None:
            return above.default
    takes_first = "objects" in stated and _takes_first(call.symbol, ancestry)
    if takes_first and not flag(call, "empty_default"):
        # Where the list is computed, its first entry is not known.
        return choices[0] if choices else None
    own = _of_constructor(call.symbol, ancestry)
    if own is not None and not (own == "None" and _inherits_none(call.symbol, ancestry)):
        return own
    if above is not None:
        return above.default
    return own or _of_class(call.symbol, ancestry)


def _inherits_none(kind: Symbol | None, ancestry: Ancestry) -> bool:
    """Return whether None stands for what is not stated, as it did before `Undefined` was there."""
    return kind is not None and ancestry.member(kind, "_slot_defaults") is None


def _takes_first(kind: Symbol | None, ancestry: Ancestry) -> bool:
    paths = {owner.path for owner in ancestry.order(kind)} if kind is not None else set()
    return bool(paths & set(_SELECTORS)) and not paths & set(_FREE_SELECTORS)


def _of_constructor(kind: Symbol | None, ancestry: Ancestry) -> str | None:
    """Return the default that the constructor of a class of parameters states for `default`."""
    for owner in ancestry.order(kind) if kind is not None else ():
        constructor = owner.member("__init__")
        function = constructor.function if constructor is not None else None
        for parameter in function.parameters if function is not None else ():
            if parameter.name == "default":
                value = parameter.default
                return None if value is None or _is_undefined(value) else value
    return None


def _of_class(kind: Symbol | None, ancestry: Ancestry) -> str | None:
    """Return the default that the class of a parameter has: `_slot_defaults["default"]`."""
    for owner in ancestry.order(kind) if kind is not None else ():
        declared = owner.member("_slot_defaults")
        fact = declared.fact if declared is not None else None
        node = parsed(fact.value) if isinstance(fact, AttributeFact) and fact.value else None
        value: ast.expr | None = None
        if isinstance(node, ast.Call):
            value = next((each.value for each in node.keywords if each.arg == "default"), None)
        elif isinstance(node, ast.Dict):
            for key, entry in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "default":
                    value = entry
        if value is not None:
            return source_of(value)
    return None


def _is_undefined(source: str) -> bool:
    """Return whether a default is `Undefined`, or that in a cast."""
    return (
        source.rstrip(")").rpartition(".")[2].rpartition(" ")[2].rpartition("(")[2] == "Undefined"
    )


def _constraints(stated: dict[str, ast.expr]) -> tuple[str, ...]:
    bounds = stated.get("bounds")
    inclusive = stated.get("inclusive_bounds")
    parts: list[str] = []
    if isinstance(bounds, ast.Tuple) and len(bounds.elts) == 2:
        closed = [True, True]
        if isinstance(inclusive, ast.Tuple):
            closed = [source_of(entry) != "False" for entry in inclusive.elts]
        for entry, is_closed, words in zip(
            bounds.elts, closed, (("gt", "ge"), ("lt", "le")), strict=False
        ):
            if source_of(entry) != "None":
                parts.append(f"{words[is_closed]}={source_of(entry)}")
    elif bounds is not None and source_of(bounds) != "None":
        parts.append(f"bounds={source_of(bounds)}")
    parts += [
        f"{name}={source_of(stated[name])}"
        for name in _CONDITIONS
        if name in stated and source_of(stated[name]) != "None"
    ]
    return tuple(parts)
