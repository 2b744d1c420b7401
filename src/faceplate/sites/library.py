"""A library as a site needs it: its manifest, its sources, and results kept from the last build.

A build on which nothing changed must not read the library again, so a site asks for finished
results by what they were made of, as the command line does; the manifest is decoded only if one of
them is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from faceplate.cache.folder import cache_folder
from faceplate.cache.hashing import blake2b
from faceplate.cache.results import ResultCache
from faceplate.cache.store import Store
from faceplate.errors import UsageError
from faceplate.options import ReadingOptions
from faceplate.source import open_target
from faceplate.source.companions import Companions

if TYPE_CHECKING:
    from faceplate.docstrings.styles import Style
    from faceplate.model import Component, Manifest
    from faceplate.sites.history import SiteHistory

_MANIFEST = "manifest"


class SiteLibrary:
    """A library whose components become pages. Nothing of it is imported.

    Args:
        target: An import name, a folder, a wheel or sdist file, or `name==version`.
        search_path: Where import names are looked for; None for the current environment.
        options: How to read it; None to find everything out.
        cache: Whether results are kept and those kept are used.
        history: Path of a file with its history, or one for each of several libraries by their
            import names; True to read it from the index.

    Attributes:
        target: What it was opened by.
        tree: The source files of the library.
        store: Where results are kept.

    Raises:
        UsageError: If there is no such target, or it holds no Python package.
    """

    def __init__(
        self,
        target: str,
        *,
        search_path: Sequence[str] | None = None,
        options: ReadingOptions | None = None,
        cache: bool = True,
        history: bool | str | Mapping[str, str] = False,
    ) -> None:
        self.target = target
        self.search_path = search_path
        self.options = options or ReadingOptions()
        self.tree = open_target(target, search_path)
        if not isinstance(history, (bool, str)):
            history = history.get(self.tree.name, False)
        self._stated_history = history
        self.store = Store(cache_folder() if cache else None)
        self._companions = Companions(self.tree, search_path)
        self._results = ResultCache(
            self.store, self.tree.fingerprint(), str(self.options), self._companions.fingerprint
        )
        self._problems: list[str] = []
        self._unread: list[str] = []

    @cached_property
    def manifest(self) -> Manifest:
        """The linked picture of the library."""
        import msgspec

        from faceplate.model import Manifest

        return msgspec.json.decode(self._manifest(), type=Manifest)

    @cached_property
    def history(self) -> SiteHistory | None:
        """Since when everything in it is there, where that is asked for.

        Raises:
            UsageError: If the file that holds it cannot be used.
        """
        if not self._stated_history:
            return None
        from faceplate.sites.history import site_history

        try:
            return site_history(self, self._stated_history)
        except UsageError as error:
            if isinstance(self._stated_history, str):
                raise
            # Without a network there are pages all the same.
            self._unread.append(f"no history: {error}")
            return None

    @property
    def problems(self) -> list[str]:
        """What could not be read, a line each; known once something was asked for."""
        return [*self._problems, *self._unread]

    @property
    def notes(self) -> list[str]:
        """How the library and what it extends were found, a line each; known likewise."""
        return self._companions.notes

    @property
    def folders(self) -> list[str]:
        """Folders with sources of the library, to be watched; none for an archive."""
        folder = self.tree.folder
        if folder is None:
            return []
        return sorted({os.path.join(folder, file.split("/")[0]) for file in self.tree.files})

    def result(self, form: str, make: Callable[[Manifest], bytes]) -> bytes:
        """Give what is made from the manifest, made now only if something it depends on changed.

        Args:
            form: Which result it is, and all options that it depends on.
            make: Makes it from the manifest.
        """
        kept = self._results.get(form)
        if kept is not None:
            self._problems, content = kept
            return content
        content = make(self.manifest)
        self._results.put_derived(form, content, _MANIFEST)
        return content

    def file(self, component: Component) -> str | None:
        """Give the absolute path of the file that declares a component; None in an archive."""
        return self.path(component.source.file)

    def path(self, file: str) -> str | None:
        """Give the absolute path of a file of the library; None in an archive."""
        folder = self.tree.folder
        return None if folder is None else os.path.join(folder, *file.split("/"))

    def _manifest(self) -> bytes:
        kept = self._results.get(_MANIFEST)
        if kept is not None:
            self._problems, content = kept
            return content
        from faceplate.extraction import read

        reading = read(self.tree, self.store, self.search_path, self.options)
        content = reading.json()
        self._problems = list(map(str, reading.problems))
        self._companions.add(reading.beside)
        beside = {name: self._companions.fingerprint(name) for name in reading.beside}
        self._results.put(_MANIFEST, content, self._problems, beside)
        return content


def digest(component: Component, *more: str) -> str:
    """Give the hash of all that a page says, for builders that ask which pages are out of date.

    Args:
        component: What the page is about.
        more: What else the page depends on.
    """
    import msgspec

    whole = blake2b(msgspec.json.encode(component), digest_size=16)
    for text in more:
        whole.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def style(name: str | None) -> Style | None:
    """Give a docstring style by its name.

    Raises:
        UsageError: If there is no such style.
    """
    if name in (None, "google", "numpy", "sphinx"):
        return name  # type: ignore[return-value]
    raise UsageError(f"docstring style {name!r} is none of google, numpy, sphinx")
