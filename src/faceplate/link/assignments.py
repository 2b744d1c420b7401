"""What an assigned name is: another name, a method of an object, an object, or a partial function.

`Numbers = Board[int]` is a class by another name; `slider = _main.slider` is the method that the
class of `_main` has; `logger = Logger(...)` is an
object; `grow = partial(scale, 2)` is a function that takes less. The class of an object is read
from what makes it, or from the annotation that states it. Nothing is guessed: where the class or
the function is not known, there is no answer.
"""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path, resolve, resolve_from

_DEEPEST = 10
"""Steps from a name to the class of its object; each follows one assignment or annotation."""

_WRAPPERS = {"staticmethod", "classmethod"}
_PARTIAL = {"functools.partial", "functools.partialmethod"}
_SELF = {"Self", "typing.Self", "typing_extensions.Self"}
# `type[Board]`, `Type[Board]`: what is handed over is a class.
_TYPE = re.compile(r"(?:[A-Za-z_]\w*\.)*[tT]ype\[(.*)\]")

_OPTIONAL = {"Optional", "Final", "ClassVar", "Annotated"}


class ModuleObject(NamedTuple):
    """An object of a class."""

    owner: Symbol

    @property
    def declared(self) -> Symbol:
        """The class."""
        return self.owner


class PartialCall(NamedTuple):
    """A function of which some parameters are bound.

    Attributes:
        function: The function, or the class that is called.
        positional: How many parameters are bound by their place.
        keywords: Parameters with a new default, each with its source.
    """

    function: Symbol
    positional: int
    keywords: dict[str, str]

    @property
    def declared(self) -> Symbol:
        """The function."""
        return self.function


Value = Symbol | ModuleObject | PartialCall


def value_of(symbol: Symbol, ancestry: Ancestry | None = None) -> Value | None:
    """Return what an assignment makes of a name.

    Args:
        symbol: The assignment.
        ancestry: The linearisations of the library, where they are at hand.

    Returns:
        A declaration that the name is another name of, an object, or a function partly bound; None
        for a plain value, and where reading cannot tell.
    """
    fact = symbol.fact
    if not isinstance(fact, AttributeFact) or fact.value is None or "property" in fact.labels:
        return None
    # A constant or a display of values is what most assignments have.
    if fact.value[0] in "'\"[{(0123456789-":
        return None
    node = parsed(fact.value)
    if node is None:
        return None
    return _Values(ancestry or Ancestry(symbol.library.recorder)).of(node, symbol, 0)


def subject_of(symbol: Symbol, ancestry: Ancestry | None = None) -> Symbol | None:
    """Give what the page of a name is about: the declaration, or the one that it is a name of.

    Args:
        symbol: What a public name stands for.
        ancestry: The linearisations of the library, where they are at hand.

    Returns:
        A class, a function, a method, or an assignment that makes an object; None for a module or
        a plain value.
    """
    if not symbol.name:
        return None
    if isinstance(symbol.fact, AttributeFact):
        value = value_of(symbol, ancestry)
        return value if isinstance(value, Symbol) else symbol if value is not None else None
    return symbol if isinstance(symbol.fact, ClassFact | FunctionFact) else None


class _Values:
    """Follows assignments to what they make."""

    def __init__(self, ancestry: Ancestry) -> None:
        self._ancestry = ancestry

    def of(self, node: ast.expr, place: Symbol, depth: int) -> Value | None:
        if depth > _DEEPEST:
            return None
        if isinstance(node, ast.NamedExpr):
            return self.of(node.value, place, depth + 1)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._named(node, place, depth)
        if isinstance(node, ast.Call):
            return self._called(node, place, depth)
        if isinstance(node, ast.Subscript):
            return self._subscripted(node, place, depth)
        return None

    def _subscripted(self, node: ast.Subscript, place: Symbol, depth: int) -> Value | None:
        """Return the class of `Board[int]`; `Colour["RED"]` is a member of an enumeration."""
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            return None
        generic = self.of(node.value, place, depth + 1)
        is_class = isinstance(generic, Symbol) and isinstance(generic.fact, ClassFact)
        return generic if is_class else None

    def _named(self, node: ast.Name | ast.Attribute, place: Symbol, depth: int) -> Value | None:
        name = dotted_name(node)
        symbol = resolve_from(place, name) if name else None
        if symbol is not None and symbol != place:
            return self._declared(symbol, depth)
        if not isinstance(node, ast.Attribute):
            return None
        owner = self._class(node.value, place, depth + 1)
        member = self._ancestry.known_member(owner, node.attr) if owner else None
        if member is None:
            return None
        if isinstance(member.fact, FunctionFact | ClassFact):
            return member
        kind = self._class_of_attribute(member, owner, depth + 1)
        return ModuleObject(kind) if kind else None

    def _declared(self, symbol: Symbol, depth: int) -> Value | None:
        """Return what a declaration is: itself, or what it assigns."""
        fact = symbol.fact
        if not isinstance(fact, AttributeFact):
            return symbol if isinstance(fact, ClassFact | FunctionFact) else None
        kind = self._annotated(fact.annotation, symbol, None)
        if kind is not None:
            return ModuleObject(kind)
        node = parsed(fact.value) if fact.value else None
        return None if node is None else self.of(node, symbol, depth + 1)

    def _called(self, node: ast.Call, place: Symbol, depth: int) -> Value | None:
        name = dotted_name(node.func) or ""
        if name in _WRAPPERS and len(node.args) == 1:
            return self.of(node.args[0], place, depth + 1)
        if dotted_path(place.library, place.module, name) in _PARTIAL and node.args:
            return self._partial(node, place, depth)
        kind = self._class(node, place, depth)
        return ModuleObject(kind) if kind else None

    def _partial(self, node: ast.Call, place: Symbol, depth: int) -> Value | None:
        inner = self.of(node.args[0], place, depth + 1)
        spread = any(isinstance(argument, ast.Starred) for argument in node.args)
        if inner is None or spread or any(argument.arg is None for argument in node.keywords):
            return None
        bound = {argument.arg or "": ast.unparse(argument.value) for argument in node.keywords}
        count = len(node.args) - 1
        if isinstance(inner, PartialCall):
            return PartialCall(inner.function, inner.positional + count, inner.keywords | bound)
        return PartialCall(inner, count, bound) if isinstance(inner, Symbol) else None

    def _class(self, node: ast.expr, place: Symbol, depth: int) -> Symbol | None:
        """Return the class of the object that an expression makes."""
        if depth > _DEEPEST:
            return None
        if not isinstance(node, ast.Call):
            value = self.of(node, place, depth + 1)
            return (
                value.owner if isinstance(value, ModuleObject) else self._handed(node, place, False)
            )
        called = self.of(node.func, place, depth + 1) or self._handed(node.func, place, True)
        if not isinstance(called, Symbol):
            return None
        if isinstance(called.fact, ClassFact):
            return called
        fact = called.function
        if fact is None or "async" in fact.labels:
            return None
        scope, _, _ = called.name.rpartition(".")
        owner = resolve(called.library, called.module, scope) if scope else None
        return self._annotated(fact.returns, called, owner)

    def _handed(self, node: ast.expr, place: Symbol, as_class: bool) -> Symbol | None:
        """Return the class that the constructor of an attribute's owner is handed under a name.

        Args:
            node: The name of a parameter.
            place: The attribute that is set from it.
            as_class: Whether the class itself is handed over, as `type[...]`, or an object of it.
        """
        scope, _, _ = place.name.rpartition(".")
        owner = resolve(place.library, place.module, scope) if scope else None
        constructor = owner.member("__init__") if owner else None
        function = constructor.function if constructor else None
        if function is None or constructor is None or not isinstance(node, ast.Name):
            return None
        stated = [
            parameter.annotation for parameter in function.parameters if parameter.name == node.id
        ]
        annotation = stated[0] if stated else None
        if annotation and as_class:
            match = _TYPE.fullmatch(annotation)
            annotation = match[1] if match else None
        return self._annotated(annotation, constructor, owner)

    def _class_of_attribute(
        self, member: Symbol, owner: Symbol | None, depth: int
    ) -> Symbol | None:
        """Return the class of what an attribute or a property of an object holds."""
        fact = member.fact
        if not isinstance(fact, AttributeFact):
            return None
        stated = self._annotated(fact.annotation, member, owner)
        if stated is not None or not fact.value:
            return stated
        node = parsed(fact.value)
        return None if node is None else self._class(node, member, depth + 1)

    def _annotated(
        self, annotation: str | None, place: Symbol, owner: Symbol | None
    ) -> Symbol | None:
        """Return the one class of this or another known library that an annotation names."""
        node = parsed(annotation) if annotation else None
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node = parsed(node.value)
        if isinstance(node, ast.Subscript):
            name = dotted_name(node.value) or ""
            if name.rpartition(".")[2] in _OPTIONAL:
                inner = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) else node.slice
                return self._annotated(ast.unparse(inner), place, owner)
            node = node.value
        stated = dotted_name(node) if node is not None else None
        if stated is None:
            return None
        if dotted_path(place.library, place.module, stated) in _SELF:
            return owner
        symbol = resolve(place.library, place.module, stated)
        return symbol if symbol is not None and isinstance(symbol.fact, ClassFact) else None
