"""What a library of fields makes of a class: its fields, and the constructor that takes them."""

from __future__ import annotations

import abc
import ast
from typing import ClassVar, NamedTuple

from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.model import Facets, ParameterKind


class Field(NamedTuple):
    """One field, as the parameter that it makes.

    Attributes:
        owner: The class that declares it.
        attribute: Its name in the class.
        name: The name that a call passes, which an alias may set.
        kind: How it can be passed.
        annotation: Source of its type, without what only says how it is kept, such as `Final`.
        default: Source of its default; of a factory, the call that makes it.
        required: Whether a call must pass it.
        is_passed: Whether the constructor takes it at all.
        text: What the call that declares it says of it.
        constraints: What values it takes, such as `ge=0`.
        facets: What else is stated of it.
        described_by: The class whose words `text` is, where that is not `owner`.
    """

    owner: Symbol
    attribute: str
    name: str
    kind: ParameterKind
    annotation: str | None
    default: str | None
    required: bool
    is_passed: bool = True
    text: str = ""
    constraints: tuple[str, ...] = ()
    facets: Facets | None = None
    described_by: Symbol | None = None


class Constructor(NamedTuple):
    """What a library of fields generates for a class.

    Attributes:
        fields: The fields that it takes, in the order of the signature.
        function: A constructor in the source whose own parameters come first, or None.
        takes_more: Name of the parameter that takes any other keyword, or None.
        doubts: Why it may take something else.
        explains: Whether what fields say holds for parameters of `function` of the same name, too,
            since it only hands them on.
    """

    fields: list[Field]
    function: Symbol | None = None
    takes_more: str | None = None
    doubts: tuple[str, ...] = ()
    explains: bool = False


class FieldOptions(NamedTuple):
    """How a class was handed to its library: the arguments of its decorator or class statement.

    Attributes:
        path: Dotted path of the decorator or base.
        arguments: By name; a value that is known only as a whole, such as `**options`, is left out.
        specifiers: Dotted paths of the functions that declare a field, where the class says it.
        doubts: Why the options may be others.
    """

    path: str
    arguments: dict[str, ast.expr]
    specifiers: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()

    def flag(self, name: str, default: bool) -> bool:
        """Return an option that is true or false; the default where it is not stated literally."""
        stated = self.arguments.get(name)
        if isinstance(stated, ast.Constant) and isinstance(stated.value, bool | int):
            return bool(stated.value)
        return default

    def unclear(self, *names: str) -> tuple[str, ...]:
        """Return a sentence for each of these options that is computed."""
        return tuple(
            f"`{name}={ast.unparse(self.arguments[name])}` is computed"
            for name in names
            if name in self.arguments and not isinstance(self.arguments[name], ast.Constant)
        )


class FieldLibrary(abc.ABC):
    """The rules of one library, which are looked up class by class.

    Attributes:
        settings: Names of nested classes that set up the class around them, for nobody else.
    """

    settings: ClassVar[frozenset[str]] = frozenset()

    @abc.abstractmethod
    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return how a class is handed to this library; None if it is none of its classes."""

    @abc.abstractmethod
    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the constructor that the library generates for a class.

        Args:
            owner: The class.
            options: What `options` returned for it.
            ancestry: The linearisations of the library.

        Returns:
            None where it generates none, as for a class that has its own.
        """


def in_order(fields: list[Field]) -> list[Field]:
    """Return fields as a signature lists them: those that are passed, by keyword only last."""
    passed = [field for field in fields if field.is_passed]
    return sorted(passed, key=lambda field: field.kind == "keyword_only")


def unread(symbol: Symbol, ancestry: Ancestry) -> tuple[str, ...]:
    """Return a sentence for each base that was not read and may add fields."""
    return tuple(
        f"`{path}`, which was not read, may add fields" for path in ancestry.unread_bases(symbol)
    )
