"""Properties: what decorators and calls of `property` make of functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from faceplate.facts.declarations import AttributeFact, Docstring, FunctionFact, Member
from faceplate.facts.functions import Function
from faceplate.facts.texts import docstring

LABELS = {
    "property": {"property"},
    "builtins.property": {"property"},
    "abc.abstractproperty": {"property", "abstractmethod"},
    "staticmethod": {"staticmethod"},
    "classmethod": {"classmethod"},
    "abc.abstractmethod": {"abstractmethod"},
    "functools.cache": {"cached"},
    "functools.cached_property": {"cached", "property"},
    "cached_property.cached_property": {"cached", "property"},
    "functools.lru_cache": {"cached"},
    "dataclasses.dataclass": {"dataclass"},
}
"""What decorators make of what they decorate, by the path that they lead to."""

_ACCESSORS = {"getter": None, "setter": "writable", "deleter": "deletable"}
"""What a property is for having a function for it: reading, setting and deleting."""

_FUNCTIONS = ("fget", "fset", "fdel", "doc")
"""What `property(...)` takes, in order."""


def property_fact(
    node: Function, returns: str | None, labels: set[str], type_checking: bool
) -> AttributeFact:
    """Return the facts of a property.

    Args:
        node: Its getter.
        returns: Source of what that returns.
        labels: What decorators make of it.
        type_checking: Whether only type checkers see it.
    """
    return AttributeFact(
        node.name,
        node.lineno,
        node.end_lineno or node.lineno,
        returns,
        None,
        docstring(node.body),
        sorted(labels),
        type_checking,
    )


def accessor(decorator: ast.expr) -> tuple[str | None, str] | None:
    """Take a decorator such as `@name.setter` apart.

    Returns:
        The name of the property, None for one of another class, and which function it adds; None
        for any other decorator.
    """
    if not isinstance(decorator, ast.Attribute) or decorator.attr not in _ACCESSORS:
        return None
    owner = decorator.value
    if isinstance(owner, ast.Name):
        return owner.id, decorator.attr
    return (None, decorator.attr) if isinstance(owner, ast.Attribute) else None


def widened(
    property_: AttributeFact, function: str, name: str, getter: AttributeFact
) -> AttributeFact:
    """Return a property with one more function.

    Args:
        property_: The property.
        function: `getter`, `setter` or `deleter`.
        name: The name that the function is bound to.
        getter: What the function would be as a property of its own.
    """
    if function == "getter":
        labels = sorted({*property_.labels, *getter.labels})
        text = getter.docstring or property_.docstring
        return replace(getter, labels=labels, docstring=text)
    label = _ACCESSORS[function]
    return replace(property_, name=name, labels=sorted({*property_.labels, label or ""}))


def of_another_class(function: str, getter: AttributeFact) -> AttributeFact:
    """Return the property that `@Base.name.setter` makes of one of a base class.

    Args:
        function: `getter`, `setter` or `deleter`.
        getter: What the function would be as a property of its own.
    """
    if function == "getter":
        return getter
    labels = sorted({*getter.labels, _ACCESSORS[function] or ""})
    return replace(getter, labels=labels, annotation=None, docstring=None)


class Called:
    """A property that a call makes: `size = property(get_size, set_size, doc="The size.")`.

    Args:
        call: The call.
        members: What the class has bound so far.
    """

    def __init__(self, call: ast.Call, members: Mapping[str, Member]) -> None:
        self._given = dict(_given(call))
        self._members = members

    @property
    def labels(self) -> set[str]:
        """What it is: `property`, and whether it can be set and deleted."""
        labels = {"property"}
        if self._has("fset"):
            labels.add("writable")
        if self._has("fdel"):
            labels.add("deletable")
        return labels

    @property
    def annotation(self) -> str | None:
        """Source of what its getter returns."""
        return self._getter.returns if self._getter else None

    @property
    def docstring(self) -> Docstring | None:
        """Its `doc`, else the docstring of its getter."""
        stated = self._given.get("doc")
        if stated is None:
            return self._getter.docstring if self._getter else None
        return docstring([ast.Expr(stated)])

    @property
    def _getter(self) -> FunctionFact | None:
        node = self._given.get("fget")
        member = self._members.get(node.id) if isinstance(node, ast.Name) else None
        return member if isinstance(member, FunctionFact) else None

    def _has(self, function: str) -> bool:
        node = self._given.get(function)
        return node is not None and not (isinstance(node, ast.Constant) and node.value is None)


def _given(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    if not any(isinstance(argument, ast.Starred) for argument in call.args):
        yield from zip(_FUNCTIONS, call.args, strict=False)
    for keyword in call.keywords:
        if keyword.arg in _FUNCTIONS:
            yield keyword.arg, keyword.value
