"""What fences of the language `faceplate` become: tables, findings, and the endpoints of apps."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from faceplate.errors import UsageError, clean
from faceplate.sites import markup, tables, view_api
from faceplate.sites.apps import opened

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from faceplate.sites.library import SiteLibrary
    from faceplate.sites.page import SiteNames

Url = Callable[[str], str]
"""Gives the address of a component's page in the site by the name of the page."""


class Fences:
    """Writes what stands in place of fences, page after page.

    Args:
        site_library: The library.
        names: Gives what can be pointed at, which is read only where a fence needs it.
        url: Where pages are.
        home: The folder of `mkdocs.yml`.
        templates: A folder with templates that come first, or None.
        live: Whether scripts of apps may be run.

    Attributes:
        apps: Files of apps that pages have asked for.
        parts: The apps of the page that is converted.
        notes: What only a run would tell of the app that was written last, a line each.
    """

    def __init__(
        self,
        site_library: SiteLibrary,
        names: Callable[[], SiteNames],
        url: Url,
        home: str,
        templates: str | None,
        live: bool,
    ) -> None:
        self._site_library = site_library
        self._names = names
        self._url = url
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
        found = self._names().find(asked.subject)
        manifest = self._site_library.manifest
        for component in manifest.components:
            if found is not None and component.path == found[0]:
                parts = tables.table(asked, component, manifest.library, self._relative)
                return markup.write(self._templates, "table.html", parts=parts)
        raise UsageError(f"nothing on this site is called {clean(asked.subject)}")

    def _found(self, selectors: str) -> str:
        from faceplate.sites.findings import findings, table

        select = [one.strip() for one in selectors.split(",") if one.strip()]
        parts = table(findings(self._site_library, select, self._home))
        return markup.write(self._templates, "table.html", parts=parts)

    def _app(self, subject: str) -> str:
        from faceplate.api.opening import split_script

        folder = os.path.dirname(self._page.file.abs_src_path or "")
        source = os.path.join(folder, subject)
        if not os.path.isfile(split_script(source)[0]):
            source = os.path.join(self._home, subject)
        self.apps.add(split_script(source)[0])
        descriptor, self.notes = opened(source, self._live, "the option live")
        part = view_api.part(descriptor, subject, self.parts, self._folder)
        self.parts.append(part)
        return part.html

    def _relative(self, name: str) -> str | None:
        """Give where a name leads, as an address from the page that is converted."""
        slug = self._names().pages.get(name)
        if slug is None:
            return None
        address = get_relative_url(self._url(slug), self._page.url)
        return f"{address}#{quote(name)}"

    @cached_property
    def _templates(self) -> Any:
        return markup.environment(self._folder)
