"""Events that a component takes a function for: arguments such as `on_click=`, and what they get.

What the function is handed stands in the annotation: as the argument of a type of handlers, such as
`Handler[ClickEventArguments]`, or in a `Callable` behind it. A type of handlers may be an alias,
which is followed to the `Callable` that it stands for.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator

from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import dotted_name, parsed, source_of
from faceplate.link.library import Symbol
from faceplate.link.members import text_of
from faceplate.link.names import resolve
from faceplate.link.pages import Linker
from faceplate.link.signatures import Signature
from faceplate.model import Event, Item, Parameter, Payload

_ARGUMENT = re.compile(r"on_(\w+)")
_DEEPEST = 8
"""Aliases and unions within one another; nobody writes more."""

_NOTHING = {"Any", "typing.Any", "None", "...", "str", "int", "float", "bool", "object"}


def argument_events(
    parameters: Iterable[Parameter], signature: Signature, symbol: Symbol, linker: Linker
) -> Iterator[Event]:
    """Yield the events that parameters called `on_...` take a function for.

    Args:
        parameters: What a call takes.
        signature: The same, with where it is declared.
        symbol: What is called.
        linker: What joins the pages.
    """
    for parameter in parameters:
        match = _ARGUMENT.fullmatch(parameter.name)
        if match is None:
            continue
        owner = signature.owners.get(parameter.name) or signature.function or symbol
        if not takes_function(parameter.annotation, owner):
            continue
        yield Event(
            match[1],
            parameter.description,
            listener=f"{parameter.name}=",
            payload=payload_of(parameter.annotation, owner, linker),
        )


def takes_function(annotation: str | None, place: Symbol) -> bool:
    """Return whether a value of some type may be a function, or its type is not known.

    Args:
        annotation: Source of the type, or None.
        place: The declaration in whose module it stands.
    """
    node = _unquoted(parsed(annotation)) if annotation else None
    return node is None or _may_call(node, place, 0)


def _may_call(node: ast.expr, place: Symbol, depth: int) -> bool:
    if isinstance(node, ast.Constant):
        inner = _unquoted(node)
        return inner is not node and inner is not None and _may_call(inner, place, depth + 1)
    if depth > _DEEPEST:
        return False
    if isinstance(node, ast.BinOp):
        return any(_may_call(each, place, depth + 1) for each in (node.left, node.right))
    head = node.value if isinstance(node, ast.Subscript) else node
    name = dotted_name(head) or ""
    short = name.rpartition(".")[2]
    if short == "Callable" or short == "Any":
        return True
    if short in ("Optional", "Union", "Annotated") and isinstance(node, ast.Subscript):
        inner_nodes = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return any(_may_call(each, place, depth + 1) for each in inner_nodes)
    declared = resolve(place.library, place.module, name) if name else None
    if declared is None:
        return not hasattr(builtins, name) and short not in ("Literal", "Sequence", "Mapping")
    fact = declared.fact
    value = (
        _unquoted(parsed(fact.value)) if isinstance(fact, AttributeFact) and fact.value else None
    )
    return value is not None and _may_call(value, declared, depth + 1)


def payload_of(annotation: str | None, place: Symbol, linker: Linker) -> Payload | None:
    """Return what a function of some type is handed first; None where the type does not say.

    Args:
        annotation: Source of the type.
        place: The declaration in whose module it stands.
        linker: What joins the pages.
    """
    node = _unquoted(parsed(annotation)) if annotation else None
    handed = _handed(node, place, 0) if node is not None else None
    if handed is None:
        return None
    argument, place = handed
    inner = _unquoted(argument) or argument
    head = inner.value if isinstance(inner, ast.Subscript) else inner
    name = dotted_name(head)
    if name is None or name in _NOTHING:
        return Payload(source_of(inner)) if name not in (None, "Any", "...") else None
    declared = resolve(place.library, place.module, name)
    if declared is None or not isinstance(declared.fact, ClassFact):
        return Payload(source_of(inner))
    return Payload(linker.path(declared), held(declared, linker))


def held(symbol: Symbol, linker: Linker) -> list[Item]:
    """Return what the objects of a class hold, what its ancestors declare first."""
    fields: dict[str, Item] = {}
    for owner in reversed(linker.ancestry.order(symbol)):
        for name, fact in owner.fact.members.items() if isinstance(owner.fact, ClassFact) else ():
            if not isinstance(fact, AttributeFact) or name[0] == "_":
                continue
            is_set = fact.annotation or "class-attribute" not in fact.labels
            if is_set and "instance-attribute" in fact.labels and "property" not in fact.labels:
                fields[name] = Item(
                    name, fact.annotation or passed_type(owner, fact), text_of(fact)
                )
    return list(fields.values())


def passed_type(owner: Symbol, fact: AttributeFact) -> str | None:
    """Return the type of the parameter of the constructor that an attribute is set from."""
    constructor = owner.member("__init__")
    function = constructor.function if constructor is not None else None
    for parameter in function.parameters if function is not None else ():
        if parameter.name == fact.value:
            return parameter.annotation
    return None


def _handed(node: ast.expr, place: Symbol, depth: int) -> tuple[ast.expr, Symbol] | None:
    """Return the type of the first argument of a function, and where that type is written."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.BinOp):
        return _first([node.left, node.right], place, depth)
    if isinstance(node, ast.Subscript):
        head = (dotted_name(node.value) or "").rpartition(".")[2]
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if head == "Callable":
            taken = inner[0].elts if isinstance(inner[0], ast.List) else []
            return (taken[0], place) if taken else None
        if head in ("Optional", "Union", "Annotated"):
            return _first(inner[:1] if head == "Annotated" else inner, place, depth)
        return _generic(node.value, inner, place, depth)
    if isinstance(node, ast.Name | ast.Attribute):
        return _generic(node, [], place, depth)
    return None


def _first(nodes: list[ast.expr], place: Symbol, depth: int) -> tuple[ast.expr, Symbol] | None:
    for node in nodes:
        unquoted = _unquoted(node)
        handed = _handed(unquoted, place, depth + 1) if unquoted is not None else None
        if handed is not None:
            return handed
    return None


def _generic(
    head: ast.expr, inner: list[ast.expr], place: Symbol, depth: int
) -> tuple[ast.expr, Symbol] | None:
    """Follow an alias such as `Handler[T] = Callable[[T], Any]` with what stands for `T`."""
    name = dotted_name(head)
    alias = resolve(place.library, place.module, name) if name else None
    fact = alias.fact if alias is not None else None
    if alias is None or not isinstance(fact, AttributeFact) or not fact.value:
        return None
    value = _unquoted(parsed(fact.value))
    handed = _handed(value, alias, depth + 1) if value is not None else None
    if handed is None:
        return None
    argument, where = handed
    # A type variable is what the alias is subscripted with.
    if inner and isinstance(argument, ast.Name) and _is_variable(argument.id, where):
        return inner[0], place
    return argument, where


def _is_variable(name: str, place: Symbol) -> bool:
    variable = resolve(place.library, place.module, name)
    value = variable.fact.value if variable and isinstance(variable.fact, AttributeFact) else None
    return bool(value) and "TypeVar(" in (value or "")


def _unquoted(node: ast.expr | None) -> ast.expr | None:
    """Return the expression that an annotation in quotes holds."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return parsed(node.value)
    return node
