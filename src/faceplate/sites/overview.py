"""The pages that are about no single component: the list of all, and the events matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from faceplate.characters import legible
from faceplate.render import outline
from faceplate.render.nouns import nouns
from faceplate.sites.addresses import EVENTS, INDEX, Addresses
from faceplate.sites.arrangement import PageGroup, slug
from faceplate.sites.badges import badges
from faceplate.sites.markup import anchors
from faceplate.sites.matrix import matrix
from faceplate.sites.page import Heading, SitePage
from faceplate.sites.search import Record

if TYPE_CHECKING:
    from faceplate.model import Component, LibraryInfo
    from faceplate.render.content import DocumentSection
    from faceplate.sites.index import Index

Write = Callable[..., str]
"""Writes a template, which the first argument names, with the values given by name."""


def front(
    library: LibraryInfo,
    title: str,
    groups: Sequence[PageGroup],
    addresses: Addresses,
    events: bool,
    write: Write,
) -> SitePage:
    """Make the list of components with their summaries.

    Args:
        library: What they are of.
        title: Title of the page.
        groups: The components in order.
        addresses: Where their pages are.
        events: Whether there is an events matrix.
        write: Writes a template.
    """
    count = nouns(library).counted(sum(len(group.components) for group in groups))
    rows = [
        {
            "title": legible(group.title),
            "anchor": f"group-{number}-{slug(group.title)}",
            "rows": [_row(one, addresses) for one in group.components],
        }
        for number, group in enumerate(groups, 1)
    ]
    html = write(
        "index.html",
        title=title,
        anchor="components",
        byline=f"{outline.versioned(library)} · {count}",
        groups=rows,
        events=addresses.between(INDEX, EVENTS) if events else None,
    )
    headings = [Heading(2, str(one["anchor"]), str(one["title"])) for one in rows]
    words = " ".join(one.name for group in groups for one in group.components)
    return SitePage(INDEX, title, html, "", headings, anchors(html), [Record("", title, words)])


def _row(component: Component, addresses: Addresses) -> dict[str, object]:
    from faceplate.render.prose import prose

    return {
        "title": legible(component.name),
        "address": addresses.between(INDEX, addresses.slugs[component.path]),
        "badges": badges(component),
        "summary": prose(legible(component.summary)),
    }


def events(
    library: LibraryInfo,
    components: Sequence[Component],
    index: Index,
    addresses: Addresses,
    arguments: Sequence[DocumentSection],
    write: Write,
) -> SitePage | None:
    """Make the events matrix; None where no component offers events.

    Args:
        library: What the components are of.
        components: The components in order.
        index: What can be pointed at.
        addresses: Where their pages are.
        arguments: The section about what all listeners take; may be empty.
        write: Writes a template.
    """
    table = matrix(components)
    if not table.events:
        return None
    rows = []
    for one in table.components:
        page = addresses.slugs[one.path]
        cells: list[dict[str, str] | None] = []
        for event in table.events:
            entry = index.entries.get(f"{one.path}.{event}")
            offered = table.offers(one, event) and entry is not None
            address = addresses.between(EVENTS, page, f"{one.path}.{event}")
            cell = {"address": address, "title": f"{one.name}.{event}"}
            cells.append(cell if offered else None)
        address = addresses.between(EVENTS, page)
        rows.append({"title": legible(one.name), "address": address, "cells": cells})
    title = "Events"
    html = write(
        "events.html",
        title=title,
        anchor="events",
        byline=f"{outline.versioned(library)} · {len(rows)} components, {len(table.events)} events",
        events=legible(table.events),
        rows=rows,
        sections=arguments,
    )
    words = " ".join(table.events)
    headings = [Heading(2, section.anchor, section.title) for section in arguments]
    return SitePage(EVENTS, title, html, "", headings, anchors(html), [Record("", title, words)])
