"""Headers of stubs: what a listener does not take goes, what it takes and the stub lacks comes.

An argument is added only where its annotation means something in the stub, as the names of Python
itself do, and its default is a literal.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from faceplate.check.fixes.revision import Revision
from faceplate.check.survey import Survey
from faceplate.check.types.plain import is_builtin
from faceplate.check.units import label_of
from faceplate.facts.declarations import FunctionFact, ModuleFact, ParameterFact
from faceplate.link.expressions import parsed
from faceplate.link.library import Symbol


class Header(NamedTuple):
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
    def names(self) -> list[str]:
        """The names of the parameters as they are to be."""
        found = [one.name for one in self.function.parameters if one.name not in self.removed]
        for before, one in self.added:
            found.insert(found.index(before) + 1, one.name)
        return found

    def joined(self, other: Header) -> Header:
        """Give both changes in one."""
        added = self.added + tuple(one for one in other.added if one not in self.added)
        return self._replace(removed=self.removed | other.removed, added=added)


def without(
    file: str, function: FunctionFact, name: str, survey: Survey, symbol: Symbol
) -> tuple[Header | Revision, ...] | None:
    """Take a parameter out of a stub, with what its docstring says of it."""
    from faceplate.check.fixes.entries import removed

    header = Header(file, function, frozenset((name,)))
    docstring = function.docstring
    if docstring is None or name not in survey.linker.docstring(docstring).parameters:
        return (header,)
    linker = survey.linker
    label = label_of(symbol, docstring, linker)
    entries = [one for one in label.entries("parameters") if one.name == name]
    revision = removed(label, entries[0], None, linker) if len(entries) == 1 else None
    if revision is None:
        return None
    revision.subject = revision.subject._replace(file=file)
    return header, revision


def completed(
    file: str, function: FunctionFact, listener: FunctionFact, facts: ModuleFact | None
) -> tuple[Header, ...] | None:
    """Add to a stub what the listener takes and it lacks."""
    present = [one.name for one in function.parameters]
    kinds = {one.name: one.kind for one in function.parameters}
    added = []
    before = "self" if "self" in present else ""
    for one in listener.parameters[1:]:
        if one.name in present:
            before = one.name
            continue
        if one.name.startswith("_"):
            continue
        known = kinds.get(before)
        if not before or one.kind != (known if before != "self" else one.kind):
            return None
        if one.default is None or not _is_literal(one.default) or not _means(one, facts):
            return None
        added.append((before, one))
        present.append(one.name)
        kinds[one.name] = one.kind
        before = one.name
    return (Header(file, function, added=tuple(added)),) if added else None


def _is_literal(source: str) -> bool:
    try:
        ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return False
    return True


def _means(parameter: ParameterFact, facts: ModuleFact | None) -> bool:
    node = parsed(parameter.annotation) if parameter.annotation else None
    if node is None:
        return parameter.annotation is None
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    bound = facts.members if facts else {}
    return all(is_builtin(name) or name in bound for name in names)
