"""What a library makes public, and under which paths: one meaning for all who ask.

Public is what the package binds without an underscore or lists in `__all__`, and what its public
modules declare or publish in turn. A name may lead to another package of the same distribution. Of
several paths the shortest that ends in the declaration's own name is the best; the others are its
aliases. A module that nothing else needs is not read for this: an import names its target, and that
is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    FunctionFact,
    ImportFact,
    ModuleFact,
    UnknownNames,
)
from faceplate.facts.global_names import listed
from faceplate.link.assignments import subject_of, value_of
from faceplate.link.fields.libraries import making
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import aliased, bound, bound_names, public_names, resolve
from faceplate.link.offered import is_offered
from faceplate.link.passed_on import PassedOn
from faceplate.model import Problem

_LONGEST_CHAIN = 20
_INCOMPLETE = "not all public names are known"


class Paths(NamedTuple):
    """The public paths of declarations, by canonical path.

    Attributes:
        best: The path that names the page.
        aliases: The other paths, in the order in which they are bound.
    """

    best: dict[str, str]
    aliases: dict[str, list[str]]


class Publication(NamedTuple):
    """What a library makes public.

    Attributes:
        paths: Under which paths.
        subjects: Classes, functions and objects by canonical path, in the order of their modules.
    """

    paths: Paths
    subjects: dict[str, Symbol]


def publication(library: Library) -> Publication:
    """Return what a library and its public modules publish or declare.

    Args:
        library: The library.
    """
    ancestry = Ancestry(library.recorder)
    offered = [module for module in library.modules if is_offered(library, module)]
    publishing = [module for module in offered if _publishes(library, module)]
    declared = [symbol for module in offered for symbol in _declared(library, module)]
    published = [
        symbol
        for module in publishing
        for symbol in public_symbols(library, module, ancestry).values()
    ]
    subjects: dict[str, Symbol] = {}
    for symbol in (*published, *declared):
        subjects.setdefault(symbol.path, symbol)
    paths = public_paths(library, publishing)
    for symbol in declared:
        _prefer_own(paths, symbol.path)
    passed_on = PassedOn(library, ancestry)
    for module in offered:
        if module not in publishing:
            passed_on.take(module, subjects)
    subjects |= passed_on.subjects
    for canonical, stated in passed_on.paths.items():
        paths.best[canonical], *paths.aliases[canonical] = sorted(
            stated, key=partial(_rank, canonical)
        )
    for symbol in list(subjects.values()):
        for inner in _nested(symbol, ancestry):
            subjects.setdefault(inner.path, inner)
            _add_inner(paths, symbol.path, inner)
    # What has no page has no path of its own, even where somebody could reach it.
    best = {canonical: path for canonical, path in paths.best.items() if canonical in subjects}
    return Publication(Paths(best, paths.aliases), subjects)


def unknown_names(library: Library) -> list[Problem]:
    """Return where public modules bind names in a way that reading does not follow, and why."""
    return [
        Problem(
            library.modules[module], entry.line, f"not all public names are known: {entry.reason}"
        )
        for module in library.modules
        if is_offered(library, module) and (facts := library.module(module)) is not None
        for entry in _unknown(library, module, facts)
    ]


def _unknown(library: Library, module: str, facts: ModuleFact) -> list[UnknownNames]:
    followed = [] if _binds_all(library, module, facts) else facts.unknown
    return [*followed, *_imports_of_nothing(library, module, facts)]


def _imports_of_nothing(library: Library, module: str, facts: ModuleFact) -> list[UnknownNames]:
    """Return where a module takes public names from a module that is not a file of the library.

    Such a module is compiled, or made as the library runs.
    """
    public = set(public_names(library, module))
    imported: dict[str, list[ImportFact]] = {}
    for name, member in facts.members.items():
        if not isinstance(member, ImportFact) or member.type_checking or name not in public:
            continue
        target = library.absolute(module, member.target)
        owner = target.rpartition(".")[0]
        if library.holds(owner) and not {target, owner} & library.modules.keys():
            imported.setdefault(owner, []).append(member)
    return [
        UnknownNames(
            members[0].line,
            f"{listed([member.name for member in members])} from `{owner}`, "
            "which is none of its source files",
        )
        for owner, members in imported.items()
    ]


def _binds_all(library: Library, module: str, facts: ModuleFact) -> bool:
    """Say whether a module lists what it exports and each name is found, however it is bound."""
    return facts.exports is not None and all(
        name in facts.members or f"{module}.{name}" in library.modules for name in facts.exports
    )


def public_symbols(
    library: Library, module: str, ancestry: Ancestry | None = None
) -> dict[str, Symbol]:
    """Resolve the public names of a module to what the library's distribution declares.

    Args:
        library: The library.
        module: Dotted name of the module.
        ancestry: The linearisations of the library, where they are at hand.

    Returns:
        Name to declaration, in the order bound: classes, functions, and objects that are made of
        these. Names of modules, of plain values and of foreign things are left out.
    """
    symbols: dict[str, Symbol] = {}
    for name in public_names(library, module):
        symbol = resolve(library, module, name)
        subject = None if symbol is None else subject_of(symbol, ancestry)
        if subject is None or not library.shares_distribution(subject.library):
            continue
        if not isinstance(subject.fact, AttributeFact) or _offers(library, module, name):
            symbols[name] = subject
    return symbols


def _offers(library: Library, module: str, name: str) -> bool:
    """Say whether an object is offered, and does not merely lie in a module, as a logger does."""
    facts = library.module(module)
    if module == library.name or facts is None:
        return True
    return facts.exports is not None or not isinstance(facts.members.get(name), AttributeFact)


def public_paths(library: Library, modules: Sequence[str] = ()) -> Paths:
    """Return the public paths of each declaration that has one.

    Args:
        library: The library.
        modules: Modules that are public by themselves, beside the package.
    """
    ranked: dict[str, dict[str, tuple[bool, int, int]]] = {}
    for position, (path, canonical) in enumerate(_bindings(library, modules)):
        ranked.setdefault(canonical, {}).setdefault(path, (*_rank(canonical, path), position))
    best = {canonical: min(ranks, key=ranks.__getitem__) for canonical, ranks in ranked.items()}
    aliases = {
        canonical: [path for path in ranks if path not in (best[canonical], canonical)]
        for canonical, ranks in ranked.items()
        if len(ranks) > 1
    }
    return Paths(best, {canonical: paths for canonical, paths in aliases.items() if paths})


def _rank(canonical: str, path: str) -> tuple[bool, int]:
    """Rank a path by whether it ends in the declaration's own name, and by its length."""
    return path.rpartition(".")[2] != canonical.rpartition(".")[2], path.count(".")


def _prefer_own(paths: Paths, canonical: str) -> None:
    """Let a declaration of a public module keep its own path unless there is a shorter one."""
    best = paths.best.get(canonical, canonical)
    if best == canonical or best.count(".") >= canonical.count("."):
        paths.best[canonical] = canonical
        if best != canonical:
            paths.aliases.setdefault(canonical, []).insert(0, best)


def _nested(symbol: Symbol, ancestry: Ancestry) -> Iterator[Symbol]:
    """Yield the public classes that stand within a class, and those within these.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.
    """
    waiting = [symbol]
    while waiting:
        owner = waiting.pop(0)
        for name in owner.fact.members if isinstance(owner.fact, ClassFact) else ():
            inner = owner.member(name)
            if inner is None or not isinstance(inner.fact, ClassFact) or name[0] == "_":
                continue
            maker = making(owner, ancestry)
            if maker is None or name not in maker.library.settings:
                waiting.append(inner)
                yield inner


def _add_inner(paths: Paths, owner: str, inner: Symbol) -> None:
    """Return a nested class a path below each path of the class that it stands in."""
    rest = inner.path.removeprefix(owner)
    if inner.path not in paths.best:
        paths.best[inner.path] = f"{paths.best.get(owner, owner)}{rest}"
        aliases = [f"{path}{rest}" for path in paths.aliases.get(owner, ())]
        if aliases:
            paths.aliases[inner.path] = aliases


def _publishes(library: Library, module: str) -> bool:
    """Say whether the names that a public module imports are meant for others."""
    if module in library.packages:
        return True
    facts = library.module(module)
    return bool(facts and facts.exports is not None)


def _declared(library: Library, module: str) -> Iterator[Symbol]:
    facts = library.module(module)
    if facts is None:
        return
    public = set(public_names(library, module))
    for name, member in facts.members.items():
        if name not in public or bound(library, module, facts, name) is None:
            continue
        if isinstance(member, ClassFact | FunctionFact):
            yield Symbol(library, module, name, member)


def _bindings(library: Library, modules: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield public paths with the canonical path that each leads to, breadth first."""
    seen = dict.fromkeys([library.name, *modules])
    queue = [(module, module) for module in seen]
    for path, module in queue:
        names: Callable[[Library, str], Iterable[str]]
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
        member = bound(library, module, facts, name) if facts else None
        if member is None:
            # What a star imports hides the submodule of that name, as it is bound after it.
            symbol = resolve(library, module, name)
            return _canonical(library, symbol)
        if not isinstance(member, ImportFact):
            alias = aliased(member)
            if alias is None or "." in alias:
                symbol = resolve(library, module, name)
                return _canonical(library, symbol) or f"{module}.{name}"
            name = alias
            continue
        target = library.absolute(module, member.target)
        if not library.holds(target):
            return _canonical(library, resolve(library, module, name))
        module, _, name = target.rpartition(".")
        if target in library.modules and not _binds(library, module, name):
            return target
        if module not in library.packages and not library.is_loaded(module):
            return target if module in library.modules else None
    return None


def _binds(library: Library, package: str, name: str) -> bool:
    """Say whether a package binds the name of one of its modules to something else."""
    facts = library.module(package)
    member = bound(library, package, facts, name) if facts else None
    if not isinstance(member, ImportFact):
        return member is not None
    return library.absolute(package, member.target) != f"{package}.{name}"


def _canonical(library: Library, symbol: Symbol | None) -> str | None:
    """Return the canonical path of what a name leads to within the distribution."""
    if symbol is None or not library.shares_distribution(symbol.library):
        return None
    if isinstance(symbol.fact, AttributeFact):
        value = value_of(symbol)
        return value.path if isinstance(value, Symbol) else symbol.path
    return symbol.path
