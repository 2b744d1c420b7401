"""Parameters that are declared as class attributes, by calls of descriptor classes.

`param` and `traitlets` share this form: `size = Integer(default=3, doc="...")` in a class that has
a certain base. Here stands how declarations are collected along the line of ancestors; what a call
says, and what a plain value does to an inherited parameter, the dialect knows.
"""

from __future__ import annotations

import abc
import ast
import inspect
from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from faceplate.dialects.components import descends
from faceplate.docstrings.bodies import markdown
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import literal_string, parsed, source_of
from faceplate.link.fields.field import Constructor, Field, FieldLibrary, FieldOptions
from faceplate.link.fields.references import Application, application
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import resolve_from
from faceplate.model import Attribute, Component

_MOST_CHOICES = 60
"""More values than that are data, which no table shows."""


class Declaration(NamedTuple):
    """A class attribute that a descriptor class makes.

    Attributes:
        owner: The class that has it.
        name: Its name.
        call: The call that makes it.
        annotation: Source of the annotation of the attribute.
    """

    owner: Symbol
    name: str
    call: Application
    annotation: str | None


class DescriptorFields(FieldLibrary):
    """Classes whose parameters are descriptors.

    Attributes:
        bases: Paths of the classes whose heirs have such parameters.
        descriptors: Paths of the classes that descriptors are of.
        packages: Packages whose classes count as descriptors where they were not read.
    """

    bases: ClassVar[tuple[str, ...]] = ()
    descriptors: ClassVar[tuple[str, ...]] = ()
    packages: ClassVar[tuple[str, ...]] = ()

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return that a class has such parameters, if it descends from one of the bases."""
        return FieldOptions(self.bases[0], {}) if descends(owner, self.bases, ancestry) else None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the constructor of a class: its own parameters, then those that are descriptors.

        Args:
            owner: The class.
            options: What `options` returned for it.
            ancestry: The linearisations of the library.
        """
        function = ancestry.member(owner, "__init__")
        fields = [field for field in self.shown(owner, ancestry).values() if field.is_passed]
        if function is None or function.function is None:
            return Constructor(fields)
        return Constructor(fields, function, explains=True)

    def collected(self, owner: Symbol, ancestry: Ancestry) -> dict[str, Field]:
        """Return the public parameters of a class by name, its own first."""
        question = f"descriptors {self.bases[0]} {owner.path}"
        return ancestry.once(question, lambda: self._collected(owner, ancestry))

    def shown(self, owner: Symbol, ancestry: Ancestry) -> dict[str, Field]:
        """Return the public parameters of a class as its page shows them."""
        return self.collected(owner, ancestry)

    def _collected(self, owner: Symbol, ancestry: Ancestry) -> dict[str, Field]:
        order = ancestry.order(owner)
        above: dict[str, Field] = {}
        hidden: set[str] = set()
        for ancestor in order[1:]:
            declared = ancestor.fact.members if isinstance(ancestor.fact, ClassFact) else {}
            fields = self.collected(ancestor, ancestry)
            for name in declared:
                if name in fields and name not in hidden:
                    above.setdefault(name, fields[name])
                elif isinstance(declared[name], AttributeFact):
                    hidden.add(name)
        own = self._own(owner, above, ancestry)
        whole = {name: field for name, field in own.items() if field is not None}
        inherited = {name: field for name, field in above.items() if name not in own}
        return {name: field for name, field in (whole | inherited).items() if name[0] != "_"}

    def _own(
        self, owner: Symbol, above: dict[str, Field], ancestry: Ancestry
    ) -> dict[str, Field | None]:
        """Return what a class declares itself; None for what hides a parameter."""
        own: dict[str, Field | None] = {}
        for name, fact in owner.fact.members.items() if isinstance(owner.fact, ClassFact) else ():
            if not isinstance(fact, AttributeFact) or "class-attribute" not in fact.labels:
                continue
            field = self._declared(owner, fact, above.get(name), ancestry)
            if field is not None or name in above:
                own[name] = field
        return own

    def _declared(
        self, owner: Symbol, fact: AttributeFact, above: Field | None, ancestry: Ancestry
    ) -> Field | None:
        value = fact.class_value or fact.value or ""
        call = self.call(owner, value) if "(" in value else None
        if call is not None and self.makes(call, ancestry):
            declaration = Declaration(owner, fact.name, call, fact.annotation)
            return self.field(declaration, above, ancestry)
        return self.overridden(above, owner, value) if above is not None and value else None

    def call(self, owner: Symbol, source: str) -> Application | None:
        """Return the call by which an attribute of a class may be declared."""
        return application(owner, source)

    def overridden(self, above: Field, owner: Symbol, value: str) -> Field | None:
        """Return what an inherited parameter becomes as a class assigns a plain value to its name.

        Returns:
            None where the value takes the place of the parameter.
        """
        return None

    def declares(self, owner: Symbol, ancestry: Ancestry) -> bool:
        """Return whether a class or an ancestor has such a parameter, whatever its bases are."""
        return any(
            isinstance(fact, AttributeFact)
            and "class-attribute" in fact.labels
            and "(" in (value := fact.class_value or fact.value or "")
            and (call := self.call(ancestor, value)) is not None
            and self.makes(call, ancestry)
            for ancestor in ancestry.order(owner)
            for fact in (
                ancestor.fact.members.values() if isinstance(ancestor.fact, ClassFact) else ()
            )
        )

    def makes(self, call: Application, ancestry: Ancestry) -> bool:
        """Return whether a call makes a descriptor."""
        if call.symbol is None or not isinstance(call.symbol.fact, ClassFact):
            return call.symbol is None and call.path.partition(".")[0] in self.packages
        return ancestry.once(
            f"is a descriptor {call.symbol.path}",
            lambda: call.symbol is not None and descends(call.symbol, self.descriptors, ancestry),
        )

    @abc.abstractmethod
    def field(self, declaration: Declaration, above: Field | None, ancestry: Ancestry) -> Field:
        """Return the parameter that a declaration makes.

        Args:
            declaration: The declaration.
            above: The parameter of that name of the nearest ancestor, or None.
            ancestry: The linearisations of the library.
        """


def stated_arguments(call: Application, ancestry: Ancestry) -> dict[str, ast.expr]:
    """Return the arguments of a call by the name of the parameter that takes each."""
    stated = dict(call.keywords)
    if call.arguments and call.symbol is not None:
        function = ancestry.member(call.symbol, "__init__")
        names = [
            parameter.name
            for parameter in (
                function.function.parameters if function and function.function else ()
            )
            if parameter.kind.startswith("positional")
        ]
        stated |= dict(zip(names[1:], call.arguments, strict=False))
    return stated


def choices_of(node: ast.expr | None, owner: Symbol) -> tuple[str, ...]:
    """Return the values of a list that is written out, or is the value of a constant.

    Args:
        node: The list, or the name of a constant.
        owner: The class in whose body it stands.
    """
    constant = None
    if isinstance(node, ast.Name | ast.Attribute):
        constant = resolve_from(Symbol(*owner[:2], f"{owner.name}.", owner.fact), source_of(node))
    if constant is not None and isinstance(constant.fact, AttributeFact) and constant.fact.value:
        node = parsed(constant.fact.value)
    entries = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else []
    if len(entries) > _MOST_CHOICES or any(isinstance(entry, ast.Starred) for entry in entries):
        return ()
    return tuple(source_of(entry) for entry in entries)


def text_in(stated: dict[str, ast.expr], name: str) -> str:
    """Return the text that an argument states, its indentation cleaned."""
    text = literal_string(stated.get(name))
    return inspect.cleandoc(text) if text else ""


def attributes_with(component: Component, fields: Mapping[str, Field]) -> list[Attribute]:
    """Return the attributes of a component, with the fields that a call does not take.

    Args:
        component: The component, with the parameters that a call takes.
        fields: All fields of its class, by name.
    """
    taken = {parameter.name for parameter in component.parameters}
    attributes = {attribute.name: attribute for attribute in component.attributes}
    for name, field in fields.items():
        if name not in taken:
            attributes[name] = Attribute(
                name,
                field.annotation,
                field.default,
                markdown(field.text),
                constraints=field.constraints,
                facets=field.facets,
            )
    return list(attributes.values())
