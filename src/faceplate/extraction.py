"""From a target to its manifest: the steps, in order.

    target -> tree -> library -> dialect -> pages -> manifest

Each step is a folder of its own; this module only joins them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace

from faceplate.cache_folder import cache_folder
from faceplate.dialects.choice import choose
from faceplate.facts.shelf import Shelf
from faceplate.facts.store import Store
from faceplate.link.docstrings.styles import Style
from faceplate.link.library import Library
from faceplate.model import Component, Manifest
from faceplate.model import Library as LibraryName
from faceplate.targets import Tree, open_target
from faceplate.targets.companions import companion


def extract(
    target: str,
    *,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
    cache: bool = True,
) -> Manifest:
    """Read a library into its manifest. Nothing of the library is imported or run.

    Args:
        target: An import name, a folder, a wheel or sdist file, or `name==version`.
        search_path: Where import names are looked for; None for the current environment.
        dialect: Name of the dialect; None to look at the library.
        docstring_style: `google`, `numpy` or `sphinx`; None to find out.
        cache: Whether facts of files are taken from the cache and kept there.

    Returns:
        The manifest; what could not be read stands in its problems.

    Raises:
        UsageError: If there is no such target, or it holds no Python package.
    """
    tree = open_target(target, search_path)
    store = Store(cache_folder() if cache else None)
    return read(tree, store, search_path, dialect, docstring_style)[0]


def read(
    tree: Tree,
    store: Store,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
) -> tuple[Manifest, dict[str, Tree | None], int]:
    """Read an opened target into its manifest.

    Args:
        tree: The target.
        store: Where facts are kept.
        search_path: Where companions are looked for; None for the current environment.
        dialect: Name of the dialect; None to look at the library.
        docstring_style: The docstring style; None to find out.

    Returns:
        The manifest; the packages that were looked for beside the target, name to the tree found
        or to None; and how many files had to be parsed.
    """
    with _without_collector():
        shelf = Shelf(store)
        library = Library(tree, shelf)
        chosen, problems = choose(library, dialect)
        beside: dict[str, Tree | None] = {}
        for name in chosen.companions:
            if name != library.name:
                beside[name] = found = companion(tree, name, search_path)
                if found is not None:
                    library.companions.append(Library(found, shelf))
        speaker = chosen(library, docstring_style)
        components = _with_neighbours(speaker.pages())
        manifest = Manifest(
            library=LibraryName(tree.name, tree.version, chosen.name),
            components=components,
            problems=[*library.problems, *speaker.problems, *problems],
        )
    return manifest, beside, shelf.parsed


def _with_neighbours(components: list[Component]) -> list[Component]:
    """Fill in the page before and the page after each page of a group."""
    groups: dict[str | None, list[str]] = {}
    for component in components:
        groups.setdefault(component.group, []).append(component.name)
    seen: dict[str | None, int] = {}
    linked = []
    for component in components:
        names = groups[component.group]
        index = seen.get(component.group, 0)
        seen[component.group] = index + 1
        linked.append(
            replace(
                component,
                previous=names[index - 1] if index else None,
                next=names[index + 1] if index + 1 < len(names) else None,
            )
        )
    return linked


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hold the garbage collector back: it costs a third of parsing and finds next to nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
