"""Edits of the header of a function: parameters that go, and parameters that come."""

from __future__ import annotations

from typing import NamedTuple

from faceplate.facts.declarations import FunctionFact, ParameterFact


class HeaderEdit(NamedTuple):
    """How the header of a function is to change.

    Attributes:
        file: Path of its file.
        function: The function as it stands.
        removed: Names of the parameters that go.
        added: Parameters that come, each with the name of the one before it.
    """

    file: str
    function: FunctionFact
    removed: frozenset[str] = frozenset()
    added: tuple[tuple[str, ParameterFact], ...] = ()

    @property
    def place(self) -> object:
        """What of its file it changes."""
        return "header", self.function.line, self.function.name

    @property
    def names(self) -> list[str]:
        """The names of the parameters as they are to be."""
        stated = [parameter.name for parameter in self.function.parameters]
        names = [name for name in stated if name not in self.removed]
        for before, parameter in self.added:
            names.insert(names.index(before) + 1, parameter.name)
        return names

    def joined(self, other: HeaderEdit) -> HeaderEdit:
        """Return both edits in one."""
        further = tuple(addition for addition in other.added if addition not in self.added)
        return self._replace(removed=self.removed | other.removed, added=self.added + further)
