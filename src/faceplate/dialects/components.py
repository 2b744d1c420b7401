"""What dialects of component libraries share: recognition, companions, methods that listen.

A library belongs to a framework if it declares the framework's base class, or if its public classes
extend what the framework offers. Who merely uses a framework is a library like any other, even
where a few of many classes extend one of the framework's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import ClassVar

from faceplate.dialects.dialect import Recognition
from faceplate.dialects.plain import PlainDialect
from faceplate.facts.declarations import ClassFact
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import find
from faceplate.link.pages import Linker
from faceplate.link.publication import public_symbols, publication

_SHARE = 3
"""One of so many public classes has to extend the framework; the others help these."""

_LISTENER = re.compile(r"on_(\w+)")


class ComponentDialect(PlainDialect):
    """Makes the pages of libraries whose components extend a base class.

    Attributes:
        bases: Canonical paths of the base classes, the first of which only the framework itself
            declares.
        packages: Import names of the packages that offer what others extend, the one that
            declares the base classes first.
        interface: Module through which users reach everything, such as `ui`; empty where they use
            the package itself.
    """

    has_components: ClassVar[bool] = True
    bases: ClassVar[tuple[str, ...]] = ()
    packages: ClassVar[tuple[str, ...]] = ()
    interface: ClassVar[str] = ""

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Recognise the framework itself, and what extends it."""
        if not any(mentions(library, package) for package in cls.packages):
            return None
        for base in cls.bases:
            if library.holds(base) and find(library, base) is not None:
                return Recognition("certain", f"it declares {base}")
        return cls.extends(library)

    @classmethod
    def extends(cls, library: Library) -> Recognition | None:
        """Say whether the public classes of a library extend the framework, and how many do."""
        ancestry = Ancestry(library.recorder)
        classes = cls.classes(library)
        extending = sum(cls.belongs(symbol, ancestry) for symbol in classes)
        if not extending or _SHARE * extending < len(classes):
            return None
        return Recognition(
            "certain" if 2 * extending >= len(classes) else "likely",
            f"{extending} of its {len(classes)} public classes extend what "
            f"{' or '.join(cls.packages)} offers",
        )

    @classmethod
    def belongs(cls, symbol: Symbol, ancestry: Ancestry) -> bool:
        """Return whether a class extends what the framework offers, as far as its library shows."""
        unknown = ancestry.unknown_bases(symbol)
        return any(path.partition(".")[0] in cls.packages for path in unknown)

    @classmethod
    def classes(cls, library: Library) -> list[Symbol]:
        """Return the classes that a library offers at its top, or in its modules if none there."""
        offered = public_symbols(library, library.name).values()
        classes = [symbol for symbol in offered if is_class(symbol)]
        if classes or library.name in cls.packages:
            return classes
        return [symbol for symbol in publication(library).subjects.values() if is_class(symbol)]

    def linker(self) -> Linker:
        """Make the linker, in which paths through the interface come first."""
        linker = super().linker()
        start = f"{self.library.name}.{self.interface}."
        for canonical, aliases in linker.aliases.items() if self.interface else ():
            best = linker.paths.get(canonical)
            preferred = next((alias for alias in aliases if alias.startswith(start)), None)
            if best is not None and preferred is not None and not best.startswith(start):
                linker.paths[canonical] = preferred
                aliases[aliases.index(preferred)] = best
        return linker

    @classmethod
    def extended(cls, library: Library) -> Iterable[str]:
        """Return the packages from which public classes of a library take their bases."""
        ancestry = Ancestry(library.recorder)
        names = dict.fromkeys(name for name in cls.packages[:1] if name != library.name)
        for symbol in cls.classes(library):
            for path in ancestry.unknown_bases(symbol):
                package = path.partition(".")[0]
                if "." in path and package not in sys.stdlib_module_names:
                    names.setdefault(package)
        return [name for name in names if mentions(library, name)]


def is_class(symbol: Symbol) -> bool:
    """Return whether a declaration is a class."""
    return isinstance(symbol.fact, ClassFact)


def mentions(library: Library, package: str) -> bool:
    """Return whether a library is a package, or has a statement that imports it."""
    if library.name == package:
        return True
    name = package.encode()
    return any(library.holding(word + name) for word in (b"from ", b"import "))


def descends(symbol: Symbol, bases: Iterable[str], ancestry: Ancestry) -> bool:
    """Return whether a class is one of some classes, or has one of them among its ancestors.

    Args:
        symbol: The class.
        bases: Paths of the classes, under which they may be imported, too.
        ancestry: The linearisations of the library.
    """
    wanted = set(bases)
    return any(owner.path in wanted for owner in ancestry.order(symbol)) or any(
        path in wanted for path in ancestry.unknown_bases(symbol)
    )


def listening_methods(symbol: Symbol, ancestry: Ancestry) -> Iterator[tuple[str, Symbol, str]]:
    """Yield the methods of a class that take a function to be called at an event.

    They are called `on_click` or the like, and their first parameter is the function.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.

    Yields:
        The event, such as `click`; the method; and the name of its first parameter.
    """
    seen: set[str] = set()
    for owner in ancestry.order(symbol):
        for name in owner.fact.members if isinstance(owner.fact, ClassFact) else ():
            match = _LISTENER.fullmatch(name)
            member = owner.member(name) if match and name not in seen else None
            if match is None or member is None or member.function is None:
                continue
            seen.add(name)
            is_static = "staticmethod" in member.function.labels
            parameters = member.function.parameters[0 if is_static else 1 :]
            if parameters and parameters[0].kind.startswith("positional"):
                yield match[1], member, parameters[0].name
