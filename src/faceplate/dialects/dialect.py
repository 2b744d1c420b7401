"""What a dialect answers: how a kind of library says "component" and "event".

A dialect is asked three things: is this library yours, what gets a page, and what belongs on that
page beyond signature and docstring. This base class answers for any Python package, so a dialect
states only where its libraries differ.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import ClassVar, Literal, NamedTuple

from msgspec.structs import replace

from faceplate.dialects.capabilities import (
    Capability,
    DeclaredEvent,
    Direction,
    EndpointCall,
    ListenerFunction,
)
from faceplate.docstrings.cached import Docstrings
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import AttributeFact
from faceplate.link.fields.field import FieldLibrary
from faceplate.link.library import Library, Symbol
from faceplate.link.pages import Linker
from faceplate.link.publication import public_paths
from faceplate.model import Component, Problem

Certainty = Literal["certain", "likely", "fallback"]
"""How sure a dialect is of a library, from the most to the least."""


class Recognition(NamedTuple):
    """That a library speaks a dialect.

    Attributes:
        certainty: How sure that is. The surest dialect is taken, and of equals the one asked first.
        reason: What shows it, as a sentence without a full stop.
    """

    certainty: Certainty
    reason: str


class Dialect:
    """Makes the pages of one library; the base of all dialects.

    Args:
        library: The library.
        style: Its docstring style, or None to find it out.

    Attributes:
        name: What the manifest and `--dialect` call it.
        marks: Names of decorators that only mark what its documentation explains.
        has_components: Whether its libraries consist of components, or of classes and functions.
        companions: Import names of packages that its libraries extend; they are read too where
            they are found.
        makers: How its libraries make constructors out of fields, beyond what every library may
            use.
        capabilities: What rules may ask it about its libraries.
        directions: The ways that values take through a component.
        guide_tags: Tags of docstrings that name guides.
        visibility_arguments: Event arguments that say who sees an endpoint, the newest first.
        endpoint_name: The argument that names an endpoint; empty for none.
        problems: What the dialect could not make out so far.
    """

    name: ClassVar[str]
    has_components: ClassVar[bool] = True
    companions: ClassVar[tuple[str, ...]] = ()
    makers: ClassVar[tuple[FieldLibrary, ...]] = ()
    marks: ClassVar[tuple[str, ...]] = ()
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    directions: ClassVar[tuple[Direction, ...]] = ()
    guide_tags: ClassVar[tuple[str, ...]] = ()
    visibility_arguments: ClassVar[tuple[str, ...]] = ()
    endpoint_name: ClassVar[str] = ""

    def __init__(self, library: Library, style: Style | None = None) -> None:
        self.library = library
        for source in (library, *library.companions):
            source.marks = self.marks
        self.style = style
        self.problems: list[Problem] = []

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Say whether a library speaks this dialect, how sure that is, and why.

        A word that the dialect uses is not enough, as others use it for other things: what makes
        pages in this dialect has to be there.

        Args:
            library: The library, of which only the source is looked at.

        Returns:
            None if it does not.
        """
        raise NotImplementedError

    @classmethod
    def extended(cls, library: Library) -> Iterable[str]:
        """Return import names of packages that are read with a library of this dialect.

        It is asked of each package that is read so in turn, as one may stand on another.

        Args:
            library: The library, or a package that is read with it.
        """
        return cls.companions

    def page(self, linker: Linker, symbol: Symbol, group: str | None) -> Component:
        """Make the page of a class or a function.

        Args:
            linker: What `linker` gave.
            symbol: One of `subjects`.
            group: Its documentation group.
        """
        page = self.complete(self.component(linker, symbol, group), symbol, linker)
        return replace(page, annotated_names=linker.annotated_names.of(page, symbol))

    def setting(self) -> str:
        """Tell what pages depend on beyond the modules that making them looks into.

        It is asked for after `subjects`. Pages are kept from one run to the next while it stays
        the same.
        """
        return ""

    def linker(self) -> Linker:
        """Make what joins signatures and docstrings for this library."""
        paths = public_paths(self.library)
        return Linker(self.library, paths.best, self.docstrings(), paths.aliases, self.makers)

    def docstrings(self) -> Docstrings:
        """Make what takes the docstrings of this library apart."""
        return Docstrings(
            self.library.store, self.library.place, self.name, self.style, self.is_tag
        )

    def is_tag(self, label: str) -> bool:
        """Say whether a labelled line of a docstring, such as `Demos:`, is a tag."""
        return False

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give what gets a page, with its documentation group, in the order of the pages."""
        raise NotImplementedError

    def pages(self, linker: Linker) -> list[tuple[Symbol, str | None]]:
        """Give what gets a page, as `subjects` does, and let the linker know of it."""
        listed = list(self.subjects(linker))
        linker.pages.update(symbol.path for symbol, _ in listed)
        return listed

    def promised(self, linker: Linker) -> Iterable[Symbol]:
        """Give what the library marks as something that its documentation explains.

        Args:
            linker: What `linker` gave.
        """
        return ()

    def component(self, linker: Linker, symbol: Symbol, group: str | None) -> Component:
        """Make the page that signature and docstring give."""
        return linker.component(
            symbol, group, self.members(linker, symbol), partial(self.members, linker)
        )

    def members(self, linker: Linker, symbol: Symbol) -> Iterable[Symbol]:
        """Give the members of a class that belong on its page."""
        return linker.members(symbol)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add to a page what only the dialect knows: events, shortcuts, behaviour."""
        return component

    def events(self, linker: Linker, symbol: Symbol) -> list[DeclaredEvent]:
        """Return the events that a class offers, its own and those of its ancestors."""
        return []

    def event_list(self, symbol: Symbol) -> AttributeFact | None:
        """Return the attribute in which a class itself lists its events, or None."""
        return None

    def declares_event(self, attribute: AttributeFact) -> bool:
        """Return whether an attribute of a class is the declaration of an event."""
        return False

    def listener(self, event: DeclaredEvent) -> ListenerFunction | None:
        """Return the function that listens to an event, or None if it is not known."""
        return None

    def states_behaviour_by_label(self, symbols: Iterable[Symbol]) -> bool:
        """Return whether most of some components state their behaviour by labels."""
        return False

    def endpoint(
        self, given: Mapping[str, ast.expr], parameters: Collection[str], listens: bool
    ) -> EndpointCall | None:
        """Return the endpoint that a call of the library makes, or None if it makes none.

        Args:
            given: The arguments of the call by name, those that no parameter takes included.
            parameters: The names of what the called class or function takes.
            listens: Whether it listens to an event.
        """
        return None
