"""The dialect of Gradio: what gets a page, and what stands on it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import ClassVar, TypeVar, get_args

from msgspec.structs import replace

from faceplate.cache.recorder import Remembered
from faceplate.dialects.capabilities import (
    Capability,
    DeclaredEvent,
    Direction,
    EndpointCall,
    ListenerFunction,
)
from faceplate.dialects.dialect import Dialect, Recognition
from faceplate.dialects.gradio.behaviour import as_input, as_output, states_by_label
from faceplate.dialects.gradio.endpoints import NAME, SHOWN, VISIBILITY, endpoint
from faceplate.dialects.gradio.groups import group_of
from faceplate.dialects.gradio.listeners import (
    EVENT_LIST,
    Factories,
    Factory,
    declares_event,
    described,
    listeners,
    normalised,
)
from faceplate.dialects.gradio.mixins import called_by, mixed_listeners
from faceplate.dialects.gradio.payloads import payload_in
from faceplate.dialects.gradio.recognition import makes_listeners, recognition
from faceplate.dialects.gradio.shortcuts import finds_all, shortcuts, templates
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import call_of, literal_string, name_of
from faceplate.link.library import Library, Symbol
from faceplate.link.pages import Linker
from faceplate.link.publication import public_symbols
from faceplate.link.sequence import import_order
from faceplate.link.signatures import method_signature
from faceplate.model import Component, Event, Inherited, Method, Parameter, Problem

_MARKER = b"@document"
_TEMPLATE_MARKER = b"is_template"
_LABEL = re.compile(r"[\w-]+")
_COMPONENT = "Component"
_STARS = {"var_positional": "*", "var_keyword": "**"}
Described = TypeVar("Described", Component, Method)
_SHOWN_ELSEWHERE = {"EVENTS", "preprocess", "postprocess"}


class GradioDialect(Dialect):
    """Makes the pages of Gradio and of custom components."""

    name: ClassVar[str] = "gradio"
    companions: ClassVar[tuple[str, ...]] = ("gradio",)
    marks: ClassVar[tuple[str, ...]] = ("document",)
    capabilities: ClassVar[frozenset[Capability]] = frozenset(get_args(Capability))
    directions: ClassVar[tuple[Direction, ...]] = (
        Direction("input", "preprocess", "result", "preprocessing"),
        Direction("output", "postprocess", "parameter", "postprocessing"),
    )
    guide_tags: ClassVar[tuple[str, ...]] = ("Demos", "Guides")
    visibility_arguments: ClassVar[tuple[str, ...]] = (VISIBILITY, SHOWN)
    endpoint_name: ClassVar[str] = NAME

    def __init__(self, library: Library, style: Style | None = None) -> None:
        super().__init__(library, style)
        self._marked: list[Symbol] = []
        self._templates: dict[str, list[Symbol]] = {}
        self._factories = Factories(library.recorder)
        self._shared: Remembered[str, list[Parameter]] = Remembered(library.recorder)
        self._labelled = self._finds_all = False

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Recognise a library that makes event listeners, or whose classes extend Gradio's."""
        return recognition(library)

    def is_tag(self, label: str) -> bool:
        """Take any single word for a tag, as the library's own generator does."""
        return _LABEL.fullmatch(label) is not None

    def linker(self) -> Linker:
        """Make the linker after the modules of interest are read: paths lead through them."""
        self._marked = [
            symbol for symbol in self._declared_in(_MARKER) if _decorator_names(symbol) is not None
        ]
        return super().linker()

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give what `@document` marks; where that is not all, also what the package publishes."""
        order = import_order(self.library)
        subjects = [symbol for symbol in self._marked if symbol.module in order]
        subjects.sort(key=lambda symbol: (order.get(symbol.module, len(order)), symbol.source.line))
        if not subjects or not makes_listeners(self.library):
            # Gradio marks all that it offers; who extends it marks some of that, if anything.
            public = public_symbols(self.library, self.library.name).values()
            paths = {symbol.path for symbol in subjects}
            subjects += {
                symbol.path: symbol
                for symbol in public
                if _has_page(symbol) and symbol.path not in paths
            }.values()
        presets = self._declared_in(_TEMPLATE_MARKER)
        self._templates = templates(
            (symbol for symbol in presets if symbol.module in order), linker
        )
        self._labelled = states_by_label(subjects)
        named = all(symbol.path in linker.paths for symbol in subjects)
        self._finds_all = named or finds_all(self.library)
        return [(symbol, group_of(symbol)) for symbol in subjects]

    def promised(self, linker: Linker) -> Iterator[Symbol]:
        """Give what `@document` marks, and the methods that it names."""
        for symbol in self._marked:
            yield symbol
            if isinstance(symbol.fact, ClassFact):
                yield from (member for member in self.members(linker, symbol) if member.function)

    def setting(self) -> str:
        """Tell the templates, and what is looked for in the library as a whole."""
        presets = {
            path: [symbol.path for symbol in symbols] for path, symbols in self._templates.items()
        }
        return f"{presets} {self._labelled} {self._finds_all}"

    def component(self, linker: Linker, symbol: Symbol, group: str | None) -> Component:
        """Make the page that signature and docstring give, with what Gradio keeps to itself out.

        Parameters with a leading underscore are internal, and undocumented `*args` and `**kwargs`
        only pass on.
        """
        page = super().component(linker, symbol, group)
        methods = [_without_internals(method) for method in page.methods]
        return replace(_without_internals(page), methods=methods)

    def members(self, linker: Linker, symbol: Symbol) -> Iterable[Symbol]:
        """Give the members that `@document` names or marks, and attributes with a docstring."""
        named = _decorator_names(symbol)
        if named is None:
            for member in linker.members(symbol):
                shown = member.name.rpartition(".")[2] in _SHOWN_ELSEWHERE
                if not shown and (member.function or member.docstring):
                    yield member
            return
        own = symbol.fact.members if isinstance(symbol.fact, ClassFact) else {}
        listed = dict.fromkeys(name.lstrip("*") for name in named)
        for name, fact in own.items():
            described = isinstance(fact, AttributeFact) and fact.docstring and name[0] != "_"
            if described or _decorator_names(Symbol(*symbol[:3], fact)) is not None:
                listed.setdefault(name)
        for name in listed:
            declaration = linker.ancestry.member(symbol, name)
            if declaration is not None:
                yield declaration

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add events, event arguments, shortcuts and behaviour."""
        if component.kind != "class":
            return component
        events, arguments = self._events(component, symbol, linker)
        names = {event.name for event in events}
        changes: dict[str, object] = {
            "events": events,
            "event_arguments": arguments,
            "methods": [method for method in component.methods if method.name not in names],
            "attributes": [
                attribute for attribute in component.attributes if attribute.name not in names
            ],
            "inherited": _without(component.inherited, names),
            "as_input": as_input(symbol, linker, self._labelled),
            "as_output": as_output(symbol, linker, self._labelled),
        }
        if _is_component(symbol, linker) and (self._finds_all or symbol.path in linker.paths):
            presets = self._templates.get(symbol.path, [])
            changes["shortcuts"] = shortcuts(symbol, presets, linker)
        return replace(component, **changes)

    def events(self, linker: Linker, symbol: Symbol) -> list[DeclaredEvent]:
        """Return the events that `EVENTS` or a metaclass lists, or that mixins set."""
        listed = listeners(symbol, linker.ancestry)
        if listed is not None:
            return listed.listeners
        mixed = mixed_listeners(symbol, linker.ancestry)
        return [
            DeclaredEvent(event.name, event.text, event.declared, event.set_by) for event in mixed
        ]

    def event_list(self, symbol: Symbol) -> AttributeFact | None:
        """Return the attribute `EVENTS` of a class."""
        members = symbol.fact.members if isinstance(symbol.fact, ClassFact) else {}
        attribute = members.get(EVENT_LIST)
        return attribute if isinstance(attribute, AttributeFact) else None

    def declares_event(self, attribute: AttributeFact) -> bool:
        """Return whether an attribute is an `EventListener`."""
        return declares_event(attribute)

    def listener(self, event: DeclaredEvent) -> ListenerFunction | None:
        """Return the function that the class of listeners makes, or that calls its objects."""
        factory = self._factories.of(event)
        if factory is not None:
            return ListenerFunction(factory.function, factory.owner)
        call = called_by(event)
        return ListenerFunction(call.function, call) if call is not None and call.function else None

    def endpoint(
        self, given: Mapping[str, ast.expr], parameters: Collection[str], listens: bool
    ) -> EndpointCall | None:
        """Return the endpoint of a listener, an interface or the like."""
        return endpoint(given, parameters, listens)

    def states_behaviour_by_label(self, symbols: Iterable[Symbol]) -> bool:
        """Return whether most components say `Preprocessing:`, as older releases do."""
        return states_by_label(symbols)

    def _declared_in(self, marker: bytes) -> Iterator[Symbol]:
        """Yield the classes and functions of the modules whose source holds some bytes."""
        for module in self.library.holding(marker):
            facts = self.library.module(module)
            for name, fact in (facts.members if facts else {}).items():
                symbol = Symbol(self.library, module, name, fact)
                if _has_page(symbol):
                    yield symbol

    def _events(
        self, component: Component, symbol: Symbol, linker: Linker
    ) -> tuple[list[Event], list[Parameter]]:
        listed = listeners(symbol, linker.ancestry)
        if listed is None:
            return _mixed_events(symbol, linker, self.library)
        for reason in listed.unclear:
            message = f"not all events of {symbol.name} are known: EVENTS holds {reason}"
            self.problems.append(Problem(symbol.source.file, symbol.source.line, message))
        makers = [(listener, self._factories.of(listener)) for listener in listed.listeners]
        arguments: list[Parameter] = []
        shared: dict[str, str | None] = {}
        events = []
        for listener, maker in makers:
            own = self._arguments(listener, maker, linker)
            if own and not arguments:
                arguments = own
                shared = {argument.name: argument.default for argument in own}
            defaults = {
                argument.name: argument.default
                for argument in own
                if argument.default is not None and shared.get(argument.name) != argument.default
            }
            text = described(listener, symbol.name)
            payload = payload_in(text, self.library, linker)
            events.append(Event(listener.name, text, defaults, payload=payload))
        return events, arguments

    def _arguments(
        self, listener: DeclaredEvent, maker: Factory | None, linker: Linker
    ) -> list[Parameter]:
        if maker is None:
            return []
        shared = self._shared.get(maker.owner.path, lambda: _shared_arguments(maker, linker))
        return [
            replace(argument, default=normalised(maker.default(argument.default, listener)))
            if argument.default in maker.passed
            else argument
            for argument in shared
        ]


def _without(inherited: list[Inherited], events: set[str]) -> list[Inherited]:
    """Leave out of what is inherited the events, which stand on the page as such."""
    parts = (
        Inherited(part.owner, [name for name in part.members if name not in events])
        for part in inherited
    )
    return [part for part in parts if part.members]


def _shared_arguments(maker: Factory, linker: Linker) -> list[Parameter]:
    owner = maker.owner
    function = Symbol(owner.library, owner.module, owner.name, maker.function)
    signature = method_signature(function, linker.ancestry)
    docs = linker.docstring(maker.function.docstring)
    return _shown(linker.described(signature, [(function, docs)]))


def _mixed_events(
    symbol: Symbol, linker: Linker, library: Library
) -> tuple[list[Event], list[Parameter]]:
    mixed = mixed_listeners(symbol, linker.ancestry)
    arguments: list[Parameter] = []
    if mixed:
        call = mixed[0].call
        signature = method_signature(call, linker.ancestry)
        docs = linker.docstring(call.docstring)
        arguments = _shown(linker.described(signature, [(call, docs)]))
    events = [
        Event(event.name, event.text, payload=payload_in(event.text, library, linker))
        for event in mixed
    ]
    return events, arguments


def _without_internals(page: Described) -> Described:
    """Return a page, or a method of it, with what Gradio keeps to itself as names alone."""
    shown = _shown(page.parameters)
    hidden = [
        f"{_STARS.get(parameter.kind, '')}{parameter.name}"
        for parameter in page.parameters
        if parameter not in shown
    ]
    return replace(page, parameters=shown, hidden=hidden)


def _shown(parameters: list[Parameter]) -> list[Parameter]:
    return [
        parameter
        for parameter in parameters
        if not parameter.name.startswith("_")
        and (
            parameter.description
            or not (parameter.kind.startswith("var_") and parameter.name in ("args", "kwargs"))
        )
    ]


def _has_page(symbol: Symbol) -> bool:
    return isinstance(symbol.fact, ClassFact | FunctionFact)


def _decorator_names(symbol: Symbol) -> list[str] | None:
    """Give the strings that `@document(...)` lists, or None if nothing of that name decorates."""
    for decorator in getattr(symbol.fact, "decorators", ()):
        if name_of(decorator).rpartition(".")[2] == "document":
            called = call_of(decorator)
            stated = [literal_string(argument) for argument in called[1].args] if called else []
            return [name for name in stated if name]
    return None


def _is_component(symbol: Symbol, linker: Linker) -> bool:
    names = {owner.name for owner in linker.ancestry.order(symbol)}
    unknown = linker.ancestry.unknown_bases(symbol)
    return _COMPONENT in names or any(path.startswith("gradio.components") for path in unknown)
