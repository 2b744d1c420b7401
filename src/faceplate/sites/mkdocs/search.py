"""Hands what can be found to the search of the site, where it can take it.

Material's search and that of MkDocs keep a list of entries. Where a list of that form is not there,
the search reads the pages itself, as it does with any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from faceplate.sites.page import SitePage


def hand_over(pages: Iterable[tuple[SitePage, File]], config: MkDocsConfig) -> None:
    """Add what can be found on some pages to the index of the site.

    Args:
        pages: The pages with their files.
        config: The configuration of the site.
    """
    for plugin in config.plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        if index is None:
            continue
        entries = getattr(index, "entries", None)
        if isinstance(entries, list):
            # Material shows the texts as HTML.
            for page, file in pages:
                entries += [
                    {
                        "location": f"{file.url}#{one.anchor}" if one.anchor else file.url,
                        "title": escape(one.title),
                        "text": escape(one.text),
                    }
                    for one in page.records
                ]
        elif isinstance(getattr(index, "_entries", None), list):
            # It reads the pages, too, and makes an entry of each heading.
            for page, file in pages:
                headings = {"", *(one.anchor for one in page.headings)}
                index._entries += [
                    {
                        "location": f"{file.url}#{one.anchor}",
                        "title": one.title,
                        "text": one.text,
                    }
                    for one in page.records
                    if one.anchor not in headings
                ]
