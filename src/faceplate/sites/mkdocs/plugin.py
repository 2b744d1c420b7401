"""The plugin: what happens at each step of a build.

MkDocs asks for the configuration, the files, the pages and the finished site, in this order; here
stands what is done at each, and how it is done stands in the modules beside this one.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import write_file

from faceplate.errors import UsageError, clean
from faceplate.sites import llms, pages, tables, warnings
from faceplate.sites.addresses import Addresses
from faceplate.sites.index import find
from faceplate.sites.inventory import TYPES, Line, written
from faceplate.sites.markdown import References
from faceplate.sites.mkdocs import files as virtual
from faceplate.sites.mkdocs import navigation, search
from faceplate.sites.mkdocs.options import PluginOptions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from faceplate.sites.book import Book

_log = get_plugin_logger(__name__)

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLE, _SCRIPT = "assets/faceplate.css", "assets/faceplate.js"
# Themes that link to the pages before and after by themselves, if at all by an option of theirs.
_LINKING = {"material": "navigation.footer", "mkdocs": "", "readthedocs": ""}


class FaceplatePlugin(BasePlugin[PluginOptions]):
    """Adds the pages of a component library to a site."""

    book: Book
    made: pages.Made

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay the same plugin from one build to the next."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the library and make its pages, or take those that are kept."""
        self._home = os.path.dirname(os.path.abspath(config.config_file_path or "mkdocs.yml"))
        self._folder = self.config.path.strip("/") or "components"
        self._config = config
        self._complaints = 0
        self.__dict__.pop("_templates", None)
        try:
            self.book = self.config.book(self._home)
            self.made = pages.made(self.book, self._options(config))
            for line in self.book.problems:
                self._warn(warnings.UNREADABLE, line)
            for line in self.made.warnings:
                self._warn(warnings.UNUSED, line)
            self._check()
        except UsageError as error:
            raise PluginError(f"faceplate: {clean(str(error))}") from None
        self._slugs = {one.slug: one for one in self.made.pages}
        self._entries = {name: slug for name, _, _, slug in self.made.entries}
        self._references = References(
            self._address, self._fenced, self._missing, self.config.link_names
        )
        config.markdown_extensions.append(self._references)  # type: ignore[arg-type]
        config.extra_css.append(_STYLE)
        config.extra_javascript.append(_SCRIPT)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages, and what they look like, as files that exist in memory."""
        if self.config.nav:
            navigation.put(self.made, self._folder, self.config.title, files, config)
        self._pages: list[tuple[pages.Page, File]] = []
        for page in self.made.pages:
            file = virtual.added(page, self._folder, config)
            known = files.get_file_from_path(file.src_uri)
            if known is not None:
                # What somebody wrote by hand comes before what is made.
                continue
            assert file.page is not None
            file.page.edit_url = self._edit_url(page)
            files.append(file)
            self._pages.append((page, file))
        for name in (_STYLE, _SCRIPT):
            content = (_ASSETS / posixpath.basename(name)).read_text(encoding="utf-8")
            files.append(File.generated(config, name, content=content))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Remember which page is converted, for references are relative to it."""
        self._current = page
        self._anchors: list[str] = []
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say which anchors the tables brought in."""
        if self._anchors and page.present_anchor_ids is not None:
            page.present_anchor_ids.update(self._anchors)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Hand over what can be found, and where names lead, to plugins that want it."""
        search.hand_over(self._pages, config)
        autorefs = config.plugins.get("autorefs")
        if autorefs is not None:
            for name, slug in self._entries.items():
                autorefs.register_url(name, f"{self._url(slug)}#{name}")
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page: Markdown, inventory, and the lists for language models."""
        for page, _ in self._pages:
            if page.markdown:
                self._write(f"{self._folder}/{page.slug}.md", page.markdown.encode())
        if self.config.inventory:
            content = written(config.site_name, self.made.version, self._lines())
            self._write(self.config.inventory, content)
        if self.config.llms:
            base = urljoin(config.site_url or "", f"{self._folder}/")
            head = llms.head(config.site_name, config.site_description or "")
            contents = self.made.contents.replace("](", f"]({base}")
            self._write("llms.txt", (head + contents).encode())
            whole = llms.whole(page.markdown for page, _ in self._pages if page.markdown)
            self._write("llms-full.txt", whole.encode())
        if self.config.strict and self._complaints:
            raise PluginError(f"faceplate: {self._complaints} warnings in strict mode")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a source of the library or a template changes."""
        for folder in self.book.folders:
            server.watch(folder)
        if self.config.templates:
            server.watch(os.path.join(self._home, self.config.templates))
        return server

    def _options(self, config: MkDocsConfig) -> pages.Options:
        feature = _LINKING.get(config.theme.name or "")
        linked = feature == "" or feature in (config.theme.get("features") or ())
        return self.config.pages(self._home, config.use_directory_urls, neighbours=not linked)

    def _check(self) -> None:
        if self.config.check is False or self.config.check == []:
            return
        from faceplate.sites.findings import findings, line

        select = self.config.check if isinstance(self.config.check, list) else ()
        for finding in findings(self.book, select, self._home):
            self._complain(line(finding))

    def _warn(self, kind: warnings.Kind, message: str) -> None:
        self._complain(kind.line(message))

    def _complain(self, line: str) -> None:
        self._complaints += 1
        _log.warning(clean(line))

    def _address(self, name: str) -> str | None:
        """Give where a name leads, as a path from the page that is converted."""
        slug = find(name, self._entries, self.made.names)
        if slug is None:
            return None
        whole = find(name, {one: one for one in self._entries}, self.made.names)
        start = posixpath.dirname(self._current.file.src_uri)
        path = posixpath.relpath(f"{self._folder}/{slug}.md", start or ".")
        return f"{path}#{quote(whole or name)}"

    def _missing(self, name: str) -> None:
        if name.partition(".")[0] == self.made.library and "." in name:
            if "autorefs" in self._config.plugins:
                return  # which may know it, and says so if not
            self._warn(warnings.UNRESOLVED, f"{self._current.file.src_uri}: {name}")

    def _fenced(self, text: str, line: int) -> str:
        from html import escape

        try:
            return self._table(tables.wanted(text))
        except UsageError as error:
            self._warn(warnings.UNKNOWN_TABLE, f"{self._current.file.src_uri}:{line}: {error}")
            return f'<p class="faceplate-problem">{escape(clean(str(error)))}</p>'

    def _table(self, asked: tables.Wanted) -> str:
        wanted = find(asked.subject, {one: one for one in self._entries}, self.made.names)
        manifest = self.book.manifest
        for component in manifest.components:
            if component.path == wanted:
                parts = tables.table(asked, component, manifest.library, self._relative)
                return pages.write(self._templates, "table.html", parts=parts)
        raise UsageError(f"no component of this site is called {clean(asked.subject)}")

    def _relative(self, name: str) -> str | None:
        """Give where a name leads, as an address from the page that is converted."""
        slug = self._entries.get(name)
        if slug is None:
            return None
        from mkdocs.utils import get_relative_url

        address = get_relative_url(self._url(slug), self._current.url)
        return f"{address}#{quote(name)}"

    @cached_property
    def _templates(self) -> Any:
        folder = self.config.templates
        return pages.environment(os.path.join(self._home, folder) if folder else None)

    def _url(self, slug: str) -> str:
        page = Addresses((), self._config.use_directory_urls).page(slug)
        return f"{self._folder}/{page}"

    def _edit_url(self, page: pages.Page) -> str | None:
        if page.source is None:
            return None
        return pages.source_address(self.config.edit_url, *page.source)

    def _lines(self) -> Iterator[Line]:
        for name, kind, _, slug in self.made.entries:
            for type_ in filter(None, TYPES[kind]):
                yield Line(name, type_, f"{self._url(slug)}#{name}", name)

    def _write(self, path: str, content: bytes) -> None:
        write_file(content, os.path.join(self._config.site_dir, *path.split("/")))
