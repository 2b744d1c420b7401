"""The dialect of Reflex: functions such as `button`, which are the `create` of component classes.

What a component takes stands in a stub that its generator writes: the properties, and the handlers
of events with what these get. Where there is no stub, the fields of the class say it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.callbacks import held
from faceplate.dialects.components import ComponentDialect, descends, is_class
from faceplate.dialects.descriptors import text_in
from faceplate.dialects.dialect import Recognition
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact, ImportFact
from faceplate.link.expressions import dotted_name, parsed, source_of
from faceplate.link.fields.field import Constructor, Field, FieldLibrary, FieldOptions
from faceplate.link.fields.references import application
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import find, public_names, resolve
from faceplate.link.pages import Linker
from faceplate.model import Component, Event, Payload

_COMPONENT = (
    "reflex_base.components.component.Component",
    "reflex.components.component.Component",
    "reflex.Component",
)
# `button = Button.create`
_CREATE = re.compile(r"([A-Za-z_][\w.]*)\.create")


class Properties(FieldLibrary):
    """Classes of components, which are made by `create`."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return that a class is one of components."""
        return FieldOptions("create", {}) if descends(owner, _COMPONENT, ancestry) else None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return what `create` takes: as the stub says, else as the fields do."""
        stub = stub_of_create(owner)
        if stub is not None:
            return Constructor([], stub, takes_more="props")
        fields: dict[str, Field] = {}
        for ancestor in ancestry.order(owner):
            if ancestor.path not in _COMPONENT and isinstance(ancestor.fact, ClassFact):
                for fact in ancestor.fact.members.values():
                    if isinstance(fact, AttributeFact) and _is_property(fact):
                        fields.setdefault(fact.name, _field(ancestor, fact))
        return Constructor(
            list(fields.values()), ancestry.member(owner, "create"), takes_more="props"
        )


class ReflexDialect(ComponentDialect):
    """Makes the pages of Reflex and of packages of components for it."""

    name: ClassVar[str] = "reflex"
    bases: ClassVar[tuple[str, ...]] = _COMPONENT
    packages: ClassVar[tuple[str, ...]] = ("reflex", "reflex_base", "reflex_components_core")
    makers: ClassVar[tuple[FieldLibrary, ...]] = (Properties(),)

    @classmethod
    def recognises(cls, library: Library) -> Recognition | None:
        """Recognise Reflex, whose components are those of other packages, and what extends it."""
        if library.name == cls.packages[0] and library.imports(cls.packages[1]):
            return Recognition("certain", f"it passes on what {cls.packages[1]} offers")
        return super().recognises(library)

    @classmethod
    def extends(cls, library: Library) -> Recognition | None:
        """Recognise a library that offers the `create` of a component, whatever else it does."""
        ancestry = Ancestry(library.recorder)
        for name in public_names(library, library.name):
            symbol = resolve(library, library.name, name)
            owner = _created_class(symbol) if symbol is not None else None
            if owner is not None and cls.belongs(owner, ancestry):
                return Recognition("certain", f"its {name} makes a component of Reflex")
        return super().extends(library)

    @classmethod
    def classes(cls, library: Library) -> list[Symbol]:
        """Return the classes that a library offers, or whose `create` it does."""
        classes = {symbol.path: symbol for symbol in super().classes(library)}
        for name in public_names(library, library.name):
            symbol = resolve(library, library.name, name)
            owner = _created_class(symbol) if symbol is not None else None
            if owner is not None:
                classes.setdefault(owner.path, owner)
        return list(classes.values())

    @classmethod
    def extended(cls, library: Library) -> Iterable[str]:
        """Return the packages that a library passes components on from, or extends."""
        stub = library.stub(library.name)
        names = dict.fromkeys(super().extended(library))
        for member in stub.members.values() if stub is not None else ():
            if isinstance(member, ImportFact) and "." in member.target.strip("."):
                package = library.absolute(library.name, member.target).partition(".")[0]
                if package != library.name and package.startswith(cls.packages[0]):
                    names.setdefault(package)
        return names

    def subjects(self, linker: Linker) -> Iterable[tuple[Symbol, str | None]]:
        """Give the components under the names of their functions, then what else is public."""
        components: dict[str, Symbol] = {}
        for path, symbol in self._created():
            if symbol.path not in components:
                components[symbol.path] = symbol
                linker.paths[symbol.path] = path
            else:
                self._names_of(linker, symbol).append(path)
        for symbol in components.values():
            yield symbol, linker.path(symbol).rpartition(".")[0]
        for symbol, group in super().subjects(linker):
            if symbol.path not in components and not _CREATE.fullmatch(_value(symbol)):
                yield symbol, group

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add the events, and what the stub says of parameters."""
        if not is_class(symbol) or not descends(symbol, _COMPONENT, linker.ancestry):
            return component
        stub = stub_of_create(symbol)
        entries = linker.docstring(stub.docstring).parameters if stub is not None else {}
        parameters = [
            replace(parameter, description=entries[parameter.name].description)
            if not parameter.description and parameter.name in entries
            else parameter
            for parameter in component.parameters
        ]
        events = [
            Event(
                parameter.name.removeprefix("on_"),
                parameter.description,
                listener=f"{parameter.name}=",
                payload=_payload(parameter.annotation, symbol, linker),
            )
            for parameter in parameters
            if parameter.name.startswith("on_") and "Event" in (parameter.annotation or "")
        ]
        return replace(component, parameters=parameters, events=events)

    def _created(self) -> Iterator[tuple[str, Symbol]]:
        """Yield the public names that stand for the `create` of a class, with that class."""
        library = self.library
        stub = library.stub(library.name)
        names = [
            (name, library.absolute(library.name, member.target))
            for name, member in (stub.members.items() if stub is not None else ())
            if isinstance(member, ImportFact)
        ]
        names += [(name, f"{library.name}.{name}") for name in public_names(library, library.name)]
        for name, target in dict(names).items():
            symbol = find(library, target)
            if symbol is None:
                continue
            owner = _created_class(symbol)
            if owner is not None:
                yield f"{library.name}.{name}", owner
            for inner, member in _namespace(symbol):
                yield f"{library.name}.{name}.{inner}", member

    @staticmethod
    def _names_of(linker: Linker, symbol: Symbol) -> list[str]:
        if not isinstance(linker.aliases, dict):
            return []
        names: list[str] = linker.aliases.setdefault(symbol.path, [])
        return names


def stub_of_create(owner: Symbol) -> Symbol | None:
    """Return the `create` of a class as the stub beside its source has it."""
    stub = owner.library.stub(owner.module)
    declared = stub.members.get(owner.name) if stub is not None else None
    create = declared.members.get("create") if isinstance(declared, ClassFact) else None
    if not isinstance(create, FunctionFact):
        return None
    return Symbol(owner.library, owner.module, f"{owner.name}.create", create)


def _created_class(symbol: Symbol) -> Symbol | None:
    """Return the class of which a name is the `create`, or a name in a namespace is."""
    value = _value(symbol).removeprefix("staticmethod(").rstrip(")")
    match = _CREATE.fullmatch(value)
    if match is not None:
        owner = resolve(symbol.library, symbol.module, match[1])
        return owner if owner is not None and is_class(owner) else None
    # `list_item = list_ns.item`, where `list_ns` is a namespace.
    head, _, name = value.rpartition(".")
    holder = resolve(symbol.library, symbol.module, head) if head.isidentifier() else None
    return dict(_namespace(holder)).get(name) if holder is not None else None


def _namespace(symbol: Symbol) -> Iterator[tuple[str, Symbol]]:
    """Yield the names in a namespace, such as `accordion = Accordion()`, with their classes."""
    head, _, rest = _value(symbol).partition("(")
    kind = resolve(symbol.library, symbol.module, head) if rest == ")" and head else None
    for name in kind.fact.members if kind is not None and isinstance(kind.fact, ClassFact) else ():
        member = kind.member(name) if kind is not None and name[0] != "_" else None
        value = _value(member) if member is not None else ""
        match = _CREATE.fullmatch(value.removeprefix("staticmethod(").rstrip(")"))
        owner = resolve(member.library, member.module, match[1]) if match and member else None
        if owner is not None and is_class(owner):
            yield name, owner


def _value(symbol: Symbol) -> str:
    """Return what an assignment assigns, or the path of a method within its module."""
    if isinstance(symbol.fact, AttributeFact):
        return symbol.fact.value or ""
    return symbol.name if symbol.function is not None else ""


def _is_property(fact: AttributeFact) -> bool:
    annotation = fact.annotation or ""
    return fact.name[0] != "_" and ("Var[" in annotation or "EventHandler" in annotation)


def _field(owner: Symbol, fact: AttributeFact) -> Field:
    call = application(owner, fact.value) if fact.value and "(" in fact.value else None
    text = text_in(call.keywords, "doc") if call is not None else ""
    return Field(
        owner, fact.name, fact.name, "keyword_only", fact.annotation, "None", False, text=text
    )


def _payload(annotation: str | None, owner: Symbol, linker: Linker) -> Payload | None:
    """Return what a handler gets: the last arguments of `EventType[...]` that are any."""
    node = parsed(annotation) if annotation else None
    given = [
        each.slice
        for each in (ast.walk(node) if node is not None else ())
        if isinstance(each, ast.Subscript)
        and (dotted_name(each.value) or "").rpartition(".")[2] == "EventType"
        and source_of(each.slice) != "()"
    ]
    if not given:
        return None
    name = dotted_name(given[-1])
    stub = owner.library.stub(owner.module)
    member = stub.members.get(name) if stub is not None and name else None
    target = member.target if isinstance(member, ImportFact) else name or ""
    declared = find(owner.library, owner.library.absolute(owner.module, target))
    if declared is None or not is_class(declared):
        return Payload(source_of(given[-1]))
    return Payload(linker.path(declared), held(declared, linker))
