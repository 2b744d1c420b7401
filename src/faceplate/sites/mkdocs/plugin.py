"""The plugin: what happens at each step of a build.

MkDocs asks for the configuration, the files, the pages and the finished site, in this order; here
stands what is done at each, and how it is done stands in the modules beside this one. Other plugins
do the like at the same steps, so each step has a place among theirs: options are read when all have
set theirs, pages are there before others look at the files, and lists are written when others are.
"""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from faceplate.errors import UsageError, clean
from faceplate.sites import view_api, warnings
from faceplate.sites.markdown import References
from faceplate.sites.mkdocs import navigation
from faceplate.sites.mkdocs.fences import Fences
from faceplate.sites.mkdocs.languages import language
from faceplate.sites.mkdocs.library_site import LibrarySite
from faceplate.sites.mkdocs.options import PluginOptions

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_log = get_plugin_logger(__name__)

_ASSETS = Path(__file__).parent.parent / "assets"
_STYLE, _API_STYLE = "assets/faceplate.css", "assets/faceplate-api.css"
_SCRIPT = "assets/faceplate.js"

# Places among other plugins, of which most are at 0, and those that want to be last at -100.
_AFTER_OPTIONS, _FIRST, _AFTER_ALL, _AFTER_LISTS = -50, 100, -110, -90
# Before plugins that make a navigation of their own, which are at 100.
_BEFORE_NAVIGATIONS = 200


class FaceplatePlugin(BasePlugin[PluginOptions]):
    """Adds the pages of component libraries to a site.

    Attributes:
        sites: What the site has of each library.
    """

    supports_multiple_instances = True

    def __init__(self) -> None:
        super().__init__()
        self.sites: list[LibrarySite] = []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stay the same plugin from one build to the next."""

    @event_priority(_AFTER_OPTIONS)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the libraries and make their pages, or take those that are kept."""
        self._home = os.path.dirname(os.path.abspath(config.config_file_path or "mkdocs.yml"))
        self._config = config
        self._complaints = 0
        self._with_apps = False
        self.__dict__.pop("_fences", None)
        self._language = language(config)
        try:
            self.sites = [
                LibrarySite(options, self._home, config, self._language)
                for options in self.config.each()
            ]
            self._check_folders()
            for site in self.sites:
                for line in site.library.notes:
                    _log.info("%s", clean(line))
                site.warn(self._warn)
                self._check(site)
        except UsageError as error:
            raise PluginError(f"faceplate: {clean(str(error))}") from None
        if self._is_first:
            references = References(
                self._address, self._fenced, self._missing, self.config.link_names
            )
            extensions: list[Any] = config.markdown_extensions
            extensions[:] = [*(one for one in extensions if not _is_ours(one)), references]
            for name, listed in ((_STYLE, config.extra_css), (_SCRIPT, config.extra_javascript)):
                if name not in listed:
                    listed.append(name)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Remove the lists of an earlier build."""
        for site in self.sites:
            site.remove_lists()

    @event_priority(_FIRST)
    def _add_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the pages, and what they look like, as files that exist in memory."""
        if not self._language.is_one_of_several:
            self._add(files, config)
        return files

    @event_priority(_AFTER_ALL)
    def _complete_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add what another plugin took away, and put the pages into a navigation that is stated."""
        self._add(files, config)
        if config.nav is not None:
            for site in self.sites:
                if site.options.nav:
                    config.nav = navigation.put(config.nav, site.made, site.folder)
        return files

    on_files = CombinedEvent(_add_files, _complete_files)

    @event_priority(_BEFORE_NAVIGATIONS)
    def _arrange(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the pages into their groups where the site states no navigation."""
        sites = [site for site in self._all_sites if site.options.nav]
        if config.nav is not None or not self._is_first or not sites:
            return nav
        return navigation.arranged([(site.made, site.folder) for site in sites], files, config)

    @event_priority(_AFTER_ALL)
    def _append(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the pages at the end of a navigation that another plugin made without them."""
        for site in self.sites:
            if site.options.nav:
                navigation.appended(nav, site.made, site.folder, files, config)
        return nav

    on_nav = CombinedEvent(_arrange, _append)

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
        for site in self.sites:
            site.hand_over()
        return env

    @event_priority(_AFTER_LISTS)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is not a page."""
        for site in self.sites:
            site.write()
        if self.config.strict and self._complaints:
            raise PluginError(f"faceplate: {self._complaints} warnings in strict mode")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a source of a library or a template changes."""
        for site in self.sites:
            for path in site.library.folders:
                server.watch(path)
            for path in filter(None, (site.options.templates, *site.options.related)):
                server.watch(os.path.join(self._home, path))
        for path in sorted(self._fences.apps):
            server.watch(path)
        return server

    def _add(self, files: Files, config: MkDocsConfig) -> None:
        for site in self.sites:
            site.add_pages(files)
        for name in (_STYLE, _SCRIPT):
            if files.get_file_from_path(name) is None:
                content = (_ASSETS / posixpath.basename(name)).read_text(encoding="utf-8")
                files.append(File.generated(config, name, content=content))

    def _check_folders(self) -> None:
        """Refuse two libraries in one folder, where their pages would take each other's place."""
        folders = [site.folder for site in self._all_sites]
        for site in self.sites:
            if folders.count(site.folder) > 1:
                raise UsageError(
                    f"two libraries have their pages in {clean(site.folder)}; state another path"
                )

    def _check(self, site: LibrarySite) -> None:
        check = site.options.check
        if check is False or check == []:
            return
        from faceplate.sites.findings import findings, line

        select = check if isinstance(check, list) else ()
        for finding in findings(site.library, select, self._home):
            self._complain(line(finding))

    def _warn(self, kind: warnings.Kind, message: str) -> None:
        self._complain(kind.line(message))

    def _complain(self, line: str) -> None:
        self._complaints += 1
        _log.warning(clean(line))

    @property
    def _plugins(self) -> list[FaceplatePlugin]:
        """All plugins of this kind in the site, in their order."""
        return [one for one in self._config.plugins.values() if isinstance(one, FaceplatePlugin)]

    @property
    def _is_first(self) -> bool:
        """Whether this plugin does what is done once for all of them."""
        return self._plugins[0] is self

    @property
    def _all_sites(self) -> list[LibrarySite]:
        """What the site has of each library, whichever plugin reads it."""
        return [site for plugin in self._plugins for site in plugin.sites]

    def _address(self, name: str) -> str | None:
        """Give where a name leads, as a path from the page that is converted."""
        start = self._current.file.src_uri
        whole = name.partition(".")[0]
        own = [site for site in self._all_sites if site.made.library == whole]
        found = {site.relative(name, start) for site in own or self._all_sites} - {None}
        return found.pop() if len(found) == 1 else None

    def _missing(self, name: str) -> None:
        libraries = {site.made.library for site in self._all_sites}
        if name.partition(".")[0] in libraries and "." in name:
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
        return Fences(lambda: self._all_sites, self._home, templates, self.config.live)


def _is_ours(extension: Any) -> bool:
    """Say whether an extension of Markdown was added here, by another build of the same site."""
    return isinstance(extension, References)
