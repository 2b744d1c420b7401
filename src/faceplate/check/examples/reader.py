"""What the names and calls of example code mean.

Names lead to the library through the imports of the example, through the name by which the examples
of the library call it, or to the module that the docstring stands in. A name that the example binds
otherwise is only followed where it is bound once, by a call of a known class.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property, partial
from typing import TYPE_CHECKING

from faceplate.check.examples.attributes import attribute, event, member
from faceplate.check.examples.bindings import bindings
from faceplate.check.examples.conventions import called_in_examples, gives_itself
from faceplate.check.examples.referents import ExampleCall, ExampleObject, MissingName, Referent
from faceplate.check.names_in_code import is_bound
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.facts.nodes import walked
from faceplate.link.expressions import dotted_name
from faceplate.link.library import Symbol
from faceplate.link.names import find, resolve
from faceplate.model import Parameter

if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase

# How many names are followed, one leading to the next.
_DEEPEST = 20
# From which ratio on a name that nothing binds is another one misspelt: `parse_line`, `parse_lien`.
_ALIKE = 0.85
# The same, of a name that the example imports: `Knob` and `Knbo`.
_ALIKE_IMPORTED = 0.7
# From how many letters on the same ones in another order are a slip.
_LONG_ENOUGH = 4
# A name that stands for any: `SomeKnob`, `MyKnob`, `my_turn`.
_PLACEHOLDER = re.compile(
    r"(?:Some|My|Your|Any|Foo|Bar|Custom)(?=[A-Z0-9_]|$)|(?:some|my|your|foo)(?:_|$)"
)
# How many bindings of one name are looked at.
_MOST_BINDINGS = 50


def _alike(name: str, names: list[str], ratio: float) -> list[str]:
    """Return the name that another one is misspelt for, which begins as large or as small."""
    same = [each for each in names if each[0].isupper() == name[0].isupper()]
    if len(name) >= _LONG_ENOUGH:
        # The same letters in another order: `tool`, `tolo`.
        turned = [each for each in same if each != name and sorted(each) == sorted(name)]
        if len(turned) == 1:
            return turned
    return get_close_matches(name, same, 1, ratio)


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
    def nodes(self) -> list[ast.AST]:
        """The nodes of the code, each before those below it."""
        return walked(self.tree)

    @cached_property
    def calls(self) -> list[ExampleCall]:
        """The calls whose signature is known."""
        nodes = [node for node in self.nodes if isinstance(node, ast.Call)]
        calls = [call for call in map(self._called, nodes) if call is not None]
        return [call for call in calls if not self._is_of_another(call)]

    def _is_of_another(self, called: ExampleCall) -> bool:
        """Return whether a call by a name that nothing binds means one of another package.

        It takes none of the keywords that are passed.
        """
        function = called.node.func
        if not isinstance(function, ast.Name) or function.id in self.bindings:
            return False
        if self._home is None or resolve(self._home.library, self._home.module, function.id):
            return False
        words = {keyword.arg for keyword in called.node.keywords}
        return bool(words) and words.isdisjoint(each.name for each in called.parameters)

    def missing(self) -> Iterator[tuple[ast.Attribute, MissingName]]:
        """Yield the attributes that certainly do not exist."""
        for node in self.nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                referent = self.referent(node)
                if isinstance(referent, MissingName) and not self._is_of_home(node):
                    yield node, referent

    def unbound_calls(self, bound: set[str]) -> Iterator[tuple[ast.Name, str]]:
        """Yield the names that are called and bound nowhere, each with a like one of the library.

        Args:
            bound: The names that any example of the docstring binds.
        """
        if "*" in bound:
            # Whatever a module has may be bound.
            return
        for node in self.nodes:
            function = node.func if isinstance(node, ast.Call) else None
            if not isinstance(function, ast.Name) or hasattr(builtins, function.id):
                continue
            if _PLACEHOLDER.match(function.id):
                continue
            if function.id in bound or self.unbound(function.id, 0) is not None:
                continue
            if self._home is not None and is_bound(self._home, function.id):
                # The module has it from elsewhere, and a doctest runs in the module.
                continue
            # `model` is an object of the `Model` that is imported, and no slip for it.
            like = partial(_alike, function.id)
            near = like(self._imported_names, _ALIKE_IMPORTED)
            near = near or like(self._callable_names, _ALIKE)
            # `Buttons` may be a class of the example that is full of them, and `turn2` its second.
            bare = function.id.rstrip("0123456789")
            if near and near[0] not in (bare, f"{bare}s", bare.removesuffix("s")):
                yield function, near[0]

    @cached_property
    def _imported_names(self) -> list[str]:
        """The names that the example imports from the library."""
        return [
            name
            for name, values in self.bindings.items()
            if isinstance(values[0], str) and self.imported(values[0]) is not None
        ]

    @cached_property
    def _callable_names(self) -> list[str]:
        """The classes and functions that stand beside the docstring or that the library offers."""
        library = self.codebase.library
        names = {symbol.name for symbol in self.codebase.subjects.values()}
        facts = library.module(self._home.module) if self._home else None
        for name, fact in facts.members.items() if facts else ():
            if isinstance(fact, ClassFact | FunctionFact):
                names.add(name)
        return sorted(name for name in names if "." not in name)

    def _is_of_home(self, node: ast.Attribute) -> bool:
        """Return whether an unbound name may be an object of a class that has the attribute.

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
                symbol
                for symbol in self.codebase.subjects.values()
                if symbol.name.lower() == library.name
            ]
        return any(
            owner is not None and attribute(self.codebase, owner, node.attr) is None
            for owner in owners
        )

    def imported_names(self) -> Iterator[tuple[ast.alias, Symbol, str]]:
        """Yield what is imported from modules of the library: where, the module, and the name."""
        for node in self.nodes:
            if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
                continue
            names = node.module.split(".")
            for end in range(len(names), 0, -1):
                owner = self.imported(".".join(names[:end]))
                if owner is not None:
                    for alias in node.names if end == len(names) else node.names[:1]:
                        if alias.name != "*":
                            yield alias, owner, [*names, alias.name][end]
                    break

    def member_of(self, owner: Symbol, name: str) -> Symbol | MissingName | None:
        """Return what an attribute of a module or a class stands for."""
        return member(self.codebase, owner, name)

    def class_of(self, node: ast.expr) -> Symbol | None:
        """Return the known class that an expression makes an object of, or None."""
        referent = self.referent(node)
        return referent.class_ if isinstance(referent, ExampleObject) else None

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
            referent = self.referent(node.func, depth + 1)
            if isinstance(referent, Symbol) and isinstance(referent.fact, ClassFact):
                # A class whose `__new__` decides may make something else.
                ancestry = self.codebase.linker.ancestry
                plain = ancestry.member(referent, "__new__") is None
                return ExampleObject(referent) if plain else None
        return None

    def _name(self, name: str, depth: int) -> Referent:
        bound = self.bindings.get(name)
        if bound is None:
            return self.unbound(name, depth)
        if name not in self._referents:
            # While it is being found out, the name means nothing: it may be bound to itself.
            self._referents[name] = None
            referents = [self._bound(binding, depth) for binding in bound[:_MOST_BINDINGS]]
            # A name that is bound anew keeps its meaning where each binding makes the same kind.
            same = len(bound) <= _MOST_BINDINGS and all(
                referent == referents[0] for referent in referents
            )
            self._referents[name] = referents[0] if same else None
        return self._referents[name]

    def unbound(self, name: str, depth: int) -> Referent:
        """Say what a name stands for that this code does not bind.

        Args:
            name: The name.
            depth: How many names were followed to get here.
        """
        if name == called_in_examples(self.codebase):
            return find(self.codebase.library, self.codebase.library.name)
        if self._home is None:
            return None
        return resolve(self._home.library, self._home.module, name) or self._only(name)

    def _only(self, name: str) -> Symbol | None:
        """Return what the library offers under a name, if that is one thing and no other's."""
        if hasattr(builtins, name):
            return None

        def count() -> dict[str, list[Symbol]]:
            offered: dict[str, list[Symbol]] = {}
            for symbol in self.codebase.subjects.values():
                offered.setdefault(symbol.name.rpartition(".")[2], []).append(symbol)
            return offered

        if name.islower() and "_" not in name:
            # A plain word, `load` or `client`, is as likely a name of the example's own.
            return None
        symbols = self.codebase.once("offered by name", count).get(name, [])
        return symbols[0] if len(symbols) == 1 and "." not in symbols[0].name else None

    def _bound(self, binding: ast.expr | str | None, depth: int) -> Referent:
        if binding is None:
            return None
        if isinstance(binding, str):
            return self.imported(binding)
        referent = self.referent(binding, depth + 1)
        return referent if isinstance(referent, ExampleObject) else None

    def imported(self, path: str) -> Symbol | None:
        """Return what an import stands for, where it leads into the library or its companions."""
        library = self.codebase.library
        names = {library.name, *(each.name for each in library.companions)}
        return find(library, path) if path.partition(".")[0] in names else None

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
        referent = self.referent(function)
        if not isinstance(referent, Symbol):
            return None
        holder = None
        if isinstance(referent.fact, FunctionFact) and "." in referent.name:
            if not {"classmethod", "staticmethod"} & set(referent.fact.labels):
                return None
            path = f"{referent.module}.{referent.name.rpartition('.')[0]}"
            holder = find(referent.library, path)
        return self._by_unit(node, name, referent, holder)

    def _on_instance(
        self, node: ast.Call, name: str, class_: Symbol, method: str
    ) -> ExampleCall | None:
        listener = event(self.codebase, class_, method)
        if listener is not None:
            parameters, symbol = listener
            return ExampleCall(node, name, parameters, symbol, method) if parameters else None
        member = self.codebase.linker.ancestry.known_member(class_, method)
        if member is None or member.function is None:
            return None
        return self._by_unit(node, name, member, class_)

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
