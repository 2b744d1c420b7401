"""Signature and docstring joined: the page of a class or a function, before a dialect adds to it.

An `__init__` without a docstring takes that of its nearest ancestor, as `inspect.getdoc` does at
run time; a parameter that no constructor describes may be described by the docstring of the class,
or stand below its field. Each parameter says whose words it carries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from faceplate.docstrings.shelf import Docstrings
from faceplate.docstrings.structure import NOTHING, Parsed
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import AttributeFact, ClassFact, Docstring, FunctionFact
from faceplate.link.expressions import call_of, documented, keyword, literal_string, name_of
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.prose import deprecation, first_sentence
from faceplate.link.signatures import Signature, method_signature, signature
from faceplate.model import Attribute, Component, Item, Method, Parameter, Section

_LONGEST_VALUE = 200
_SILENCE = Item()


class Linker:
    """Makes pages of the declarations of one library.

    Args:
        library: The library.
        paths: Public path of each declaration that has one, by canonical path.
        docstrings: What takes its docstrings apart; None for what knows no tags.
    """

    def __init__(
        self,
        library: Library,
        paths: dict[str, str],
        docstrings: Docstrings | None = None,
    ) -> None:
        self.library = library
        self.paths = paths
        self.ancestry = Ancestry(library.consultation)
        self._docstrings = docstrings or Docstrings(library.store, library.place)

    def path(self, symbol: Symbol) -> str:
        """Give the public path of a declaration, or its canonical one."""
        canonical = symbol.path
        if canonical in self.paths:
            return self.paths[canonical]
        owner, _, name = canonical.rpartition(".")
        return f"{self.paths[owner]}.{name}" if owner in self.paths else canonical

    def docstring(self, docstring: Docstring | None) -> Parsed:
        """Take a docstring apart, each text once."""
        return NOTHING if docstring is None else self._docstrings.parsed(docstring.text)

    def style(self, text: str) -> Style:
        """Give the style that a docstring is read in."""
        return self._docstrings.style(text)

    def close(self) -> None:
        """Keep what was made of docstrings, for the next time."""
        self._docstrings.close()

    def taken(self, symbol: Symbol) -> tuple[Signature, list[Parameter]]:
        """Give what a call of a class or a function takes.

        Args:
            symbol: A class, or a function that no class declares.

        Returns:
            The signature, and its parameters with what docstrings say of them.
        """
        made = signature(symbol, self.ancestry)
        if isinstance(symbol.fact, ClassFact):
            return made, self.described(made, self._constructor_sources(symbol, made))
        return made, self.described(made, [(symbol, self.docstring(symbol.docstring))])

    def component(
        self, symbol: Symbol, group: str | None = None, members: Iterable[Symbol] = ()
    ) -> Component:
        """Make the page of a class or a function.

        Args:
            symbol: The class or function.
            group: Its documentation group.
            members: Members of the class that belong on its page.
        """
        if isinstance(symbol.fact, ClassFact):
            return self._class(symbol, group, members)
        assert isinstance(symbol.fact, FunctionFact)
        _, parameters = self.taken(symbol)
        docs = self.docstring(symbol.docstring)
        return Component(
            name=symbol.name.rpartition(".")[2],
            kind="function",
            path=self.path(symbol),
            canonical_path=symbol.path,
            group=group,
            summary=first_sentence(docs.description),
            description=docs.description,
            notes=docs.notes,
            deprecated=self.deprecated(symbol, docs),
            parameters=parameters,
            returns=symbol.fact.returns,
            sections=[*docs.sections, *_left_over(docs, parameters)],
            example=docs.example(symbol.name),
            tags=docs.tags,
            source=symbol.source,
        )

    def method(self, symbol: Symbol, owner: Symbol) -> Method:
        """Make the entry of a method on the page of a class.

        Args:
            symbol: The method, which an ancestor of the class may declare.
            owner: The class.
        """
        made = method_signature(symbol, self.ancestry)
        docs = self.docstring(self._inherited_docstring(symbol))
        parameters = self.described(made, [(symbol, docs)])
        fact = symbol.fact
        return Method(
            name=symbol.name.rpartition(".")[2],
            path=self.path(symbol),
            summary=first_sentence(docs.description),
            description=docs.description,
            notes=docs.notes,
            deprecated=self.deprecated(symbol, docs),
            parameters=parameters,
            returns=fact.returns if isinstance(fact, FunctionFact) else None,
            sections=[*docs.sections, *(_left_over(docs, parameters) if symbol.docstring else ())],
            example=docs.example(owner.name),
            source=symbol.source,
        )

    def attribute(self, symbol: Symbol) -> Attribute:
        """Make the entry of an attribute or a property on the page of its class."""
        fact = symbol.fact
        assert isinstance(fact, AttributeFact)
        value = fact.value if fact.value and len(fact.value) <= _LONGEST_VALUE else None
        return Attribute(fact.name, fact.annotation, value, _text_of(fact))

    def members(self, symbol: Symbol) -> Iterator[Symbol]:
        """Yield the public members of a class that no other page shows.

        They are its own and those of ancestors in the same library that have no public path, hence
        no page, unless the page of a nearer ancestor has them already. An attribute that nothing
        describes is left out, except for the members of an enumeration.
        """
        seen: set[str] = set()
        order = self.ancestry.order(symbol)
        elsewhere: set[str] = set()
        for owner in order[1:]:
            if owner.path in self.paths and owner.path not in elsewhere:
                elsewhere.update(one.path for one in self.ancestry.order(owner))
        listed = any(path.startswith("enum.") for path in self.ancestry.unknown_bases(symbol))
        for owner in order:
            if owner is not symbol and (
                owner.path in elsewhere or owner.library is not symbol.library
            ):
                continue
            assert isinstance(owner.fact, ClassFact)
            for name in owner.fact.members:
                member = owner.member(name)
                if member is None or name.startswith("_") or name in seen:
                    continue
                seen.add(name)
                fact = member.fact
                if listed or not isinstance(fact, AttributeFact) or _text_of(fact):
                    yield member

    def described(
        self, made: Signature, sources: Iterable[tuple[Symbol, Parsed]]
    ) -> list[Parameter]:
        """Join a signature with what docstrings say of its parameters.

        Args:
            made: The signature.
            sources: Docstrings in the order in which they are asked, each with whose it is.
        """
        asked = list(sources)
        return [self._described(parameter, made, asked) for parameter in made.parameters]

    def deprecated(self, symbol: Symbol, docs: Parsed) -> str | None:
        """Say what the library says of the deprecation of something, or None."""
        if docs.deprecated is not None:
            return docs.deprecated
        for decorator in getattr(symbol.fact, "decorators", ()):
            if name_of(decorator).rpartition(".")[2] == "deprecated":
                called = call_of(decorator)
                stated = [literal_string(one) for one in called[1].args] if called else []
                return next((text for text in stated if text), "Deprecated.")
        name = symbol.name.rpartition(".")[2]
        return deprecation(
            name, [*(note.text for note in docs.notes), first_sentence(docs.description)]
        )

    def _class(self, symbol: Symbol, group: str | None, listed: Iterable[Symbol]) -> Component:
        made, parameters = self.taken(symbol)
        described = self._class_docstring(symbol)
        docs = self.docstring(described)
        function = made.function and symbol.member(made.function.name.rpartition(".")[2])
        constructor = self.docstring(function.docstring) if function else NOTHING
        prose = [part for part in (docs.description, constructor.description) if part]
        fields = set(made.owners)
        members = [one for one in listed if one.name.rpartition(".")[2] not in fields]
        return Component(
            name=symbol.name.rpartition(".")[2],
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
                *_without(fields, [*docs.sections, *constructor.sections]),
                *(_left_over(docs, parameters) if symbol.docstring else ()),
                *_left_over(constructor, parameters),
            ],
            example=docs.example(symbol.name) or constructor.example(symbol.name),
            tags=constructor.tags | docs.tags,
            methods=[self.method(one, symbol) for one in members if one.function],
            attributes=[
                self.attribute(one) for one in members if isinstance(one.fact, AttributeFact)
            ],
            bases=[link.path for link in self.ancestry.links(symbol)],
            unknown_bases=self.ancestry.unread_bases(symbol),
            source=symbol.source,
        )

    def _class_docstring(self, symbol: Symbol) -> Docstring | None:
        """Give the docstring of a class, or of its nearest ancestor in the same library."""
        for owner in self.ancestry.order(symbol):
            if owner.docstring is not None and owner.library is symbol.library:
                return owner.docstring
        return None

    def _constructor_sources(
        self, symbol: Symbol, made: Signature
    ) -> Iterator[tuple[Symbol, Parsed]]:
        """Yield the docstrings that may describe what a class takes, nearest first.

        They are that of its own constructor, its own, that of an inherited constructor, and those
        of its ancestors.
        """
        order = self.ancestry.order(symbol)
        name = made.function.name.rpartition(".")[2] if made.function else "__init__"
        constructor = symbol.member(name) if made.function else None
        if constructor is not None and constructor.docstring is not None:
            yield symbol, self.docstring(constructor.docstring)
        if symbol.docstring is not None:
            yield symbol, self.docstring(symbol.docstring)
        if made.function is not None and (constructor is None or constructor.docstring is None):
            start = made.function.path.rpartition(".")[0]
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

    def _described(
        self, parameter: Parameter, made: Signature, sources: list[tuple[Symbol, Parsed]]
    ) -> Parameter:
        owner = made.owners.get(parameter.name)
        field = owner.member(parameter.name) if owner else None
        annotation, said = documented(parameter.annotation)
        item, place = Item(description=said), owner or made.function
        if owner is not None and field is not None and field.docstring is not None:
            item = Item(description=field.docstring.text)
        if owner is not None and not any(one[0].path == owner.path for one in sources):
            sources = [*sources, (owner, self.docstring(owner.docstring))]
        stated_type = None
        for source, docs in sources:
            found = _said_of(parameter.name, docs)
            stated_type = stated_type or found.annotation
            if not item.description and found.description:
                item, place = found, source
        return Parameter(
            parameter.name,
            parameter.kind,
            annotation,
            parameter.default,
            parameter.constant,
            parameter.required,
            item.description,
            self.path(place) if item.description and place else None,
            stated_type,
        )

    def _inherited_docstring(self, symbol: Symbol) -> Docstring | None:
        if symbol.docstring is not None or "." not in symbol.name:
            return symbol.docstring
        module = symbol.library.module(symbol.module)
        owner_name, _, name = symbol.name.rpartition(".")
        fact = module.members.get(owner_name) if module else None
        if not isinstance(fact, ClassFact):
            return None
        owner = Symbol(symbol.library, symbol.module, owner_name, fact)
        for ancestor in self.ancestry.order(owner):
            member = ancestor.member(name)
            if member is not None and member.docstring is not None:
                return member.docstring
        return None


def _left_over(docs: Parsed, parameters: list[Parameter]) -> list[Section]:
    """Give what a docstring says of parameters and the table of parameters does not show.

    Args:
        docs: The docstring.
        parameters: The table: it may lack a parameter, or describe it in words from elsewhere.
    """
    shown = {parameter.name: parameter.description for parameter in parameters}
    items = [
        item
        for name, item in docs.parameters.items()
        if name not in shown or item.description not in shown[name]
    ]
    return [Section("other parameters", "Other parameters", items)] if items else []


def _without(fields: set[str], sections: list[Section]) -> Iterator[Section]:
    """Yield sections without the attributes that stand among the parameters."""
    for section in sections:
        items = section.items
        if section.kind == "attributes":
            items = [item for item in items if item.name not in fields]
        if items or section.text:
            yield Section(section.kind, section.title, items, section.text)


def _said_of(name: str, docs: Parsed) -> Item:
    item = docs.parameters.get(name)
    if item is not None:
        return item
    for section in docs.sections:
        if section.kind == "attributes":
            for entry in section.items:
                if entry.name == name:
                    return entry
    return _SILENCE


def _text_of(fact: AttributeFact) -> str:
    """Give what is said of an attribute: below it, or in the call that makes it."""
    if fact.docstring is not None:
        return fact.docstring.text
    called = call_of(fact.value) if fact.value and "doc" in fact.value else None
    return (literal_string(keyword(called[1], "doc")) if called else None) or ""
