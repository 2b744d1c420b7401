"""What an expression comes to, without running it: literals, operators, methods of text.

What names and calls stand for is known to heirs, each for its purpose. Whatever else an expression
may do makes its value unknown; so does a value of absurd size.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

LARGEST = 20_000
"""Entries of a list or map, and characters of a string, beyond which a value is not followed."""

_MOST_STEPS = 300_000
"""Expressions that are looked at for one file; the largest maps of names need a tenth."""

FAILURES = (
    AttributeError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What an operation on values that do not fit it raises, such as an item set on a module."""

_NO_CONVERSION = -1
"""What a part of an f-string without `!r`, `!s` or `!a` has instead of that letter."""

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    # Equal values may be one or two objects; what is compared by identity is nearly always None.
    ast.Is: operator.eq,
    ast.IsNot: operator.ne,
    ast.In: lambda item, whole: item in whole,
    ast.NotIn: lambda item, whole: item not in whole,
}
_METHODS: dict[type, set[str]] = {
    str: {
        "casefold",
        "endswith",
        "format",
        "join",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "rpartition",
        "rsplit",
        "split",
        "startswith",
        "upper",
    },
    dict: {"copy", "get", "items", "keys", "values"},
    list: {"copy", "index"},
}


class UnknownValue(Exception):  # noqa: N818 - it is not an error, reading just goes on without
    """An expression does something that reading does not follow."""


class NameReference(NamedTuple):
    """A module, or what a module binds, by its path; a leading dot as in a relative import."""

    path: str


class Evaluation:
    """Works out expressions of which nothing but the literals is known.

    Args:
        steps: How many expressions may still be looked at; shared with what it stands in.
    """

    def __init__(self, steps: Iterator[int] | None = None) -> None:
        self._steps = steps or iter(range(_MOST_STEPS))

    def step(self) -> None:
        """Count a step.

        Raises:
            UnknownValue: If there were too many.
        """
        if next(self._steps, None) is None:
            raise UnknownValue

    def value(self, node: ast.expr) -> Any:
        """Work out an expression.

        Args:
            node: The expression.

        Raises:
            UnknownValue: If it does anything that is not followed.
        """
        self.step()
        evaluate = _EVALUATE.get(type(node))
        if evaluate is None:
            raise UnknownValue
        try:
            value = evaluate(self, node)
            if isinstance(value, str | list | dict | tuple) and len(value) > LARGEST:
                raise UnknownValue
        except FAILURES:
            raise UnknownValue from None
        return value

    def value_or_none(self, node: ast.expr) -> Any:
        """Work out an expression; None where that is not followed."""
        try:
            return self.value(node)
        except UnknownValue:
            return None

    def holds(self, test: ast.expr) -> bool:
        """Say whether a condition holds; of `and` and `or` one part may decide it.

        Args:
            test: The condition.

        Raises:
            UnknownValue: If it depends on something that is not followed.
        """
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return not self.holds(test.operand)
        if not isinstance(test, ast.BoolOp):
            return bool(self.value(test))
        deciding = isinstance(test.op, ast.Or)
        is_known = True
        for part in test.values:
            try:
                if self.holds(part) is deciding:
                    return deciding
            except UnknownValue:
                is_known = False
        if not is_known:
            raise UnknownValue
        return not deciding

    def _name(self, node: ast.Name) -> Any:
        raise UnknownValue

    def _attribute(self, node: ast.Attribute) -> Any:
        raise UnknownValue

    def _elements(self, node: ast.List | ast.Tuple | ast.Set) -> list[Any]:
        values: list[Any] = []
        for element in node.elts:
            if isinstance(element, ast.Starred):
                values += list(self.value(element.value))
            else:
                values.append(self.value(element))
        return values

    def _map(self, node: ast.Dict) -> dict[Any, Any]:
        entries: dict[Any, Any] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                entries |= self.value(value)
            else:
                entries[self.value(key)] = self.value(value)
        return entries

    def _formatted(self, node: ast.JoinedStr) -> str:
        parts = []
        for part in node.values:
            inner = part
            if isinstance(part, ast.FormattedValue):
                if part.format_spec or part.conversion != _NO_CONVERSION:
                    raise UnknownValue
                inner = part.value
            value = self.value(inner)
            if not isinstance(value, str):
                raise UnknownValue
            parts.append(value)
        return "".join(parts)

    def _operation(self, node: ast.BinOp) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.BitOr):
            return left | right if isinstance(left, dict) else [*left, *right]
        raise UnknownValue

    def _item(self, node: ast.Subscript) -> Any:
        owner = self.value(node.value)
        if isinstance(owner, NameReference):
            raise UnknownValue
        return owner[self.value(node.slice)]

    def _slice(self, node: ast.Slice) -> slice:
        return slice(*(part and self.value(part) for part in (node.lower, node.upper, node.step)))

    def _comparison(self, node: ast.Compare) -> bool:
        values = [self.value(part) for part in (node.left, *node.comparators)]
        return all(
            bool(_COMPARISONS[type(sign)](left, right))
            for left, sign, right in zip(values[:-1], node.ops, values[1:], strict=True)
        )

    def _choice(self, node: ast.BoolOp) -> Any:
        value: Any = None
        for operand in node.values:
            value = self.value(operand)
            if bool(value) is isinstance(node.op, ast.Or):
                break
        return value

    def _signed(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.Not):
            return not self.holds(node.operand)
        if isinstance(node.op, ast.USub):
            return -self.value(node.operand)
        raise UnknownValue

    def _conditional(self, node: ast.IfExp) -> Any:
        return self.value(node.body if self.holds(node.test) else node.orelse)

    def _called(self, node: ast.Call) -> Any:
        """Work out a method of a value that changes nothing."""
        if not isinstance(node.func, ast.Attribute) or node.keywords:
            raise UnknownValue
        owner = self.value(node.func.value)
        if node.func.attr not in _METHODS.get(type(owner), set()):
            raise UnknownValue
        if node.func.attr == "format" and ":" in owner:
            raise UnknownValue  # a width, as in `{:>1000000000}`, may ask for any amount of memory
        arguments = [self.value(argument) for argument in node.args]
        if node.func.attr in ("startswith", "endswith") and isinstance(arguments[0], list):
            arguments[0] = tuple(arguments[0])
        value = getattr(owner, node.func.attr)(*arguments)
        return value if isinstance(value, str | bool | dict | type(None)) else list(value)

    def _comprehended(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> list[Any]:
        raise UnknownValue

    def _comprehended_map(self, node: ast.DictComp) -> dict[Any, Any]:
        raise UnknownValue


_EVALUATE: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Constant: lambda _, node: node.value,
    ast.Name: lambda evaluation, node: evaluation._name(node),
    ast.Attribute: lambda evaluation, node: evaluation._attribute(node),
    ast.List: Evaluation._elements,
    ast.Tuple: Evaluation._elements,
    ast.Set: Evaluation._elements,
    ast.Dict: Evaluation._map,
    ast.JoinedStr: Evaluation._formatted,
    ast.BinOp: Evaluation._operation,
    ast.Subscript: Evaluation._item,
    ast.Slice: Evaluation._slice,
    ast.Compare: Evaluation._comparison,
    ast.BoolOp: Evaluation._choice,
    ast.UnaryOp: Evaluation._signed,
    ast.IfExp: Evaluation._conditional,
    ast.ListComp: lambda evaluation, node: evaluation._comprehended(node),
    ast.SetComp: lambda evaluation, node: evaluation._comprehended(node),
    ast.GeneratorExp: lambda evaluation, node: evaluation._comprehended(node),
    ast.DictComp: lambda evaluation, node: evaluation._comprehended_map(node),
    ast.Call: lambda evaluation, node: evaluation._called(node),
}
