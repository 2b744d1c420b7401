"""What is marked with `typing.dataclass_transform` (PEP 681): decorators, bases and metaclasses.

The mark states what type checkers shall take for granted. Where the body of a marked decorator
shows which options it hands to `dataclass`, these count instead, as they decide at run time.
"""

from __future__ import annotations

import ast

from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name, name_of
from faceplate.link.fields.field import FieldOptions
from faceplate.link.fields.references import (
    Application,
    application,
    calls_within,
    definition,
    path_in,
    substituted,
)
from faceplate.link.library import Symbol

STANDARD = {"dataclasses.dataclass"}
_MARKS = {
    "typing.dataclass_transform",
    "typing_extensions.dataclass_transform",
}
# Helpers that a decorator leaves its work to, one behind the other.
_LONGEST_CHAIN = 3


def mark_of(symbol: Symbol | None) -> Application | None:
    """Return the call of `dataclass_transform` that a function or class carries.

    Args:
        symbol: The function, any overload of it included, or the class.
    """
    if symbol is None or not isinstance(symbol.fact, FunctionFact | ClassFact):
        return None
    decorators = list(symbol.fact.decorators)
    if isinstance(symbol.fact, FunctionFact):
        decorators += [
            decorator for overload in symbol.fact.overloads for decorator in overload.decorators
        ]
    for decorator in decorators:
        if "dataclass_transform" in decorator:
            path, _ = path_in(symbol, name_of(decorator))
            if path in _MARKS or path.endswith(".__dataclass_transform__"):
                return application(symbol, decorator)
    return None


def transformed(applied: Application) -> FieldOptions | None:
    """Return the options of a class with a decorator that was read.

    Args:
        applied: The decorator and its arguments.

    Returns:
        Those that its body hands to `dataclass`, or those that its mark states; None for a
        decorator that makes no fields.
    """
    symbol = applied.symbol
    if symbol is None or not isinstance(symbol.fact, FunctionFact):
        return None
    mark = mark_of(symbol)
    specifiers = _specifiers(symbol, mark) if mark is not None else frozenset()
    inner = _made_within(applied, 0)
    if inner is not None:
        return FieldOptions("dataclasses.dataclass", inner.keywords, specifiers)
    return None if mark is None else marked(symbol, mark, applied.keywords)


def marked(symbol: Symbol, mark: Application, stated: dict[str, ast.expr]) -> FieldOptions:
    """Return the options that a mark gives where a decorator or class statement states no others.

    Args:
        symbol: What carries the mark.
        mark: The mark.
        stated: The arguments of the decorator or of the class statement.
    """
    keywords = dict(stated)
    default = mark.keywords.get("kw_only_default")
    if default is not None:
        keywords.setdefault("kw_only", default)
    return FieldOptions(symbol.path, keywords, _specifiers(symbol, mark))


def _specifiers(symbol: Symbol, mark: Application) -> frozenset[str]:
    stated = mark.keywords.get("field_specifiers") or mark.keywords.get("field_descriptors")
    names = [dotted_name(specifier) for specifier in getattr(stated, "elts", ())]
    return frozenset(path_in(symbol, name)[0] for name in names if name)


def _made_within(applied: Application, depth: int) -> Application | None:
    """Return the call of `dataclass` in the body of a decorator, or in a helper that it calls."""
    symbol = applied.symbol
    function = definition(symbol) if symbol is not None else None
    if symbol is None or function is None:
        return None
    calls = list(calls_within(symbol))
    for call in calls:
        if call.path in STANDARD:
            return substituted(function, applied, call)
    if depth < _LONGEST_CHAIN:
        for call in calls:
            helper = call.symbol
            if helper is None or helper.path == symbol.path:
                continue
            if isinstance(helper.fact, FunctionFact) and helper.library is symbol.library:
                inner = _made_within(substituted(function, applied, call), depth + 1)
                if inner is not None:
                    return inner
    return None
