"""The statements of a class body that may declare fields, before a library's rules are applied."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed, source_of
from faceplate.link.fields.references import path_in
from faceplate.link.library import Symbol

_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_TYPING = ("typing", "typing_extensions")
_QUALIFIERS = {
    f"{package}.{name}": name
    for package in _TYPING
    for name in ("ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "Annotated")
} | {"dataclasses.InitVar": "InitVar", "dataclasses.KW_ONLY": "KW_ONLY"}

_NAMES = set(_QUALIFIERS.values())


class Statement(NamedTuple):
    """An assignment or annotation in the body of a class.

    Attributes:
        owner: The class.
        name: The name that it binds, mangled as Python does with `__name`.
        annotation: Source of the type, what only says how the field is kept taken off.
        qualifiers: What was taken off: `ClassVar`, `Final`, `InitVar`, `KW_ONLY`, `Required`, ...
        is_annotated: Whether it has an annotation.
        is_quoted: Whether the annotation is a string within a postponed annotation.
        value: Source of the value.
        has_value: Whether a value is assigned, even one that is too long to be kept.
        metadata: What `Annotated` says beyond the type.
        labels: What the facts say that it is.
    """

    owner: Symbol
    name: str
    annotation: str | None
    qualifiers: frozenset[str]
    is_annotated: bool
    is_quoted: bool
    value: str | None
    has_value: bool
    metadata: tuple[ast.expr, ...]
    labels: list[str]


def statements(owner: Symbol) -> Iterator[Statement]:
    """Yield the statements of the body of a class that may declare a field, in order.

    Args:
        owner: The class. What its constructor assigns, and what only type checkers see, is left
            out.
    """
    assert isinstance(owner.fact, ClassFact)
    constructor = owner.fact.members.get("__init__")
    first, last = 0, -1
    if isinstance(constructor, FunctionFact):
        first, last = constructor.line, constructor.end_line
    class_name = owner.fact.name.lstrip("_")
    for fact in owner.fact.members.values():
        if not isinstance(fact, AttributeFact) or "property" in fact.labels or fact.type_checking:
            continue
        if first <= fact.line <= last and "class-attribute" not in fact.labels:
            continue
        is_private = fact.name.startswith("__") and not fact.name.endswith("__") and class_name
        yield _statement(owner, fact, f"_{class_name}{fact.name}" if is_private else fact.name)


def _statement(owner: Symbol, fact: AttributeFact, name: str) -> Statement:
    annotation, qualifiers, metadata = unqualified(owner, fact.annotation)
    stated = "class-attribute" in fact.labels
    # The facts take `ClassVar` off themselves, and leave no other mark of an annotated statement.
    if fact.labels == ["class-attribute"]:
        qualifiers = {*qualifiers, "ClassVar"}
    return Statement(
        owner,
        name,
        annotation,
        frozenset(qualifiers),
        fact.annotation is not None,
        (fact.annotation or "")[:1] in ("'", '"'),
        fact.value,
        stated or fact.value is not None,
        metadata,
        fact.labels,
    )


def unqualified(
    owner: Symbol, annotation: str | None
) -> tuple[str | None, set[str], tuple[ast.expr, ...]]:
    """Take what is not a type off an annotation.

    Args:
        owner: The class that it stands in.
        annotation: Its source.

    Returns:
        The type, the names of what was taken off, and what `Annotated` says beyond the type;
        `Annotated` itself stays.
    """
    if annotation is None:
        return None, set(), ()
    quoted = annotation[:1] in ("'", '"')
    node = parsed(annotation) if "[" in annotation or quoted else None
    if quoted and isinstance(node, ast.Constant) and isinstance(node.value, str):
        annotation = node.value
        node = parsed(annotation)
    if not isinstance(node, ast.Subscript):
        bare = _qualifier(owner, annotation) if _DOTTED.fullmatch(annotation) else None
        return annotation, ({bare} if bare else set()), ()
    qualifiers: set[str] = set()
    metadata: list[ast.expr] = []
    shown: ast.expr | None = None
    current: ast.expr = node
    while isinstance(current, ast.Subscript):
        qualifier = _qualifier(owner, dotted_name(current.value) or "")
        if qualifier is None:
            break
        inside = current.slice
        if qualifier == "Annotated" and isinstance(inside, ast.Tuple) and inside.elts:
            shown = shown or current
            metadata += inside.elts[1:]
            current = inside.elts[0]
            continue
        qualifiers.add(qualifier)
        current = inside
    if not qualifiers and shown is None:
        return annotation, qualifiers, ()
    name = None if isinstance(current, ast.Subscript) else dotted_name(current)
    bare = _qualifier(owner, name) if name else None
    if bare:
        qualifiers.add(bare)
    if not qualifiers:
        return annotation, qualifiers, tuple(metadata)
    return source_of(shown or current), qualifiers, tuple(metadata)


def _qualifier(owner: Symbol, name: str) -> str | None:
    path = path_in(owner, name)[0] if name else ""
    # Where a star import brings the name, its own spelling is all there is.
    return _QUALIFIERS.get(path) or (name if path == name and name in _NAMES else None)
