"""Pages of the last reading, each with what it was made of.

When one file of a library changes, most pages are made of other files. So the pages of the last
reading of a library are kept, and for each the modules that were looked into and the hashes of
their sources; a page whose modules are all as they were is taken over as it stands. What pages
depend on as a whole (public paths, all modules there are) is one hash for all.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import cache

import msgspec

from faceplate.cache.code import fingerprint
from faceplate.cache.dependencies import hold, stated
from faceplate.cache.keys import key
from faceplate.cache.recorder import Module
from faceplate.cache.store import Store
from faceplate.link.library import Library
from faceplate.model import Component, Problem

_KIND = "pages"

_ROUND = 200
"""After so many pages the trees of their docstrings are collected, where the collector is off."""


class CachedPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One page.

    Attributes:
        setting: Its place in the whole: path, group, neighbours.
        modules: What was looked into, each with the hash of its source.
        problems: What the dialect could not make out.
        page: The page as JSON, indented as it stands in a manifest.
    """

    setting: list[str | None]
    modules: list[tuple[Module, bytes | None]]
    problems: list[Problem]
    page: bytes


class CachedPages(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All pages of a reading.

    Attributes:
        whole: The hash of what all pages depend on.
        pages: The pages by the canonical path of their subject.
        problems: What could not be read, each with the hash of the file then.
    """

    whole: str
    pages: dict[str, CachedPage]
    problems: list[tuple[Problem, bytes]]


class PageCache:
    """The pages of one library.

    Args:
        store: Where pages are kept.
        library: The library.
        options: All options that change what is read, as a text.
        whole: What all pages depend on, in texts.
    """

    def __init__(self, store: Store, library: Library, options: str, whole: Iterable[str]) -> None:
        self._store = store
        self._library = library
        self._libraries = {package.name: package for package in (library, *library.companions)}
        self._key = self._whole = ""
        if store.folder is not None:
            modules = (name for package in self._libraries.values() for name in package.modules)
            self._key = key(fingerprint(store), options, library.place)
            self._whole = key(*whole, "", *modules)
        self._before = self._load()
        self._now: dict[str, CachedPage] = {}
        self._pages_made = 0
        self._current = cache(self._digest)

    def page(
        self,
        subject: str,
        setting: list[str | None],
        make: Callable[[], tuple[Component, list[Problem]]],
    ) -> CachedPage:
        """Return a page, made now if anything that it was made of has changed.

        Args:
            subject: Canonical path of what the page is about.
            setting: Its place in the whole, which is part of the page.
            make: Makes the page, and says what could not be made out.
        """
        cached = self._before.pages.get(subject)
        if cached is None or cached.setting != setting or not hold(cached.modules, self._current):
            with self._library.recorder.recorded() as modules:
                component, problems = make()
            self._pages_made += 1
            if self._pages_made % _ROUND == 0:
                gc.collect()
            cached = CachedPage(
                setting,
                stated(sorted(modules), self._current),
                problems,
                _printed(component),
            )
        self._now[subject] = cached
        return cached

    def close(self) -> list[Problem]:
        """Keep the pages, and give the problems of all files that they were made of."""
        unique = dict.fromkeys(self._library.problems)
        for problem, digest in self._before.problems:
            if self._problem_digest(problem) == digest:
                unique.setdefault(problem)
        problems = sorted(unique, key=lambda problem: (problem.file, problem.line or 0))
        if self._now != self._before.pages:
            kept = CachedPages(self._whole, self._now, stated(problems, self._problem_digest))
            self._store.keep(_KIND, self._key, kept)
        return problems

    def _load(self) -> CachedPages:
        cached = self._store.load(_KIND, self._key, CachedPages)
        if cached is None or cached.whole != self._whole:
            return CachedPages(self._whole, {}, [])
        return cached

    def _digest(self, module: Module) -> bytes | None:
        library = self._libraries.get(module[0])
        return library.digest(module[1]) if library else None

    def _problem_digest(self, problem: Problem) -> bytes:
        tree = self._library.tree
        return (tree.digest(problem.file) if problem.file in tree.files else None) or b"-"


def _printed(component: Component) -> bytes:
    """Return a page as JSON, indented as it stands in a manifest."""
    page = msgspec.json.format(msgspec.json.encode(component), indent=2)
    return page.replace(b"\n", b"\n    ")
