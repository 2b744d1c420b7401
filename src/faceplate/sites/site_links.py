"""Where the names on a page lead: to pages of the same site, or of one that lists its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faceplate.render.content import Code, Link, Reference, Span, Text
from faceplate.render.links import Leading, called, leads_to, linked_annotation

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.addresses import Addresses
    from faceplate.sites.external_names import ExternalNames
    from faceplate.sites.index import Index, IndexEntry


class SiteLinks(Leading):
    """Leads from the page of a component to the pages of a site.

    Attributes:
        links: Names in code that were looked up, with what they lead to.
        references: References that were looked up, with what they lead to.
    """

    def __init__(
        self, index: Index, addresses: Addresses, component: Component, external: ExternalNames
    ) -> None:
        self._external = external
        self._index = index
        self._addresses = addresses
        self._component = component
        self.links: dict[str, str | None] = {}
        self.references: dict[str, str | None] = {}

    def code(self, span: Code) -> Span:
        """Return a link to what is called so, or the code."""
        name = called(span.text)
        address = self._known(name) if name else None
        return span if address is None else Link((span,), address)

    def annotation(self, span: Code) -> Span:
        """Return a type whose names are links to what they stand for."""
        return linked_annotation(span, self._named)

    def mention(self, name: str) -> Span | None:
        """Return a link for a dotted name in a sentence."""
        address = self._known(name)
        return None if address is None else Link((Text(name),), address)

    def _named(self, name: str) -> Link | None:
        path = leads_to(name, self._component)
        address = None if path is None else self._known(path)
        address = address or self._elsewhere(path or name)
        return None if address is None else Link((Code(name),), address)

    def _known(self, name: str) -> str | None:
        if name not in self.links:
            self.links[name] = self.address(name)
        if self.links[name] is None and "." in name:
            return self._elsewhere(name)
        return self.links[name]

    def _elsewhere(self, name: str) -> str | None:
        """Return where another site explains a name that is none of this one."""
        return self._external.find(name) if self._index.find(name) is None else None

    def reference(self, span: Reference) -> Span:
        """Return a link to what is referred to, or the reference."""
        if span.target not in self.references:
            self.references[span.target] = self.referred(span.target)
        address = self.references[span.target]
        if address is None and self._index.refer(span.target, self._component) is None:
            address = self._external.find(span.target)
        return span if address is None else Link(span.spans, address)

    def address(self, name: str) -> str | None:
        """Return where a name leads; None where it leads nowhere, or to the page itself."""
        return self._to(self._index.find(name))

    def referred(self, target: str) -> str | None:
        """Return where a reference leads; None where it leads nowhere, or to the page itself."""
        return self._to(self._index.refer(target, self._component))

    def _to(self, entry: IndexEntry | None) -> str | None:
        path, slugs = self._component.path, self._addresses.slugs
        if entry is None or entry.name == path:
            return None
        return self._addresses.between(slugs[path], slugs[entry.component], entry.name)
