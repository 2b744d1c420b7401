"""What an expression of constants comes to: strings, lists and maps of them, and imports by name.

Lists of exports and maps of lazily imported names are often put together: summed, sorted, filled in
a loop. Here such expressions are worked out without running anything. Whatever else an expression
may do makes its value unknown; so does a value of absurd size.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from faceplate.facts.targets import imported

LARGEST = 20_000
"""Entries of a list or map, and characters of a string, beyond which a value is not followed."""

_MOST_STEPS = 300_000
"""Expressions that are looked at for one file; the largest maps of names need a tenth."""

_IMPORTING = {"importlib.import_module", "import_module", "__import__", "_import_module"}
_COLLECTING: dict[str, Callable[..., Any]] = {
    "dict": dict,
    "frozenset": list,
    "list": list,
    "set": list,
    "sorted": sorted,
    "tuple": list,
}
_METHODS: dict[type, set[str]] = {
    str: {
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
    },
    dict: {"copy", "get", "items", "keys", "values"},
    list: {"copy", "index"},
}


class UnknownValue(Exception):  # noqa: N818 - it is no error, reading just goes on without
    """An expression does something that reading does not follow."""


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


class NameReference(NamedTuple):
    """A module, or what a module binds, by its path; a leading dot as in a relative import."""

    path: str


class Constants:
    """The values of names, as far as they are known.

    Args:
        names: Names with their values.
        steps: How many expressions may still be looked at; shared with what it stands in.
    """

    def __init__(
        self, names: Mapping[str, Any] | None = None, steps: Iterator[int] | None = None
    ) -> None:
        self.names: dict[str, Any] = dict(names or {})
        self._steps = steps or iter(range(_MOST_STEPS))

    def inner(self, **names: object) -> Constants:
        """Return the same names and more, for a function or a comprehension."""
        return Constants(self.names | names, self._steps)

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

    def _name(self, node: ast.Name) -> Any:
        if node.id in ("__name__", "__package__"):
            return ""  # what is relative to the module begins with the dot after its name
        if node.id not in self.names:
            raise UnknownValue
        return self.names[node.id]

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
            inner = part.value if isinstance(part, ast.FormattedValue) else part
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
        if isinstance(node.slice, ast.Slice):
            raise UnknownValue
        return self.value(node.value)[self.value(node.slice)]

    def _attribute(self, node: ast.Attribute) -> Any:
        owner = self.value(node.value)
        if isinstance(owner, NameReference):
            return NameReference(f"{owner.path}.{node.attr}")
        raise UnknownValue

    def _comparison(self, node: ast.Compare) -> bool:
        if len(node.ops) != 1:
            raise UnknownValue
        left, right = self.value(node.left), self.value(node.comparators[0])
        match node.ops[0]:
            case ast.Eq() | ast.Is():
                return bool(left == right)
            case ast.NotEq() | ast.IsNot():
                return bool(left != right)
            case ast.In():
                return left in right
            case ast.NotIn():
                return left not in right
        raise UnknownValue

    def _choice(self, node: ast.BoolOp) -> Any:
        value: Any = None
        for operand in node.values:
            value = self.value(operand)
            if bool(value) is isinstance(node.op, ast.Or):
                break
        return value

    def _negation(self, node: ast.UnaryOp) -> bool:
        if not isinstance(node.op, ast.Not):
            raise UnknownValue
        return not self.value(node.operand)

    def _conditional(self, node: ast.IfExp) -> Any:
        return self.value(node.body if self.value(node.test) else node.orelse)

    def _comprehended(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> list[Any]:
        return [scope.value(node.elt) for scope in self._generated(node.generators)]

    def _comprehended_map(self, node: ast.DictComp) -> dict[Any, Any]:
        return {
            scope.value(node.key): scope.value(node.value)
            for scope in self._generated(node.generators)
        }

    def _generated(self, generators: list[ast.comprehension]) -> Iterator[Constants]:
        first, *rest = generators
        for value in self.value(first.iter):
            scope = self.inner(**bound(first.target, value))
            if all(scope.value(test) for test in first.ifs):
                yield from scope._generated(rest) if rest else [scope]

    def _called(self, node: ast.Call) -> Any:
        name = ast.unparse(node.func)
        if name in _IMPORTING:
            return self._imported(node)
        arguments = [self.value(argument) for argument in node.args]
        if name == "getattr" and len(arguments) >= 2 and isinstance(arguments[0], NameReference):
            return NameReference(f"{arguments[0].path}.{arguments[1]}")
        if name in _COLLECTING and not node.keywords:
            return _COLLECTING[name](*arguments)
        if not isinstance(node.func, ast.Attribute) or node.keywords:
            raise UnknownValue
        owner = self.value(node.func.value)
        if node.func.attr not in _METHODS.get(type(owner), set()):
            raise UnknownValue
        if node.func.attr == "format" and ":" in owner:
            raise UnknownValue  # a width, as in `{:>1000000000}`, may ask for any amount of memory
        value = getattr(owner, node.func.attr)(*arguments)
        return value if isinstance(value, str | bool | dict | type(None)) else list(value)

    def _imported(self, node: ast.Call) -> NameReference:
        path = self.value(node.args[0])
        if not isinstance(path, str):
            raise UnknownValue
        return NameReference(path)


def bound(target: ast.expr, value: Any) -> dict[str, Any]:
    """Return the names that an assignment to a target binds.

    Args:
        target: A name, or a tuple of these.
        value: What is assigned.

    Raises:
        UnknownValue: If the target is anything else, or does not fit the value.
    """
    if isinstance(target, ast.Name):
        return {target.id: value}
    if isinstance(target, ast.Tuple | ast.List):
        values = list(value)
        if len(values) == len(target.elts):
            names: dict[str, Any] = {}
            for element, part in zip(target.elts, values, strict=True):
                names |= bound(element, part)
            return names
    raise UnknownValue


def references(node: ast.Import | ast.ImportFrom) -> dict[str, NameReference]:
    """Return the names that an import binds."""
    return {name: NameReference(target) for name, target in imported(node)}


_EVALUATE: dict[type[ast.AST], Callable[[Constants, Any], Any]] = {
    ast.Constant: lambda _, node: node.value,
    ast.Name: Constants._name,
    ast.List: Constants._elements,
    ast.Tuple: Constants._elements,
    ast.Set: Constants._elements,
    ast.Dict: Constants._map,
    ast.JoinedStr: Constants._formatted,
    ast.BinOp: Constants._operation,
    ast.Subscript: Constants._item,
    ast.Attribute: Constants._attribute,
    ast.Compare: Constants._comparison,
    ast.BoolOp: Constants._choice,
    ast.UnaryOp: Constants._negation,
    ast.IfExp: Constants._conditional,
    ast.ListComp: Constants._comprehended,
    ast.SetComp: Constants._comprehended,
    ast.GeneratorExp: Constants._comprehended,
    ast.DictComp: Constants._comprehended_map,
    ast.Call: Constants._called,
}
