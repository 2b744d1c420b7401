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
from faceplate.sites.matrix import FURTHER, Matrix, matrix
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
    count = nouns(library).tallied(one for group in groups for one in group.components)
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
    rows = [_offers(table, one, index, addresses) for one in table.components]
    title = "Events"
    html = write(
        "events.html",
        title=title,
        anchor="events",
        byline=f"{outline.versioned(library)} · {len(rows)} components, {len(table.events)} events",
        events=legible(table.columns),
        further=FURTHER if table.further else None,
        rows=rows,
        sections=arguments,
    )
    words = " ".join(table.events)
    headings = [Heading(2, section.anchor, section.title) for section in arguments]
    return SitePage(EVENTS, title, html, "", headings, anchors(html), [Record("", title, words)])


def _offers(
    table: Matrix, component: Component, index: Index, addresses: Addresses
) -> dict[str, object]:
    """Return a row of the events matrix."""
    page = addresses.slugs[component.path]

    def cell(event: str) -> dict[str, str] | None:
        name = f"{component.path}.{event}"
        if not table.offers(component, event) or name not in index.entries:
            return None
        return {
            "address": addresses.between(EVENTS, page, name),
            "title": legible(f"{component.name}.{event}"),
            "event": legible(event),
        }

    return {
        "title": legible(component.name),
        "address": addresses.between(EVENTS, page),
        "cells": [cell(event) for event in table.columns],
        "further": [found for event in table.further if (found := cell(event))],
    }
