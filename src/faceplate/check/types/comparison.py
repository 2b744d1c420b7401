"""Types as docstrings state them against types as signatures have them.

Where a type is not known on either side, the answer is unknown rather than different.
"""

from __future__ import annotations

from typing import NamedTuple

from faceplate.check.types.alternatives import Alternative, alternatives
from faceplate.check.types.plain import NUMBERS, PLAIN, SCALARS
from faceplate.check.types.stated import stated_source
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol


class Comparison(NamedTuple):
    """How a stated type differs from an annotation.

    Attributes:
        refused: What is stated and not accepted.
        unstated: What is accepted and not stated: the plain and abstract types of Python alone.
            None need not be stated, nor a class of the library, which may stand for no argument or
            only wrap what is stated, nor another form of a container that is stated.
    """

    refused: list[str]
    unstated: list[str]


def compare(stated: str, annotation: str, symbol: Symbol, ancestry: Ancestry) -> Comparison | None:
    """Hold a type that a docstring states against an annotation.

    Args:
        stated: The text of the docstring.
        annotation: Source of the annotation.
        symbol: The declaration they stand at.
        ancestry: The linearisations of the library.

    Returns:
        How they differ, with two empty lists where they do not; None if that is not known.
    """
    source = stated_source(stated)
    documented = alternatives(source, symbol, stated=True) if source else None
    meant = alternatives(annotation, symbol)
    if documented is None or meant is None:
        return None
    if (
        any(alternative.head in (None, "any") for alternative in documented + meant)
        or not documented
        or not meant
    ):
        return None
    refused = [
        alternative.spelled
        for alternative in documented
        if _none_fits(alternative, meant, ancestry)
    ]
    heads = {"None", *(alternative.head for alternative in documented)}
    unstated = [
        alternative.spelled
        for alternative in meant
        if alternative.class_ is None
        and alternative.head not in heads
        and _none_fits(alternative, documented, ancestry)
    ]
    return Comparison(list(dict.fromkeys(refused)), list(dict.fromkeys(unstated)))


def _none_fits(stated: Alternative, others: list[Alternative], ancestry: Ancestry) -> bool:
    return all(fits(stated, other, ancestry) is False for other in others)


def _arguments_fit(stated: Alternative, other: Alternative, ancestry: Ancestry) -> bool:
    """Return whether what stands in brackets may be meant to be the same."""
    if not stated.arguments or not other.arguments or len(stated.arguments) != len(other.arguments):
        return True
    return all(
        any(fits(a, b, ancestry) is not False for a in left for b in right)
        for left, right in zip(stated.arguments, other.arguments, strict=True)
    )


def fits(stated: Alternative, other: Alternative, ancestry: Ancestry) -> bool | None:
    """Return whether two alternatives may be meant to be the same; None where it is not known."""
    heads = {stated.head, other.head}
    if None in heads or "any" in heads:
        return None
    if stated.head == other.head:
        return _arguments_fit(stated, other, ancestry)
    if heads == {"callable", "type"}:
        # A class is a callable.
        return True
    if heads == {"int", "float"}:
        # A float is asked for where both are fine; an int is not said where a float is.
        return True
    if any(head is not None and head.startswith("abstract ") for head in heads):
        plain = next((head for head in heads if head in PLAIN), None)
        wide = next(head for head in heads if head is not None and head.startswith("abstract "))
        if wide.removeprefix("abstract ") in NUMBERS:
            return None
        return False if plain in ("None", "bool", "int", "float") else None
    if stated.class_ is not None and other.class_ is not None:
        return None if _related(stated.class_, other.class_, ancestry) else False
    class_ = stated.class_ or other.class_
    if class_ is not None:
        plain = next(head for head in heads if head != class_.path)
        closed = not ancestry.unknown_bases(class_)
        return False if closed and plain in SCALARS - {"complex"} else None
    return False


def _related(stated: Symbol, other: Symbol, ancestry: Ancestry) -> bool:
    first = {each.path for each in ancestry.order(stated)}
    second = {each.path for each in ancestry.order(other)}
    if ancestry.unread_bases(stated) or ancestry.unread_bases(other):
        return True
    bases = {*ancestry.unknown_bases(stated), *ancestry.unknown_bases(other)}
    if any(path.rpartition(".")[2] == "Protocol" for path in bases):
        return True
    return stated.path in second or other.path in first
