"""Whose words stand on a page: which docstring opens it, and which describes each parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from faceplate.docstrings.bodies import markdown
from faceplate.docstrings.structure import Parsed
from faceplate.facts.declarations import ClassFact, Docstring, FunctionFact
from faceplate.link.expressions import documented
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.signatures import Signature
from faceplate.model import Item, Parameter, Section

Sources = list[tuple[Symbol, Parsed]]
"""Docstrings in the order in which they are asked, each with whose it is."""

_SILENCE = Item()
_ANSWERS = {"returns", "yields"}


def opening(
    symbol: Symbol, ancestry: Ancestry, is_public: Callable[[str], bool]
) -> Docstring | None:
    """Return the docstring of a class, or of its nearest ancestor in the same library.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.
        is_public: Says of a canonical path whether it has a public one. What a public ancestor
            says comes before what a private one does, which speaks of something else.
    """
    if symbol.docstring is not None:
        return symbol.docstring
    above = [
        owner
        for owner in ancestry.order(symbol)[1:]
        if owner.docstring is not None and owner.library is symbol.library
    ]
    above.sort(key=lambda owner: not is_public(owner.path))
    return above[0].docstring if above else None


def inherited_docstring(symbol: Symbol, ancestry: Ancestry) -> Docstring | None:
    """Return the docstring of a method, or of the one that it overrides."""
    if symbol.docstring is not None or "." not in symbol.name:
        return symbol.docstring
    module = symbol.library.module(symbol.module)
    owner_name, _, name = symbol.name.rpartition(".")
    fact = module.members.get(owner_name) if module else None
    if not isinstance(fact, ClassFact):
        return None
    owner = Symbol(symbol.library, symbol.module, owner_name, fact)
    for ancestor in ancestry.order(owner):
        member = ancestor.member(name)
        if member is not None and member.docstring is not None:
            return member.docstring
    return None


def described(
    signature: Signature,
    sources: Iterable[tuple[Symbol, Parsed]],
    read: Callable[[Docstring | None], Parsed],
    path: Callable[[Symbol], str],
) -> list[Parameter]:
    """Join a signature with what docstrings say of its parameters.

    Args:
        signature: The signature.
        sources: Docstrings in the order in which they are asked, each with whose it is.
        read: Takes a docstring apart.
        path: Gives the public path of a declaration.
    """
    asked = list(sources)
    return [
        _described(parameter, signature, asked, read, path) for parameter in signature.parameters
    ]


def _described(
    parameter: Parameter,
    signature: Signature,
    sources: Sources,
    read: Callable[[Docstring | None], Parsed],
    path: Callable[[Symbol], str],
) -> Parameter:
    declared = signature.fields.get(parameter.name)
    owner = declared.owner if declared else None
    attribute = declared.attribute if declared else parameter.name
    field = owner.member(attribute) if owner else None
    annotation, text = documented(parameter.annotation)
    text = text or (declared.text if declared else "")
    place = (declared.described_by if declared else None) or owner or signature.function
    item = Item(description=markdown(text))
    if owner is not None and field is not None and field.docstring is not None:
        item = Item(description=markdown(field.docstring.text))
    if owner is not None and not any(source.path == owner.path for source, _ in sources):
        sources = [*sources, (owner, read(owner.docstring))]
    stated_type = None
    for source, docs in sources:
        entry = _entry(parameter.name, docs)
        if entry is _SILENCE and attribute != parameter.name:
            entry = _entry(attribute, docs)
        stated_type = stated_type or _stated_type(entry, parameter.default)
        if not item.description and entry.description:
            item, place = entry, source
    return Parameter(
        parameter.name,
        parameter.kind,
        annotation,
        parameter.default,
        parameter.constant,
        parameter.required,
        item.description,
        path(place) if item.description and place else None,
        stated_type,
        parameter.constraints,
        parameter.facets,
    )


def answered(
    function: FunctionFact | None, sections: list[Section]
) -> tuple[str | None, list[Section]]:
    """Join what the annotation of a function's answer says with what its docstring says.

    Args:
        function: The function; None for what cannot be called.
        sections: Sections of its docstring.

    Returns:
        The type that is returned, and the sections: with one on what is returned, if only the
        annotation says something of it.
    """
    returns, text = documented(function.returns if function else None)
    if text and not any(section.kind in _ANSWERS for section in sections):
        item = Item(annotation=returns, description=markdown(text))
        sections = [*sections, Section("returns", "Returns", [item])]
    return returns, sections


def left_over(docs: Parsed, parameters: list[Parameter]) -> list[Section]:
    """Return what a docstring says of parameters and the table of parameters does not show.

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


def without(fields: set[str], sections: list[Section]) -> Iterator[Section]:
    """Yield sections without the attributes that stand among the parameters."""
    for section in sections:
        items = section.items
        if section.kind == "attributes":
            items = [item for item in items if item.name not in fields]
        if items or section.text:
            yield Section(section.kind, section.title, items, section.text)


def _stated_type(entry: Item, default: str | None) -> str | None:
    """Return the type that an entry states, with its default where the signature has another."""
    if entry.default is None or _spelled(entry.default) == _spelled(default or ""):
        return entry.annotation
    remark = f"default {entry.default}"
    return f"{entry.annotation}, {remark}" if entry.annotation else remark


def _spelled(default: str) -> str:
    return default.strip("`*. ").replace("'", '"')


def _entry(name: str, docs: Parsed) -> Item:
    item = docs.parameters.get(name)
    if item is not None:
        return item
    for section in docs.sections:
        if section.kind == "attributes":
            for entry in section.items:
                if entry.name == name:
                    return entry
    return _SILENCE
