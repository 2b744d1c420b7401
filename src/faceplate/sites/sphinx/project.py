"""The libraries of a project, read once for a build, before its documents are.

Sphinx reads documents in processes that it forks, so what all of them need is made before. A page
is known by the hash of all that it says: what Sphinx kept of it is out of date when that changes,
and only then, wherever in the library the change was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from faceplate.cache.code import fingerprint
from faceplate.cache.keys import key
from faceplate.characters import legible
from faceplate.errors import UsageError
from faceplate.sites.index import Index
from faceplate.sites.library import SiteLibrary, digest
from faceplate.sites.related import RelatedGuides
from faceplate.sites.shared_arguments import SharedArguments

if TYPE_CHECKING:
    from faceplate.model import Component, LibraryInfo
    from faceplate.sites.arrangement import PageGroup
    from faceplate.sites.sphinx.options import SphinxOptions


# In JSON, what a reader could not see is an escape, or stands as it is beyond ASCII.
_ESCAPE = re.compile(r"\\(?:\\|(?![\"n\\])(.))")


def readable(component: Component) -> Component:
    """Give a component of which every character can be seen; nearly all are so already."""
    import msgspec

    text = msgspec.json.encode(component)
    if (
        text.isascii()
        and b"\x7f" not in text
        and not any(escape for escape in _ESCAPE.findall(text.decode()))
    ):
        return component
    return legible(component)


class ProjectLibrary:
    """One library of a project.

    Args:
        site_library: The library.
        options: What `conf.py` says.

    Attributes:
        library: Its name, version and dialect.
        groups: What is shown of it, in order.
        unused: A line for each option that fits nothing in it.
    """

    def __init__(self, site_library: SiteLibrary, options: SphinxOptions) -> None:
        self.site_library = site_library
        self.library: LibraryInfo = legible(site_library.manifest.library)
        self.groups: list[PageGroup]
        self.groups, self.unused = options.arrangement.arranged(site_library.manifest)
        self._options = options

    @cached_property
    def index(self) -> Index:
        """The names that its components bring."""
        return Index(self.components)

    @cached_property
    def arguments(self) -> SharedArguments:
        """The event arguments that its listeners share; none where each page explains them all."""
        shown = self.components if self._options.shared_arguments else ()
        return SharedArguments(map(readable, shown))

    @cached_property
    def related(self) -> RelatedGuides:
        """The guides that use its components.

        Raises:
            UsageError: If a folder does not exist.
        """
        guides = RelatedGuides(self.site_library.store, self._options.related)
        guides.find(self.index)
        return guides

    @property
    def components(self) -> Iterator[Component]:
        """What is shown of it, in order."""
        for group in self.groups:
            yield from group.components


class ProjectComponent(NamedTuple):
    """A component, and the library that it is of."""

    component: Component
    library: ProjectLibrary


class Project:
    """The libraries of a project.

    Args:
        options: What `conf.py` says.
    """

    def __init__(self, options: SphinxOptions) -> None:
        self.options = options
        self._digests: dict[str, str | None] = {}

    @cached_property
    def libraries(self) -> list[ProjectLibrary]:
        """The libraries, in the order that `conf.py` names them.

        Raises:
            UsageError: If one cannot be read.
        """
        options = self.options
        return [
            ProjectLibrary(
                SiteLibrary(
                    target,
                    search_path=options.search_path,
                    options=options.reading,
                    history=options.history,
                ),
                options,
            )
            for target in options.targets
        ]

    def library(self, name: str) -> ProjectLibrary:
        """Find a library.

        Args:
            name: Its import name; empty for the only one that there is.

        Raises:
            UsageError: If there is no such library.
        """
        for library in self.libraries:
            if name == library.site_library.tree.name or (not name and len(self.libraries) == 1):
                return library
        if not self.libraries:
            raise UsageError("faceplate_targets in conf.py names no library")
        names = ", ".join(library.site_library.tree.name for library in self.libraries)
        raise UsageError(f"{name!r} is none of the libraries {names}")

    def component(self, name: str) -> ProjectComponent:
        """Find a component.

        Args:
            name: Its path, the path where it is declared, or its name if no other is called so.

        Raises:
            UsageError: If there is no such component, or more than one.
        """
        found = self._paths.get(name) or self._names.get(name) or []
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(one.component.path for one in found)
            raise UsageError(f"{name!r} may be {paths}; write which")
        if not self.libraries:
            raise UsageError("faceplate_targets in conf.py names no library")
        raise UsageError(f"{name!r} is not a component{self._near(name)}")

    def digest(self, part: str) -> str | None:
        """Give the hash of all that a part of a document was made from.

        Args:
            part: Path of a component, or `list` and the name of a library with a space between.

        Returns:
            The hash; None if there is nothing of this name any more.
        """
        if part not in self._digests:
            try:
                self._digests[part] = self._digest(part)
            except UsageError:
                self._digests[part] = None
        return self._digests[part]

    def _digest(self, part: str) -> str:
        import msgspec

        kind, _, name = part.rpartition(" ")
        if not kind:
            component, library = self.component(name)
            # Sphinx knows itself what comes before and after a page.
            alone = msgspec.structs.replace(component, previous=None, next=None)
            history = library.site_library.history
            return digest(
                alone,
                library.library.version or "",
                fingerprint(library.site_library.store),
                history.fingerprint(component) if history is not None else "",
                library.arguments.fingerprint(component),
                library.related.digest(component),
            )
        library = self.library(name)
        listed = [
            [group.title, one.path, one.summary, str(one.deprecated), *sorted(_events(one))]
            for group in library.groups
            for one in group.components
        ]
        arguments = msgspec.json.encode(library.arguments.parameters)
        return key(msgspec.json.encode(listed), arguments, fingerprint(library.site_library.store))

    @cached_property
    def _paths(self) -> dict[str, list[ProjectComponent]]:
        paths: dict[str, list[ProjectComponent]] = {}
        for found in self._all():
            paths.setdefault(found.component.path, [found])
        for found in self._all():
            paths.setdefault(found.component.canonical_path, [found])
        return paths

    @cached_property
    def _names(self) -> dict[str, list[ProjectComponent]]:
        names: dict[str, list[ProjectComponent]] = {}
        for found in self._all():
            names.setdefault(found.component.name, []).append(found)
        return names

    def _all(self) -> Iterator[ProjectComponent]:
        for library in self.libraries:
            for component in library.components:
                yield ProjectComponent(component, library)

    def _near(self, name: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(name, [*self._paths, *self._names], n=1)
        return f"; did you mean {near[0]}?" if near else ""


def _events(component: Component) -> Iterable[str]:
    return (event.name for event in component.events)
