"""What a name stands for: through imports, aliases, star imports and submodules.

Names are looked up as Python would bind them, from the facts alone. A name that leads out of the
library, or in a circle, stands for nothing that is known; its dotted path is then all there is.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    ImportFact,
    Member,
    ModuleFact,
)
from faceplate.link.library import Library, Symbol
from faceplate.link.sequence import is_hidden

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_SUBSCRIPTED = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\[")
_LONGEST_CHAIN = 100


def resolve(library: Library, module: str, name: str) -> Symbol | None:
    """Find what a name used in a module stands for.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
        name: A name as written there, dotted or not, such as `components.Textbox`.

    Returns:
        The declaration, or None if it is not known.
    """
    return _Search().within(library, module, name.split("."))


def resolve_from(symbol: Symbol, name: str) -> Symbol | None:
    """Find what a name stands for where a declaration uses it: its class's scope, then the module.

    Args:
        symbol: The declaration, such as a method or a class attribute.
        name: A name as written there, dotted or not.

    Returns:
        The declaration that it stands for, or None if it is not known.
    """
    first, _, rest = name.partition(".")
    scope, _, _ = symbol.name.rpartition(".")
    owner = find(symbol.library, f"{symbol.module}.{scope}") if scope else None
    member = owner.member(first) if owner else None
    if member is None or isinstance(member.fact, ImportFact):
        return resolve(symbol.library, symbol.module, name)
    return member if not rest else None


def find(library: Library, path: str) -> Symbol | None:
    """Find what an absolute dotted path stands for.

    Args:
        library: Where to look first; its companions come next.
        path: A path such as `gradio.components.Textbox`.

    Returns:
        The declaration, or None if it is not known.
    """
    return _Search().absolute(library, path)


def dotted_path(library: Library, module: str, name: str) -> str:
    """Say where a name leads, whether or not it is known there.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
        name: A name as written there.

    Returns:
        The canonical path if the declaration is known; else the path that the last import on the
        way names, which may be one of another library; else the name as written.
    """
    path = name
    for _ in range(_LONGEST_CHAIN):
        symbol = resolve(library, module, name)
        if symbol is not None:
            return symbol.path
        target = _imported_path(library, module, name)
        if target is None:
            return path
        path = target
        holder = _holder(library, path)
        if holder is None:
            return path
        library, module = holder
        name = path.removeprefix(f"{module}.")
    return path


def _holder(library: Library, path: str) -> tuple[Library, str] | None:
    """Return the module that holds what a path leads to, with its library, if that is read."""
    home = library.home(path) or next(
        (companion for companion in library.companions if companion.holds(path)), None
    )
    owner = path.rpartition(".")[0]
    while home is not None and owner:
        if owner in home.modules:
            return home, owner
        owner = owner.rpartition(".")[0]
    return None


def _imported_path(library: Library, module: str, name: str) -> str | None:
    """Return the path that an import of a module gives a name, or None."""
    facts = library.module(module)
    if facts is None:
        return None
    first, _, rest = name.partition(".")
    member = facts.members.get(first)
    if isinstance(member, ImportFact):
        target = library.absolute(module, member.target)
        return f"{target}.{rest}" if rest else target
    if member is not None or first[:1] == "_" or hasattr(builtins, first):
        return None
    stars = library.star_targets(module, facts)
    foreign = [star for star in stars if _holder(library, f"{star}.{first}") is None]
    # One that stands in for another, as of an older release, has names from the same package.
    if foreign and len({star.partition(".")[0] for star in foreign}) == 1:
        return f"{foreign[0]}.{name}"
    return None


def origin(library: Library, module: str, name: str) -> tuple[str, Symbol | None]:
    """Return where a name leads, assignments such as `Model = pydantic.BaseModel` followed.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
        name: A name as written there.

    Returns:
        The dotted path, as `dotted_path` gives it, and the declaration if it is known.
    """
    for _ in range(_LONGEST_CHAIN):
        symbol = resolve(library, module, name)
        if symbol is None:
            return dotted_path(library, module, name), None
        alias = aliased(symbol.fact) or _subscripted(symbol.fact)
        if alias is None or "." in symbol.name:
            return symbol.path, symbol
        if (symbol.module, alias) == (module, name):
            break
        library, module, name = symbol.library, symbol.module, alias
    return name, None


def public_names(library: Library, module: str) -> Iterator[str]:
    """Yield the public names of a module in the order they are bound.

    `__all__` decides where there is one. Otherwise a name is public if it has no leading
    underscore, is not the import of something foreign, and is bound when the module runs, not
    only for type checkers.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
    """
    yield from dict.fromkeys(_public_names(library, module, set()))


def bound_names(library: Library, module: str) -> Iterator[str]:
    """Yield the names of a module that can be reached from outside, whether listed or not.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
    """
    facts = library.module(module)
    yield from public_names(library, module)
    if facts is not None and facts.exports is not None:
        yield from _unlisted(library, module, facts, {module})


def _public_names(library: Library, module: str, seen: set[str]) -> Iterator[str]:
    facts = library.module(module)
    if facts is None or module in seen:
        return
    seen.add(module)
    listed = facts.members.get("__all__")
    if isinstance(listed, ImportFact):
        # The list of another module, such as a generated one, is taken as it stands there.
        owner, _, name = library.absolute(module, listed.target).rpartition(".")
        home = library.home(owner)
        if name == "__all__" and home is not None:
            yield from _public_names(home, owner, seen)
            return
    if facts.exports is not None:
        for entry in facts.exports:
            if not entry.startswith("*"):
                yield entry
                continue
            path = dotted_path(library, module, entry[1:])
            owner, _, name = path.rpartition(".")
            home = library.home(owner)
            if name == "__all__" and owner != module and home is not None:
                yield from _public_names(home, owner, seen)
            else:
                yield from _listed(find(library, path))
        return
    yield from _unlisted(library, module, facts, seen)


def _listed(symbol: Symbol | None) -> list[str]:
    value = getattr(symbol.fact, "value", None) if symbol else None
    try:
        return [name for name in ast.literal_eval(value or "[]") if isinstance(name, str)]
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return []


def _unlisted(library: Library, module: str, facts: ModuleFact, seen: set[str]) -> Iterator[str]:
    for name, member in facts.members.items():
        if member.type_checking and not facts.is_lazy:
            continue
        if isinstance(member, ImportFact):
            target = library.absolute(module, member.target)
            home = library.home(target)
            if home is None:
                continue
            if name.startswith("*"):
                starred = _public_names(home, target, seen)
                yield from (entry for entry in starred if not entry.startswith("_"))
                continue
        if not name.startswith("_"):
            yield name


def bound(library: Library, module: str, facts: ModuleFact, name: str) -> Member | None:
    """Return what a module binds to a name, unless a submodule of that name takes its place.

    Args:
        library: The library that holds the module.
        module: Dotted name of the module.
        facts: Its facts.
        name: The name.
    """
    member = facts.members.get(name)
    if member is None or module not in library.packages:
        return member
    submodule = f"{module}.{name}"
    if submodule not in library.modules:
        return member
    if submodule not in library.hiding:
        library.hiding[submodule] = is_hidden(library, module, name, member)
    return None if library.hiding[submodule] else member


class _Search:
    """One look-up; remembers the names on its way, so that a circle ends."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()

    def within(self, library: Library, module: str, names: list[str]) -> Symbol | None:
        facts = library.module(module)
        if facts is None:
            return None
        first, rest = names[0], names[1:]
        if (module, first) in self.seen or len(self.seen) > _LONGEST_CHAIN:
            return None
        self.seen.add((module, first))
        member = bound(library, module, facts, first)
        if member is None:
            return self._starred(library, module, facts, names) or self._submodule(
                library, module, names
            )
        symbol = self._follow(library, module, Symbol(library, module, first, member), rest)
        return symbol or (self._submodule(library, module, names) if rest else None)

    def absolute(self, library: Library, path: str) -> Symbol | None:
        if not library.holds(path):
            for companion in library.companions:
                if companion.holds(path):
                    return self.absolute(companion, path)
            return None
        names = path.split(".")
        for length in range(len(names) - 1, 0, -1):
            module = ".".join(names[:length])
            if module in library.modules:
                symbol = self.within(library, module, names[length:])
                if symbol is not None:
                    return symbol
                break
        facts = library.module(path)
        return None if facts is None else Symbol(library, path, "", facts)

    def _follow(
        self, library: Library, module: str, symbol: Symbol, rest: list[str]
    ) -> Symbol | None:
        fact = symbol.fact
        if isinstance(fact, ImportFact):
            target = library.absolute(module, fact.target)
            return self.absolute(library, ".".join([target, *rest]))
        alias = aliased(fact)
        if alias is not None:
            declaration = self.within(library, module, [*alias.split("."), *rest])
            if declaration is not None:
                return declaration
        if not rest:
            return symbol
        if isinstance(fact, ClassFact):
            member = symbol.member(rest[0])
            return member and self._follow(library, module, member, rest[1:])
        return None

    def _starred(
        self, library: Library, module: str, facts: ModuleFact, names: list[str]
    ) -> Symbol | None:
        # As in Python, what is imported last holds, and `__all__` says what a star imports: without
        # it, no name with an underscore.
        is_private = names[0].startswith("_")
        for target in reversed(library.star_targets(module, facts)):
            source = library.module(target)
            listed = source.exports if source is not None else None
            if (
                is_private
                if listed is None
                else not any(
                    name == names[0] or (name[:1] == "*" and not is_private) for name in listed
                )
            ):
                continue
            symbol = self.absolute(library, ".".join([target, *names]))
            if symbol is not None:
                return symbol
        return None

    def _submodule(self, library: Library, module: str, names: list[str]) -> Symbol | None:
        for length in range(len(names), 0, -1):
            submodule = ".".join([module, *names[:length]])
            facts = library.module(submodule)
            if facts is None:
                continue
            if length == len(names):
                return Symbol(library, submodule, "", facts)
            return self.within(library, submodule, names[length:])
        return None


def _subscripted(fact: Member | ModuleFact) -> str | None:
    """Return the class in front of the brackets of an alias such as `Event = Signal[int]`."""
    value = fact.value if isinstance(fact, AttributeFact) else None
    match = _SUBSCRIPTED.match(value) if value and value.endswith("]") else None
    return match[1] if match else None


def aliased(fact: Member | ModuleFact) -> str | None:
    """Return the name that an assignment such as `Json = JSON` repeats, or None."""
    if isinstance(fact, AttributeFact) and fact.value and _DOTTED.fullmatch(fact.value):
        return fact.value
    return None
