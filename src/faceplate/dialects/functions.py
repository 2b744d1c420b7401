"""What dialects share whose components are functions, and whose events are arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.callbacks import argument_events
from faceplate.dialects.components import ComponentDialect, mentions
from faceplate.dialects.dialect import Recognition
from faceplate.link.library import Library, Symbol
from faceplate.link.names import find
from faceplate.link.pages import Linker
from faceplate.link.signatures import method_signature, signature_of
from faceplate.model import Component, Event, Parameter


class FunctionDialect(ComponentDialect):
    """Makes the pages of libraries of functions that make components.

    Attributes:
        core: Paths of which one is declared by the framework itself.
        makers_of_components: Names, as they are written, of what makes or marks a component.
    """

    core: ClassVar[tuple[str, ...]] = ()
    makers_of_components: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Recognise the framework itself, and what makes components with it."""
        if not mentions(library, cls.packages[0]):
            return None
        for path in cls.core:
            if library.holds(path) and find(library, path) is not None:
                return Recognition("certain", f"it declares {path}")
        for maker in cls.makers_of_components:
            modules = library.holding(maker.encode())
            if modules:
                return Recognition("certain", f"{modules[0]} makes components with {maker}")
        return None

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add the events that arguments listen to."""
        parameters = [self.with_facets(parameter) for parameter in component.parameters]
        return replace(
            component, parameters=parameters, events=list(self._listened(component, symbol, linker))
        )

    def with_facets(self, parameter: Parameter) -> Parameter:
        """Return a parameter with what the framework knows of its values."""
        return parameter

    def _listened(self, component: Component, symbol: Symbol, linker: Linker) -> Iterator[Event]:
        if any(parameter.name.startswith("on_") for parameter in component.parameters):
            read = method_signature if "." in symbol.name and symbol.function else signature_of
            signature = read(symbol, linker.ancestry)
            yield from argument_events(component.parameters, signature, symbol, linker)
