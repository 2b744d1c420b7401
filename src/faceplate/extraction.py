"""From a target to its manifest: the steps, in order.

    target -> tree -> library -> dialect -> pages -> manifest

Each step is a folder of its own; this module only joins them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from faceplate.cache.store import Store
from faceplate.collector import without_collector
from faceplate.dialects.choice import choose
from faceplate.dialects.dialect import Dialect
from faceplate.facts.cached import CachedReader
from faceplate.link.declared import declared_names
from faceplate.link.emptiness import foreign_packages, reason
from faceplate.link.library import Library, Symbol
from faceplate.link.page_cache import PageCache
from faceplate.link.pages import Linker
from faceplate.model import Component, Manifest, Problem
from faceplate.model import LibraryInfo as LibraryName
from faceplate.options import ReadingOptions
from faceplate.source import Tree
from faceplate.source.companions import companion, siblings
from faceplate.source.limits import limited


class LibraryReading(NamedTuple):
    """What reading a target gives.

    Attributes:
        library: Which library it is.
        pages: The components, each as JSON, indented as they stand in a manifest, in order.
        problems: What could not be read.
        beside: Packages that were looked for beside the target: name to the tree found, or None.
        parsed: How many files had to be parsed.
        names: Dotted names that are there, whether a page shows them or not, where they were asked
            for.
    """

    library: LibraryName
    pages: list[bytes]
    problems: list[Problem]
    beside: dict[str, Tree | None]
    parsed: int
    names: Sequence[str] = ()

    def json(self) -> bytes:
        """Give the manifest as JSON for people, without taking the pages apart."""
        empty = Manifest(library=self.library, components=[], problems=self.problems)
        whole = msgspec.json.format(msgspec.json.encode(empty), indent=2) + b"\n"
        if not self.pages:
            return whole
        head, field, tail = whole.partition(b'"components": [')
        return b"".join([head, field, b"\n    ", b",\n    ".join(self.pages), b"\n  ", tail])

    def manifest(self) -> Manifest:
        """Give the manifest."""
        return msgspec.json.decode(self.json(), type=Manifest)


class Opened(NamedTuple):
    """A target whose pages can be made.

    Attributes:
        library: Its modules.
        speaker: Its dialect.
        reason: What decided on the dialect, as a sentence.
        reader: Where its facts come from.
        problems: What could not be read.
        beside: Packages that were looked for beside the target: name to the tree found, or None.
    """

    library: Library
    speaker: Dialect
    reason: str
    reader: CachedReader
    problems: list[Problem]
    beside: dict[str, Tree | None]


def opened(
    tree: Tree,
    store: Store,
    search_path: Sequence[str] | None = None,
    options: ReadingOptions | None = None,
) -> Opened:
    """Find the dialect of a target and the packages beside it.

    Args:
        tree: The target.
        store: Where facts are kept.
        search_path: Where companions are looked for; None for the current environment.
        options: How to read it; None to find everything out.
    """
    options = options or ReadingOptions()
    reader = CachedReader(store, options.environment.completed(*tree.pythons))
    library = Library(tree, reader)
    chosen, decided, problems = choose(library, options.dialect)
    beside: dict[str, Tree | None] = {}
    for name in siblings(tree, foreign_packages(library)):
        beside[name] = found = companion(tree, name, search_path)
        if found is not None:
            sibling = Library(found, reader, library.recorder)
            library.companions.append(sibling)
            library.siblings.append(sibling)
    # What a part of a package takes from the rest of it comes from the whole.
    waiting = [*chosen.extended(library), *library.name.split(".")[:-1][:1]]
    others: list[Library] = []
    while waiting:
        name = waiting.pop(0)
        if name == library.name or name in beside:
            continue
        beside[name] = found = companion(tree, name, search_path)
        if found is not None:
            extended = Library(found, reader, library.recorder)
            others.append(extended)
            waiting += chosen.extended(extended)
        elif library.imports(name) and name in chosen.extended(library):
            problems.append(Problem("", None, _missing(name, library.name)))
    library.companions += others
    for extended in others:
        extended.companions += [other for other in others if other is not extended]
    speaker = chosen(library, options.docstring_style)
    return Opened(library, speaker, decided, reader, problems, beside)


def read(
    tree: Tree,
    store: Store,
    search_path: Sequence[str] | None = None,
    options: ReadingOptions | None = None,
    *,
    with_names: bool = False,
) -> LibraryReading:
    """Read an opened target.

    Args:
        tree: The target.
        store: Where facts and pages are kept.
        search_path: Where companions are looked for; None for the current environment.
        options: How to read it; None to find everything out.
        with_names: Whether to list the names that are there, too.
    """
    options = options or ReadingOptions()
    with without_collector():
        target = opened(tree, store, search_path, options)
        read_for = target.reader.environment
        library, speaker, problems = target.library, target.speaker, target.problems
        linker = speaker.linker()
        subjects = speaker.pages(linker)
        problems += speaker.problems
        if not subjects:
            problems.append(Problem("", None, reason(library)))
        whole = [speaker.name, speaker.setting(), *map(str, linker.paths.items())]
        whole += [*map(str, linker.aliases.items()), *(symbol.path for symbol, _ in subjects)]
        cache = PageCache(store, library, f"{options} {read_for}", whole)

        def make(symbol: Symbol, setting: Setting) -> tuple[Component, list[Problem]]:
            before = len(speaker.problems)
            page = speaker.page(linker, symbol, setting.group)
            page = replace(page, previous=setting.previous, next=setting.next)
            return page, speaker.problems[before:]

        pages = []
        for (symbol, group), setting in zip(subjects, _settings(subjects, linker), strict=True):
            if options.groups is not None and group not in options.groups:
                continue
            cached = cache.page(symbol.path, list(setting), partial(make, symbol, setting))
            pages.append(cached.page)
            problems += cached.problems
        names = []
        if with_names:
            symbols = (symbol for symbol, _ in subjects)
            names = declared_names(library, linker.ancestry, symbols, linker.paths)
        problems = [*cache.close(), *problems]
        linker.close()
        for one in (library, *library.companions):
            one.close()
    named = LibraryName(
        tree.name,
        tree.version,
        speaker.name,
        target.reason,
        read_for.python_version,
        read_for.platform or "",
        speaker.has_components,
    )
    parsed = target.reader.parsed
    return LibraryReading(named, pages, limited(problems), target.beside, parsed, names)


def _missing(companion: str, name: str) -> str:
    return (
        f"{companion}, which {name} extends, is not found, so what comes from it is not known; "
        f"say with --search-path where it is installed, or which release to take: {companion}==..."
    )


class Setting(NamedTuple):
    """The place of a page: its group, and the pages before and after it there."""

    group: str | None
    previous: str | None
    next: str | None


def _settings(subjects: list[tuple[Symbol, str | None]], linker: Linker) -> Iterator[Setting]:
    groups: dict[str | None, list[str]] = {}
    for symbol, group in subjects:
        groups.setdefault(group, []).append(linker.name(symbol))
    seen: dict[str | None, int] = {}
    for _, group in subjects:
        names = groups[group]
        index = seen.get(group, 0)
        seen[group] = index + 1
        yield Setting(
            group,
            names[index - 1] if index else None,
            names[index + 1] if index + 1 < len(names) else None,
        )
