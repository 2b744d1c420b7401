"""The pages of a site as HTML and Markdown, made only where something they depend on has changed.

A page depends on its component, on the options, on the templates, and on where each name in it
leads. So each is kept with these, and a change of one source file costs the pages that say
something else because of it, not the site.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from faceplate.characters import legible
from faceplate.collector import without_collector
from faceplate.errors import UsageError
from faceplate.hashing import blake2b
from faceplate.identity import identity
from faceplate.render import outline
from faceplate.sites.addresses import EVENTS, INDEX, Addresses
from faceplate.sites.arrangement import Arrangement, slug
from faceplate.sites.badges import badges
from faceplate.sites.book import Book, digest
from faceplate.sites.index import Entry, Index, find
from faceplate.sites.inventory import body, lines
from faceplate.sites.links import linked
from faceplate.sites.matrix import matrix
from faceplate.sites.search import Record, records

if TYPE_CHECKING:
    from jinja2 import Environment

    from faceplate.model import Component, Library, Manifest, Source
    from faceplate.render.content import Document, Section

TEMPLATES = Path(__file__).parent / "templates"


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of a page, for its table of contents.

    Attributes:
        level: 2 for a section, 3 for one in it, and so on.
        anchor: Where it is.
        title: What it says, as plain words.
    """

    level: int
    anchor: str
    title: str


class Page(msgspec.Struct, frozen=True, array_like=True):
    """A finished page.

    Attributes:
        slug: Name of the page, without a suffix.
        title: Its title, as plain words.
        html: What stands in the theme's page.
        markdown: The same as Markdown; empty for pages that are lists.
        headings: Its headings in order.
        anchors: All anchors on it.
        records: What a search finds: anchor, title and words.
        path: Path of its component, or empty.
        source: Where the component stands, or None.
        links: Names that were looked up for it, with what they led to then.
    """

    slug: str
    title: str
    html: str
    markdown: str
    headings: list[Heading]
    anchors: list[str]
    records: list[Record]
    path: str = ""
    source: tuple[str, int, int] | None = None
    links: dict[str, str | None] = {}


class Made(msgspec.Struct, frozen=True, array_like=True):
    """All pages of a library.

    Attributes:
        library: Its name.
        version: Its version; may be empty.
        groups: Titles of the groups with the names of their pages, in order.
        pages: The index, the events matrix where there are events, then a page for each component.
        names: What can be pointed at, as `Names` in MessagePack; most builds need none of it.
        inventory: The compressed part of `objects.inv`.
        contents: `llms.txt` without its head, with `llms.HERE` for the folder of the pages.
        warnings: What the options say and the library has not.
    """

    library: str
    version: str
    groups: list[tuple[str, list[str]]]
    pages: list[Page]
    names: bytes
    inventory: bytes
    contents: str
    warnings: list[str]


class Names(msgspec.Struct, frozen=True, array_like=True):
    """The names of a site.

    Attributes:
        pages: Each dotted name that can be pointed at, with the name of the page it is on.
        others: Other names of components, each with the dotted name it stands for.
    """

    pages: dict[str, str]
    others: dict[str, str]

    def find(self, name: str) -> tuple[str, str] | None:
        """Find what a name leads to: the dotted name it stands for, and the name of the page."""
        whole = find(name, self.pages, self.others)
        return None if whole is None else (whole, self.pages[whole])


class Options(NamedTuple):
    """What a site says of its pages.

    Attributes:
        title: Title of the index.
        folder: Folder of the pages, relative to the site.
        arrangement: Which components are shown, and how.
        headings: Title of a section to the title that it gets; an empty one leaves the section out.
        source_url: Address of a source file, with `{file}`, `{line}` and `{end_line}` in it.
        directories: Whether a page is the index of a folder of its own.
        neighbours: Whether a page links to those before and after it itself.
        templates: A folder with templates that replace those of this package, or None.
    """

    title: str = "Components"
    folder: str = "components"
    arrangement: Arrangement = Arrangement()
    headings: Mapping[str, str] = {}
    source_url: str = ""
    directories: bool = True
    neighbours: bool = False
    templates: str | None = None


_decoder = msgspec.msgpack.Decoder(Made)
_shelf_decoder = msgspec.msgpack.Decoder(dict[str, tuple[str, Page]])


def made(book: Book, options: Options) -> Made:
    """Give all pages of a library; what is kept from the last time and still holds is used.

    Args:
        book: The library.
        options: What the site says of its pages.
    """
    stated = f"{options!r}\0{_fingerprint(options.templates)}"

    fresh: list[Made] = []

    def make(manifest: Manifest) -> bytes:
        fresh.append(_Maker(book, manifest, options, stated).made())
        return msgspec.msgpack.encode(fresh[0])

    with without_collector():
        kept = book.result(f"site\0{stated}", make)
        return fresh[0] if fresh else _decoder.decode(kept)


def names(content: bytes) -> Names:
    """Read the names of a site.

    Args:
        content: What `Made.names` holds.
    """
    return msgspec.msgpack.decode(content, type=Names)


def environment(templates: str | None) -> Environment:
    """Give the templates of a site.

    Args:
        templates: A folder with templates that come first, or None.
    """
    from faceplate.render.environment import html_environment
    from faceplate.render.html import cleaned

    folders = [Path(templates)] if templates else []
    made = html_environment(*folders, TEMPLATES)
    made.filters["clean"] = lambda markup: cleaned(str(markup), link_rel="")
    return made


class _Maker:
    """Makes the pages of a library."""

    def __init__(self, book: Book, manifest: Manifest, options: Options, stated: str) -> None:
        self._book = book
        self._library: Library = legible(manifest.library)
        self._options = options
        self._stated = stated
        self._groups, self._warnings = options.arrangement.arranged(manifest)
        self._components = [one for group in self._groups for one in group.components]
        self._index = Index(self._components)
        self._addresses = Addresses(self._components, options.directories)

    def made(self) -> Made:
        pages = self._kept_or_made()
        matrix_page = self._events()
        front = [self._front(matrix_page is not None), *([matrix_page] if matrix_page else [])]
        slugs = self._addresses.slugs
        from faceplate.sites.llms import contents

        return Made(
            library=self._library.name,
            version=self._library.version or "",
            groups=[
                (group.title, [slugs[one.path] for one in group.components])
                for group in self._groups
            ],
            pages=[*front, *pages],
            names=msgspec.msgpack.encode(self._names()),
            inventory=body(lines(self._index.entries.values(), self._place)),
            contents=contents(self._groups, lambda one: self._addresses.markdown(slugs[one.path])),
            warnings=self._warnings,
        )

    def _names(self) -> Names:
        slugs = self._addresses.slugs
        found = self._index.entries
        return Names(
            {name: slugs[one.component] for name, one in found.items()}, self._index.others
        )

    def _place(self, entry: Entry) -> str:
        page = self._addresses.page(self._addresses.slugs[entry.component])
        return f"{self._options.folder}/{page}#{entry.name}"

    def _kept_or_made(self) -> list[Page]:
        place = f"{self._stated}\0{self._book.tree.location}\0{self._library.name}"
        key = blake2b(place.encode("utf-8", "replace"), digest_size=20).hexdigest()
        known: dict[str, tuple[str, Page]] = {}
        kept = self._book.store.get("sites", key)
        if kept is not None:
            try:
                known = _shelf_decoder.decode(kept)
            except msgspec.MsgspecError:
                self._book.store.damaged.append(key)
        now: dict[str, tuple[str, Page]] = {}
        for group in self._groups:
            for place_in_group, one in enumerate(group.components):
                before = group.components[place_in_group - 1] if place_in_group else None
                after = next(iter(group.components[place_in_group + 1 :]), None)
                own = digest(
                    one,
                    identity().hex(),
                    str(self._library.version),
                    *(self._neighbour(one, other) for other in (before, after)),
                )
                found = known.get(one.path)
                if found is None or found[0] != own or not self._holds(found[1]):
                    found = (own, self._page(one, before, after))
                now[one.path] = found
        if now != known:
            self._book.store.put("sites", key, msgspec.msgpack.encode(now))
        return [page for _, page in now.values()]

    def _holds(self, page: Page) -> bool:
        return all(
            self._address(page.slug, page.path, name) == target
            for name, target in page.links.items()
        )

    def _neighbour(self, one: Component, other: Component | None) -> str:
        return "" if other is None else f"{other.name} {self._between(one, other)}"

    def _between(self, one: Component, other: Component) -> str:
        slugs = self._addresses.slugs
        return self._addresses.between(slugs[one.path], slugs[other.path])

    def _address(self, start: str, path: str, name: str) -> str | None:
        entry = self._index.find(name)
        if entry is None or entry.name == path:
            return None
        return self._addresses.between(start, self._addresses.slugs[entry.component], entry.name)

    def _page(
        self, component: Component, before: Component | None, after: Component | None
    ) -> Page:
        from faceplate.render import markdown

        start = self._addresses.slugs[component.path]
        shown = replace(
            component,
            previous=before.name if before else None,
            next=after.name if after else None,
        )
        document = self._headed(outline.page(legible(shown), self._library))
        links: dict[str, str | None] = {}

        def resolve(name: str) -> str | None:
            if name not in links:
                if not _NAME.fullmatch(name):
                    return None
                links[name] = self._address(start, component.path, name)
            return links[name]

        def neighbour(other: Component | None) -> dict[str, str] | None:
            if other is None or not self._options.neighbours:
                return None
            return {"title": legible(other.name), "address": self._between(component, other)}

        html = self._write(
            "component.html",
            document=linked(document, resolve),
            component=component,
            badges=badges(component),
            actions={
                "source": self._source(component.source),
                "markdown": self._markdown_address(start),
            },
            previous=neighbour(before),
            next=neighbour(after),
        )
        source = component.source
        return Page(
            slug=start,
            title=document.title,
            html=html,
            markdown=markdown.write(document, width=0, color=False),
            headings=list(_headings(document.sections)),
            anchors=anchors(html),
            records=list(records(document, self._index)),
            path=component.path,
            source=(source.file, source.line, source.end_line),
            links=links,
        )

    def _markdown_address(self, start: str) -> str:
        up = "../" if self._options.directories else ""
        return f"{up}{self._addresses.markdown(start)}"

    def _headed(self, document: Document) -> Document:
        """Give the document with the headings that the site wants."""
        wanted = self._options.headings
        if not wanted:
            return document
        return replace(
            document,
            sections=tuple(
                replace(one, title=wanted.get(one.title, one.title))
                for one in document.sections
                if wanted.get(one.title, one.title)
            ),
        )

    def _source(self, source: Source) -> str | None:
        return source_address(self._options.source_url, source.file, source.line, source.end_line)

    def _front(self, events: bool) -> Page:
        rows = [
            {
                "title": legible(group.title),
                "anchor": f"group-{number}-{slug(group.title)}",
                "rows": [self._row(one) for one in group.components],
            }
            for number, group in enumerate(self._groups, 1)
        ]
        count = len(self._components)
        title = self._options.title
        html = self._write(
            "index.html",
            title=title,
            anchor="components",
            byline=f"{outline.versioned(self._library)} · {count} component"
            f"{'' if count == 1 else 's'}",
            groups=rows,
            events=self._addresses.between(INDEX, EVENTS) if events else None,
        )
        headings = [Heading(2, str(one["anchor"]), str(one["title"])) for one in rows]
        words = " ".join(one.name for one in self._components)
        return Page(INDEX, title, html, "", headings, anchors(html), [Record("", title, words)])

    def _row(self, component: Component) -> dict[str, object]:
        from faceplate.render.prose import prose

        slugs = self._addresses.slugs
        return {
            "title": legible(component.name),
            "address": self._addresses.between(INDEX, slugs[component.path]),
            "badges": badges(component),
            "summary": prose(legible(component.summary)),
        }

    def _events(self) -> Page | None:
        table = matrix(self._components)
        if not table.events:
            return None
        slugs = self._addresses.slugs
        rows = []
        for one in table.components:
            cells: list[dict[str, str] | None] = []
            for event in table.events:
                entry = self._index.entries.get(f"{one.path}.{event}")
                offered = table.offers(one, event) and entry is not None
                address = self._addresses.between(EVENTS, slugs[one.path], f"{one.path}.{event}")
                cell = {"address": address, "title": f"{one.name}.{event}"}
                cells.append(cell if offered else None)
            address = self._addresses.between(EVENTS, slugs[one.path])
            rows.append({"title": legible(one.name), "address": address, "cells": cells})
        title = "Events"
        html = self._write(
            "events.html",
            title=title,
            anchor="events",
            byline=f"{outline.versioned(self._library)} · {len(rows)} components, "
            f"{len(table.events)} events",
            events=legible(table.events),
            rows=rows,
        )
        words = " ".join(table.events)
        return Page(EVENTS, title, html, "", [], anchors(html), [Record("", title, words)])

    @cached_property
    def _environment(self) -> Environment:
        return environment(self._options.templates)

    def _write(self, template: str, **values: object) -> str:
        return write(self._environment, template, **values)


def write(templates: Environment, name: str, **values: object) -> str:
    """Write a template.

    Args:
        templates: The templates of the site.
        name: Which template.
        values: What it gets.

    Raises:
        UsageError: If the template is at fault.
    """
    from jinja2 import TemplateError

    try:
        return templates.get_template(name).render(**values)
    except TemplateError as error:
        place = getattr(error, "filename", None) or getattr(error, "name", None) or name
        line = getattr(error, "lineno", None)
        where = f"{place}:{line}" if line else str(place)
        raise UsageError(f"template {where}: {error}") from None


def source_address(template: str, file: str, line: int, end_line: int) -> str | None:
    """Give the address of a place in a source file; None where there is no template.

    Args:
        template: An address with `{file}`, `{line}` and `{end_line}` in it, or an empty text.
        file: Path relative to the folder that holds the package.
        line: First line.
        end_line: Last line.

    Raises:
        UsageError: If the template names something else.
    """
    if not template:
        return None
    from urllib.parse import quote

    try:
        return template.format(file=quote(file), line=line, end_line=end_line)
    except (KeyError, IndexError, ValueError):
        raise UsageError(
            f"{template!r}: an address of sources takes {{file}}, {{line}} and {{end_line}}"
        ) from None


def anchors(html: str) -> list[str]:
    """Give all anchors in markup that a template has written."""
    import html as entities

    return [entities.unescape(one) for one in _ID.findall(html)]


# Beginning with characters, it is searched for several times as fast.
_ID = re.compile(r'id="(?<!\wid=")([^"]*)"')
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def _headings(sections: Iterable[Section], level: int = 2) -> Iterable[Heading]:
    for section in sections:
        yield Heading(level, section.name or section.anchor, section.title)
        # What stands in each method is told apart by the method, so it is not listed again.
        if level == 2:
            yield from _headings(section.sections, level + 1)


def _fingerprint(folder: str | None) -> str:
    """Give the hash of the templates in a folder."""
    whole = blake2b(digest_size=16)
    if folder is not None:
        if not os.path.isdir(folder):
            raise UsageError(f"templates: {folder} is no folder")
        for path in sorted(Path(folder).iterdir()):
            if path.is_file():
                whole.update(path.name.encode("utf-8", "replace") + b"\0" + path.read_bytes())
    return whole.hexdigest()
