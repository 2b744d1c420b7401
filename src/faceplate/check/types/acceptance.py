"""Whether an annotation accepts a plain type, or a value that is written out."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence

from faceplate.check.types.alternatives import Alternative, alternatives
from faceplate.check.types.comparison import fits
from faceplate.link.inheritance import Ancestry, is_harmless
from faceplate.link.library import Symbol

# How deep types are looked into that stand in each other.
_DEEPEST = 12
_WITH_FIELDS = ("typing.TypedDict", "typing_extensions.TypedDict", "pydantic.BaseModel")
_DISPLAYS: dict[type[ast.expr], str] = {
    ast.List: "list",
    ast.Tuple: "tuple",
    ast.Set: "set",
    ast.Dict: "dict",
    ast.Lambda: "callable",
    ast.JoinedStr: "str",
}


def accepts(annotation: str, wanted: str, symbol: Symbol, ancestry: Ancestry) -> bool | None:
    """Return whether an annotation accepts a plain type.

    Args:
        annotation: Source of the annotation.
        wanted: `None`, `bool`, `str`, `callable`, ...
        symbol: The declaration it stands at.
        ancestry: The linearisations of the library.

    Returns:
        Whether it does; None if that is not known.
    """
    meant = alternatives(annotation, symbol)
    if meant is None or not meant:
        return None
    given = Alternative(wanted, (), wanted)
    answers = [_accepts(alternative, given, ancestry) for alternative in meant]
    if True in answers:
        return True
    return None if None in answers else False


def _accepts(alternative: Alternative, given: Alternative, ancestry: Ancestry) -> bool | None:
    if alternative.head in ("any", "complex"):
        return True
    if alternative.head in ("int", "float") and given.head in ("bool", "int"):
        return True
    if alternative.class_ is not None and given.head == "callable":
        ways = ancestry.member(alternative.class_, "__call__") is not None
        return True if ways else None if ancestry.unknown_bases(alternative.class_) else False
    if alternative.class_ is not None and given.head == "None":
        # Whatever its bases, None is an object of no class but its own; protocols ask for less.
        bases = ancestry.unknown_bases(alternative.class_)
        return None if any(path.endswith("Protocol") for path in bases) else False
    if alternative.head == "type" and given.head == "callable":
        return True
    return fits(alternative, given, ancestry)


def takes(annotation: str, node: ast.expr, symbol: Symbol, ancestry: Ancestry) -> bool | None:
    """Return whether an annotation accepts the value that an expression writes out.

    Args:
        annotation: Source of the annotation.
        node: The expression.
        symbol: The declaration that the annotation stands at.
        ancestry: The linearisations of the library.

    Returns:
        Whether it does; None if that is not known, as for anything but a literal.
    """
    meant = alternatives(annotation, symbol)
    return None if not meant else _any_takes(meant, node, ancestry, 0)


def _any_takes(
    meant: Sequence[Alternative], node: ast.expr, ancestry: Ancestry, depth: int
) -> bool | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        node = node.operand
    if isinstance(node, ast.Constant):
        head = "None" if node.value is None else type(node.value).__name__
    else:
        head = _DISPLAYS.get(type(node), "")
    if not head or head == "ellipsis" or depth > _DEEPEST:
        return None
    if head == "int" and isinstance(node, ast.Constant) and node.value in (0, 1):
        # They stand for truth values, too.
        meant = [each._replace(head="int") if each.head == "bool" else each for each in meant]
    answers = [_takes(alternative, head, node, ancestry, depth) for alternative in meant]
    if True in answers:
        return True
    return None if None in answers else False


def _takes(
    alternative: Alternative, head: str, node: ast.expr, ancestry: Ancestry, depth: int
) -> bool | None:
    if alternative.class_ is not None and head in ("list", "tuple", "set"):
        # A row is an object of none of the classes that fields or a body of their own make.
        bases = set(ancestry.unknown_bases(alternative.class_))
        return False if all(_is_row_of_nothing(path) for path in bases) else None
    if (
        alternative.spelled[:1] in "\"'"
        and alternative.head == "str"
        and isinstance(node, ast.Constant)
    ):
        return alternative.spelled[1:-1] == node.value if isinstance(node.value, str) else False
    answer = _accepts(alternative, Alternative(head, (), head), ancestry)
    if answer is not True or not alternative.arguments or alternative.head != head:
        return answer
    elements = _elements(alternative, node)
    answers = [_any_takes(meant, each, ancestry, depth + 1) for meant, each in elements]
    if False in answers:
        return False
    return None if None in answers else True


def _elements(
    alternative: Alternative, node: ast.expr
) -> list[tuple[tuple[Alternative, ...], ast.expr]]:
    """Pair the elements of a display with what they have to be."""
    if isinstance(node, ast.List | ast.Set) and len(alternative.arguments) == 1:
        return [(alternative.arguments[0], each) for each in node.elts]
    if isinstance(node, ast.Dict) and len(alternative.arguments) == 2:
        keys = [(alternative.arguments[0], key) for key in node.keys if key is not None]
        return [*keys, *((alternative.arguments[1], value) for value in node.values)]
    if isinstance(node, ast.Tuple) and len(alternative.arguments) == len(node.elts):
        return list(zip(alternative.arguments, node.elts, strict=True))
    return []


def _is_row_of_nothing(path: str) -> bool:
    return (is_harmless(path) and not hasattr(builtins, path)) or path.endswith(_WITH_FIELDS)
