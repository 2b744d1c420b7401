"""What a function receives from a component and what it hands back.

Older releases say it in the class docstring, in lines labelled `Preprocessing:` and
`Postprocessing:`; newer ones say it where it happens, in what `preprocess` returns and in the first
parameter of `postprocess`. Both are inherited. A method that is abstract says nothing.
"""

from __future__ import annotations

from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import method_signature
from faceplate.model import Behaviour


def as_input(symbol: Symbol, linker: Linker) -> Behaviour | None:
    """Say what a function receives when the component is one of its inputs."""
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
    return _behaviour(annotation, description or _tag(symbol, "preprocessing", linker))


def as_output(symbol: Symbol, linker: Linker) -> Behaviour | None:
    """Say what a function hands back when the component is one of its outputs."""
    method = _method(symbol, "postprocess", linker)
    annotation, description = None, ""
    if method is not None:
        made = method_signature(method, linker.ancestry)
        docs = linker.docstring(method.docstring)
        described = linker.described(made, [(method, docs)])
        if described:
            annotation, description = described[0].annotation, described[0].description
    return _behaviour(annotation, description or _tag(symbol, "postprocessing", linker))


def _method(symbol: Symbol, name: str, linker: Linker) -> Symbol | None:
    method = linker.ancestry.member(symbol, name)
    if method is None or method.function is None or "abstractmethod" in method.function.labels:
        return None
    return method


def _tag(symbol: Symbol, label: str, linker: Linker) -> str:
    for owner in linker.ancestry.order(symbol):
        text = linker.docstring(owner.docstring).tags.get(label)
        if text:
            return text
    return ""


def _behaviour(annotation: str | None, description: str) -> Behaviour | None:
    if annotation is None and not description:
        return None
    return Behaviour(annotation, description)
