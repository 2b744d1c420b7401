"""The names that are there, whether a page shows them or not.

A page is about what a library documents. Whether something came or went with a release, or only
its documentation did, is told by names alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from faceplate.facts.declarations import ClassFact
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import bound_names


def declared_names(
    library: Library, ancestry: Ancestry, subjects: Iterable[Symbol], paths: Mapping[str, str]
) -> list[str]:
    """Return the dotted names of the package, of the modules with pages, and of members.

    Args:
        library: The library.
        ancestry: Its linearisations.
        subjects: What its pages are about.
        paths: Public path of each declaration that has one, by canonical path.
    """
    symbols = list(subjects)
    modules = dict.fromkeys([library.name, *(symbol.module for symbol in symbols)])
    # A page may stand under a package that passes the name on.
    modules |= dict.fromkeys(
        module
        for symbol in symbols
        if (module := paths.get(symbol.path, "").rpartition(".")[0]) in library.modules
    )
    names = [
        f"{module}.{name}"
        for module in modules
        if module in library.modules
        for name in _bound(library, module)
        if not name.startswith("_")
    ]
    for symbol in symbols:
        if isinstance(symbol.fact, ClassFact):
            path = paths.get(symbol.path, symbol.path)
            names += [f"{path}.{name}" for name in _members(symbol, ancestry)]
    return list(dict.fromkeys(names))


def _bound(library: Library, module: str) -> Iterator[str]:
    """Yield what a module binds, whatever it imports among it, and what comes with a star."""
    facts = library.module(module)
    yield from facts.members if facts is not None else ()
    yield from bound_names(library, module)


def _members(symbol: Symbol, ancestry: Ancestry) -> list[str]:
    return [
        name
        for owner in ancestry.order(symbol)
        if isinstance(owner.fact, ClassFact)
        for name in owner.fact.members
        if not name.startswith("_")
    ]
