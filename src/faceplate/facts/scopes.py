"""What the statements of a module or of a class declare.

A scope goes through its statements in order, as Python does, and keeps what each name is bound to
at the end. A declaration outweighs the import that stands in for it in another branch, and what is
assigned first outweighs what a condition or a failure puts in its place.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from faceplate.facts import exports
from faceplate.facts.branches import Placed, placed
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact, ImportFact, Member
from faceplate.facts.file import SourceFile
from faceplate.facts.functions import (
    Function,
    Writing,
    first_line,
    function_fact,
    is_within,
    moved,
    own_labels,
)
from faceplate.facts.properties import (
    LABELS,
    Called,
    accessor,
    of_another_class,
    property_fact,
    widened,
)
from faceplate.facts.targets import attributes, imported, joined, names, wraps
from faceplate.facts.texts import attribute_text, docstring

_TYPING = ("typing", "typing_extensions")
_LITERAL = {f"{package}.Literal" for package in _TYPING}
_OVERLOAD = {f"{package}.overload" for package in _TYPING}
_CLASS_MAKERS = {
    "collections.namedtuple",
    *(f"{package}.{name}" for package in _TYPING for name in ("NamedTuple", "TypedDict")),
}
"""What makes a class when it is called, such as `Point = namedtuple("Point", "x y")`."""


class Scope:
    """The names that a module or a class binds.

    Args:
        file: The file that it stands in.
        outer: The scope that it stands in; None for a module.

    Attributes:
        members: What each name is bound to.
        exports: The entries of `__all__`; None where there is none or it is computed.
        stand_ins: What an `except` declares for a name that its `try` imports.
    """

    def __init__(self, file: SourceFile, outer: Scope | None = None) -> None:
        self.members: dict[str, Member] = {}
        self.exports: list[str] | None = None
        self.stand_ins: dict[str, Member] = {}
        self._file = file
        self._outer = outer
        self._overloads: dict[str, list[FunctionFact]] = {}
        self._conditions = file.conditions(self._path)
        self._writing = Writing(self._annotation, file.default)

    def read(self, statements: list[ast.stmt], *, type_checking: bool = False) -> None:
        """Take all statements of the module or the class.

        Args:
            statements: They.
            type_checking: Whether only type checkers run them.
        """
        for place in placed(statements, None, type_checking, self._conditions):
            node = place.statement
            if isinstance(node, Function | ast.ClassDef):
                self._declare(node, place)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                self._assign(node, place)
            elif isinstance(node, ast.Import | ast.ImportFrom):
                self._import(node, place)
            elif isinstance(node, ast.AugAssign | ast.Expr):
                self._export(node)
            elif isinstance(node, ast.Delete) and place.block is None:
                self._delete(node)
            elif sys.version_info >= (3, 12) and isinstance(node, ast.TypeAlias):
                self._alias(node, node.name.id, place)
        for name, stated in self._overloads.items():
            # The widest stands for a function of which only overloads are stated.
            widest = max(stated, key=lambda overload: len(overload.parameters))
            self.members.setdefault(name, replace(widest, overloads=stated))

    def _declare(self, node: Function | ast.ClassDef, place: Placed) -> None:
        """Take a class or a function, if it does not stand in for what is there.

        One in an `except` stands in for what the `try` binds. What is declared there is bound in
        any case. What is imported may not be there, which only the whole library tells.
        """
        name = node.name
        bound = self.members.get(name)
        stands_in = bound is not None and isinstance(place.block, ast.ExceptHandler)
        if not stands_in or isinstance(bound, ImportFact):
            if isinstance(node, ast.ClassDef):
                self.members[name] = self._class(node, place.type_checking)
            else:
                self._define(node, place.type_checking)
        if bound is not None and stands_in:
            if isinstance(bound, ImportFact):
                self.stand_ins[name] = self.members[name]
                self.members[name] = bound
            self._run_too(bound, place)

    def function(
        self, node: Function, decorators: list[str], labels: set[str], type_checking: bool
    ) -> FunctionFact:
        """Return the facts of a function, as `function_fact` does, or as it was read before."""
        method = self._file.methods.get(node.lineno)
        if method is not None:
            return moved(method, node, decorators)
        function = function_fact(node, decorators, labels, type_checking, self._writing)
        parameters = self._file.type_parameters(node)
        return replace(function, type_parameters=parameters) if parameters else function

    def _define(self, node: Function, type_checking: bool) -> None:
        name = node.name
        labels = own_labels(node)
        decorators: list[str] = []
        is_overload = False
        for decorator in node.decorator_list:
            decorators.append(self._file.text(decorator))
            if self._access(node, decorator, type_checking):
                return
            if self._gives_default(decorator):
                continue
            path = self._path(decorator.func if isinstance(decorator, ast.Call) else decorator)
            is_overload |= path in _OVERLOAD
            labels |= LABELS.get(path, set())
        if "property" in labels:
            returns = self._annotation(node.returns)
            self.members[name] = property_fact(node, returns, labels, type_checking)
            return
        function = self.function(node, decorators, labels, type_checking)
        if is_overload:
            self._overloads.setdefault(name, []).append(function)
            return
        overloads = self._overloads.pop(name, None)
        inner = [returned for returned in self._file.inner if is_within(returned, node)]
        if overloads or inner:
            function = replace(
                function,
                overloads=overloads or [],
                nested={
                    returned.name: self.function(returned, [], own_labels(returned), False)
                    for returned in inner
                },
            )
        self.members[name] = function
        if name == "__init__" and self._outer is not None and isinstance(node, ast.FunctionDef):
            self._construct(node, type_checking)

    def _construct(self, node: ast.FunctionDef, type_checking: bool) -> None:
        """Take the attributes that a constructor sets."""
        parameters = [*node.args.posonlyargs, *node.args.args]
        if not parameters:
            return
        for place in placed(node.body, None, type_checking, self._conditions):
            if isinstance(place.statement, ast.Assign | ast.AnnAssign):
                self._assign(place.statement, place, of=parameters[0].arg)

    def _access(self, node: Function, decorator: ast.expr, type_checking: bool) -> bool:
        """Take a decorator such as `@name.setter`; say whether it is one."""
        stated = accessor(decorator)
        if stated is None:
            return False
        owner, function = stated
        property_ = None if owner is None else self.members.get(owner)
        returns = self._annotation(node.returns)
        getter = property_fact(node, returns, {"property"}, type_checking)
        if isinstance(property_, AttributeFact) and "property" in property_.labels:
            self.members[node.name] = widened(property_, function, node.name, getter)
            return True
        if owner is None and self._outer is not None:
            self.members[node.name] = of_another_class(function, getter)
            return True
        return False

    def _gives_default(self, decorator: ast.expr) -> bool:
        """Note at an attribute of a class that `@attribute.default` gives it a default."""
        if not isinstance(decorator, ast.Attribute) or decorator.attr != "default":
            return False
        name = decorator.value.id if isinstance(decorator.value, ast.Name) else ""
        attribute = self.members.get(name)
        if not isinstance(attribute, AttributeFact):
            return False
        labels = sorted({*attribute.labels, "default-method"})
        self.members[name] = replace(attribute, labels=labels)
        return True

    def _class(self, node: ast.ClassDef, type_checking: bool) -> ClassFact:
        text = self._file.text
        scope = Scope(self._file, self)
        scope.read(node.body, type_checking=type_checking)
        last = node.end_lineno or node.lineno
        if self._file.methods:
            ends = (getattr(member, "end_line", 0) for member in scope.members.values())
            last = max([last, *ends])
        return ClassFact(
            node.name,
            first_line(node),
            last,
            [text(base) for base in node.bases],
            {keyword.arg: text(keyword.value) for keyword in node.keywords if keyword.arg},
            [text(decorator) for decorator in node.decorator_list],
            docstring(node.body),
            scope.members,
            type_checking,
            self._file.type_parameters(node),
        )

    def _annotation(self, node: ast.expr | None) -> str | None:
        if node is None:
            return None
        return self._file.annotation(node, None if self._is_postponed() else self._is_literal)

    def _is_literal(self, node: ast.expr) -> bool:
        return self._path(node) in _LITERAL

    def _is_postponed(self) -> bool:
        """Say whether annotations are not evaluated, so that their strings mean strings."""
        if self._outer is not None:
            return self._outer._is_postponed()
        member = self.members.get("annotations")
        return isinstance(member, ImportFact) and member.target == "__future__.annotations"

    def _path(self, node: ast.expr) -> str:
        """Return the dotted path of a name, imports followed; empty where none is known."""
        if isinstance(node, ast.Attribute):
            owner = self._path(node.value)
            return owner and f"{owner}.{node.attr}"
        return self._resolved(node.id) if isinstance(node, ast.Name) else ""

    def _resolved(self, name: str) -> str:
        member = self.members.get(name)
        if member is not None:
            return member.target if isinstance(member, ImportFact) else ""
        if self._outer is not None:
            return self._outer._resolved(name)
        # What a star import brings is not known here, and `Literal` has to be.
        return f"{_TYPING[0]}.{name}" if name == "Literal" else name

    def _assign(
        self, node: ast.Assign | ast.AnnAssign, place: Placed, *, of: str | None = None
    ) -> None:
        """Take an assignment.

        Args:
            node: The assignment.
            place: Where it stands.
            of: In a constructor, the name of the object whose attributes count.
        """
        targets = names(node) if of is None else attributes(node, of)
        if not targets:
            return
        if node.lineno in self._file.aliases:
            self._alias(node, next(iter(targets)), place)
            return
        if of is None and isinstance(node, ast.Assign) and self._makes_class(node.value):
            self._make_classes(node, place, targets)
            return
        labels, stated = self._assigned(node, of is not None)
        annotation = self._annotation(stated)
        text = attribute_text(node, place.following, self._file.commented)
        for name, assigned in targets.items():
            if of is None and place.block is None:
                self._conditions.note(name, assigned)
            if self._is_kept(name, place) or self._is_wrapped(name, node.value):
                continue
            attribute = AttributeFact(
                name,
                node.lineno,
                node.end_lineno or node.lineno,
                annotation,
                self._file.value(assigned),
                text,
                sorted(labels),
                place.type_checking,
            )
            if of is None and isinstance(assigned, ast.Call):
                attribute = self._called(attribute, assigned)
            self.members[name] = joined(attribute, self.members.get(name))
            if name == "__all__" and self._outer is None and node.value is not None:
                self.exports = exports.entries(node.value)

    def _makes_class(self, value: ast.expr) -> bool:
        return isinstance(value, ast.Call) and self._path(value.func) in _CLASS_MAKERS

    def _make_classes(self, node: ast.Assign, place: Placed, targets: Iterable[str]) -> None:
        """Take `Point = namedtuple("Point", "x y")` for a class whose base the call makes."""
        text = attribute_text(node, place.following, self._file.commented)
        last = node.end_lineno or node.lineno
        bases = [self._file.text(node.value)]
        for name in targets:
            self.members[name] = ClassFact(
                name, node.lineno, last, bases, {}, [], text, {}, place.type_checking
            )

    def _assigned(
        self, node: ast.Assign | ast.AnnAssign, in_constructor: bool
    ) -> tuple[set[str], ast.expr | None]:
        """Return the labels of what is assigned to, and its annotation."""
        stated = node.annotation if isinstance(node, ast.AnnAssign) else None
        if in_constructor:
            return {"instance-attribute"}, stated
        if self._outer is None:
            return {"module-attribute"}, stated
        owner = self._file.text(stated.value) if isinstance(stated, ast.Subscript) else ""
        if isinstance(stated, ast.Subscript) and owner.rpartition(".")[2] == "ClassVar":
            return {"class-attribute"}, stated.slice
        if node.value is not None:
            return {"class-attribute", "instance-attribute"}, stated
        return {"instance-attribute"}, stated

    def _is_kept(self, name: str, place: Placed) -> bool:
        """Say whether a name keeps what it is bound to although it is assigned to once more."""
        member = self.members.get(name)
        if member is None or not isinstance(place.block, ast.If | ast.ExceptHandler):
            return False
        self._run_too(member, place)
        return True

    def _is_wrapped(self, name: str, value: ast.expr | None) -> bool:
        """Say whether `Knob = checked(Knob)` is a decorator written as a call."""
        return isinstance(self.members.get(name), ClassFact | FunctionFact) and wraps(value, name)

    def _run_too(self, member: Member, place: Placed) -> None:
        """Take note that what was there for type checkers is bound when the module runs, too."""
        if member.type_checking and not place.type_checking:
            self.members[member.name] = replace(member, type_checking=False)

    def _called(self, attribute: AttributeFact, call: ast.Call) -> AttributeFact:
        """Return a property where a call makes one, else the attribute as it is."""
        if self._outer is None or self._path(call.func) not in ("property", "builtins.property"):
            return attribute
        called = Called(call, self.members)
        return replace(
            attribute,
            value=None,
            annotation=attribute.annotation or called.annotation,
            docstring=attribute.docstring or called.docstring,
            labels=sorted(called.labels),
        )

    def _alias(self, node: Any, name: str, place: Placed) -> None:
        self.members[name] = AttributeFact(
            name,
            node.lineno,
            node.end_lineno or node.lineno,
            None,
            self._file.value(node.value),
            attribute_text(node, place.following, self._file.commented),
            [],
            place.type_checking,
        )

    def _export(self, node: ast.AugAssign | ast.Expr) -> None:
        # What is added to a list that is computed does not make it known.
        is_known = self.exports is not None or "__all__" not in self.members
        if self._outer is None and is_known and (entries := exports.added(node)):
            self.exports = [*(self.exports or ()), *entries]

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.members.pop(target.id, None)

    def _import(self, node: ast.Import | ast.ImportFrom, place: Placed) -> None:
        for name, target in imported(node):
            fact = ImportFact(name, target, node.lineno, place.type_checking)
            member = self.members.get(name)
            if member is not None and place.block is not None:
                # One for another environment, such as that of a compiled twin, replaces no
                # declaration, and one to fall back to when something fails replaces nothing.
                is_fallback = isinstance(place.block, ast.ExceptHandler)
                if is_fallback or not isinstance(member, ImportFact):
                    if is_fallback and isinstance(member, ImportFact):
                        self.stand_ins.setdefault(name, fact)
                    self._run_too(member, place)
                    continue
            self.members[name] = fact
