"""Names in the code of a library: what it binds, sets, raises or speaks of, docstrings left out."""

from __future__ import annotations

import builtins
import re
import string
from collections.abc import Iterator

from faceplate.check.codebase import Codebase, Unit
from faceplate.facts.declarations import (
    ClassFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
    ModuleFact,
)
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path, resolve

# The end of what sets an attribute: `.angle = 3`, `.angle: int = 3`.
_SET = re.compile(rb"\.(\w+)[ \t]*(?::[^=\n]+)?=(?!=)")
# What stands before it, on any object but `self`: `knob`, `panel.knob`.
_ELSEWHERE = re.compile(rb"(?!self\b)\w+(?:\.\w+)*")
_IN_PATHS = frozenset(f"{string.ascii_letters}{string.digits}_.".encode())
# A name that code speaks of: `self.angle`, or a string such as "angle".
_SPOKEN = re.compile(r"\bself\.(\w+)|[\"'](\w+)[\"']")


def code_lines(codebase: Codebase, module: str) -> list[str]:
    """Return the lines of a module, those of its docstrings left blank."""

    def blank() -> list[str]:
        lines = list(codebase.sources.lines(codebase.library.modules[module]))
        for docstring in _docstrings(codebase.library.module(module)):
            for number in range(docstring.line - 1, min(docstring.end_line, len(lines))):
                lines[number] = ""
        return lines

    return codebase.lately(f"code {module}", blank)


def spoken_names(codebase: Codebase, file: str) -> set[str]:
    """Return the names that the code of a file speaks of, docstrings included where they do.

    A name that is set otherwise than by a declaration, as in a method other than the constructor,
    is among them.
    """

    def collect() -> set[str]:
        pairs = (pair for line in codebase.sources.lines(file) for pair in _SPOKEN.findall(line))
        return {name for pair in pairs for name in pair if name}

    return codebase.lately(f"words {file}", collect)


def set_attributes(codebase: Codebase) -> set[str]:
    """Return the names of the attributes that any module sets on any object but its own `self`."""

    def collect() -> set[str]:
        library = codebase.library
        names = (_set_elsewhere(library.source(module)) for module in library.modules)
        return {name.decode() for listed in names for name in listed}

    return codebase.once("set attributes", collect)


def _set_elsewhere(source: bytes) -> Iterator[bytes]:
    """Yield the names of the attributes that code sets on any object but `self`."""
    # The rare end is looked for, and then what stands before it: paths are everywhere.
    match = _SET.search(source)
    while match is not None:
        begin = match.start()
        while begin and source[begin - 1] in _IN_PATHS:
            begin -= 1
        is_elsewhere = _ELSEWHERE.fullmatch(source, begin, match.start()) is not None
        if is_elsewhere:
            yield match[1]
        match = _SET.search(source, match.end() if is_elsewhere else match.end(1))


def exceptions(codebase: Codebase) -> set[str]:
    """Return what may be raised: Python's own exceptions, and all classes that are known."""

    def collect() -> set[str]:
        names = {unit.symbol.name.rpartition(".")[2] for unit in codebase.units if unit.is_class}
        for library in codebase.library.companions:
            for module in library.modules:
                if library.is_loaded(module) and (facts := library.module(module)):
                    names |= facts.members.keys()
        return names | {
            name
            for name, value in vars(builtins).items()
            if isinstance(value, type) and issubclass(value, BaseException)
        }

    return codebase.once("exceptions", collect)


def is_in_code(codebase: Codebase, name: str) -> bool:
    """Return whether a word stands anywhere in the code of the library."""
    word = re.compile(rf"\b{re.escape(name)}\b")

    def search() -> bool:
        return any(
            word.search(line)
            for module, file in codebase.library.modules.items()
            if codebase.sources.holds(file, name)
            for line in code_lines(codebase, module)
        )

    return codebase.once(f"in code {name}", search)


def parameter_names(codebase: Codebase) -> set[str]:
    """Return the names of what the functions, methods and constructors of a library take."""

    def collect() -> set[str]:
        symbols = (symbol for unit in codebase.units for symbol in (unit.symbol, unit.constructor))
        facts = (symbol.fact for symbol in symbols if symbol is not None)
        functions = (fact for fact in facts if isinstance(fact, FunctionFact))
        return {parameter.name for function in functions for parameter in function.parameters}

    return codebase.once("parameter names", collect)


def taken_by_methods(unit: Unit) -> set[str]:
    """Return the names of what the methods of a class and of its ancestors take."""
    return {
        parameter.name
        for ancestor in unit.codebase.linker.ancestry.order(unit.symbol)
        if isinstance(ancestor.fact, ClassFact)
        for name, member in ancestor.fact.members.items()
        if isinstance(member, FunctionFact) and name not in ("__init__", "__new__")
        for parameter in member.parameters
    }


def is_in_lines(codebase: Codebase, symbol: Symbol, pattern: str) -> bool:
    """Return whether a pattern stands in the code of a declaration."""
    fact = symbol.fact
    if not isinstance(fact, ClassFact | FunctionFact):
        return False
    lines = code_lines(codebase, symbol.module)[fact.line - 1 : fact.end_line]
    return re.search(pattern, "\n".join(lines), re.MULTILINE) is not None


def is_bound(symbol: Symbol, name: str) -> bool:
    """Return whether a name means something where a declaration stands."""
    if resolve(symbol.library, symbol.module, name) is not None:
        return True
    first = name.partition(".")[0]
    return dotted_path(symbol.library, symbol.module, first) != first


def _docstrings(fact: Member | ModuleFact | None) -> Iterator[Docstring]:
    """Yield all docstrings of a module, those of its members included."""
    if fact is None or isinstance(fact, ImportFact):
        return
    if fact.docstring is not None:
        yield fact.docstring
    if isinstance(fact, ModuleFact | ClassFact):
        for member in fact.members.values():
            yield from _docstrings(member)
