"""The dialect of NiceGUI: elements, the arguments and methods that listen, and bindable values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.callbacks import argument_events, payload_of
from faceplate.dialects.components import (
    ComponentDialect,
    descends,
    is_class,
    listening_methods,
)
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import signature_of
from faceplate.model import Component, Event, Facets

_BINDABLE = "BindableProperty("
_TWO_WAYS = Facets(access=("settable", "observable", "two-way"))


class NiceguiDialect(ComponentDialect):
    """Makes the pages of NiceGUI and of packages of elements."""

    name: ClassVar[str] = "nicegui"
    bases: ClassVar[tuple[str, ...]] = ("nicegui.element.Element",)
    packages: ClassVar[tuple[str, ...]] = ("nicegui",)
    interface: ClassVar[str] = "ui"

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add events, and which parameters can be bound."""
        if not is_class(symbol) or not descends(symbol, self.bases, linker.ancestry):
            return component
        signature = signature_of(symbol, linker.ancestry)
        events = {
            event.name: event
            for event in argument_events(component.parameters, signature, symbol, linker)
        }
        for name, method, parameter in listening_methods(symbol, linker.ancestry):
            annotation = _annotation(method, parameter)
            event = Event(
                name,
                linker.docstring(method.docstring).description,
                listener=f"on_{name}({parameter})",
                payload=payload_of(annotation, method, linker),
            )
            events.setdefault(name, event)
        bindable = set(_bindable(symbol, linker))
        return replace(
            component,
            parameters=[
                replace(parameter, facets=_TWO_WAYS) if parameter.name in bindable else parameter
                for parameter in component.parameters
            ],
            events=list(events.values()),
        )


def _annotation(method: Symbol, name: str) -> str | None:
    parameters = method.function.parameters if method.function is not None else []
    return next((each.annotation for each in parameters if each.name == name), None)


def _bindable(symbol: Symbol, linker: Linker) -> Iterator[str]:
    """Yield the names of the values that can be bound both ways."""
    for owner in linker.ancestry.order(symbol):
        for name, fact in owner.fact.members.items() if isinstance(owner.fact, ClassFact) else ():
            if isinstance(fact, AttributeFact):
                value = fact.class_value or fact.value or ""
                if value.rpartition(".")[2].startswith(_BINDABLE) or value.startswith(_BINDABLE):
                    yield name
