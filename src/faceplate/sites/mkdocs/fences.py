"""What fences of the language `faceplate` become: tables, findings, and the endpoints of apps."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from faceplate.errors import UsageError, clean
from faceplate.sites import markup, tables, view_api
from faceplate.sites.apps import opened

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from faceplate.sites.mkdocs.library_site import LibrarySite

Sites = Callable[[], "list[LibrarySite]"]
"""Gives what the site has of each library, read only where a fence needs it."""


class Fences:
    """Writes what stands in place of fences, page after page.

    Args:
        sites: What the site has of each library.
        home: The folder of `mkdocs.yml`.
        templates: A folder with templates that come first, or None.
        live: Whether scripts of apps may be run.

    Attributes:
        apps: Files of apps that pages have asked for.
        parts: The apps of the page that is converted.
        notes: What only a run would tell of the app that was written last, a line each.
    """

    def __init__(self, sites: Sites, home: str, templates: str | None, live: bool) -> None:
        self._sites = sites
        self._home = home
        self._folder = templates
        self._live = live
        self.apps: set[str] = set()
        self.parts: list[view_api.ApiPart] = []
        self.notes: list[str] = []

    def begin(self, page: Page) -> None:
        """Take the fences that follow for those of a page."""
        self._page = page
        self.parts = []

    def written(self, text: str) -> str:
        """Write what a fence asks for.

        Args:
            text: What stands in it.

        Raises:
            UsageError: If that cannot be made.
        """
        asked = tables.wanted(text)
        self.notes = []
        if asked.kind == tables.VIEW_API:
            return self._app(asked.subject)
        if asked.kind == tables.FINDINGS:
            return self._found(asked.subject)
        return self._table(asked)

    def enter(self, html: str) -> None:
        """Add the endpoints of its apps to the contents of the page, where they stand in it.

        Args:
            html: The content of the page.
        """
        added = [
            AnchorLink(escape(title), anchor, 1)
            for part in self.parts
            for anchor, title in part.headings
        ]
        top = self._page.toc.items
        entries = top[0].children if len(top) == 1 else top
        entries.extend(added)
        entries.sort(key=lambda one: html.find(f'id="{escape(one.id)}"'))
        if self._page.present_anchor_ids is not None:
            self._page.present_anchor_ids.update(one.id for one in added)

    def _table(self, asked: tables.Wanted) -> str:
        for site in self._sites():
            found = site.find(asked.subject)
            manifest = site.library.manifest if found is not None else None
            for component in manifest.components if manifest is not None else ():
                if found is not None and manifest is not None and component.path == found[0]:
                    parts = tables.table(asked, component, manifest.library, self._relative)
                    return markup.write(self._templates, "table.html", parts=parts)
        raise UsageError(f"nothing on this site is called {clean(asked.subject)}")

    def _found(self, selectors: str) -> str:
        from faceplate.sites.findings import findings, table

        select = [one.strip() for one in selectors.split(",") if one.strip()]
        listed = [
            finding
            for site in self._sites()
            for finding in findings(site.library, select, self._home)
        ]
        return markup.write(self._templates, "table.html", parts=table(listed))

    def _app(self, subject: str) -> str:
        from faceplate.api.opening import split_script

        folder = os.path.dirname(self._page.file.abs_src_path or "")
        source = os.path.join(folder, subject)
        if not os.path.isfile(split_script(source)[0]):
            source = os.path.join(self._home, subject)
        self.apps.add(split_script(source)[0])
        descriptor, self.notes = opened(
            source,
            subject,
            self._live,
            "the option live",
            (site.library for site in self._sites()),
        )
        part = view_api.part(descriptor, subject, self.parts, self._folder)
        self.parts.append(part)
        return part.html

    def _relative(self, name: str) -> str | None:
        """Give where a name leads, as an address from the page that is converted."""
        addresses = (site.address(name) for site in self._sites())
        address = next(filter(None, addresses), None)
        return None if address is None else get_relative_url(address, self._page.url)

    @cached_property
    def _templates(self) -> Any:
        return markup.environment(self._folder)
