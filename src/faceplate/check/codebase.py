"""The whole that is checked: a library with all its declarations, pages and sources.

The manifest shows what is public; labels also stand on what is not, and a docstring that names a
parameter that is gone is wrong wherever it stands. So every module is looked at, apart from tests
and from copies of other people's packages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from faceplate.check.docstring import UnitDocstring, unit_docstring
from faceplate.check.finding import Place, Violation
from faceplate.check.inner_functions import inner_functions
from faceplate.check.places import SourceLines, decorators_above
from faceplate.check.types.plain import PLAIN
from faceplate.dialects.dialect import Dialect
from faceplate.docstrings.parts import Entry
from faceplate.docstrings.styles import STYLES, Style
from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    FunctionFact,
    ModuleFact,
    ParameterFact,
)
from faceplate.link.library import Library, Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import Signature, method_signature, signature_of
from faceplate.model import Component, Parameter

if TYPE_CHECKING:
    from faceplate.check.edits.fix import Fix

Computed = TypeVar("Computed")

# A constructor that is bound anew: "    __init__ = alternatives(__init__)".
_CONSTRUCTOR = re.compile(r"[ \t]+__(?:init|new)__[ \t]*=[^=]")
# Decorators after which a function gets what a call passes.
_PASSING_ON = {
    "abstractmethod", "asynccontextmanager", "cache", "cached_property", "classmethod",
    "contextmanager", "deprecated", "document", "final", "lru_cache", "overload", "override",
    "property", "staticmethod", "wraps",
}  # fmt: skip
# How many answers about single files and functions are kept at a time.
_MOST_ANSWERS = 2000
_NOT_OURS = {"tests", "test", "conftest", "vendor", "_vendor", "vendored", "_vendored"}


class Predecessor(Protocol):
    """An older release of a library, which is asked what became of something."""

    def argument(
        self, symbol: Symbol, parameters: list[Parameter], name: str, listener: str | None = None
    ) -> str | None:
        """Return what became of an argument that cannot be passed any more, for a message."""

    def name(self, owner: str, name: str, near: list[str]) -> str | None:
        """Return what became of a name that the library does not have any more, for a message."""


class Codebase:
    """A library to be checked.

    Args:
        library: The library.
        dialect: What knows its events and what it marks for documentation.
        linker: What joins its signatures and docstrings.

    Attributes:
        history: An older release of it to compare with, if the user named one.
        guides: Paths of the guides that the user named.
        looks_within: Whether functions within functions are looked at, too.
    """

    def __init__(self, library: Library, dialect: Dialect, linker: Linker) -> None:
        self.library = library
        self.dialect = dialect
        self.linker = linker
        self.sources = SourceLines(library.tree)
        self._subjects = dialect.pages(linker)
        self._pages: dict[str, Component] = {}
        self._answers: dict[str, object] = {}
        self._late_answers: dict[str, object] = {}
        self.history: Predecessor | None = None
        self.guides: tuple[str, ...] = ()
        self.looks_within = False

    @cached_property
    def subjects(self) -> dict[str, Symbol]:
        """What has a page, by canonical path."""
        return {symbol.path: symbol for symbol, _ in self._subjects}

    @cached_property
    def promised(self) -> set[str]:
        """Canonical paths of what the library marks as something its documentation explains."""
        return {symbol.path for symbol in self.dialect.promised(self.linker)}

    @cached_property
    def units(self) -> list[Unit]:
        """All classes, functions and methods, in the order of the files."""
        return list(self._units())

    @property
    def module_units(self) -> Iterator[Unit]:
        """The modules that have a docstring, each as what neither takes nor gives anything."""
        for module in self.library.modules:
            if not _NOT_OURS & set(module.split(".")[1:]):
                facts = self.library.module(module)
                if facts is not None and facts.docstring is not None:
                    yield Unit(self, Symbol(self.library, module, "", facts), None)

    @cached_property
    def usual_section(self) -> tuple[Style, str]:
        """The style that most docstrings show, and its heading of parameters."""
        counts: Counter[tuple[Style, str]] = Counter(
            (docstring.style, "" if docstring.style == "sphinx" else section.label)
            for unit in self.units
            for docstring in unit.docstrings
            for section in docstring.sections
            if section.kind == "parameters"
        )
        ranked = sorted(counts, key=lambda key: (-counts[key], STYLES.index(key[0]), key[1]))
        return ranked[0] if ranked else ("google", "Args")

    def unit(self, symbol: Symbol, owner: Symbol | None = None) -> Unit:
        """Return the unit of a declaration, the same one while it is kept."""
        key = f"unit {symbol.path} {owner.path if owner else ''}"
        return self.lately(key, lambda: Unit(self, symbol, owner))

    def once(self, key: str, make: Callable[[], Computed]) -> Computed:
        """Return the answer to a question about the whole, worked out when it is first asked."""
        if key not in self._answers:
            self._answers[key] = make()
        return cast("Computed", self._answers[key])

    def lately(self, key: str, make: Callable[[], Computed]) -> Computed:
        """Return the answer to a question about one file or function, kept while few others are.

        Such answers take more room than the file itself, and rules ask file by file.
        """
        if key not in self._late_answers:
            if len(self._late_answers) >= _MOST_ANSWERS:
                self._late_answers.clear()
            self._late_answers[key] = make()
        return cast("Computed", self._late_answers[key])

    def stub(self, module: str) -> ModuleFact | None:
        """Return the facts of a module's stub."""
        return self.once(f"stub {module}", lambda: self.library.stub(module))

    def page(self, symbol: Symbol) -> Component:
        """Return the page of a subject, as the manifest has it."""
        if symbol.path not in self._pages:
            self._pages[symbol.path] = self.dialect.page(self.linker, symbol, None)
        return self._pages[symbol.path]

    def _units(self) -> Iterator[Unit]:
        for module in self.library.modules:
            if _NOT_OURS & set(module.split(".")[1:]):
                continue
            facts = self.library.module(module)
            for name, fact in (facts.members if facts else {}).items():
                yield from self._within(Symbol(self.library, module, name, fact), None)
            yield from self._inner(module)

    def _inner(self, module: str) -> Iterator[Unit]:
        """Yield what facts leave out: setters, deleters and, if asked, inner functions."""
        file = self.library.modules[module]
        words = (".setter", ".deleter")
        if not self.looks_within and not any(self.sources.holds(file, word) for word in words):
            return
        for owner, name, fact, enclosing in inner_functions(
            self.sources.lines(file), self.looks_within
        ):
            symbol = Symbol(self.library, module, name, fact)
            class_ = self._class(module, owner) if owner else None
            if class_ is not None or not owner:
                yield Unit(self, symbol, class_, None if owner else enclosing)

    def _class(self, module: str, path: str) -> Symbol | None:
        """Return a class by its qualified name, as its module declares it."""
        first, *further = path.split(".")
        facts = self.library.module(module)
        fact = facts.members.get(first) if facts is not None else None
        symbol = Symbol(self.library, module, first, fact) if fact is not None else None
        for name in further:
            symbol = symbol.member(name) if symbol is not None else None
        return symbol if symbol is not None and isinstance(symbol.fact, ClassFact) else None

    def _within(self, symbol: Symbol, owner: Symbol | None) -> Iterator[Unit]:
        fact = symbol.fact
        if isinstance(fact, FunctionFact):
            if symbol.name.rpartition(".")[2] not in ("__init__", "__new__") or owner is None:
                yield Unit(self, symbol, owner)
        elif isinstance(fact, ClassFact):
            yield Unit(self, symbol, None)
            for name in fact.members:
                member = symbol.member(name)
                if member is not None:
                    yield from self._within(member, symbol)
        elif owner is not None and "property" in getattr(fact, "labels", ()):
            assert isinstance(fact, AttributeFact)
            # A line is all that most have to say, and only their deprecation asks for more.
            lines = self.sources.lines(symbol.source.file) if fact.docstring is not None else []
            decorators = decorators_above(lines, fact.line)
            if fact.docstring is not None and (
                "\n" in fact.docstring.text or any("deprecated" in each for each in decorators)
            ):
                yield Unit(self, symbol._replace(fact=_getter(fact, decorators)), owner)

    def taken_by(self, symbol: Symbol) -> set[str]:
        """Return the names of what a class takes."""
        return {parameter.name for parameter in self.linker.taken(symbol)[1]}


def _getter(fact: AttributeFact, decorators: list[str]) -> FunctionFact:
    """Return the function behind a property, with what decorates it beside."""
    itself = ParameterFact("self", "positional_or_keyword", None, None, 0, 0)
    return FunctionFact(
        fact.name, fact.line, fact.end_line, [itself], fact.annotation, decorators, fact.docstring,
        fact.labels, [], {}, fact.type_checking,
    )  # fmt: skip


class Unit:
    """A class, a function or a method.

    Args:
        codebase: The whole that it is part of.
        symbol: The declaration.
        owner: The class of a method, or None.
        enclosing: For a function within a function, the names that it has from those around it.

    Attributes:
        codebase: The whole that it is part of.
        symbol: The declaration.
        owner: The class of a method, or None.
        enclosing: For a function within a function, the names that it has from those around it.
    """

    def __init__(
        self,
        codebase: Codebase,
        symbol: Symbol,
        owner: Symbol | None,
        enclosing: frozenset[str] | None = None,
    ) -> None:
        self.codebase = codebase
        self.symbol = symbol
        self.owner = owner
        self.enclosing = enclosing

    def once(self, key: str, make: Callable[[], Computed]) -> Computed:
        """Return the answer to a question about it, worked out the first time it is asked."""
        if key not in self._answers:
            self._answers[key] = make()
        return cast("Computed", self._answers[key])

    @cached_property
    def _answers(self) -> dict[str, object]:
        return {}

    def forget(self) -> None:
        """Let go what was worked out; it is worked out anew when somebody asks again."""
        kept = self.codebase, self.symbol, self.owner, self.enclosing
        vars(self).clear()
        self.codebase, self.symbol, self.owner, self.enclosing = kept

    @property
    def fact(self) -> ClassFact | FunctionFact:
        """What its file declares."""
        assert isinstance(self.symbol.fact, ClassFact | FunctionFact)
        return self.symbol.fact

    @cached_property
    def path(self) -> str:
        """Its public path, or its canonical one."""
        return self.codebase.linker.path(self.symbol)

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.symbol.fact, ClassFact)

    @cached_property
    def promised(self) -> bool:
        """Whether the library marks it as something that its documentation explains."""
        return self.symbol.path in self.codebase.promised

    @cached_property
    def constructor(self) -> Symbol | None:
        """The constructor that a class itself declares."""
        if not self.is_class:
            return None
        return next(
            (
                method
                for name in ("__init__", "__new__")
                if (method := self.symbol.member(name)) is not None and method.function is not None
            ),
            None,
        )

    @cached_property
    def docstrings(self) -> list[UnitDocstring]:
        """Its own docstrings: that of a class, and that of its constructor."""
        docstrings = []
        for symbol in (self.symbol, self.constructor):
            fact = symbol.docstring if symbol is not None else None
            if symbol is not None and fact is not None and fact.text.strip():
                docstrings.append(unit_docstring(symbol, fact, self.codebase.linker))
        return docstrings

    @cached_property
    def _taken(self) -> tuple[Signature, list[Parameter]]:
        linker = self.codebase.linker
        if self.is_class:
            return linker.taken(self.symbol)
        signature = self._signature_of(self.symbol)
        own = linker.docstring(self.symbol.docstring)
        return signature, linker.described(signature, [(self.symbol, own)])

    def _signature_of(self, symbol: Symbol) -> Signature:
        is_method = self.owner is not None or ("." in symbol.name and self.enclosing is None)
        make = method_signature if is_method else signature_of
        return make(symbol, self.codebase.linker.ancestry)

    @cached_property
    def overloaded(self) -> dict[str, Parameter]:
        """What its overloads take, by name; empty if there are none."""
        stated = self.fact.overloads if isinstance(self.fact, FunctionFact) else []
        named: dict[str, Parameter] = {}
        for overload in stated:
            signature = self._signature_of(self.symbol._replace(fact=overload))
            for parameter in signature.parameters:
                named.setdefault(parameter.name, parameter)
        return named

    @property
    def signature(self) -> Signature:
        """What a call takes."""
        return self._taken[0]

    @property
    def parameters(self) -> list[Parameter]:
        """What a call takes, with what docstrings say of it."""
        return self._taken[1]

    @cached_property
    def named(self) -> dict[str, Parameter]:
        """Its parameters by name, in their order; those that only its overloads state come last."""
        own = {parameter.name: parameter for parameter in self.parameters}
        further = {name: each for name, each in self.overloaded.items() if name not in own}
        return own | further

    @cached_property
    def takes_anything(self) -> bool:
        """Whether it takes keywords of any name."""
        stated = self.overloaded.values() or self.parameters
        return any(parameter.kind == "var_keyword" for parameter in stated)

    @cached_property
    def unpacked(self) -> str | None:
        """Name of the `**` parameter whose keywords a `TypedDict` lists, or None."""
        function = self.signature.function
        if function is None or function.function is None or self.takes_anything:
            return None
        stated = function.function.parameters
        return next(
            (parameter.name for parameter in stated if parameter.kind == "var_keyword"), None
        )

    @cached_property
    def doubt(self) -> str:
        """Why a call may take something else than it shows; empty where that is certain.

        A decorator may change it, a `__new__` may come first, and what a property gives may be
        called.
        """
        signature = self.signature
        if isinstance(self.fact, FunctionFact) and "property" in self.fact.labels:
            words = re.findall(r"\w+", self.fact.returns or "")
            return (
                "" if words and PLAIN.issuperset(words) else "what it gives may be called with it"
            )
        return next((doubt for doubt in signature.doubts if doubt not in signature.settled), "")

    @cached_property
    def converts(self) -> bool:
        """Whether a decorator may make something else of what is passed, as compilers do."""
        decorators = self.fact.decorators if isinstance(self.fact, FunctionFact) else []
        names = {each.partition("(")[0].rpartition(".")[2] for each in decorators}
        return not names <= _PASSING_ON

    @cached_property
    def is_known(self) -> bool:
        """Whether it shows what a call takes, with a doubt or without.

        A class that has no constructor takes what bases do that were not read, and fields of bases
        that were not read are as good as others.
        """
        if not self.is_class:
            return True
        signature = self.signature
        return signature.function is not None or (bool(signature.fields) and not self.doubt)

    @cached_property
    def is_certain(self) -> bool:
        """Whether its signature is known to be the one that a call meets."""
        is_one = not isinstance(self.fact, FunctionFact) or not self.fact.overloads
        if not (is_one and self.is_known) or self.doubt or self.signature.is_opaque:
            return False
        return not self.is_class or not self._binds_constructor

    @property
    def _binds_constructor(self) -> bool:
        """Whether a class binds its constructor anew: `__init__ = alternatives(__init__)`."""
        fact = self.fact
        if not isinstance(fact, ClassFact):
            return False
        lines = self.codebase.sources.lines(self.file)[fact.line - 1 : fact.end_line]
        return any(_CONSTRUCTOR.match(line) for line in lines)

    def documented(self) -> list[tuple[UnitDocstring, Entry, Parameter | None]]:
        """Return what its docstrings say of parameters, each with the parameter if there is one."""
        return self._documented

    @cached_property
    def _documented(self) -> list[tuple[UnitDocstring, Entry, Parameter | None]]:
        return [
            (docstring, entry, self.named.get(entry.name))
            for docstring in self.docstrings
            for entry in docstring.entries("parameters")
        ]

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return self.symbol.source.file

    def at(self, docstring: UnitDocstring, index: int, offset: int = 0) -> Place:
        """Return the place of a line of a docstring.

        Args:
            docstring: The docstring.
            index: Index of the line in its text.
            offset: How many characters behind the first of that line.
        """
        file = docstring.symbol.source.file
        line, column = self.codebase.sources.docstring(file, docstring.fact, index)
        return Place(file, line, column + offset)

    def at_parameter(self, name: str) -> Place:
        """Return the place of a parameter: in the header of the function, or its field."""
        owner = self.signature.owners.get(name)
        if owner is not None:
            field = owner.member(self.signature.fields[name].attribute)
            if field is not None and owner.library is self.codebase.library:
                fact = field.fact
                line = fact.line if isinstance(fact, AttributeFact) else owner.source.line
                file = owner.source.file
                return Place(file, *self.codebase.sources.name(file, line, name))
        function = self.signature.function
        own = function is not None and function.path.startswith(self.symbol.path)
        if function is not None and function.function is not None and own:
            file = function.source.file
            position = self.codebase.sources.parameter(file, function.function, name)
            return Place(file, *position)
        return self.at_name()

    def at_name(self) -> Place:
        """Return the place of its name."""
        short = self.symbol.name.rpartition(".")[2]
        position = self.codebase.sources.name(self.file, self.fact.line, short)
        return Place(self.file, *position)

    def violation(
        self, message: str, place: Place, fix: Fix | None = None, doubt: str = ""
    ) -> Violation:
        """Return what a rule found at a place of it, with what corrects it, and why it may err."""
        return Violation(" ".join(message.split()), place, self.path, fix, doubt)
