"""Under which public path each declaration of a library can be reached.

The shortest path wins, and among those one that ends in the declaration's own name. Packages that
a package binds as public names are searched too, so that `library.themes.Base` is found. A module
that nothing else needs is not read for this: an import names its target, and that is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from faceplate.facts.declarations import ImportFact
from faceplate.link.library import Library, Symbol
from faceplate.link.names import aliased, bound_names, public_names, resolve

_LONGEST_CHAIN = 20


def public_symbols(library: Library, module: str) -> dict[str, Symbol]:
    """Resolve the public names of a module to classes and functions of the library.

    Args:
        library: The library.
        module: Dotted name of the module.

    Returns:
        Name to declaration, in the order bound. Names of modules and of foreign things are left
        out.
    """
    found: dict[str, Symbol] = {}
    for name in public_names(library, module):
        symbol = resolve(library, module, name)
        if symbol is not None and symbol.name and symbol.library is library:
            found[name] = symbol
    return found


def public_paths(library: Library, modules: Sequence[str] = ()) -> dict[str, str]:
    """Give the best public path of each declaration that has one.

    Args:
        library: The library.
        modules: Modules that are public by themselves, beside the package.

    Returns:
        Canonical path to public path.
    """
    ranked: dict[str, tuple[tuple[bool, int, int], str]] = {}
    for position, (path, canonical) in enumerate(_bindings(library, modules)):
        own = canonical.rpartition(".")[2]
        rank = (path.rpartition(".")[2] != own, path.count("."), position)
        if canonical not in ranked or rank < ranked[canonical][0]:
            ranked[canonical] = (rank, path)
    return {canonical: path for canonical, (_, path) in ranked.items()}


def _bindings(library: Library, modules: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield public paths with the canonical path that each leads to, breadth first."""
    seen = dict.fromkeys([library.name, *modules])
    queue = [(module, module) for module in seen]
    for path, module in queue:
        names = bound_names if module == library.name else public_names
        for name in names(library, module):
            canonical = _origin(library, module, name)
            if canonical is None:
                continue
            if canonical in library.modules:
                if canonical in library.packages and canonical not in seen:
                    seen[canonical] = None
                    queue.append((f"{path}.{name}", canonical))
                continue
            yield f"{path}.{name}", canonical


def _origin(library: Library, module: str, name: str) -> str | None:
    """Follow imports to where a name is declared, without reading any module for it alone."""
    for _ in range(_LONGEST_CHAIN):
        facts = library.module(module)
        member = facts.members.get(name) if facts else None
        if member is None:
            if f"{module}.{name}" in library.modules:
                return f"{module}.{name}"
            symbol = resolve(library, module, name)
            return symbol.path if symbol and symbol.library is library else None
        if not isinstance(member, ImportFact):
            alias = aliased(member)
            if alias is None or "." in alias:
                symbol = resolve(library, module, name)
                known = symbol is not None and symbol.library is library
                return symbol.path if symbol and known else f"{module}.{name}"
            name = alias
            continue
        target = library.absolute(module, member.target)
        if not library.holds(target):
            return None
        if target in library.modules:
            return target
        module, _, name = target.rpartition(".")
        if module not in library.packages and not library.is_loaded(module):
            return target if module in library.modules else None
    return None
