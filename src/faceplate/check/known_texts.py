"""Texts that a library already has for a parameter: those of ancestors, and of shared listeners.

A text is taken only where what it speaks of is the same: the ancestor takes the parameter too, and
the text fits what the heir takes. Nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from faceplate.check import events, prose
from faceplate.check.codebase import Codebase, Unit
from faceplate.check.contradictions import contradictions
from faceplate.facts.declarations import ClassFact, Docstring, FunctionFact, ParameterFact
from faceplate.link.library import Symbol
from faceplate.model import Item, Parameter

# From which part of a listener's arguments on a function is meant to take the same.
_SHARED = 0.75
# From how many common arguments on.
_FEWEST = 4


def text_of(unit: Unit, parameter: Parameter) -> str | None:
    """Return the text that the library has for a parameter in another place, or None."""
    return _inherited(unit, parameter) or _of_listener(unit, parameter)


def _inherited(unit: Unit, parameter: Parameter) -> str | None:
    """Return what an ancestor says of a parameter, if it fits.

    Args:
        unit: A class, or a method.
        parameter: The parameter.
    """
    for owner, docstring, fact in _ancestors(unit):
        item = unit.codebase.linker.docstring(docstring).parameters.get(parameter.name)
        taken = {each.name: each for each in fact.parameters}
        if item is None or not item.description.strip() or parameter.name not in taken:
            continue
        if prose.is_placeholder(item.description) or not _is_verbatim(item, docstring):
            continue
        path = unit.codebase.linker.path(owner)
        inherited = replace(parameter, description=item.description, described_in=path)
        return None if any(contradictions(inherited, unit)) else item.description
    return None


def shared(codebase: Codebase, function: FunctionFact, name: str) -> str | None:
    """Return what functions that take the same arguments as a listener say of one.

    Args:
        codebase: The whole.
        function: The listener.
        name: The argument.
    """
    own = {parameter.name: parameter for parameter in function.parameters}
    wanted = own[name]
    texts: list[str] = []
    for other in codebase.units:
        fact = other.symbol.fact
        if not isinstance(fact, FunctionFact) or fact.docstring is None:
            continue
        theirs = {parameter.name: parameter for parameter in fact.parameters}
        if not _is_shared(own, theirs) or not _same(wanted, theirs.get(name)):
            continue
        item = codebase.linker.docstring(fact.docstring).parameters.get(name)
        if item is None or not item.description or prose.is_placeholder(item.description):
            continue
        if _is_verbatim(item, fact.docstring):
            texts.append(item.description)
    return texts[0] if len(set(texts)) == 1 else None


def _of_listener(unit: Unit, parameter: Parameter) -> str | None:
    """Return what a listener says of an argument that a function shares with it.

    Args:
        unit: The function.
        parameter: The argument.
    """
    fact = unit.symbol.fact
    if not isinstance(fact, FunctionFact):
        return None
    theirs = {argument.name: argument for argument in fact.parameters}
    texts = set()
    for listener in _listeners(unit.codebase):
        own = {argument.name: argument for argument in listener.parameters}
        argument = own.get(parameter.name)
        if (
            argument is None
            or not _is_shared(own, theirs)
            or not _same(argument, theirs[parameter.name])
        ):
            continue
        item = unit.codebase.linker.docstring(listener.docstring).parameters.get(parameter.name)
        is_verbatim = item is not None and _is_verbatim(item, listener.docstring)
        texts.add(item.description if item is not None and is_verbatim else "")
    return texts.pop() or None if len(texts) == 1 else None


def _listeners(codebase: Codebase) -> list[FunctionFact]:
    """Return the functions that listen to events, each once."""

    def search() -> list[FunctionFact]:
        functions: dict[tuple[str, int], FunctionFact] = {}
        for offer in events.offers(codebase):
            for event in offer.events:
                listener = codebase.dialect.listener(event)
                if listener is not None:
                    function = listener.function
                    functions.setdefault((listener.owner.path, function.line), function)
        return list(functions.values())

    return codebase.once("listeners", search)


def _is_verbatim(item: Item, docstring: Docstring | None) -> bool:
    """Return whether a text stands in its docstring as pages show it.

    What holds roles or directives is shown in another language than that of the file.
    """
    text = docstring.text if docstring is not None else ""
    return " ".join(item.description.split()) in " ".join(text.split())


def _ancestors(unit: Unit) -> Iterator[tuple[Symbol, Docstring | None, FunctionFact]]:
    """Yield who may describe a parameter of a unit, nearest first, with its docstring."""
    linker = unit.codebase.linker
    owner = unit.symbol if unit.is_class else unit.owner
    if owner is None or unit.signature.owners:
        return
    name = "__init__" if unit.is_class else unit.symbol.name.rpartition(".")[2]
    for ancestor in linker.ancestry.order(owner)[1:]:
        member = ancestor.member(name)
        if member is None or not isinstance(member.fact, FunctionFact):
            continue
        yield ancestor, member.docstring, member.fact
        if unit.is_class and isinstance(ancestor.fact, ClassFact):
            yield ancestor, ancestor.docstring, member.fact


def _is_shared(own: dict[str, ParameterFact], theirs: dict[str, ParameterFact]) -> bool:
    common = [name for name in own if name in theirs]
    return len(common) >= _FEWEST and len(common) >= _SHARED * len(own)


def _same(parameter: ParameterFact, other: ParameterFact | None) -> bool:
    return (
        other is not None
        and parameter.default == other.default
        and parameter.annotation == other.annotation
    )
