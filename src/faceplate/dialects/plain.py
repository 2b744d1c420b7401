"""Any Python package: its public classes and functions as pages, without events.

Public is what the package's `__init__` binds as public, and what its public modules declare under
public names. Each thing has one page, at its best public path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from faceplate.dialects.dialect import Dialect
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.library import Library, Symbol
from faceplate.link.names import public_names
from faceplate.link.pages import Linker
from faceplate.link.publication import public_paths, public_symbols

_NOT_OFFERED = {"tests", "test", "testing", "conftest", "setup"}


class PlainDialect(Dialect):
    """Makes the pages of any Python package."""

    name: ClassVar[str] = "plain"

    @classmethod
    def recognises(cls, library: Library) -> bool:
        """Recognise every library; asked last."""
        return True

    def linker(self) -> Linker:
        """Make the linker, with paths for what public modules declare."""
        paths = {symbol.path: symbol.path for symbol in self._declared()}
        published = public_paths(self.library)
        return Linker(self.library, paths | published, self.style, self.is_tag)

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give the public names of the package, then what its public modules declare."""
        found: dict[str, Symbol] = {}
        for module in self.library.modules:
            if _is_offered(module) and self._publishes(module):
                for symbol in public_symbols(self.library, module).values():
                    found.setdefault(symbol.path, symbol)
        for symbol in self._declared():
            found.setdefault(symbol.path, symbol)
        for symbol in found.values():
            if isinstance(symbol.fact, ClassFact | FunctionFact):
                yield symbol, _group(linker.path(symbol))

    def _publishes(self, module: str) -> bool:
        """Say whether the names that a module imports are meant for others."""
        facts = self.library.module(module)
        return module in self.library.packages or bool(facts and facts.exports is not None)

    def _declared(self) -> Iterator[Symbol]:
        for module in self.library.modules:
            if not _is_offered(module):
                continue
            facts = self.library.module(module)
            if facts is None:
                continue
            public = set(public_names(self.library, module))
            for name, member in facts.members.items():
                if name in public and isinstance(member, ClassFact | FunctionFact):
                    yield Symbol(self.library, module, name, member)


def _is_offered(module: str) -> bool:
    parts = module.split(".")[1:]
    return not any(part.startswith("_") or part in _NOT_OFFERED for part in parts)


def _group(path: str) -> str | None:
    """Group pages by the module through which they are reached."""
    return path.rpartition(".")[0] or None
