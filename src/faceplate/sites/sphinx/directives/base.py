"""What the directives share: finding what is asked for, names for places, and plain errors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import Explicit
from msgspec.structs import replace
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from faceplate.errors import UsageError
from faceplate.render import outline
from faceplate.render.content import Code, Link, Reference, Text
from faceplate.render.links import Leading, called, leads_to, linked, linked_annotation
from faceplate.render.since import Marks
from faceplate.sites.badges import badges
from faceplate.sites.index import IndexEntry, Kind, entries
from faceplate.sites.inventory import DOMAIN
from faceplate.sites.related import mentioned
from faceplate.sites.shared_arguments import SECTION, argument
from faceplate.sites.sphinx.domain import DomainObject, domain
from faceplate.sites.sphinx.findings import warn
from faceplate.sites.sphinx.pages import PageWriter, Shorter, printed_long
from faceplate.sites.sphinx.project import readable
from faceplate.sites.sphinx.references import DOCUMENT
from faceplate.sites.warnings import UNKNOWN_TABLE

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.render.content import Document, DocumentSection, Span
    from faceplate.sites.related import RelatedGuide
    from faceplate.sites.sphinx.domain import ComponentDomain
    from faceplate.sites.sphinx.pages import Claim
    from faceplate.sites.sphinx.project import Project, ProjectComponent, ProjectLibrary

_TYPES: dict[Kind, str] = {
    "class": "component",
    "function": "component",
    "object": "component",
    "event": "event",
    "payload field": "attribute",
    "event argument": "param",
    "parameter": "param",
    "method": "method",
    "method parameter": "param",
    "attribute": "attribute",
}
_SECTIONS = {
    "parameters": ("initialization", "parameters"),
    "events": ("event-listeners", "event-arguments"),
    "behavior": ("behaviour",),
}
"""What a writer may call sections by."""


def words(argument: str | None) -> list[str]:
    """Read a list with commas between."""
    return [one.strip() for one in (argument or "").replace("\n", ",").split(",") if one.strip()]


class _Whole(Leading):
    """Gives references the whole names of what they refer to, as the domain knows them."""

    def __init__(self, library: ProjectLibrary, component: Component, asks_others: bool) -> None:
        self._library = library
        self._component = component
        self._asks_others = asks_others

    def reference(self, span: Reference) -> Span:
        """Return the reference, to the name that its library knows."""
        entry = self._library.index.refer(span.target, self._component)
        return span if entry is None else Reference(span.spans, entry.name)

    def code(self, span: Code) -> Span:
        """Return a reference to what is called so, or the code."""
        name = called(span.text)
        entry = self._find(name) if name else None
        return span if entry is None else Reference((span,), entry.name)

    def annotation(self, span: Code) -> Span:
        """Return a type whose names refer to what they stand for."""
        return linked_annotation(span, self._named)

    def mention(self, name: str) -> Span | None:
        """Return a reference for a dotted name in a sentence."""
        entry = self._find(name)
        return None if entry is None else Reference((Text(name),), entry.name)

    def _named(self, name: str) -> Reference | None:
        path = leads_to(name, self._component)
        if path is None:
            return Reference((Code(name),), name) if self._asks_others else None
        entry = self._find(path)
        if entry is not None:
            return Reference((Code(name),), entry.name)
        return Reference((Code(name),), path) if self._asks_others else None

    def _find(self, name: str) -> IndexEntry | None:
        """Find what a name leads to, unless it is the page itself."""
        entry = self._library.index.find(name)
        return None if entry is None or entry.name == self._component.path else entry


class FaceplateDirective(SphinxDirective):
    """A directive of faceplate. A mistake in one is a warning where it stands."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        "no-index": directives.flag,
    }

    @property
    def domain(self) -> ComponentDomain:
        """The domain that the directive's results are known to."""
        return domain(self.env)

    @property
    def project(self) -> Project:
        """The libraries of the project."""
        return self.domain.project

    @property
    def headed(self) -> bool:
        """Whether the directive stands where a section may."""
        # Of directives that follow each other, all but the first are read by a parser of its own
        # that looks for no titles, though it fills the same section.
        titled = self.state_machine.match_titles or isinstance(self.state, Explicit)
        return bool(titled) and isinstance(self.state_machine.node, (nodes.document, nodes.section))

    def run(self) -> list[nodes.Node]:
        """Give the nodes that stand for the directive."""
        try:
            made = self.made()
        except UsageError as error:
            self.warn(str(error))
            return []
        if self.headed:
            printed_long(made)
        return made

    def made(self) -> list[nodes.Node]:
        """Make the nodes.

        Raises:
            UsageError: If what is asked for does not exist.
        """
        raise NotImplementedError

    def warn(self, message: str) -> None:
        """Warn about something in the directive."""
        warn(UNKNOWN_TABLE, message, self.get_location())

    def note(self, found: ProjectComponent) -> None:
        """Note that the document was made from a component."""
        self.domain.note_part(self.env.docname, found.component.path)
        file = found.library.site_library.file(found.component)
        if file is not None and os.path.isfile(file):
            self.env.note_dependency(file)

    def written(
        self, found: ProjectComponent, chosen: Sequence[str] = (), left: Sequence[str] = ()
    ) -> list[nodes.Node]:
        """Write the page of a component, or some sections of it.

        Args:
            found: The component.
            chosen: Names of the sections; all, with the call before them, if there are none.
            left: Names of sections to leave out.

        Raises:
            UsageError: If there is no section of such a name.
        """
        self.note(found)
        related = found.library.related
        component = readable(related.with_example(found.component))
        history = found.library.site_library.history
        dates = history.of(component) if history is not None else None
        leading = _Whole(
            found.library, component, "sphinx.ext.intersphinx" in self.config.extensions
        )

        def complete(page: Document) -> Document:
            return linked(page if dates is None else Marks(component, dates).put(page), leading)

        page = outline.page(component, found.library.library)
        document = related.put(complete(page), found.component, self._mentioned)
        shorter = _shorter(page, component, found.library, complete)
        sections = _picked(document, chosen)
        out = {anchor for name in left for anchor in _anchors(name)}
        sections = [one for one in sections if one.anchor not in out]
        claim = self._claim(entries(component), whole=not chosen)
        writer = PageWriter(claim, headed=self.headed, shorter=shorter)
        if chosen:
            return writer.parts(sections, document.name)
        return writer.page(
            document, sections, badges(component, dates), self._source(found), component.kind
        )

    def _mentioned(self, guide: RelatedGuide) -> Span:
        """Return a link to a guide: to a document of the project, or to its address."""
        docname = self.env.path2doc(os.path.join(self.project.options.related.home, guide.file))
        if docname is not None and docname in self.env.found_docs:
            return Reference((guide.words,), f"{DOCUMENT}{docname}")
        return mentioned(guide, "")

    def _source(self, found: ProjectComponent) -> str | None:
        address = self.project.options.source_url
        if address is None:
            return None
        source = found.component.source
        return address.format(file=source.file, line=source.line, end_line=source.end_line)

    def _claim(self, known: Iterable[IndexEntry], *, whole: bool) -> Claim | None:
        """Give what takes names for places in this document."""
        if "no-index" in self.options:
            return None
        entered = {one.name: one for one in known}
        document = self.state.document
        location = self.get_location()

        def claim(names: Sequence[str]) -> list[str]:
            taken = [name for name in names if name not in document.ids]
            for name in taken:
                document.ids[name] = document
                if (entry := entered.get(name)) is not None:
                    listed = entry.kind != "event argument"
                    type_ = _TYPES[entry.kind]
                    known = DomainObject(self.env.docname, type_, entry.title, whole, listed)
                    self.domain.note(name, known, location)
            return taken

        return claim


def _shorter(
    page: Document,
    component: Component,
    library: ProjectLibrary,
    complete: Callable[[Document], Document],
) -> Shorter:
    """Return what may stand for the event arguments of a page."""
    shared = library.arguments.common(component)
    if not shared:
        return Shorter()
    name = library.site_library.tree.name

    def link(own: str, names: tuple[str, ...]) -> Link:
        return Link((Reference((Code(own),), argument(own, name)),), "", names)

    short = library.arguments.left_out(page, component, link)
    sections = tuple(one for one in short.sections if one.anchor == SECTION)
    document = complete(replace(short, sections=sections))
    blocks = [block for section in document.sections for block in section.blocks]
    return Shorter(blocks, [argument(one.name, name) for one in shared])


def _picked(document: Document, chosen: Sequence[str]) -> list[DocumentSection]:
    if not chosen:
        return list(document.sections)
    anchors = {anchor for name in chosen for anchor in _anchors(name)}
    for name in chosen:
        if not any(_SHAPE.get(anchor) for anchor in _anchors(name)) and not any(
            section.anchor in _anchors(name) for section in document.sections
        ):
            there = ", ".join(section.anchor for section in document.sections)
            raise UsageError(f"{document.name} has no section {name!r}; it has {there}")
    return [section for section in document.sections if section.anchor in anchors]


_SHAPE = dict.fromkeys(
    (
        *("description", "behaviour", "initialization", "parameters", "shortcuts"),
        *("event-listeners", "event-arguments", "methods", "attributes", "example"),
        *("tags", "source"),
    ),
    True,
)
"""Sections that a page may have; to ask for one where there is nothing to show is not a mistake."""


def _anchors(name: str) -> tuple[str, ...]:
    anchor = "-".join(name.lower().split())
    return _SECTIONS.get(anchor, (anchor,))


def reference(path: str, title: str, *, kind: str = "component") -> nodes.Element:
    """Make a link to a component, or only its name where it is documented nowhere."""
    made = addnodes.pending_xref(
        "",
        nodes.literal("", title),
        refdomain=DOMAIN,
        reftype=kind,
        reftarget=path,
        refexplicit=True,
        refwarn=False,
    )
    made["faceplate-quiet"] = True
    return made
