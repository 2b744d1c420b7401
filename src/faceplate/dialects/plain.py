"""Any Python package: its public classes and functions as pages, without events.

Public is what the package's `__init__` binds as public, and what its public modules declare under
public names. Each thing has one page, at its best public path.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import ClassVar

from faceplate.dialects.dialect import Dialect
from faceplate.facts.declarations import ClassFact, FunctionFact, ImportFact
from faceplate.link.library import Library, Symbol
from faceplate.link.names import public_names
from faceplate.link.pages import Linker
from faceplate.link.publication import public_paths, public_symbols
from faceplate.model import Problem

_NOT_OFFERED = {"tests", "test", "testing", "conftest", "setup"}


class PlainDialect(Dialect):
    """Makes the pages of any Python package."""

    name: ClassVar[str] = "plain"

    @classmethod
    def recognises(cls, library: Library) -> bool:
        """Recognise every library; asked last."""
        return True

    def linker(self) -> Linker:
        """Make the linker, with paths for what public modules declare and publish.

        A declaration in a public module keeps its own path unless there is a shorter one.
        """
        published = [one for one in self.library.modules if self._publishes(one)]
        paths = public_paths(self.library, published)
        for symbol in self._declared():
            own = symbol.path
            if paths.get(own, own).count(".") >= own.count("."):
                paths[own] = own
        return Linker(self.library, paths, self.docstrings())

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give what the package and its public modules publish or declare, by path."""
        found: dict[str, Symbol] = {}
        for module in self.library.modules:
            if self._publishes(module):
                for symbol in public_symbols(self.library, module).values():
                    found.setdefault(symbol.path, symbol)
        for symbol in self._declared():
            found.setdefault(symbol.path, symbol)
        pages = [one for one in found.values() if isinstance(one.fact, ClassFact | FunctionFact)]
        if not pages:
            self._say_where_names_lead()
        groups = {symbol.path: _group(linker.path(symbol)) for symbol in pages}
        for symbol in sorted(pages, key=lambda one: (groups[one.path] or "").lower()):
            yield symbol, groups[symbol.path]

    def _say_where_names_lead(self) -> None:
        facts = self.library.module(self.library.name)
        imports = facts.members.values() if facts else ()
        targets = {
            one.target.partition(".")[0]
            for one in imports
            if isinstance(one, ImportFact) and not self.library.holds(one.target)
        } - {"", "__future__", *sys.stdlib_module_names}
        if targets:
            places = ", ".join(sorted(targets))
            message = f"it declares nothing public; its names come from {places}: read that instead"
            self.problems.append(Problem("", None, message))

    def _publishes(self, module: str) -> bool:
        """Say whether a module is public, and the names that it imports are meant for others."""
        if not self._is_offered(module):
            return False
        facts = self.library.module(module)
        return module in self.library.packages or bool(facts and facts.exports is not None)

    def _declared(self) -> Iterator[Symbol]:
        for module in self.library.modules:
            if not self._is_offered(module):
                continue
            facts = self.library.module(module)
            if facts is None:
                continue
            public = set(public_names(self.library, module))
            for name, member in facts.members.items():
                if name in public and isinstance(member, ClassFact | FunctionFact):
                    yield Symbol(self.library, module, name, member)

    def _is_offered(self, module: str) -> bool:
        parts = module.removeprefix(self.library.name).split(".")
        return not any(part.startswith("_") or part in _NOT_OFFERED for part in parts)


def _group(path: str) -> str | None:
    """Group pages by the module through which they are reached."""
    return path.rpartition(".")[0] or None
