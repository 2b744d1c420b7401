"""What programs import from `faceplate`: the work of the commands, as functions and objects.

A manifest that is read here knows its components by name, and each of them writes its own page.
Commands do without, so that they need not take the manifest apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from faceplate import model
from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.errors import UsageError
from faceplate.extraction import read
from faceplate.options import ReadingOptions
from faceplate.render import page
from faceplate.source import open_target

if TYPE_CHECKING:
    from faceplate.compare.history.records import LibraryHistory
    from faceplate.docstrings.styles import Style

# Where a component keeps the library that it is part of: no field, so it is in no JSON.
_LIBRARY = "_library"


class Component(model.Component, frozen=True, kw_only=True, dict=True):
    """A component, class or function of a manifest, which can write its page."""

    def page(
        self,
        format: str = "markdown",  # noqa: A002
        *,
        width: int | None = None,
        color: bool = False,
    ) -> str:
        """Return the documentation page.

        Args:
            format: `terminal`, `markdown`, `html`, `rst` or `json`.
            width: Columns of the terminal format; 80 if None.
            color: Whether the terminal format may hold escape sequences.

        Raises:
            UsageError: If there is no such format, or the component was taken out of its manifest
                and copied.
        """
        library = self.__dict__.get(_LIBRARY)
        if library is None:
            raise UsageError(
                f"{self.path} is a copy, which is part of no manifest; write its page with "
                "faceplate.page(component, library, format)"
            )
        return page(self, library, format, width=width, color=color)


class Manifest(model.Manifest, frozen=True, kw_only=True):
    """A library as it was read: `manifest["Button"]` is one of its components."""

    components: list[Component]  # type: ignore[assignment]  # of the same fields, with a page each

    def __post_init__(self) -> None:
        for component in self.components:
            component.__dict__[_LIBRARY] = self.library

    def __getitem__(self, name: str) -> Component:
        """Return the component of a name or path.

        Args:
            name: Such as `Button` or `gradio.Button`.

        Raises:
            KeyError: If there is none.
        """
        component = self.find(name)
        if not isinstance(component, Component):
            raise KeyError(name)
        return component

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.find(name) is not None


def extract(
    target: str,
    *,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
    python_version: str | None = None,
    platform: str | None = None,
    cache: bool = True,
) -> Manifest:
    """Read a library into its manifest. Nothing of the library is imported or run.

    Args:
        target: An import name, a folder, a wheel or sdist file, or `name==version`.
        search_path: Where import names are looked for: folders of packages, and targets of
            every kind but import names; None for the current environment.
        dialect: Name of the dialect; None to look at the library.
        docstring_style: `google`, `numpy` or `sphinx`; None to find out.
        python_version: The version of Python that it is read for, such as `3.12`; None for the
            newest that its metadata allows.
        platform: The platform that it is read for, such as `win32`; None for `linux`.
        cache: Whether facts of files are taken from the cache and kept there.

    Returns:
        The manifest; what could not be read stands in its problems.

    Raises:
        UsageError: If there is no such target, or it holds no Python package; if there is no such
            version or platform.
    """
    tree = open_target(target, search_path)
    options = ReadingOptions(dialect, docstring_style, None, python_version, platform)
    store = Store(cache_folder() if cache else None)
    reading = read(tree, store, search_path, options)
    return msgspec.json.decode(reading.json(), type=Manifest)


def history(
    target: str,
    *,
    releases: str = "",
    prereleases: bool = False,
    yanked: bool = False,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
    python_version: str | None = None,
    platform: str | None = None,
    cache: bool = True,
) -> LibraryHistory:
    """Read the releases of a project: since when everything is there, and what it was before.

    Args:
        target: The name of a project on the index, an import name of the environment, or
            `name==version` for the releases up to that one; or a folder or an archive, which
            stands after the releases before it.
        releases: Which releases to read: a specifier such as `>=4,<6`, or versions with commas
            between them; '' for all.
        prereleases: Whether to read pre-releases, too.
        yanked: Whether to read releases that were withdrawn, too.
        search_path: As for `extract`.
        dialect: As for `extract`.
        docstring_style: As for `extract`.
        python_version: As for `extract`.
        platform: As for `extract`.
        cache: Whether what was read is kept, and used again.

    Returns:
        The history; releases that could not be read stand in `skipped`.

    Raises:
        UsageError: If there is no such project, or the index cannot be asked.
    """
    from faceplate.compare.history.projects import project_of
    from faceplate.compare.history.reading import HistoryReader, LastRelease, ReleaseChoice

    store = Store(cache_folder() if cache else None)
    options = ReadingOptions(dialect, docstring_style, None, python_version, platform)
    listed = project_of(target, search_path)
    last = None
    if listed is None:
        tree = open_target(target, search_path)
        last = LastRelease(tree, read(tree, store, search_path, options).manifest())
    name, specifier = listed or ("", "")
    choice = ReleaseChoice(releases or specifier, prereleases, yanked)
    return HistoryReader(store, options, search_path).history(name, choice, last)
