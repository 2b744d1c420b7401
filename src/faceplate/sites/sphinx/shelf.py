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

from faceplate.cache.identity import identity
from faceplate.characters import legible
from faceplate.errors import UsageError
from faceplate.sites.book import Book, digest
from faceplate.sites.index import Index

if TYPE_CHECKING:
    from faceplate.model import Component, Library
    from faceplate.sites.arrangement import Group
    from faceplate.sites.sphinx.options import Options


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


class Volume:
    """One library of a project.

    Args:
        book: The library.
        options: What `conf.py` says.

    Attributes:
        library: Its name, version and dialect.
        groups: What is shown of it, in order.
        unused: A line for each option that fits nothing in it.
    """

    def __init__(self, book: Book, options: Options) -> None:
        self.book = book
        self.library: Library = legible(book.manifest.library)
        self.groups: list[Group]
        self.groups, self.unused = options.arrangement.arranged(book.manifest)

    @cached_property
    def index(self) -> Index:
        """The names that its components bring."""
        return Index(self.components)

    @property
    def components(self) -> Iterator[Component]:
        """What is shown of it, in order."""
        for group in self.groups:
            yield from group.components


class Found(NamedTuple):
    """A component, and the library that it is of."""

    component: Component
    volume: Volume


class Shelf:
    """The libraries of a project.

    Args:
        options: What `conf.py` says.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self._digests: dict[str, str | None] = {}

    @cached_property
    def volumes(self) -> list[Volume]:
        """The libraries, in the order that `conf.py` names them.

        Raises:
            UsageError: If one cannot be read.
        """
        options = self.options
        return [
            Volume(
                Book(
                    target,
                    search_path=options.search_path,
                    dialect=options.dialect,
                    docstring_style=options.docstring_style,
                ),
                options,
            )
            for target in options.targets
        ]

    def library(self, name: str) -> Volume:
        """Find a library.

        Args:
            name: Its import name; empty for the only one that there is.

        Raises:
            UsageError: If there is no such library.
        """
        for volume in self.volumes:
            if name == volume.book.tree.name or (not name and len(self.volumes) == 1):
                return volume
        if not self.volumes:
            raise UsageError("faceplate_targets in conf.py names no library")
        names = ", ".join(volume.book.tree.name for volume in self.volumes)
        raise UsageError(f"{name!r} is none of the libraries {names}")

    def component(self, name: str) -> Found:
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
        if not self.volumes:
            raise UsageError("faceplate_targets in conf.py names no library")
        raise UsageError(f"{name!r} is no component{self._near(name)}")

    def digest(self, key: str) -> str | None:
        """Give the hash of all that a part of a document was made from.

        Args:
            key: Path of a component, or `list` and the name of a library with a space between.

        Returns:
            The hash; None if there is nothing of this name any more.
        """
        if key not in self._digests:
            try:
                self._digests[key] = self._digest(key)
            except UsageError:
                self._digests[key] = None
        return self._digests[key]

    def _digest(self, key: str) -> str:
        import msgspec

        kind, _, name = key.rpartition(" ")
        if not kind:
            component, volume = self.component(name)
            # Sphinx knows itself what comes before and after a page.
            alone = msgspec.structs.replace(component, previous=None, next=None)
            return digest(alone, volume.library.version or "", identity().hex())
        volume = self.library(name)
        listed = [
            [group.title, one.path, one.summary, str(one.deprecated), *sorted(_events(one))]
            for group in volume.groups
            for one in group.components
        ]
        return _hash(msgspec.json.encode(listed))

    @cached_property
    def _paths(self) -> dict[str, list[Found]]:
        paths: dict[str, list[Found]] = {}
        for found in self._all():
            paths.setdefault(found.component.path, [found])
        for found in self._all():
            paths.setdefault(found.component.canonical_path, [found])
        return paths

    @cached_property
    def _names(self) -> dict[str, list[Found]]:
        names: dict[str, list[Found]] = {}
        for found in self._all():
            names.setdefault(found.component.name, []).append(found)
        return names

    def _all(self) -> Iterator[Found]:
        for volume in self.volumes:
            for component in volume.components:
                yield Found(component, volume)

    def _near(self, name: str) -> str:
        from difflib import get_close_matches

        near = get_close_matches(name, [*self._paths, *self._names], n=1)
        return f"; did you mean {near[0]}?" if near else ""


def _events(component: Component) -> Iterable[str]:
    return (event.name for event in component.events)


def _hash(content: bytes) -> str:
    from faceplate.cache.hashing import blake2b

    return blake2b(content + identity(), digest_size=16).hexdigest()
