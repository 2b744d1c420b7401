"""The plugin: what happens at each step of a build.

MkDocs asks for the configuration, the files, the pages and the finished site, in this order; here
stands what is done at each, and how it is done stands in the modules beside this one.
"""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urljoin

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url, write_file

from faceplate.errors import UsageError, clean
from faceplate.sites import inventory, llms, pages, view_api, warnings
from faceplate.sites.addresses import Addresses, source_address
from faceplate.sites.markdown import References
from faceplate.sites.mkdocs import files as virtual
from faceplate.sites.mkdocs import navigation, search
from faceplate.sites.mkdocs.fences import Fences
from faceplate.sites.mkdocs.options import PluginOptions
from faceplate.sites.page import LibraryPages, SiteNames, names
from faceplate.sites.page import SitePage as Finished

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from faceplate.sites.library import SiteLibrary
    from faceplate.sites.pages import PageOptions

_log = get_plugin_logger(__name__)

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLE, _API_STYLE = "assets/faceplate.css", "assets/faceplate-api.css"
_SCRIPT = "assets/faceplate.js"
# Themes that link to the pages before and after by themselves, if at all by an option of theirs.
_LINKING = {"material": "navigation.footer", "mkdocs": "", "readthedocs": ""}


class FaceplatePlugin(BasePlugin[PluginOptions]):
    """Adds the pages of a component library to a site."""

    site_library: SiteLibrary
    made: LibraryPages

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay the same plugin from one build to the next."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the library and make its pages, or take those that are kept."""
        self._home = os.path.dirname(os.path.abspath(config.config_file_path or "mkdocs.yml"))
        self._folder = self.config.path.strip("/") or "components"
        self._config = config
        self._complaints = 0
        self._with_apps = False
        self.__dict__.pop("_names", None)
        self.__dict__.pop("_fences", None)
        try:
            self.site_library = self.config.site_library(self._home)
            self.made = pages.made(self.site_library, self._options(config))
            for line in self.site_library.notes:
                _log.info("%s", clean(line))
            for line in self.site_library.problems:
                self._warn(warnings.UNREADABLE, line)
            for line in self.made.warnings:
                self._warn(warnings.UNUSED, line)
            self._check()
        except UsageError as error:
            raise PluginError(f"faceplate: {clean(str(error))}") from None
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
            navigation.put(self.made, self._folder, self.made.title, files, config)
        self._pages: list[tuple[Finished, File]] = []
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
        self._fences.begin(page)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Add to a page with apps the style of these, and their endpoints to its contents."""
        if not self._fences.parts:
            return html
        self._with_apps = True
        self._fences.enter(html)
        style = get_relative_url(_API_STYLE, page.url)
        return f'<link rel="stylesheet" href="{style}">\n{html}'

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Hand over what can be found, and where names lead, to plugins that want it."""
        if self._with_apps:
            files.append(File.generated(config, _API_STYLE, content=view_api.style()))
        search.hand_over(self._pages, config)
        autorefs = config.plugins.get("autorefs")
        if autorefs is not None:
            for name, slug in self._names.pages.items():
                autorefs.register_url(name, f"{self._url(slug)}#{name}")
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is not a page: Markdown, inventory, and the lists for language models."""
        for page, _ in self._pages:
            if page.markdown:
                self._write(f"{self._folder}/{page.slug}.md", page.markdown.encode())
        if self.config.inventory:
            head = inventory.head(config.site_name, self.made.version)
            self._write(self.config.inventory, head + self.made.inventory)
        if self.config.llms:
            base = urljoin(config.site_url or "", f"{self._folder}/")
            start = llms.head(config.site_name, config.site_description or "")
            contents = self.made.contents.replace(llms.HERE, base)
            self._write("llms.txt", (start + contents).encode())
            whole = llms.whole(page.markdown for page, _ in self._pages if page.markdown)
            self._write("llms-full.txt", whole.encode())
        if self.config.strict and self._complaints:
            raise PluginError(f"faceplate: {self._complaints} warnings in strict mode")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a source of the library or a template changes."""
        for path in (*self.site_library.folders, *sorted(self._fences.apps)):
            server.watch(path)
        if self.config.templates:
            server.watch(os.path.join(self._home, self.config.templates))
        return server

    def _options(self, config: MkDocsConfig) -> PageOptions:
        feature = _LINKING.get(config.theme.name or "")
        linked = feature == "" or feature in (config.theme.get("features") or ())
        return self.config.pages(self._home, config.use_directory_urls, neighbours=not linked)

    def _check(self) -> None:
        if self.config.check is False or self.config.check == []:
            return
        from faceplate.sites.findings import findings, line

        select = self.config.check if isinstance(self.config.check, list) else ()
        for finding in findings(self.site_library, select, self._home):
            self._complain(line(finding))

    def _warn(self, kind: warnings.Kind, message: str) -> None:
        self._complain(kind.line(message))

    def _complain(self, line: str) -> None:
        self._complaints += 1
        _log.warning(clean(line))

    def _address(self, name: str) -> str | None:
        """Give where a name leads, as a path from the page that is converted."""
        found = self._names.find(name)
        if found is None:
            return None
        whole, slug = found
        start = posixpath.dirname(self._current.file.src_uri)
        path = posixpath.relpath(f"{self._folder}/{slug}.md", start or ".")
        return f"{path}#{quote(whole)}"

    def _missing(self, name: str) -> None:
        if name.partition(".")[0] == self.made.library and "." in name:
            if "autorefs" in self._config.plugins:
                return  # which may know it, and says so if not
            self._warn(warnings.UNRESOLVED, f"{self._current.file.src_uri}: {name}")

    def _fenced(self, text: str, line: int) -> str:
        place = f"{self._current.file.src_uri}:{line}"
        try:
            written = self._fences.written(text)
            for note in self._fences.notes:
                self._warn(warnings.INCOMPLETE, f"{place}: {note}")
            return written
        except UsageError as error:
            self._warn(warnings.UNKNOWN_TABLE, f"{place}: {error}")
            return f'<p class="faceplate-problem">{escape(clean(str(error)))}</p>'

    @cached_property
    def _fences(self) -> Fences:
        folder = self.config.templates
        templates = os.path.join(self._home, folder) if folder else None
        live = self.config.live
        return Fences(
            self.site_library, lambda: self._names, self._url, self._home, templates, live
        )

    @cached_property
    def _names(self) -> SiteNames:
        return names(self.made.names)

    def _url(self, slug: str) -> str:
        page = Addresses((), self._config.use_directory_urls).page(slug)
        return f"{self._folder}/{page}"

    def _edit_url(self, page: Finished) -> str | None:
        if page.source is None:
            return None
        return source_address(self.config.edit_url, *page.source)

    def _write(self, path: str, content: bytes) -> None:
        write_file(content, os.path.join(self._config.site_dir, *path.split("/")))
