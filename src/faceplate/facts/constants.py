"""What an expression of constants comes to: strings, lists and maps of them, and imports by name.

Lists of exports and maps of lazily imported names are often put together: summed, sorted, filled in
a loop. Here such expressions are worked out without running anything.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from faceplate.facts.evaluation import Evaluation, NameReference, UnknownValue
from faceplate.facts.targets import imported

_IMPORTING = {"importlib.import_module", "import_module", "__import__", "_import_module"}
_COLLECTING: dict[str, Callable[..., Any]] = {
    "dict": dict,
    "frozenset": list,
    "list": list,
    "set": list,
    "sorted": sorted,
    "tuple": list,
}


class Constants(Evaluation):
    """The values of names, as far as they are known.

    Args:
        names: Names with their values.
        steps: How many expressions may still be looked at; shared with what it stands in.
    """

    def __init__(
        self, names: Mapping[str, Any] | None = None, steps: Iterator[int] | None = None
    ) -> None:
        super().__init__(steps)
        self.names: dict[str, Any] = dict(names or {})

    def inner(self, **names: object) -> Constants:
        """Return the same names and more, for a function or a comprehension."""
        return Constants(self.names | names, self._steps)

    def _name(self, node: ast.Name) -> Any:
        if node.id in ("__name__", "__package__"):
            return ""  # what is relative to the module begins with the dot after its name
        if node.id not in self.names:
            raise UnknownValue
        return self.names[node.id]

    def _attribute(self, node: ast.Attribute) -> Any:
        owner = self.value(node.value)
        if isinstance(owner, NameReference):
            return NameReference(f"{owner.path}.{node.attr}")
        raise UnknownValue

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
            if all(scope.holds(test) for test in first.ifs):
                yield from scope._generated(rest) if rest else [scope]

    def _called(self, node: ast.Call) -> Any:
        name = ast.unparse(node.func)
        if name in _IMPORTING:
            return self._imported(node)
        if name == "getattr" or name in _COLLECTING:
            arguments = [self.value(argument) for argument in node.args]
            if name in _COLLECTING and not node.keywords:
                return _COLLECTING[name](*arguments)
            if len(arguments) >= 2 and isinstance(arguments[0], NameReference):
                return NameReference(f"{arguments[0].path}.{arguments[1]}")
        return super()._called(node)

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
