"""What a function receives from a component and what it hands back.

Older releases say it in the class docstring, in lines labelled `Preprocessing:` and
`Postprocessing:`; newer ones say it where it happens, in what `preprocess` returns and in the first
parameter of `postprocess`. Both are inherited. A method that is abstract says nothing. Where a
component has both, the way counts that most of the library uses: the other is then a leftover.
"""

from __future__ import annotations

from collections.abc import Iterable

from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import method_signature
from faceplate.model import Behaviour


def states_by_label(symbols: Iterable[Symbol]) -> bool:
    """Say whether most of some components state their behaviour by labels."""
    labels = methods = 0
    for symbol in symbols:
        if isinstance(symbol.fact, ClassFact):
            methods += "preprocess" in symbol.fact.members
            docstring = symbol.fact.docstring
            labels += docstring is not None and "Preprocessing: " in docstring.text
    return labels * 2 > methods


def as_input(symbol: Symbol, linker: Linker, labelled: bool) -> Behaviour | None:
    """Say what a function receives when the component is one of its inputs.

    Args:
        symbol: The component's class.
        linker: What knows ancestors and docstrings.
        labelled: Whether labels come before methods.
    """
    method = _method(symbol, "preprocess", linker)
    annotation, description = None, ""
    if method is not None and isinstance(method.fact, FunctionFact):
        annotation = method.fact.returns
        docs = linker.docstring(method.docstring)
        for section in docs.sections:
            if section.kind == "returns":
                description = "\n".join(
                    f"{item.annotation}: {item.description}"
                    if item.annotation
                    else item.description
                    for item in section.items
                )
    label = _label(symbol, "preprocessing", linker)
    return _behaviour(annotation, (label or description) if labelled else (description or label))


def as_output(symbol: Symbol, linker: Linker, labelled: bool) -> Behaviour | None:
    """Say what a function hands back when the component is one of its outputs.

    Args:
        symbol: The component's class.
        linker: What knows ancestors and docstrings.
        labelled: Whether labels come before methods.
    """
    method = _method(symbol, "postprocess", linker)
    annotation, description = None, ""
    if method is not None:
        signature = method_signature(method, linker.ancestry)
        docs = linker.docstring(method.docstring)
        described = linker.described(signature, [(method, docs)])
        if described:
            annotation, description = described[0].annotation, described[0].description
    label = _label(symbol, "postprocessing", linker)
    return _behaviour(annotation, (label or description) if labelled else (description or label))


def _method(symbol: Symbol, name: str, linker: Linker) -> Symbol | None:
    method = linker.ancestry.member(symbol, name)
    if method is None or method.function is None or "abstractmethod" in method.function.labels:
        return None
    return method


def _label(symbol: Symbol, label: str, linker: Linker) -> str:
    for owner in linker.ancestry.order(symbol):
        text = linker.docstring(owner.docstring).tags.get(label)
        if text:
            return text
    return ""


def _behaviour(annotation: str | None, description: str) -> Behaviour | None:
    if annotation is None and not description:
        return None
    return Behaviour(annotation, description)
