"""What the names and calls of example code mean.

Names lead to the library through the imports of the example, through the name by which the examples
of the library call it, or to the module that the docstring stands in. A name that the example binds
otherwise is only followed where it is bound once, by a call of a known class.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from faceplate.check.examples.attributes import attribute, event, member
from faceplate.check.examples.bindings import bindings
from faceplate.check.examples.conventions import called_in_examples, gives_itself
from faceplate.check.examples.referents import ExampleCall, ExampleObject, MissingName, Referent
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name
from faceplate.link.library import Symbol
from faceplate.link.names import find, resolve
from faceplate.model import Parameter

if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase

_DEEPEST = 20
_MOST_BINDINGS = 50


class Reader:
    """What the names of one stretch of code mean.

    Args:
        codebase: The library that they may lead to.
        tree: The code.
        home: The declaration whose docstring the code stands in; None for code of a guide.
    """

    def __init__(self, codebase: Codebase, tree: ast.Module, home: Symbol | None = None) -> None:
        self.codebase = codebase
        self.tree = tree
        self._home = home
        self._referents: dict[str, Referent] = {}

    @cached_property
    def calls(self) -> list[ExampleCall]:
        """The calls whose signature is known."""
        nodes = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        return [made for made in map(self._called, nodes) if made is not None]

    def missing(self) -> Iterator[tuple[ast.Attribute, MissingName]]:
        """Yield the attributes that certainly do not exist."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                found = self.referent(node)
                if isinstance(found, MissingName) and not self._is_of_home(node):
                    yield node, found

    def _is_of_home(self, node: ast.Attribute) -> bool:
        """Say whether a name that is not bound may be an object of a class that has the attribute.

        The class is the one that is documented, or has the name of the library, whose objects go
        by that name too.
        """
        if not isinstance(node.value, ast.Name) or self.bindings.get(node.value.id):
            return False
        library = self.codebase.library
        scope = self._home.name.rpartition(".")[0] if self._home else ""
        owners = [find(library, f"{self._home.module}.{scope}")] if self._home and scope else []
        if node.value.id == library.name:
            owners += [
                one for one in self.codebase.subjects.values() if one.name.lower() == library.name
            ]
        return any(
            owner is not None and attribute(self.codebase, owner, node.attr) is None
            for owner in owners
        )

    def imported_names(self) -> Iterator[tuple[ast.alias, Symbol, str]]:
        """Yield what is imported from modules of the library: where, the module, and the name."""
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
                continue
            names = node.module.split(".")
            for end in range(len(names), 0, -1):
                owner = self.imported(".".join(names[:end]))
                if owner is not None:
                    for one in node.names if end == len(names) else node.names[:1]:
                        if one.name != "*":
                            yield one, owner, [*names, one.name][end]
                    break

    def member_of(self, owner: Symbol, name: str) -> Symbol | MissingName | None:
        """Give what an attribute of a module or a class stands for."""
        return member(self.codebase, owner, name)

    def class_of(self, node: ast.expr) -> Symbol | None:
        """Give the known class that an expression makes an object of, or None."""
        found = self.referent(node)
        return found.class_ if isinstance(found, ExampleObject) else None

    def referent(self, node: ast.expr, depth: int = 0) -> Referent:
        """Say what an expression stands for, as far as it is certain."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, ast.Name):
            return self._name(node.id, depth)
        if isinstance(node, ast.Attribute):
            owner = self.referent(node.value, depth + 1)
            if isinstance(owner, ExampleObject):
                return attribute(self.codebase, owner.class_, node.attr)
            if isinstance(owner, Symbol):
                return member(self.codebase, owner, node.attr)
            return None
        if isinstance(node, ast.Call):
            made = self.referent(node.func, depth + 1)
            if isinstance(made, Symbol) and isinstance(made.fact, ClassFact):
                # A class whose `__new__` decides may make something else.
                ancestry = self.codebase.linker.ancestry
                plain = ancestry.member(made, "__new__") is None
                return ExampleObject(made) if plain else None
        return None

    def _name(self, name: str, depth: int) -> Referent:
        bound = self.bindings.get(name)
        if bound is None:
            return self.unbound(name, depth)
        if name not in self._referents:
            # While it is being found out, the name means nothing: it may be bound to itself.
            self._referents[name] = None
            found = [self._bound(one, depth) for one in bound[:_MOST_BINDINGS]]
            # A name that is bound anew keeps its meaning where each binding makes the same kind.
            same = len(bound) <= _MOST_BINDINGS and all(one == found[0] for one in found)
            self._referents[name] = found[0] if same else None
        return self._referents[name]

    def unbound(self, name: str, depth: int) -> Referent:
        """Say what a name stands for that this code does not bind.

        Args:
            name: The name.
            depth: How many names were followed to get here.
        """
        if name == called_in_examples(self.codebase):
            return find(self.codebase.library, self.codebase.library.name)
        return resolve(self._home.library, self._home.module, name) if self._home else None

    def _bound(self, one: ast.expr | str | None, depth: int) -> Referent:
        if one is None:
            return None
        if isinstance(one, str):
            return self.imported(one)
        found = self.referent(one, depth + 1)
        return found if isinstance(found, ExampleObject) else None

    def imported(self, path: str) -> Symbol | None:
        """Give what an import stands for, where it leads into the library or its companions."""
        library = self.codebase.library
        known = {library.name, *(each.name for each in library.companions)}
        return find(library, path) if path.partition(".")[0] in known else None

    @cached_property
    def bindings(self) -> dict[str, list[ast.expr | str | None]]:
        """What each name is bound to: an expression, the path of an import, or something else."""
        return bindings(self.tree, lambda: gives_itself(self.codebase))

    def _called(self, node: ast.Call) -> ExampleCall | None:
        function = node.func
        name = dotted_name(function) or ""
        if not name and isinstance(function, ast.Attribute):
            name = ast.unparse(function)
        if isinstance(function, ast.Attribute):
            owner = self.referent(function.value)
            if isinstance(owner, ExampleObject):
                return self._on_instance(node, name, owner.class_, function.attr)
        found = self.referent(function)
        if not isinstance(found, Symbol):
            return None
        holder = None
        if isinstance(found.fact, FunctionFact) and "." in found.name:
            if not {"classmethod", "staticmethod"} & set(found.fact.labels):
                return None
            path = f"{found.module}.{found.name.rpartition('.')[0]}"
            holder = find(found.library, path)
        return self._by_unit(node, name, found, holder)

    def _on_instance(
        self, node: ast.Call, name: str, class_: Symbol, method: str
    ) -> ExampleCall | None:
        listener = event(self.codebase, class_, method)
        if listener is not None:
            parameters, symbol = listener
            return ExampleCall(node, name, parameters, symbol, method) if parameters else None
        found = self.codebase.linker.ancestry.known_member(class_, method)
        if found is None or found.function is None:
            return None
        return self._by_unit(node, name, found, class_)

    def _by_unit(
        self, node: ast.Call, name: str, symbol: Symbol, owner: Symbol | None
    ) -> ExampleCall | None:
        if not isinstance(symbol.fact, ClassFact | FunctionFact):
            return None
        if isinstance(symbol.fact, FunctionFact) and "property" in symbol.fact.labels:
            return None
        unit = self.codebase.unit(symbol, owner)
        if not unit.is_certain:
            return None
        added = [Parameter(more, "keyword_only") for more in sorted(unit.signature.added)]
        return ExampleCall(node, name, [*unit.parameters, *added], symbol)
