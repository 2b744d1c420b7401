"""What a site has of one library: its pages, where names lead, and what is written beside pages."""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from mkdocs.utils import write_file

from faceplate.errors import clean
from faceplate.sites import inventory, llms, pages, warnings
from faceplate.sites.addresses import Addresses, source_address
from faceplate.sites.exclusion import Exclusion
from faceplate.sites.mkdocs import files as virtual
from faceplate.sites.mkdocs import search
from faceplate.sites.mkdocs.languages import Language
from faceplate.sites.page import LibraryPages, SiteNames, names
from faceplate.sites.page import SitePage as Finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from faceplate.sites.mkdocs.options import PluginOptions
    from faceplate.sites.pages import PageOptions

# Themes that link to the pages before and after by themselves, if at all by an option of theirs.
_LINKING = {"material": "navigation.footer", "mkdocs": "", "readthedocs": ""}
_HISTORY = "history.json"
_CONTENTS, _WHOLE = "llms.txt", "llms-full.txt"


class LibrarySite:
    """A library in a site.

    Args:
        options: What is stated of it.
        home: The folder of `mkdocs.yml`.
        config: The configuration of the site.
        language: The language that the site is built for.

    Attributes:
        options: What is stated of it.
        library: The library.
        made: Its pages.

    Raises:
        UsageError: If there is no library to be read, or an option cannot be used.
    """

    def __init__(
        self, options: PluginOptions, home: str, config: MkDocsConfig, language: Language
    ) -> None:
        self.options = options
        self.library = options.site_library(home)
        self._home = home
        self._config = config
        self._language = language
        self.folder = options.folder(self.library.tree.name)
        self.made: LibraryPages = pages.made(self.library, self._page_options())
        self._files: list[tuple[Finished, File]] = [
            (page, virtual.added(page, self.folder, config, language.folder))
            for page in self.made.pages
        ]
        for page, file in self._files:
            assert file.page is not None
            file.page.edit_url = self._edit_url(page)

    def warn(self, complain: Callable[[warnings.Kind, str], None]) -> None:
        """Tell what cannot be done.

        Args:
            complain: Called with each kind of warning and its words.
        """
        for line in self.library.problems:
            complain(warnings.UNREADABLE, line)
        for line in self.made.warnings:
            complain(warnings.UNUSED, line)

    def add_pages(self, files: Files) -> None:
        """Add the pages to the files of a site, but for those that somebody wrote by hand."""
        self._files = [
            (page, file)
            for page, file in self._files
            if files.get_file_from_path(file.src_uri) in (None, file)
        ]
        for _, file in self._files:
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)

    def find(self, name: str) -> tuple[str, str] | None:
        """Return what a name stands for: a dotted name, and the source of the page it is on."""
        found = self._names.find(name)
        if found is None:
            return None
        whole, slug = found
        return whole, f"{self.folder}/{slug}.md"

    def address(self, name: str) -> str | None:
        """Return where a dotted name is explained, relative to the site; None if it is not here."""
        slug = self._names.pages.get(name)
        return None if slug is None else f"{self._url(slug)}#{quote(name)}"

    def hand_over(self) -> None:
        """Hand what can be found, and where names lead, to plugins that want it."""
        search.hand_over(self._files, self._config)
        autorefs = self._config.plugins.get("autorefs")
        if autorefs is not None:
            for name, slug in self._names.pages.items():
                autorefs.register_url(name, f"{self._url(slug)}#{name}")

    def remove_lists(self) -> None:
        """Remove what an earlier build wrote, lest it be taken for what others wrote now."""
        if not self._language.folder:
            for name in (self.options.inventory, _CONTENTS, _WHOLE):
                path = self._path(name)
                if name and os.path.isfile(path):
                    os.remove(path)

    def write(self) -> None:
        """Write what is not a page: Markdown, inventory, and the lists for language models.

        What another plugin wrote of the inventory and of the lists is kept.
        """
        for page, _ in self._files:
            if page.markdown:
                path = f"{self._language.folder}{self.folder}/{page.slug}.md"
                self._write(path, page.markdown.encode())
        if self._language.folder:
            return  # the lists of the whole site name the pages of its first language
        if self.options.inventory:
            head = inventory.head(self._config.site_name, self.made.version)
            before = self._read(self.options.inventory)
            self._write(self.options.inventory, inventory.merged(before, head, self.made.inventory))
        if self.options.llms:
            self._write_lists()
        if self.made.history:
            self._write(f"{self.folder}/{_HISTORY}", self.made.history)

    def _write_lists(self) -> None:
        site = self._config.site_url or ""
        site = f"{site.rstrip('/')}/" if site else ""  # versions are put at its end without one
        contents = self.made.contents.replace(llms.HERE, urljoin(site, f"{self.folder}/"))
        start = llms.head(self._config.site_name, self._config.site_description or "")
        before = self._read(_CONTENTS).decode("utf-8", "replace")
        self._write(_CONTENTS, llms.added(before or start, contents).encode())
        whole = llms.whole(page.markdown for page, _ in self._files if page.markdown)
        before = self._read(_WHOLE).decode("utf-8", "replace")
        self._write(_WHOLE, (f"{before.rstrip()}\n\n---\n\n{whole}" if before else whole).encode())

    def relative(self, name: str, start: str) -> str | None:
        """Return where a name leads, as a path from a source file of the site.

        Args:
            name: The name.
            start: The source file, relative to the folder of all.
        """
        found = self.find(name)
        if found is None:
            return None
        whole, source = found
        path = posixpath.relpath(source, posixpath.dirname(start) or ".")
        return f"{path}#{quote(whole)}"

    def _page_options(self) -> PageOptions:
        config = self._config
        feature = _LINKING.get(config.theme.name or "")
        linked = feature == "" or feature in (config.theme.get("features") or ())
        options = self.options.pages(
            self._home, self.library.tree.name, config.use_directory_urls, neighbours=not linked
        )
        if options.related.folders:
            addresses = virtual.addresses(config)
            options = options._replace(related=options.related._replace(addresses=addresses))
        if not config.exclude_docs:
            return options
        return options._replace(excluded=Exclusion(config.exclude_docs.patterns, self.folder))

    @cached_property
    def _names(self) -> SiteNames:
        return names(self.made.names)

    def _url(self, slug: str) -> str:
        page = Addresses((), self._config.use_directory_urls).page(slug)
        return f"{self._language.folder}{self.folder}/{page}"

    def _edit_url(self, page: Finished) -> str | None:
        if page.source is None:
            return None
        return source_address(self.options.edit_url, *page.source)

    def _path(self, name: str) -> str:
        return os.path.join(self._config.site_dir, *clean(name).split("/"))

    def _read(self, name: str) -> bytes:
        """Return what another plugin wrote into a file; nothing if there is none."""
        try:
            with open(self._path(name), "rb") as stream:
                return stream.read()
        except FileNotFoundError:
            return b""

    def _write(self, name: str, content: bytes) -> None:
        write_file(content, self._path(name))
