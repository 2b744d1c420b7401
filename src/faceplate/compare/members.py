"""All members that the classes of a release have, from whichever ancestor."""

from __future__ import annotations

import builtins
import collections.abc
from collections.abc import Iterator

from faceplate.model import Component, Manifest


class Members:
    """The members of classes.

    Args:
        manifest: The release.
    """

    def __init__(self, manifest: Manifest) -> None:
        self._pages: dict[str, Component] = {}
        for component in manifest.components:
            self._pages[component.path] = self._pages[component.canonical_path] = component

    def of(self, component: Component) -> set[str]:
        """Return the names of all members of a class, as far as its ancestors were read.

        Ancestors without a page show their members on the page of the class. Those of Python itself
        are asked for theirs.
        """
        names: set[str] = set()
        for page in self._line(component):
            names.update(method.name for method in page.methods)
            names.update(attribute.name for attribute in page.attributes)
            names.update(event.name for event in page.events)
            names.update(name for ancestor in page.inherited for name in ancestor.members)
            for base in page.bases:
                if base not in self._pages:
                    names.update(_of_python(base))
        return names

    def _line(self, component: Component) -> Iterator[Component]:
        """Yield a class and its ancestors that have pages, each once."""
        waiting, seen = [component], {component.path}
        while waiting:
            page = waiting.pop()
            yield page
            for base in page.bases:
                ancestor = self._pages.get(base)
                if ancestor is not None and ancestor.path not in seen:
                    seen.add(ancestor.path)
                    waiting.append(ancestor)


def _of_python(path: str) -> list[str]:
    """Return the members of a class of `builtins` or `collections.abc`; `object` adds none."""
    module, _, name = path.rpartition(".")
    holder = {"": builtins, "builtins": builtins}.get(module)
    if module in ("collections.abc", "typing"):
        holder = collections.abc
    owner = getattr(holder, name, None)
    if not isinstance(owner, type) or owner is object:
        return []
    return [member for member in dir(owner) if not hasattr(object, member)]
