"""Makes the pages of a library, each anew only if something that it says has changed.

A page depends on its component, on the options, on the templates, and on where each name in it
leads. So each is kept with these, and a change of one source file costs the pages that say
something else because of it, not the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from faceplate.cache import code
from faceplate.cache.dependencies import hold
from faceplate.cache.keys import key
from faceplate.characters import legible
from faceplate.render import outline
from faceplate.render.content import Code, Link
from faceplate.render.links import linked
from faceplate.render.nouns import nouns
from faceplate.sites import overview
from faceplate.sites.addresses import EVENTS, INDEX, Addresses, source_address
from faceplate.sites.arrangement import PageGroup
from faceplate.sites.badges import badges
from faceplate.sites.headings import headed
from faceplate.sites.history import dated, explained
from faceplate.sites.index import Index, IndexEntry
from faceplate.sites.inventory import body, lines
from faceplate.sites.library import SiteLibrary, digest
from faceplate.sites.markup import anchors, environment, write
from faceplate.sites.page import Heading, LibraryPages, SiteNames, SitePage
from faceplate.sites.related import RelatedGuides, mentioned
from faceplate.sites.search import records
from faceplate.sites.shared_arguments import SharedArguments, argument
from faceplate.sites.site_links import SiteLinks
from faceplate.sites.structured_data import structured_data

if TYPE_CHECKING:
    from jinja2 import Environment

    from faceplate.model import Component, LibraryInfo, Manifest, Source
    from faceplate.render.content import DocumentSection
    from faceplate.sites.pages import PageOptions

_KIND = "sites"


class PageMaker:
    """Makes the pages of a library.

    Args:
        site_library: The library.
        manifest: Its manifest.
        options: What the site says of its pages.
        stated: All that the pages depend on besides.
        related: The guides of the library; None where there are none.
    """

    def __init__(
        self,
        site_library: SiteLibrary,
        manifest: Manifest,
        options: PageOptions,
        stated: str,
        related: RelatedGuides | None,
    ) -> None:
        self._site_library = site_library
        self._library: LibraryInfo = legible(manifest.library)
        self._options = options
        self._stated = stated
        self._history = site_library.history
        groups, self._warnings = options.arrangement.arranged(manifest)
        # Of those that are called the same, none changes its address when another is left out.
        self._addresses = Addresses(
            (one for group in groups for one in group.components), options.directories
        )
        self._groups = [*filter(None, map(self._shown, groups))]
        self._components = [one for group in self._groups for one in group.components]
        self._index = Index(self._components)
        self._related = related or RelatedGuides(site_library.store, options.related)
        self._related.find(self._index)
        shares = options.shared_arguments and not self._is_excluded(EVENTS)
        self._arguments = SharedArguments(map(legible, self._components if shares else []))

    def _shown(self, group: PageGroup) -> PageGroup | None:
        """Return a group without the pages that the site leaves out; None if nothing is left."""
        slugs = self._addresses.slugs
        shown = [one for one in group.components if not self._is_excluded(slugs[one.path])]
        return group._replace(components=shown) if shown else None

    def _is_excluded(self, slug: str) -> bool:
        excluded = self._options.excluded
        return excluded is not None and excluded.fits(slug)

    def made(self) -> LibraryPages:
        """Return all pages."""
        pages = self._kept_or_made()
        slugs = self._addresses.slugs
        matrix = None
        if not self._is_excluded(EVENTS):
            matrix = overview.events(
                self._library,
                self._components,
                self._index,
                self._addresses,
                explained(self._arguments.explained(), self._history),
                self._write,
            )
        title = self._options.title or nouns(self._library).title
        front = overview.front(
            self._library,
            f"All {title.lower()}" if self._options.is_section else title,
            self._groups,
            self._addresses,
            matrix is not None,
            self._write,
        )
        from faceplate.sites.llms import contents

        return LibraryPages(
            library=self._library.name,
            version=self._library.version or "",
            title=title,
            groups=[
                (group.title, [slugs[one.path] for one in group.components])
                for group in self._groups
            ],
            pages=[
                *([] if self._is_excluded(INDEX) else [front]),
                *([matrix] if matrix else []),
                *pages,
            ],
            names=msgspec.msgpack.encode(self._names()),
            inventory=body(lines(self._index.entries.values(), self._place)),
            contents=contents(self._groups, lambda one: self._addresses.markdown(slugs[one.path])),
            warnings=self._warnings,
            history=self._history.json if self._history is not None else b"",
        )

    def _names(self) -> SiteNames:
        slugs = self._addresses.slugs
        found = self._index.entries
        return SiteNames(
            {name: slugs[one.component] for name, one in found.items()}, self._index.others
        )

    def _place(self, entry: IndexEntry) -> str:
        page = self._addresses.page(self._addresses.slugs[entry.component])
        return f"{self._options.folder}/{page}#{entry.name}"

    def _kept_or_made(self) -> list[SitePage]:
        store = self._site_library.store
        place = key(
            code.fingerprint(store),
            self._stated,
            self._site_library.tree.location,
            self._library.name,
        )
        before = store.load(_KIND, place, dict[str, tuple[str, SitePage]]) or {}
        now: dict[str, tuple[str, SitePage]] = {}
        for group in self._groups:
            for position, component in enumerate(group.components):
                previous = group.components[position - 1] if position else None
                after = next(iter(group.components[position + 1 :]), None)
                own = digest(
                    component,
                    str(self._library.version),
                    self._arguments.fingerprint(component),
                    self._related.digest(component),
                    self._history.fingerprint(component) if self._history is not None else "",
                    *(self._neighbour(component, other) for other in (previous, after)),
                )
                kept = before.get(component.path)
                if kept is None or kept[0] != own or not self._holds(kept[1], component):
                    kept = (own, self._page(component, previous, after))
                now[component.path] = kept
        if now != before:
            store.keep(_KIND, place, now)
        return [page for _, page in now.values()]

    def _holds(self, page: SitePage, component: Component) -> bool:
        """Say whether each name on a page leads where it led when the page was made."""
        leading = self._leading(component)
        return hold(page.links.items(), leading.address) and hold(
            page.references.items(), leading.referred
        )

    def _leading(self, component: Component) -> SiteLinks:
        return SiteLinks(self._index, self._addresses, component, self._options.external)

    def _neighbour(self, one: Component, other: Component | None) -> str:
        return "" if other is None else f"{other.name} {self._between(one, other)}"

    def _between(self, one: Component, other: Component) -> str:
        slugs = self._addresses.slugs
        return self._addresses.between(slugs[one.path], slugs[other.path])

    def _page(
        self, component: Component, before: Component | None, after: Component | None
    ) -> SitePage:
        from faceplate.render import markdown

        start = self._addresses.slugs[component.path]
        shown = replace(
            self._related.with_example(component),
            previous=before.name if before else None,
            next=after.name if after else None,
        )
        dates = self._history.of(component) if self._history is not None else None
        plain = outline.page(legible(shown), self._library)
        shared = self._arguments.left_out(plain, component, partial(self._explained, start))
        document, on_site = (
            headed(each, self._options.headings)
            for each in dated((plain, shared), component, dates)
        )
        leading = self._leading(component)

        def neighbour(other: Component | None) -> dict[str, str] | None:
            if other is None or not self._options.neighbours:
                return None
            return {"title": legible(other.name), "address": self._between(component, other)}

        place = f"{self._options.folder}/{self._addresses.page(start)}"
        mention = partial(mentioned, start=place)
        shown_page = self._related.put(linked(on_site, leading), component, mention)
        html = self._write(
            "component.html",
            document=shown_page,
            component=component,
            badges=badges(component, dates),
            actions={
                "source": self._source(component.source),
                "markdown": self._markdown_address(start),
            },
            data=structured_data(legible(component), self._library),
            previous=neighbour(before),
            next=neighbour(after),
        )
        source = component.source
        return SitePage(
            slug=start,
            title=document.title,
            html=html,
            markdown=markdown.write_for_models(document),
            headings=list(_headings(shown_page.sections)),
            anchors=anchors(html),
            records=list(records(document, self._index)),
            path=component.path,
            source=(source.file, source.line, source.end_line),
            links=leading.links,
            references=leading.references,
        )

    def _explained(self, start: str, name: str, names: tuple[str, ...]) -> Link:
        place = self._addresses.between(start, EVENTS, argument(name))
        return Link((Code(name),), place, names)

    def _markdown_address(self, start: str) -> str:
        up = "../" if self._options.directories else ""
        return f"{up}{self._addresses.markdown(start)}"

    def _source(self, source: Source) -> str | None:
        return source_address(self._options.source_url, source.file, source.line, source.end_line)

    @cached_property
    def _environment(self) -> Environment:
        return environment(self._options.templates)

    def _write(self, template: str, **values: object) -> str:
        return write(self._environment, template, **values)


def _headings(sections: Iterable[DocumentSection], level: int = 2) -> Iterable[Heading]:
    for section in sections:
        yield Heading(level, section.name or section.anchor, section.title)
        # What stands in each method is told apart by the method, so it is not listed again.
        if level == 2:
            yield from _headings(section.sections, level + 1)
