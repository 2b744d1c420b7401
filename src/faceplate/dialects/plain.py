"""Any Python package: its public classes and functions as pages, without events.

Public is what the package's `__init__` binds as public, and what its public modules declare under
public names. Each thing has one page, at its best public path.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from faceplate.dialects.dialect import Dialect, Recognition
from faceplate.link.library import Library, Symbol
from faceplate.link.made_names import made_names
from faceplate.link.offered import is_offered
from faceplate.link.pages import Linker
from faceplate.link.publication import Publication, publication, unknown_names


class PlainDialect(Dialect):
    """Makes the pages of any Python package."""

    name: ClassVar[str] = "plain"
    has_components: ClassVar[bool] = False

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Recognise every library, where no other dialect does."""
        return Recognition("fallback", "no other dialect knows what it declares")

    def linker(self) -> Linker:
        """Make the linker, with paths for what public modules declare and publish."""
        best, aliases = self._publication.paths
        return Linker(self.library, best, self.docstrings(), aliases, self.makers)

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give what the package and its public modules publish or declare, by path."""
        pages = self._publication.subjects.values()
        self.problems += unknown_names(self.library)
        modules = [module for module in self.library.modules if is_offered(self.library, module)]
        self.problems += made_names(self.library, modules)
        groups = {symbol.path: _group(linker, symbol) for symbol in pages}
        for symbol in sorted(pages, key=lambda symbol: (groups[symbol.path] or "").lower()):
            yield symbol, groups[symbol.path]

    @cached_property
    def _publication(self) -> Publication:
        return publication(self.library)


def _group(linker: Linker, symbol: Symbol) -> str | None:
    """Group pages by the module through which they are reached."""
    return linker.path(symbol).removesuffix(linker.name(symbol)).rstrip(".") or None
