"""The handler: finds the component that a page asks for, and writes it as a part of the page.

Every row has an anchor that the site knows of, so that references of autorefs lead to parameters
and events, and its inventory lists them; only headings stand in the table of contents.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocstrings import BaseHandler, CollectionError, Inventory, get_logger

from faceplate.characters import legible
from faceplate.errors import UsageError, clean
from faceplate.render import outline
from faceplate.render.content import Code, Document, DocumentSection, Link, Reference, Span, Text
from faceplate.render.links import Leading, called, leads_to, linked, linked_annotation
from faceplate.sites import markup
from faceplate.sites.addresses import source_address
from faceplate.sites.badges import badges
from faceplate.sites.headings import headed
from faceplate.sites.index import Index, IndexEntry, entries
from faceplate.sites.inventory import TYPES
from faceplate.sites.mkdocstrings.options import (
    ComponentOptions,
    HandlerSettings,
    Libraries,
    stated,
)
from faceplate.sites.warnings import UNREADABLE

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.library import SiteLibrary

_log = get_logger(__name__)

_STYLE = Path(__file__).parent.parent / "assets" / "faceplate.css"
_DEEPEST = 6
"""The lowest level of a heading in HTML."""

# A link that this module has made: `<a href="#lamps.Lamp">Lamp</a>`. Links do not nest.
_LINK = re.compile(r'<a href="#(?P<name>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
# What may be a name of Python in another site: `numpy.ndarray`.
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")


class Collected(NamedTuple):
    """What a page asks for.

    Attributes:
        component: The component.
        site_library: Its library.
    """

    component: Component
    site_library: SiteLibrary


class FaceplateHandler(BaseHandler):
    """Writes components for mkdocstrings.

    Args:
        settings: What the site states.
        home: The folder of its configuration.
        loads_styles: Whether the site loads the style of the handler by itself.
        **values: What every handler gets.
    """

    name: ClassVar[str] = "faceplate"
    domain: ClassVar[str] = "py"
    enable_inventory: ClassVar[bool] = True
    extra_css = _STYLE.read_text(encoding="utf-8")

    def __init__(
        self, settings: HandlerSettings, home: str, loads_styles: bool, **values: Any
    ) -> None:
        super().__init__(**values)
        self._settings = settings
        self._libraries = Libraries(settings, home)
        self._loads_styles = loads_styles
        self._is_styled = loads_styles
        self._indexes: dict[str, Index] = {}
        # Each name that a page has been told of, with the component it belongs to.
        self._owners: dict[str, tuple[IndexEntry, Component]] = {}

    def get_templates_dir(self, handler: str | None = None) -> Path:
        """Return the folder of the templates."""
        return markup.TEMPLATES

    def get_inventory_urls(self) -> list[tuple[str, dict[str, Any]]]:
        """Return the inventories of other sites, each with what is stated of it."""
        tables = [
            {"url": entry} if isinstance(entry, str) else dict(entry)
            for entry in self._settings.inventories
        ]
        return [(str(table.pop("url", "")), table) for table in tables]

    @classmethod
    def load_inventory(
        cls, in_file: BinaryIO, url: str, base_url: str | None = None, **stated: Any
    ) -> Iterator[tuple[str, str]]:
        """Yield the names of an inventory with their addresses."""
        base = base_url or posixpath.dirname(url)
        inventory = Inventory.parse_sphinx(in_file, domain_filter=stated.get("domains") or ["py"])
        for item in inventory.values():
            yield item.name, posixpath.join(base, item.uri)

    def get_options(self, local_options: Mapping[str, Any]) -> ComponentOptions:
        """Return what holds for one component: what is stated there, else what holds for all."""
        try:
            return stated(ComponentOptions, {**self._settings.options, **local_options})
        except UsageError as error:
            raise PluginError(str(error)) from None

    def collect(self, identifier: str, options: ComponentOptions) -> Collected:
        """Find a component by its path, by another name of it, or by where it is declared."""
        try:
            site_library = self._libraries.find(identifier.partition(".")[0])
            index = self._index(site_library)
        except UsageError as error:
            raise CollectionError(f"faceplate: {clean(str(error))}") from None
        entry = index.find(identifier)
        components = site_library.manifest.components
        if entry is not None and entry.name == entry.component:
            found = next(one for one in components if one.path == entry.component)
            return Collected(found, site_library)
        near = get_close_matches(identifier, [one.path for one in components], n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise CollectionError(
            f"faceplate: {clean(site_library.tree.name)} has no component {clean(identifier)}{hint}"
        )

    def render(
        self, data: Collected, options: ComponentOptions, *, locale: str | None = None
    ) -> str:
        """Write a component."""
        component, site_library = data
        library = legible(site_library.manifest.library)
        titles = {title: wanted or "" for title, wanted in options.headings.items()}
        document = headed(outline.page(legible(component), library), titles)
        leading = _Autorefs(self._index(site_library), component)
        source = component.source
        parts = _Headings(self, component, options.heading_level)
        try:
            html = markup.write(
                self._templates,
                "mkdocstrings.html",
                document=linked(document, leading),
                badges=badges(component),
                source=source_address(
                    options.source_url, source.file, source.line, source.end_line
                ),
                heading=parts.heading,
                style="" if self._is_styled else Markup(self.extra_css),
            )
        except UsageError as error:
            raise PluginError(f"faceplate: {error}") from None
        self._is_styled = True
        parts.tell_of_rows()
        return _LINK.sub(leading.autoref, html)

    def update_env(self, config: Any) -> None:
        """Take note that another page begins."""
        self._is_styled = self._loads_styles

    def get_aliases(self, identifier: str) -> tuple[str, ...]:
        """Return all names of something that a page has been told of."""
        entry, component = self._owners.get(identifier, (None, None))
        if entry is None or component is None:
            return ()
        end = entry.name.removeprefix(component.path)
        starts = dict.fromkeys((component.path, component.canonical_path, *component.aliases))
        names = [f"{start}{end}" for start in starts]
        if entry.kind == "parameter":
            # As mkdocstrings calls the parameters of what its own handler reads.
            names += [f"{start}({end.rpartition('.')[2]})" for start in starts]
        return tuple(names)

    def own(self, entry: IndexEntry, component: Component) -> None:
        """Remember what a name that the site is told of stands for.

        Args:
            entry: The name.
            component: The component that it belongs to.
        """
        self._owners[entry.name] = (entry, component)

    def tell_of_row(self, entry: IndexEntry) -> None:
        """Tell the site of an anchor that is no heading.

        The table of contents takes headings only; references and the inventory take all.

        Args:
            entry: What is explained there.
        """
        element = Element("span", {"id": entry.name, "data-role": role(entry)})
        element.text = str(escape(entry.title))
        self._headings.append(element)

    def _index(self, site_library: SiteLibrary) -> Index:
        name = site_library.tree.name
        if name not in self._indexes:
            self._indexes[name] = Index(site_library.manifest.components)
            for line in site_library.problems:
                _log.warning(clean(UNREADABLE.line(line)))
        return self._indexes[name]

    @cached_property
    def _templates(self) -> Any:
        folder = None
        if self.custom_templates is not None:
            named = os.path.join(self.custom_templates, self.name, self.theme)
            folder = named if os.path.isdir(named) else None
        return markup.environment(folder)


class _Headings:
    """Writes the headings of a component, and tells the site of all its anchors."""

    def __init__(self, handler: FaceplateHandler, component: Component, level: int) -> None:
        self._handler = handler
        self._component = component
        self._level = level
        self._left = {entry.name: entry for entry in entries(component)}

    def heading(self, part: Document | DocumentSection, depth: int) -> Markup:
        """Return the heading of a page or of a section."""
        entry = self._left.pop(part.name, None)
        if entry is not None:
            self._handler.own(entry, self._component)
        # One page may show several components, which have sections in common.
        own = part.anchor if isinstance(part, DocumentSection) else "page"
        anchor = part.name or f"{self._component.path}--{own}"
        attributes: dict[str, Any] = {"id": anchor, "class": "doc doc-heading"}
        return self._handler.do_heading(
            Markup(escape(part.title)),
            min(self._level + depth, _DEEPEST),
            role=None if entry is None else role(entry),
            skip_inventory=entry is None,
            **attributes,
        )

    def tell_of_rows(self) -> None:
        """Tell the site of what stands in no heading."""
        for entry in self._left.values():
            self._handler.own(entry, self._component)
            self._handler.tell_of_row(entry)


class _Autorefs(Leading):
    """Leads by names, of which autorefs knows where in the site, or in another one, they are."""

    def __init__(self, index: Index, component: Component) -> None:
        self._index = index
        self._component = component
        self._named: set[str] = set()

    def code(self, span: Code) -> Span:
        """Return a link to what is called so, or the code."""
        name = called(span.text)
        target = self._known(name) if name else None
        return span if target is None else self._to((span,), target)

    def annotation(self, span: Code) -> Span:
        """Return a type whose names are links to what they stand for."""
        return linked_annotation(span, self._in_annotation)

    def mention(self, name: str) -> Span | None:
        """Return a link for a dotted name in a sentence."""
        entry = self._index.find(name)
        if entry is None or entry.name == self._component.path:
            return None
        return self._to((Text(name),), entry.name)

    def _in_annotation(self, name: str) -> Link | None:
        path = leads_to(name, self._component)
        target = None if path is None else self._known(path)
        return None if target is None else self._to((Code(name),), target)

    def _known(self, name: str) -> str | None:
        """Return the dotted name to refer to; None where the page itself, or nothing, is meant."""
        entry = self._index.find(name)
        if entry is not None:
            return None if entry.name == self._component.path else entry.name
        return name if _DOTTED.fullmatch(name) else None

    def reference(self, span: Reference) -> Span:
        """Return a link to what is referred to."""
        entry = self._index.refer(span.target, self._component)
        return self._to(span.spans, span.target if entry is None else entry.name)

    def _to(self, spans: Any, name: str) -> Link:
        self._named.add(name)
        return Link(spans, f"#{name}")

    def autoref(self, link: re.Match[str]) -> str:
        """Return the reference that a link stands for; any other link as it is."""
        name = unescape(link["name"])
        if name not in self._named:
            return link[0]
        return f'<autoref identifier="{escape(name)}" optional hover>{link["words"]}</autoref>'


def role(entry: IndexEntry) -> str:
    """Return what something is in the domain of Python."""
    return TYPES[entry.kind][0].partition(":")[2]


def get_handler(
    *, handler_config: Mapping[str, Any], tool_config: Any, **values: Any
) -> FaceplateHandler:
    """Return the handler of a site.

    Args:
        handler_config: What stands under its name in the configuration.
        tool_config: The configuration of the site builder.
        **values: What every handler gets.
    """
    try:
        settings = stated(HandlerSettings, handler_config)
    except UsageError as error:
        raise PluginError(str(error)) from None
    home = os.path.dirname(os.path.abspath(tool_config.config_file_path or "mkdocs.yml"))
    # MkDocs loads the style of each handler; Zensical knows that of its own only.
    return FaceplateHandler(settings, home, hasattr(tool_config, "extra_css"), **values)
