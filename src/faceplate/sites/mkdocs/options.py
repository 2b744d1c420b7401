"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

import os
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from faceplate.errors import UsageError, clean
from faceplate.options import ReadingOptions
from faceplate.sites.arrangement import ORDERS, arrangement
from faceplate.sites.external_names import ExternalNames
from faceplate.sites.library import SiteLibrary, style
from faceplate.sites.pages import PageOptions
from faceplate.sites.related_options import RelatedOptions


class PluginOptions(Config):
    """The options of the plugin.

    Attributes:
        libraries: Several libraries: a table for each, with options that hold for it alone and come
            before those that stand beside the list. The pages of each go into a folder with the
            name of the library, if no `path` is stated.
        library: What to document: an import name, a path relative to `mkdocs.yml`, or
            `name==version`; the package of the project if left out.
        search_path: Folders where import names are looked for, relative to `mkdocs.yml`.
        dialect: How the library says component and event; found out if left out.
        docstring_style: `google`, `numpy` or `sphinx`; found out if left out.
        python_version: The version of Python to read for; the newest that the library's metadata
            allows if left out.
        platform: The platform to read for, as a value of `sys.platform`; `linux` if left out.
        cache: Whether results are kept between builds.
        path: Folder of the pages in the site; `components` by itself.
        title: Title of the section in the navigation; by itself "Components", or
            "Classes and functions" for a library without components, or of several the name.
        nav: Whether the pages are put into the navigation.
        include: Names or patterns of the components to show; all if left out.
        exclude: Names or patterns of components to leave out.
        groups: Titles of groups, each with a group of the library or a list of patterns.
        only_groups: Whether components of other groups are left out.
        order: `library`, `name` or `source`.
        headings: Titles of sections, each with the title to show instead; an empty one leaves the
            section out.
        source_url: Address of a source file, with `{file}`, `{line}` and `{end_line}` in it.
        edit_url: Address where a source file can be changed, with the same in it.
        templates: Folder with templates of your own, relative to `mkdocs.yml`.
        link_names: Whether names in backticks become links in pages written by hand.
        event_arguments: `shared` to explain what all listeners take once, on the page of all
            events; `full` to explain it on the page of each component.
        related: Folders and files with guides and demos, relative to `mkdocs.yml`: each page lists
            those that use its component, and takes an example from them.
        related_url: Address of such a file that is no page of the site, with `{file}` in it, which
            is its path from `mkdocs.yml`.
        inventories: Inventories of other sites, whose names become links: the address of each site,
            with the path of its `objects.inv`, which you have downloaded, relative to `mkdocs.yml`.
        inventory: File of the inventory in the site; empty for none.
        llms: Whether `llms.txt` and `llms-full.txt` are written.
        history: Whether pages say since when everything is there: a file that `faceplate history
            --format json` wrote, relative to `mkdocs.yml`; `true` to read the releases on the
            index.
        check: Whether the library is checked, or selectors of the rules to check it by.
        strict: Whether findings and warnings of the plugin fail the build.
        live: Whether scripts of apps that a page asks for are run; else they are read.
    """

    libraries = option.Type(list, default=[])
    library = option.Optional(option.Type(str))
    search_path = option.Type(list, default=[])
    dialect = option.Optional(option.Type(str))
    docstring_style = option.Optional(option.Choice(("google", "numpy", "sphinx")))
    python_version = option.Optional(option.Type(str))
    platform = option.Optional(option.Type(str))
    cache = option.Type(bool, default=True)
    path = option.Type(str, default="")
    title = option.Type(str, default="")
    nav = option.Type(bool, default=True)
    include = option.Type(list, default=[])
    exclude = option.Type(list, default=[])
    groups = option.Type(dict, default={})
    only_groups = option.Type(bool, default=False)
    order = option.Choice(ORDERS, default=ORDERS[0])
    headings = option.Type(dict, default={})
    source_url = option.Type(str, default="")
    edit_url = option.Type(str, default="")
    templates = option.Optional(option.Type(str))
    link_names = option.Type(bool, default=False)
    event_arguments = option.Choice(("shared", "full"), default="shared")
    related = option.Type(list, default=[])
    related_url = option.Type(str, default="")
    inventories = option.Type(dict, default={})
    inventory = option.Type(str, default="objects.inv")
    llms = option.Type(bool, default=True)
    history = option.Type((bool, str), default=False)
    check = option.Type((bool, list), default=False)
    strict = option.Type(bool, default=False)
    live = option.Type(bool, default=False)

    is_one_of_several = False

    def each(self) -> list[PluginOptions]:
        """Return the options of each library.

        Raises:
            UsageError: If an entry of the list is no table, or an option in it cannot be used.
        """
        if not self.libraries:
            return [self]
        shared = {key: value for key, value in self.items() if key != "libraries"}
        return [self._one(shared, entry) for entry in self.libraries]

    def _one(self, shared: dict[str, Any], entry: Any) -> PluginOptions:
        if not isinstance(entry, dict) or "libraries" in entry:
            raise UsageError("libraries: give a table with options for each library")
        options = type(self)(config_file_path=self.config_file_path)
        options.load_dict({**shared, **entry})
        errors, warnings = options.validate()
        for key, problem in (*errors, *warnings):
            raise UsageError(f"libraries: {clean(key)}: {clean(str(problem))}")
        options.is_one_of_several = True
        return options

    def folder(self, library: str) -> str:
        """Return the folder of the pages in the site.

        Args:
            library: Name of the library.
        """
        return self.path.strip("/") or (library if self.is_one_of_several else "components")

    def site_library(self, home: str) -> SiteLibrary:
        """Open the library.

        Args:
            home: The folder of `mkdocs.yml`.

        Raises:
            UsageError: If there is no library to be read.
        """
        search_path = [os.path.join(home, one) for one in self.search_path]
        library = home if self.library is None else self.library
        beside = os.path.join(home, library)
        # A path is meant where there is one; an import name has no separator in it.
        if os.path.exists(beside) and (os.sep in library or "/" in library):
            library = beside
        return SiteLibrary(
            library,
            search_path=search_path or None,
            options=ReadingOptions(
                self.dialect,
                style(self.docstring_style),
                arrangement(self).sufficient(),
                self.python_version,
                self.platform,
            ),
            cache=self.cache,
            history=_history(home, self.history),
        )

    def pages(self, home: str, library: str, directories: bool, neighbours: bool) -> PageOptions:
        """Give what the pages depend on.

        Args:
            home: The folder of `mkdocs.yml`.
            library: Name of the library.
            directories: Whether a page is the index of a folder of its own.
            neighbours: Whether the theme shows no links to the pages before and after.

        Raises:
            UsageError: If an option has a value that it cannot have.
        """
        for key, value in self.headings.items():
            if not isinstance(key, str) or not (value in (None, False) or isinstance(value, str)):
                raise UsageError(f"headings: {key}: give a title, or nothing to leave it out")
        inventories = {
            str(address): os.path.join(home, str(file))
            for address, file in self.inventories.items()
        }
        return PageOptions(
            title=self.title or (library if self.is_one_of_several else ""),
            is_section=True,
            folder=self.folder(library),
            arrangement=arrangement(self),
            headings={key: value or "" for key, value in self.headings.items()},
            source_url=self.source_url,
            directories=directories,
            neighbours=neighbours,
            shared_arguments=self.event_arguments == "shared",
            templates=os.path.join(home, self.templates) if self.templates else None,
            related=RelatedOptions(
                tuple(os.path.join(home, str(one)) for one in self.related), home, self.related_url
            ),
            external=ExternalNames(inventories),
        )


def _history(home: str, stated: object) -> bool | str:
    """Return where the history of a library comes from; a file is relative to `mkdocs.yml`."""
    return os.path.join(home, stated) if isinstance(stated, str) else bool(stated)
