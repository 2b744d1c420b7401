"""What the statements of a module or of a class declare.

A scope goes through its statements in order, as Python does, and keeps what each name is bound to
at the end. A declaration outweighs the import that stands in for it in another branch, and what is
assigned first outweighs what a condition or a failure puts in its place.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from faceplate.facts import exports
from faceplate.facts.branches import Placed, placed
from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
    ParameterFact,
)
from faceplate.facts.expressions import evaluated, text_of
from faceplate.model import ParameterKind

LONGEST_VALUE = 20_000
"""Characters of an assigned value beyond which it is data, which no page shows."""

Function = ast.FunctionDef | ast.AsyncFunctionDef

_TYPING = ("typing", "typing_extensions")
_LITERAL = {f"{package}.Literal" for package in _TYPING}
_OVERLOAD = {f"{package}.overload" for package in _TYPING}
_LABELS = {
    "property": {"property"},
    "staticmethod": {"staticmethod"},
    "classmethod": {"classmethod"},
    "abc.abstractmethod": {"abstractmethod"},
    "functools.cache": {"cached"},
    "functools.cached_property": {"cached", "property"},
    "cached_property.cached_property": {"cached", "property"},
    "functools.lru_cache": {"cached"},
    "dataclasses.dataclass": {"dataclass"},
}
_ACCESSORS = {"setter": "writable", "deleter": "deletable"}
_CLASS_MAKERS = {
    "collections.namedtuple",
    *(f"{package}.{name}" for package in _TYPING for name in ("NamedTuple", "TypedDict")),
}
"""What makes a class when it is called, such as `Point = namedtuple("Point", "x y")`."""


class Scope:
    """The names that a module or a class binds.

    Args:
        inner: Functions within functions that these return.
        methods: Functions that have been read before, by the line of their `def`.
        around: The scope that it stands in; it brings the same functions.

    Attributes:
        members: What each name is bound to.
        exports: The entries of `__all__`; None where there is none or it is computed.
    """

    def __init__(
        self,
        inner: Sequence[Function] = (),
        methods: dict[int, FunctionFact] | None = None,
        around: Scope | None = None,
    ) -> None:
        self.members: dict[str, Member] = {}
        self.exports: list[str] | None = None
        self._overloads: dict[str, list[FunctionFact]] = {}
        self._around = around
        self._inner: Sequence[Function] = inner if around is None else around._inner
        self._methods: dict[int, FunctionFact] = (
            (methods or {}) if around is None else around._methods
        )

    def read(self, statements: list[ast.stmt], *, type_checking: bool = False) -> None:
        """Take all statements of the module or the class.

        Args:
            statements: They.
            type_checking: Whether only type checkers run them.
        """
        for one in placed(statements, None, type_checking):
            node = one.statement
            if isinstance(node, Function):
                self._define(node, one.type_checking)
            elif isinstance(node, ast.ClassDef):
                self.members[node.name] = self._class(node, one.type_checking)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                self._assign(node, one)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                self._import(node, one)
            elif isinstance(node, ast.AugAssign | ast.Expr):
                # What is added to a list that is computed does not make it known.
                is_known = self.exports is not None or "__all__" not in self.members
                if self._around is None and is_known and (entries := exports.added(node)):
                    self.exports = [*(self.exports or ()), *entries]
            elif sys.version_info >= (3, 12) and isinstance(node, ast.TypeAlias):
                self._alias(node, one)
        for name, stated in self._overloads.items():
            # The widest stands for a function of which only overloads are stated.
            widest = max(stated, key=lambda one: len(one.parameters))
            self.members.setdefault(name, replace(widest, overloads=stated))

    def function(
        self, node: Function, decorators: list[str], labels: set[str], type_checking: bool
    ) -> FunctionFact:
        """Give the facts of a function, without what stands around and within it.

        Args:
            node: The function.
            decorators: Source of its decorators.
            labels: What it is beside a function.
            type_checking: Whether only type checkers see it.
        """
        known = self._methods.get(node.lineno)
        if known is not None:
            return _moved(known, node, decorators)
        return FunctionFact(
            node.name,
            _line(node),
            node.end_lineno or node.lineno,
            self._parameters(node.args, node.lineno),
            self._annotation(node.returns),
            decorators,
            docstring(node.body),
            sorted(labels),
            [],
            {},
            type_checking,
        )

    def _define(self, node: Function, type_checking: bool) -> None:
        name = node.name
        labels = _own_labels(node)
        decorators: list[str] = []
        is_overload = False
        for one in node.decorator_list:
            decorators.append(text_of(one))
            accessor = self._accessor(one, name)
            if accessor is not None:
                property_: AttributeFact = self.members[name]  # type: ignore[assignment]
                widened = sorted({*property_.labels, accessor})
                self.members[name] = replace(property_, labels=widened)
                return
            if self._gives_default(one):
                continue
            path = self._path(one.func if isinstance(one, ast.Call) else one)
            is_overload |= path in _OVERLOAD
            labels |= _LABELS.get(path, set())
        if "property" in labels:
            self.members[name] = AttributeFact(
                name,
                node.lineno,
                node.end_lineno or node.lineno,
                self._annotation(node.returns),
                None,
                docstring(node.body),
                sorted(labels),
                type_checking,
            )
            return
        function = self.function(node, decorators, labels, type_checking)
        if is_overload:
            self._overloads.setdefault(name, []).append(function)
            return
        overloads = self._overloads.pop(name, None)
        inner = [one for one in self._inner if _is_within(one, node)]
        if overloads or inner:
            function = replace(
                function,
                overloads=overloads or [],
                nested={one.name: self._returned(one) for one in inner},
            )
        self.members[name] = function
        if name == "__init__" and self._around is not None and isinstance(node, ast.FunctionDef):
            for place in placed(node.body, None, type_checking):
                if isinstance(place.statement, ast.Assign | ast.AnnAssign):
                    self._assign(place.statement, place, in_constructor=True)

    def _returned(self, node: Function) -> FunctionFact:
        return self.function(node, [], _own_labels(node), False)

    def _accessor(self, decorator: ast.expr, name: str) -> str | None:
        """Say what a decorator such as `@name.setter` makes a property."""
        if not isinstance(decorator, ast.Attribute) or not isinstance(decorator.value, ast.Name):
            return None
        known = self.members.get(name)
        if decorator.value.id != name or not isinstance(known, AttributeFact):
            return None
        return _ACCESSORS.get(decorator.attr) if "property" in known.labels else None

    def _gives_default(self, decorator: ast.expr) -> bool:
        """Note at an attribute of a class that `@attribute.default` gives it a default."""
        if not isinstance(decorator, ast.Attribute) or decorator.attr != "default":
            return False
        name = decorator.value.id if isinstance(decorator.value, ast.Name) else ""
        known = self.members.get(name)
        if not isinstance(known, AttributeFact):
            return False
        self.members[name] = replace(known, labels=sorted({*known.labels, "default-method"}))
        return True

    def _class(self, node: ast.ClassDef, type_checking: bool) -> ClassFact:
        bases = [text_of(one) for one in node.bases]
        keywords = {one.arg: text_of(one.value) for one in node.keywords if one.arg}
        scope = Scope(around=self)
        scope.read(node.body, type_checking=type_checking)
        last = node.end_lineno or node.lineno
        if self._methods:
            last = max([last, *(getattr(one, "end_line", 0) for one in scope.members.values())])
        return ClassFact(
            node.name,
            _line(node),
            last,
            bases,
            keywords,
            [text_of(one) for one in node.decorator_list],
            docstring(node.body),
            scope.members,
            type_checking,
        )

    def _parameters(self, arguments: ast.arguments, line: int) -> list[ParameterFact]:
        ahead = len(arguments.posonlyargs)
        positional = [*arguments.posonlyargs, *arguments.args] if ahead else arguments.args
        required = len(positional) - len(arguments.defaults)
        found = []
        for number, one in enumerate(positional):
            kind: ParameterKind = "positional_only" if number < ahead else "positional_or_keyword"
            default = arguments.defaults[number - required] if number >= required else None
            found.append(self._parameter(one, kind, default, line))
        if arguments.vararg is not None:
            found.append(self._parameter(arguments.vararg, "var_positional", None, line))
        for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
            found.append(self._parameter(one, "keyword_only", default, line))
        if arguments.kwarg is not None:
            found.append(self._parameter(arguments.kwarg, "var_keyword", None, line))
        return found

    def _parameter(
        self, argument: ast.arg, kind: ParameterKind, default: ast.expr | None, line: int
    ) -> ParameterFact:
        return ParameterFact(
            argument.arg,
            kind,
            self._annotation(argument.annotation),
            None if default is None else text_of(default),
            argument.lineno - line,
            argument.col_offset,
        )

    def _annotation(self, node: ast.expr | None) -> str | None:
        if node is None:
            return None
        text = text_of(node)
        if ("'" in text or '"' in text) and not self._is_postponed():
            return text_of(evaluated(node, lambda one: self._path(one) in _LITERAL))
        return text

    def _is_postponed(self) -> bool:
        """Say whether annotations are not evaluated, so that their strings mean strings."""
        scope = self
        while scope._around is not None:
            scope = scope._around
        found = scope.members.get("annotations")
        return isinstance(found, ImportFact) and found.target == "__future__.annotations"

    def _path(self, node: ast.expr) -> str:
        """Give the dotted path of a name, imports followed; empty where none is known."""
        if isinstance(node, ast.Attribute):
            owner = self._path(node.value)
            return owner and f"{owner}.{node.attr}"
        return self._resolved(node.id) if isinstance(node, ast.Name) else ""

    def _resolved(self, name: str) -> str:
        scope: Scope | None = self
        while scope is not None:
            found = scope.members.get(name)
            if found is not None:
                return found.target if isinstance(found, ImportFact) else ""
            scope = scope._around
        # What a star import brings is not known here, and `Literal` has to be.
        return f"{_TYPING[0]}.{name}" if name == "Literal" else name

    def _assign(
        self, node: ast.Assign | ast.AnnAssign, place: Placed, *, in_constructor: bool = False
    ) -> None:
        names = _attributes(node) if in_constructor else _names(node)
        if not names:
            return
        stated = node.annotation if isinstance(node, ast.AnnAssign) else None
        if not in_constructor and isinstance(node, ast.Assign) and self._makes_class(node.value):
            self._make_classes(node, place, names)
            return
        labels = {"instance-attribute"}
        if not in_constructor:
            if self._around is None:
                labels = {"module-attribute"}
            elif isinstance(stated, ast.Subscript) and _is_class_variable(stated):
                labels = {"class-attribute"}
                stated = stated.slice
            elif node.value is not None:
                labels = {"class-attribute", "instance-attribute"}
        annotation = self._annotation(stated)
        value = _value(node.value)
        text = docstring([place.following]) if place.following is not None else None
        for name in names:
            known = self.members.get(name)
            if known is not None:
                if isinstance(place.block, ast.If | ast.ExceptHandler):
                    continue
                if isinstance(known, ClassFact | FunctionFact) and _wraps(node.value, name):
                    # `Knob = checked(Knob)` is a decorator written as a call.
                    continue
                labels, annotation, text = _kept(known, labels, annotation, text)
            self.members[name] = AttributeFact(
                name,
                node.lineno,
                node.end_lineno or node.lineno,
                annotation,
                value,
                text,
                sorted(labels),
                place.type_checking,
            )
            if name == "__all__" and self._around is None and node.value is not None:
                self.exports = exports.entries(node.value)

    def _makes_class(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Call) and self._path(value.func) in _CLASS_MAKERS

    def _make_classes(self, node: ast.Assign, place: Placed, names: list[str]) -> None:
        """Take `Point = namedtuple("Point", "x y")` for a class whose base the call makes."""
        text = docstring([place.following]) if place.following is not None else None
        last = node.end_lineno or node.lineno
        bases = [text_of(node.value)]
        for name in names:
            self.members[name] = ClassFact(
                name, node.lineno, last, bases, {}, [], text, {}, place.type_checking
            )

    def _alias(self, node: Any, place: Placed) -> None:
        name = node.name.id
        text = docstring([place.following]) if place.following is not None else None
        value = _value(node.value)
        last = node.end_lineno or node.lineno
        self.members[name] = AttributeFact(
            name, node.lineno, last, None, value, text, [], place.type_checking
        )

    def _import(self, node: ast.Import | ast.ImportFrom, place: Placed) -> None:
        for one in node.names:
            name, target = one.asname or one.name, one.name
            if isinstance(node, ast.ImportFrom):
                module = "." * node.level + (node.module or "")
                if name == "*":
                    name, target = f"*{module}", module
                else:
                    target = f"{module}.{target}" if node.module else f"{module}{target}"
            elif one.asname is None:
                name = target = target.partition(".")[0]
            known = self.members.get(name)
            if known is not None and place.block is not None:
                # One for another environment, such as that of a compiled twin, replaces no
                # declaration, and one to fall back to when something fails replaces nothing.
                is_fallback = isinstance(place.block, ast.ExceptHandler)
                if is_fallback or not isinstance(known, ImportFact):
                    continue
            self.members[name] = ImportFact(name, target, node.lineno, place.type_checking)


def docstring(body: Sequence[ast.stmt]) -> Docstring | None:
    """Give the string that a body starts with.

    Args:
        body: The statements of a module, class or function.
    """
    first = body[0] if body else None
    node = first.value if isinstance(first, ast.Expr) else None
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return None
    text = inspect.cleandoc(node.value.rstrip())
    if not text.isascii():
        # An escape may put half a surrogate pair into a string, which nobody can write down.
        text = text.encode("utf-8", "replace").decode()
    return Docstring(text, node.lineno, node.end_lineno or node.lineno)


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    """Give what is assigned to; nothing if there is an item or a tuple among it."""
    targets: list[ast.expr] = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
    is_plain = all(isinstance(one, ast.Name | ast.Attribute) for one in targets)
    return targets if is_plain else []


def _names(node: ast.Assign | ast.AnnAssign) -> list[str]:
    return [one.id for one in _targets(node) if isinstance(one, ast.Name)]


def _attributes(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """Give the attributes of the object that an assignment in its constructor sets."""
    return [
        one.attr
        for one in _targets(node)
        if isinstance(one, ast.Attribute)
        and isinstance(one.value, ast.Name)
        and one.value.id == "self"
    ]


def _wraps(value: ast.expr | None, name: str) -> bool:
    """Say whether a value is a call that is handed what the name stands for."""
    while isinstance(value, ast.Call):
        if any(isinstance(one, ast.Name) and one.id == name for one in value.args):
            return True
        value = value.args[0] if value.args else None
    return False


def _is_class_variable(annotation: ast.Subscript) -> bool:
    return text_of(annotation.value).rpartition(".")[2] == "ClassVar"


def _value(node: ast.expr | None) -> str | None:
    if node is None:
        return None
    try:
        text = text_of(node)
    except RecursionError:
        return None
    return text if len(text) <= LONGEST_VALUE else None


def _kept(
    known: Member, labels: set[str], annotation: str | None, text: Docstring | None
) -> tuple[set[str], str | None, Docstring | None]:
    """Add what was said of a name to what its next assignment says."""
    if isinstance(known, ImportFact):
        return labels, annotation, text
    if isinstance(known, FunctionFact | AttributeFact):
        labels = labels | set(known.labels)
        before = known.returns if isinstance(known, FunctionFact) else known.annotation
        annotation = annotation or before
    return labels, annotation, text or known.docstring


def _own_labels(node: Function) -> set[str]:
    return {"async"} if isinstance(node, ast.AsyncFunctionDef) else set()


def _is_within(inner: Function, outer: Function) -> bool:
    first, last = outer.lineno, outer.end_lineno or outer.lineno
    return first < inner.lineno and (inner.end_lineno or inner.lineno) <= last


def _moved(method: FunctionFact, node: Function, decorators: list[str]) -> FunctionFact:
    """Give a method that was read by itself the name, the lines and the decorators it has."""
    lines = node.lineno - 1
    text = method.docstring
    if text is not None:
        text = Docstring(text.text, text.line + lines, text.end_line + lines)
    # What stands on the line of the `def` is moved by its margin and its name.
    columns = node.col_offset + len(node.name.encode()) - len(method.name)
    return replace(
        method,
        name=node.name,
        line=_line(node),
        end_line=method.end_line + lines,
        parameters=[
            one if one.row else replace(one, column=one.column + columns)
            for one in method.parameters
        ],
        decorators=decorators,
        docstring=text,
    )


def _line(node: ast.ClassDef | Function) -> int:
    """Give the first line of a declaration, that of its decorators included."""
    return node.decorator_list[0].lineno if node.decorator_list else node.lineno
