"""What a site states about the handler: once for all pages, and in each place where it is asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from faceplate.errors import UsageError, clean
from faceplate.options import ReadingOptions
from faceplate.sites.library import SiteLibrary, style

T = TypeVar("T", bound=msgspec.Struct)


class ComponentOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands under `options:`, for all components or for one of them.

    Attributes:
        heading_level: Level of the heading with the name of the component; that of its sections is
            one more.
        headings: Titles of sections, each with the title to show instead; an empty one leaves the
            section out.
        source_url: Address of a source file, with `{file}`, `{line}` and `{end_line}` in it.
    """

    heading_level: int = 2
    headings: dict[str, str | None] = {}
    source_url: str = ""


class HandlerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands under the name of the handler.

    Attributes:
        libraries: What is documented: import names, paths relative to the site's configuration, or
            `name==version`. A library that is not listed is the package of the project, or looked
            up by the first part of the name that a page asks for.
        search_path: Folders where import names are looked for, relative to the configuration.
        dialect: How the libraries say component and event; found out if left out.
        docstring_style: `google`, `numpy` or `sphinx`; found out if left out.
        python_version: The version of Python to read for; the newest that the metadata of a
            library allows if left out.
        platform: The platform to read for, as a value of `sys.platform`; `linux` if left out.
        cache: Whether results are kept between builds.
        inventories: Inventories of other sites: their addresses, or tables with `url`, `base_url`
            and `domains`.
        options: What holds for all components.
    """

    libraries: list[str] = []
    search_path: list[str] = []
    dialect: str | None = None
    docstring_style: str | None = None
    python_version: str | None = None
    platform: str | None = None
    cache: bool = True
    inventories: list[str | dict[str, Any]] = []
    options: dict[str, Any] = {}


def stated(kind: type[T], values: Mapping[str, Any]) -> T:
    """Return options as an object.

    Args:
        kind: Which options.
        values: What is stated of them.

    Raises:
        UsageError: If one of them does not exist, or has a value that it cannot have.
    """
    try:
        return msgspec.convert(dict(values), kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"options of the handler faceplate: {clean(str(error))}") from None


class Libraries:
    """The libraries that pages ask for, each opened when the first page does.

    Args:
        settings: What the site states.
        home: The folder of its configuration.
    """

    def __init__(self, settings: HandlerSettings, home: str) -> None:
        self._settings = settings
        self._home = home
        self._opened: dict[str, SiteLibrary] = {}

    def find(self, name: str) -> SiteLibrary:
        """Return a library.

        Args:
            name: The first part of the path of a component.

        Raises:
            UsageError: If there is none of this name.
        """
        if not self._opened:
            for target in self._settings.libraries:
                self._add(self._open(target))
        if name not in self._opened and not self._settings.libraries:
            self._add_project()
        if name not in self._opened:
            self._add(self._open(name))
        try:
            return self._opened[name]
        except KeyError:
            raise UsageError(f"no library is called {clean(name)}") from None

    def _add(self, library: SiteLibrary) -> None:
        self._opened.setdefault(library.tree.name, library)

    def _add_project(self) -> None:
        """Add the package of the project that the site is part of, if there is one."""
        try:
            self._add(self._open(self._home))
        except UsageError:
            return  # a site of documentation need not stand in a project with a package

    def _open(self, target: str) -> SiteLibrary:
        settings = self._settings
        path = os.path.join(self._home, target)
        # An import name has no separator in it.
        is_path = os.path.exists(path) and (os.sep in target or "/" in target)
        return SiteLibrary(
            path if is_path else target,
            search_path=[os.path.join(self._home, one) for one in settings.search_path] or None,
            options=ReadingOptions(
                settings.dialect,
                style(settings.docstring_style),
                None,
                settings.python_version,
                settings.platform,
            ),
            cache=settings.cache,
        )
