"""What an assignment or an import binds, each name with its value."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from msgspec.structs import replace

from faceplate.facts.declarations import (
    AttributeFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
)

Pairs = Iterator[tuple[ast.expr, ast.expr | None]]


def names(node: ast.Assign | ast.AnnAssign) -> dict[str, ast.expr | None]:
    """Return the names that an assignment binds, each with what it is bound to, if that shows."""
    return {target.id: value for target, value in _pairs(node) if isinstance(target, ast.Name)}


def attributes(node: ast.Assign | ast.AnnAssign, owner: str) -> dict[str, ast.expr | None]:
    """Return the attributes of an object that an assignment sets, each with its value.

    Args:
        node: The assignment.
        owner: The name of the object, such as `self`.
    """
    return {
        target.attr: value
        for target, value in _pairs(node)
        if isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == owner
    }


def _pairs(node: ast.Assign | ast.AnnAssign) -> Pairs:
    targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
    for target in targets:
        yield from _unpacked(target, node.value)


def _unpacked(target: ast.expr, value: ast.expr | None) -> Pairs:
    """Yield the parts of `low, high = 0, 10`; the values only where there is one for each."""
    if not isinstance(target, ast.Tuple | ast.List):
        yield target, value
        return
    parts: list[ast.expr | None] = [None] * len(target.elts)
    if isinstance(value, ast.Tuple | ast.List) and not any(
        isinstance(part, ast.Starred) for part in (*target.elts, *value.elts)
    ):
        parts = [*value.elts] if len(value.elts) == len(target.elts) else parts
    for part, own in zip(target.elts, parts, strict=True):
        yield from _unpacked(part.value if isinstance(part, ast.Starred) else part, own)


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Yield the names that an import binds, each with what it leads to.

    Args:
        node: The import; one of everything gives `*` and the module as a name.
    """
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.partition(".")[0]
            yield (alias.asname, alias.name) if alias.asname else (top, top)
        return
    module = "." * node.level + (node.module or "")
    for alias in node.names:
        if alias.name == "*":
            yield f"*{module}", module
        else:
            separator = "." if node.module else ""
            yield alias.asname or alias.name, f"{module}{separator}{alias.name}"


def joined(attribute: AttributeFact, member: Member | None) -> AttributeFact:
    """Add what was said of a name before to what its next assignment says."""
    if member is None or isinstance(member, ImportFact):
        return attribute
    labels: set[str] = set(attribute.labels)
    annotation: str | None = attribute.annotation
    text: Docstring | None = attribute.docstring
    if isinstance(member, FunctionFact | AttributeFact):
        labels |= set(member.labels)
        before = member.returns if isinstance(member, FunctionFact) else member.annotation
        annotation = annotation or before
    return replace(
        attribute,
        labels=sorted(labels),
        annotation=annotation,
        docstring=text or member.docstring,
        class_value=_of_class(attribute, member),
    )


def _of_class(attribute: AttributeFact, member: Member) -> str | None:
    """Return what the class assigned to a name that its constructor assigns to again."""
    if "class-attribute" in attribute.labels or not isinstance(member, AttributeFact):
        return None
    return member.class_value or (member.value if "class-attribute" in member.labels else None)


def wraps(value: ast.expr | None, name: str) -> bool:
    """Say whether a value is a call that is handed what the name stands for."""
    while isinstance(value, ast.Call):
        if any(isinstance(argument, ast.Name) and argument.id == name for argument in value.args):
            return True
        value = value.args[0] if value.args else None
    return False
