"""Signature and docstring joined: the page of a declaration, before a dialect adds to it.

An `__init__` without a docstring takes that of its nearest ancestor, as `inspect.getdoc` does at
run time; a parameter that no constructor describes may be described by the docstring of the class,
or stand below its field. Each parameter says whose words it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from faceplate.docstrings.bodies import markdown
from faceplate.docstrings.cached import Docstrings
from faceplate.docstrings.parts import Outline
from faceplate.docstrings.structure import NOTHING, Parsed
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import AttributeFact, ClassFact, Docstring, FunctionFact
from faceplate.link.annotated_names import AnnotatedNames
from faceplate.link.assignments import ModuleObject, PartialCall, value_of
from faceplate.link.descriptions import (
    answered,
    described,
    inherited_docstring,
    left_over,
    opening,
    without,
)
from faceplate.link.expressions import call_of, documented, literal_string, name_of
from faceplate.link.fields.field import FieldLibrary
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.members import Members, text_of
from faceplate.link.objects import value_signature
from faceplate.link.prose import deprecation, first_sentence
from faceplate.link.signatures import Signature, method_signature, signature_of
from faceplate.model import Attribute, Component, Inherited, Method, Overload, Parameter

_NOTES = ("note", "notes", "warning", "warnings")
"""Kinds of sections that may say of the whole that it is deprecated, as notes do."""

_LONGEST_VALUE = 200
"""Characters of a value that an attribute shows; what is longer is data."""

_SETTERS = {"settable", "writable"}

MembersOf = Callable[[Symbol], Iterable[Symbol]]
"""Gives the members of a class that stand on its page."""


class Linker:
    """Makes pages of the declarations of one library.

    Args:
        library: The library.
        paths: Public path of each declaration that has one, by canonical path.
        docstrings: What takes its docstrings apart; None for what knows no tags.
        aliases: Other public paths, by canonical path.
        makers: Libraries of fields beyond those that every library may use.

    Attributes:
        pages: Canonical paths of what has a page; what is inherited from there is listed.
        ancestry: The linearisations of the library.
        annotated_names: What finds where the names in annotations lead.
    """

    def __init__(
        self,
        library: Library,
        paths: dict[str, str],
        docstrings: Docstrings | None = None,
        aliases: Mapping[str, list[str]] | None = None,
        makers: Sequence[FieldLibrary] = (),
    ) -> None:
        self.library = library
        self.paths = paths
        self.aliases = aliases or {}
        self.pages: set[str] = set()
        self.ancestry = Ancestry(library.recorder, makers)
        self.annotated_names = AnnotatedNames(self.ancestry, library.recorder)
        self._members = Members(paths, self.ancestry, library.recorder)
        self._docstrings = docstrings or Docstrings(library.store, library.place)

    def path(self, symbol: Symbol) -> str:
        """Return the public path of a declaration, or its canonical one."""
        canonical = symbol.path
        if canonical in self.paths:
            return self.paths[canonical]
        owner, _, name = canonical.rpartition(".")
        return f"{self.paths[owner]}.{name}" if owner in self.paths else canonical

    def name(self, symbol: Symbol) -> str:
        """Return the name of a page: the end of its path, as long as the classes around it ask."""
        depth = symbol.name.count(".") + 1 if isinstance(symbol.fact, ClassFact) else 1
        return ".".join(self.path(symbol).split(".")[-depth:])

    def docstring(self, docstring: Docstring | None) -> Parsed:
        """Take a docstring apart, each text once."""
        return NOTHING if docstring is None else self._docstrings.parsed(docstring.text)

    def outline(self, text: str) -> Outline:
        """Return the parts of a docstring with their places."""
        return self._docstrings.outline(text)

    def style(self, text: str) -> Style:
        """Return the style that a docstring is read in."""
        return self._docstrings.style(text)

    def close(self) -> None:
        """Keep what was made of docstrings, for the next time."""
        self._docstrings.close()

    def taken(self, symbol: Symbol) -> tuple[Signature, list[Parameter]]:
        """Return what a call of a class or a function takes.

        Args:
            symbol: A class, a function, or a method that the library offers as a function.

        Returns:
            The signature, and its parameters with what docstrings say of them.
        """
        if isinstance(symbol.fact, ClassFact):
            signature = signature_of(symbol, self.ancestry)
            return signature, self.described(
                signature, self._constructor_sources(symbol, signature)
            )
        signature = _called(symbol, self.ancestry)
        return signature, self.described(signature, [(symbol, self.docstring(symbol.docstring))])

    def component(
        self,
        symbol: Symbol,
        group: str | None = None,
        members: Iterable[Symbol] = (),
        members_of: MembersOf | None = None,
    ) -> Component:
        """Make the page of a class, a function or an object.

        Args:
            symbol: What the page is about.
            group: Its documentation group.
            members: Members of the class that belong on its page.
            members_of: Gives those of an ancestor, where what is inherited is to be listed.
        """
        if isinstance(symbol.fact, ClassFact):
            page = self._class(symbol, group, members, members_of)
        elif isinstance(symbol.fact, FunctionFact):
            page = self._function(symbol, group)
        else:
            page = self._object(symbol, group, members_of or self.members)
        aliases = self.aliases.get(symbol.path)
        return replace(page, aliases=aliases) if aliases else page

    def method(self, symbol: Symbol, owner: Symbol, name: str | None = None) -> Method:
        """Make the entry of a method on the page of a class.

        Args:
            symbol: The method, which an ancestor of the class may declare.
            owner: The class.
            name: Its name there, where that is not the one it is declared under.
        """
        signature = method_signature(symbol, self.ancestry)
        docs = self.docstring(inherited_docstring(symbol, self.ancestry))
        parameters = self.described(signature, [(symbol, docs)])
        returns, sections = answered(symbol.function, docs.sections)
        holder, _, declared = symbol.path.rpartition(".")
        return Method(
            name=name or declared,
            path=f"{self.paths.get(holder, holder)}.{declared}",
            summary=first_sentence(docs.description),
            description=docs.description,
            notes=docs.notes,
            deprecated=self.deprecated(symbol, docs),
            parameters=parameters,
            returns=returns,
            sections=[*sections, *(left_over(docs, parameters) if symbol.docstring else ())],
            example=docs.example(owner.name),
            source=symbol.source,
            overloads=self._overloads(symbol),
            uncertain=signature.sentences,
        )

    def attribute(self, symbol: Symbol) -> Attribute:
        """Make the entry of an attribute or a property on the page of its class."""
        fact = symbol.fact
        assert isinstance(fact, AttributeFact)
        value = fact.value if fact.value and len(fact.value) <= _LONGEST_VALUE else None
        settable = not _SETTERS.isdisjoint(fact.labels) if "property" in fact.labels else None
        annotation, _ = documented(fact.annotation)
        text, stated = text_of(fact), None
        if fact.docstring is not None and "property" in fact.labels:
            text, stated = self.docstring(fact.docstring).answer()
        return Attribute(fact.name, annotation or stated, value, text, settable)

    def members(self, symbol: Symbol) -> Iterator[Symbol]:
        """Yield the public members of a class that no other page shows."""
        return self._members.of(symbol)

    def described(
        self, signature: Signature, sources: Iterable[tuple[Symbol, Parsed]]
    ) -> list[Parameter]:
        """Join a signature with what docstrings say of its parameters.

        Args:
            signature: The signature.
            sources: Docstrings in the order in which they are asked, each with whose it is.
        """
        return described(signature, sources, self.docstring, self.path)

    def deprecated(self, symbol: Symbol, docs: Parsed) -> str | None:
        """Say what the library says of the deprecation of something, or None."""
        if docs.deprecated is not None:
            return docs.deprecated
        for decorator in getattr(symbol.fact, "decorators", ()):
            if name_of(decorator).rpartition(".")[2] == "deprecated":
                called = call_of(decorator)
                stated = [literal_string(argument) for argument in called[1].args] if called else []
                return next((text for text in stated if text), "Deprecated.")
        name = symbol.name.rpartition(".")[2]
        return deprecation(
            name,
            [
                *(note.text for note in docs.notes),
                *(part.text for part in docs.sections if part.kind in _NOTES),
                first_sentence(docs.description),
            ],
        )

    def _function(self, symbol: Symbol, group: str | None) -> Component:
        assert isinstance(symbol.fact, FunctionFact)
        signature, parameters = self.taken(symbol)
        docs = self.docstring(inherited_docstring(symbol, self.ancestry))
        returns, sections = answered(symbol.fact, docs.sections)
        return Component(
            name=self.name(symbol),
            kind="function",
            path=self.path(symbol),
            canonical_path=symbol.path,
            group=group,
            summary=first_sentence(docs.description),
            description=docs.description,
            notes=docs.notes,
            deprecated=self.deprecated(symbol, docs),
            parameters=parameters,
            returns=returns,
            sections=[*sections, *left_over(docs, parameters)],
            example=docs.example(symbol.name),
            tags=docs.tags,
            overloads=self._overloads(symbol),
            source=symbol.source,
            uncertain=signature.sentences,
        )

    def _class(
        self,
        symbol: Symbol,
        group: str | None,
        listed: Iterable[Symbol],
        members_of: MembersOf | None,
    ) -> Component:
        signature, parameters = self.taken(symbol)
        function = signature.function and symbol.member(signature.function.name.rpartition(".")[2])
        constructor = self.docstring(function.docstring) if function else NOTHING
        # The words of the class itself come before those of any ancestor.
        silent = symbol.docstring is None and constructor.description
        text = None if silent else opening(symbol, self.ancestry, self.paths.__contains__)
        docs = self.docstring(text)
        prose = [part for part in (docs.description, constructor.description) if part]
        fields = {field.attribute for field in signature.fields.values()}
        members = [member for member in listed if member.name.rpartition(".")[2] not in fields]
        methods, attributes = self._entries(members, symbol)
        return Component(
            name=self.name(symbol),
            kind="class",
            path=self.path(symbol),
            canonical_path=symbol.path,
            group=group,
            summary=first_sentence(docs.description or constructor.description),
            description="\n\n".join(prose),
            notes=[*docs.notes, *constructor.notes],
            deprecated=self.deprecated(symbol, docs),
            parameters=parameters,
            sections=[
                *without(fields, [*docs.sections, *constructor.sections]),
                *(left_over(docs, parameters) if symbol.docstring else ()),
                *left_over(constructor, parameters),
            ],
            example=docs.example(symbol.name) or constructor.example(symbol.name),
            tags=constructor.tags | docs.tags,
            methods=methods,
            attributes=attributes,
            inherited=self._inherited(symbol, members, fields, members_of),
            overloads=self._overloads(signature.function)
            if function and signature.function
            else [],
            bases=[link.path for link in self.ancestry.links(symbol)],
            unknown_bases=self.ancestry.unread_bases(symbol),
            source=symbol.source,
            uncertain=signature.sentences,
        )

    def _object(self, symbol: Symbol, group: str | None, members_of: MembersOf) -> Component:
        """Make the page of what an assignment makes: an object, or a partial function."""
        value = value_of(symbol, self.ancestry)
        assert isinstance(value, ModuleObject | PartialCall)
        signature = value_signature(value, self.ancestry)
        function = signature.function
        texts = [symbol.docstring, function and function.docstring, value.declared.docstring]
        docs = self.docstring(next((text for text in texts if text is not None), None))
        sources = [(function, self.docstring(function.docstring))] if function else []
        returns, sections = answered(function and function.function, docs.sections)
        page = Component(
            name=self.name(symbol),
            kind="function" if signature.function or isinstance(value, PartialCall) else "object",
            path=self.path(symbol),
            canonical_path=symbol.path,
            group=group,
            summary=first_sentence(docs.description),
            description=docs.description,
            notes=docs.notes,
            deprecated=docs.deprecated,
            parameters=self.described(signature, [*sources, (symbol, docs)]),
            returns=returns,
            sections=sections,
            example=docs.example(symbol.name),
            tags=docs.tags,
            source=symbol.source,
            uncertain=signature.sentences,
        )
        return (
            page if isinstance(value, PartialCall) else self._with_members(page, value, members_of)
        )

    def _with_members(
        self, page: Component, value: ModuleObject, members_of: MembersOf
    ) -> Component:
        """Add to the page of an object what its class offers."""
        owner = value.owner
        members = list(members_of(owner))
        inherited = self._inherited(owner, members, set(), members_of)
        if owner.path in self.pages:
            names = [member.name.rpartition(".")[2] for member in members]
            if names:
                inherited.insert(0, Inherited(self.path(owner), names))
            return replace(page, inherited=inherited, bases=[owner.path])
        methods, attributes = self._entries(members, owner)
        return replace(
            page, methods=methods, attributes=attributes, inherited=inherited, bases=[owner.path]
        )

    def _entries(
        self, members: Iterable[Symbol], owner: Symbol
    ) -> tuple[list[Method], list[Attribute]]:
        methods: list[Method] = []
        attributes: list[Attribute] = []
        for member in members:
            function = self._members.function(member)
            if function is not None:
                name = member.name.rpartition(".")[2]
                methods.append(self.method(function, owner, name))
            elif isinstance(member.fact, AttributeFact):
                attributes.append(self.attribute(member))
        return methods, attributes

    def _inherited(
        self,
        symbol: Symbol,
        members: Iterable[Symbol],
        fields: set[str],
        members_of: MembersOf | None,
    ) -> list[Inherited]:
        if members_of is None:
            return []
        own = {member.name.rpartition(".")[2] for member in members} | fields
        own |= symbol.fact.members.keys() if isinstance(symbol.fact, ClassFact) else set()
        owners = [owner for owner in self.ancestry.order(symbol)[1:] if owner.path in self.pages]
        return self._members.inherited(owners, own, members_of, self.path)

    def _overloads(self, symbol: Symbol) -> list[Overload]:
        """Return the signatures that a function states beside that of its implementation."""
        fact = symbol.function
        overloads = []
        for overload in fact.overloads if fact and len(fact.overloads) > 1 else ():
            stated = symbol._replace(fact=overload)
            docs = self.docstring(overload.docstring)
            signature = _called(stated, self.ancestry)
            parameters = self.described(signature, [(stated, docs)])
            returns, answer = documented(overload.returns)
            overloads.append(Overload(parameters, returns, docs.description or markdown(answer)))
        return overloads

    def _constructor_sources(
        self, symbol: Symbol, signature: Signature
    ) -> Iterator[tuple[Symbol, Parsed]]:
        """Yield the docstrings that may describe what a class takes, nearest first.

        They are that of its own constructor, its own, that of an inherited constructor, and those
        of its ancestors.
        """
        order = self.ancestry.order(symbol)
        name = signature.function.name.rpartition(".")[2] if signature.function else "__init__"
        constructor = symbol.member(name) if signature.function else None
        if constructor is not None and constructor.docstring is not None:
            yield symbol, self.docstring(constructor.docstring)
        if symbol.docstring is not None:
            yield symbol, self.docstring(symbol.docstring)
        if signature.function is not None and (
            constructor is None or constructor.docstring is None
        ):
            start = signature.function.path.rpartition(".")[0]
            begun = False
            for owner in order:
                begun = begun or owner.path == start
                member = owner.member(name) if begun else None
                if member is not None and member.docstring is not None:
                    yield owner, self.docstring(member.docstring)
                    break
        for owner in order[1:]:
            if owner.docstring is not None:
                yield owner, self.docstring(owner.docstring)


def _called(symbol: Symbol, ancestry: Ancestry) -> Signature:
    """Return what a call takes: of a method without the object that it belongs to."""
    is_method = "." in symbol.name
    return (method_signature if is_method else signature_of)(symbol, ancestry)
