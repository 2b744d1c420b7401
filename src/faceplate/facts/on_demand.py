"""The names that a module gives on demand, fills in at run time, or lists by a computation.

A package may import its parts only when somebody asks for one: by a function `__getattr__`, by
`lazy_loader.attach`, or by an object that takes the module's place. The map of names stands in the
source, so it can be read. A loop that fills `__all__` or `globals()` can be followed as well, as
long as all that it goes over is written out. What cannot be followed is told with its line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any, NamedTuple

from faceplate.facts import exports, getters
from faceplate.facts.constants import Constants, bound, references
from faceplate.facts.declarations import UnknownNames
from faceplate.facts.evaluation import FAILURES, LARGEST, NameReference, UnknownValue

_MARKS = ("__getattr__", "_LazyModule", "attach(", "attach_stub(", "globals()")

_FOLLOWED = {"append", "extend", "add", "update", "remove"}
_CHANGES = _FOLLOWED | {
    "clear",
    "discard",
    "insert",
    "pop",
    "popitem",
    "reverse",
    "setdefault",
    "sort",
}
_MODULE_NAMES = {"globals()", "vars()", "locals()"}


class OnDemand(NamedTuple):
    """What a module binds other than by a declaration.

    Attributes:
        targets: Name to what it leads to, as in an import.
        exports: The entries of `__all__` where they are computed from constants, or changed later;
            else None.
        has_stub: Whether a stub lists the names, as `lazy_loader.attach_stub` reads it.
        unknown: What could not be followed.
        is_lazy: Whether something takes the place of the module, or of its `__getattr__`.
        lists_own_names: Whether a loop over the names of the module adds to `__all__`, so that any
            of them may be in it.
    """

    targets: dict[str, str]
    exports: list[str] | None
    has_stub: bool
    unknown: list[UnknownNames]
    is_lazy: bool = False
    lists_own_names: bool = False


_NOTHING = OnDemand({}, None, False, [])


def on_demand(tree: ast.Module, code: str, computes_exports: bool) -> OnDemand:
    """Return what a module binds other than by a declaration.

    Args:
        tree: The module; functions may lack their bodies.
        code: Its source.
        computes_exports: Whether `__all__` is there and not all its entries are known.
    """
    changes_exports = exports.are_changed(code)
    if not (computes_exports or changes_exports or any(mark in code for mark in _MARKS)):
        return _NOTHING
    try:
        return _followed(tree, code, computes_exports, changes_exports)
    except (UnknownValue, *FAILURES) as error:
        reason = f"what the module does could not be followed ({type(error).__name__})"
        return _NOTHING._replace(unknown=[UnknownNames(1, reason)])


def _followed(
    tree: ast.Module, code: str, computes_exports: bool, changes_exports: bool
) -> OnDemand:
    module = _Module()
    module.run(tree.body)
    getter = None if module.is_attached else getters.stated(code)
    if getter is not None:
        module.follow(getter)
    listed = None
    if computes_exports or changes_exports:
        listed = _strings(module.constants.names.get("__all__"))
    lost = module.lost_exports
    if listed is None and (computes_exports or lost is not None) and not module.is_attached:
        lost = lost or next(filter(_mentions_exports, tree.body), None)
        line = lost.lineno if lost else 1
        module.unknown.append(UnknownNames(line, "__all__ is computed"))
    return OnDemand(
        dict(list(module.targets.items())[: getters.MOST_NAMES]),
        listed,
        module.has_stub,
        module.unknown,
        module.is_attached,
        isinstance(lost, ast.For) and _goes_over_own_names(lost),
    )


def _strings(value: object) -> list[str] | None:
    """Return a list of strings; None for anything else."""
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        return None
    return list(value)


class _Module:
    """Follows the statements of a module as far as they deal with constants."""

    def __init__(self) -> None:
        self.constants = Constants()
        self.targets: dict[str, str] = {}
        self.is_attached = False
        self.has_stub = False
        self.unknown: list[UnknownNames] = []
        self.lost_exports: ast.stmt | None = None
        self._loops = 0
        self._namespaces: set[str] = set()

    def run(self, statements: Iterable[ast.stmt]) -> None:
        for node in statements:
            try:
                self._run(node)
            except (UnknownValue, *FAILURES):
                self._forget(node)

    def _run(self, node: ast.stmt) -> None:
        match node:
            case (
                ast.Assign(targets=[target], value=value)
                | ast.AnnAssign(target=target, value=ast.expr() as value)
            ):
                self._assign(target, value)
            case ast.AugAssign(target=target, value=value):
                operation = ast.BinOp(_loaded(target), node.op, value)
                self._assign(target, operation)
            case ast.Expr(value=ast.Call() as call):
                self._call(call)
            case ast.For(target=target, iter=iterated, body=body):
                self._loop(target, iterated, body)
            case ast.If(test=test, body=body, orelse=rest):
                self._branch(test, body, rest)
            case ast.Try(body=body, handlers=_, orelse=rest, finalbody=last):
                self.run([*body, *rest, *last])
            case ast.With(body=body):
                self.run(body)
            case ast.Import() | ast.ImportFrom():
                self.constants.names |= references(node)
            case ast.Assign() | ast.AugAssign() | ast.Delete() | ast.While() | ast.Match():
                raise UnknownValue

    def _loop(self, target: ast.expr, iterated: ast.expr, body: list[ast.stmt]) -> None:
        """Run the body of a loop for each value; the loop as a whole is followed, or is not."""
        for value in list(self.constants.value(iterated)):
            self.constants.step()
            self.constants.names |= bound(target, value)
            self._loops += 1
            try:
                for node in body:
                    self._run(node)
            finally:
                self._loops -= 1

    def _branch(self, test: ast.expr, body: list[ast.stmt], rest: list[ast.stmt]) -> None:
        """Run the branch that is taken, or both where that depends on where the module runs."""
        if ast.unparse(test).startswith(("__name__ ==", "TYPE_CHECKING")):
            self.run(rest)
            return
        try:
            taken = [body if self.constants.holds(test) else rest]
        except UnknownValue:
            if self._loops:
                raise
            taken = [body, rest]
        for statements in taken:
            self.run(statements)

    def _forget(self, node: ast.stmt) -> None:
        """Take what a statement changes for unknown, and tell of names that it sets on a module."""
        if self.lost_exports is None and _computes_exports(node):
            self.lost_exports = node
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and not isinstance(inner.ctx, ast.Load):
                self.constants.names.pop(inner.id, None)
            elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
                owner = inner.func.value
                if inner.func.attr in _CHANGES:
                    self._forget_owner(owner)
            elif isinstance(inner, ast.Subscript | ast.Attribute) and not isinstance(
                inner.ctx, ast.Load
            ):
                self._forget_owner(inner.value)
        if _sets_names(node):
            self.unknown.append(UnknownNames(node.lineno, "names are set in the module as it runs"))

    def _forget_owner(self, owner: ast.expr) -> None:
        """Take a value for unknown that `owner[0] = x`, `owner.y = x` or `owner.add(x)` changes."""
        while isinstance(owner, ast.Subscript | ast.Attribute):
            owner = owner.value
        if isinstance(owner, ast.Name):
            held = self.constants.names.get(owner.id)
            # A module stays the module that it is, whatever is set on it.
            if not isinstance(held, NameReference):
                self.constants.names.pop(owner.id, None)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(value, ast.Call) and self._attach(value):
            return
        if isinstance(target, ast.Name) and self._is_namespace(value):
            self._namespaces.add(target.id)
        if isinstance(target, ast.Subscript):
            owner = ast.unparse(target.value)
            key = self.constants.value(target.slice)
            if owner in _MODULE_NAMES:
                self._bind(key, self.constants.value(value))
            else:
                held = self.constants.value(target.value)
                if not isinstance(held, dict | list):
                    raise UnknownValue
                held[key] = self.constants.value(value)
            return
        self.constants.names |= bound(target, self.constants.value(value))

    def _bind(self, name: object, value: object) -> None:
        """Take a name that is set in `globals()`."""
        if not isinstance(name, str) or not isinstance(value, NameReference):
            raise UnknownValue
        self.targets[name] = value.path

    def _call(self, call: ast.Call) -> None:
        if self._attach(call):
            return
        match call:
            case ast.Call(ast.Attribute(owner, method), [argument], []) if method in _FOLLOWED:
                self._change(owner, method, self.constants.value(argument))
            case ast.Call(ast.Attribute(attr=method)) if method in _CHANGES:
                raise UnknownValue
            case ast.Call(ast.Name("exec" | "setattr")):
                raise UnknownValue
            case ast.Call(_, arguments) if any(map(self._is_namespace, arguments)):
                reason = f"{ast.unparse(call.func)} is handed the module's names, to add to them"
                self.unknown.append(UnknownNames(call.lineno, reason))

    def _change(self, owner: ast.expr, method: str, value: Any) -> None:
        """Change a list or a map, or the names of the module, as a method of it does."""
        if ast.unparse(owner) in _MODULE_NAMES:
            for name, reference in value.items():
                self._bind(name, reference)
            return
        held = self.constants.value(owner)
        if method in ("append", "add"):
            held.append(value)
        elif method == "remove":
            held.remove(value) if value in held else None
        elif isinstance(held, list | dict) and method in ("extend", "update"):
            held.extend(value) if isinstance(held, list) else held.update(value)
        if not isinstance(held, list | dict) or len(held) > LARGEST:
            raise UnknownValue

    def _is_namespace(self, node: ast.expr) -> bool:
        """Say whether an expression is `globals()`, or a name for it."""
        if isinstance(node, ast.Name):
            return node.id in self._namespaces
        return ast.unparse(node) in _MODULE_NAMES

    def _attach(self, call: ast.Call) -> bool:
        """Take the map of a lazy loader, if a call hands it one."""
        name = ast.unparse(call.func).rpartition(".")[2]
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        places = dict(enumerate(call.args))
        if name == "attach_stub":
            self.has_stub = True
        elif name == "attach" and "__name__" in map(ast.unparse, call.args[:1]):
            parts = self._given(given.get("submodules") or places.get(1), [])
            self.targets |= {part: f".{part}" for part in parts}
            self._take(self._given(given.get("submod_attrs") or places.get(2), {}))
            others = self._given(given.get(None), {})
            self.targets |= {alias: path for alias, path in others.items() if alias != "__all__"}
        elif name == "_LazyModule":
            self._take(self._given(given.get("import_structure") or places.get(2), {}))
        else:
            return False
        self.is_attached = True
        return True

    def _given(self, node: ast.expr | None, otherwise: Any) -> Any:
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return otherwise
        value = self.constants.value_or_none(node)
        if value is None:
            reason = "the map of its lazily imported names is made as it runs"
            self.unknown.append(UnknownNames(node.lineno, reason))
            return otherwise
        return value

    def _take(self, names: dict[str, Any]) -> None:
        """Take a map of modules to the names that they hold."""
        for module, listed in names.items():
            for entry in listed:
                name, alias = (entry, entry) if isinstance(entry, str) else (entry[0], entry[-1])
                self.targets[alias] = f".{module}.{name}" if module else f".{name}"

    def follow(self, function: ast.FunctionDef) -> None:
        """Follow `__getattr__` for each name that it may be asked for."""
        names = getters.names(function, self.constants)
        public = [name for name in names if not name.startswith("_") and name not in self.targets]
        self.targets |= getters.given(function, public, self.constants)
        # One that gives a private name, such as the version, hides nothing.
        if not self.targets and (public or not names):
            reason = "names are given on demand by a function that reading does not follow"
            self.unknown.append(UnknownNames(function.lineno, reason))


def _computes_exports(node: ast.stmt) -> bool:
    """Say whether a statement gives `__all__` entries that are not written out there."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return False
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return exports.entries(value) is None and _mentions_exports(node)
        case ast.AugAssign() | ast.Expr():
            return exports.added(node) is None
    return _mentions_exports(node)


def _mentions_exports(node: ast.stmt) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "__all__" for part in ast.walk(node))


def _goes_over_own_names(loop: ast.For) -> bool:
    """Say whether a loop goes over `globals()`, `vars()`, `locals()` or `dir()` of the module."""
    text = ast.unparse(loop.iter)
    return "dir()" in text or any(names in text for names in _MODULE_NAMES)


def _sets_names(node: ast.stmt) -> bool:
    text = ast.unparse(node) if not isinstance(node, ast.ClassDef) else ""
    return any(f"{names}[" in text or f"{names}.update" in text for names in _MODULE_NAMES) or (
        "setattr(sys.modules[__name__]" in text or text.startswith("exec(")
    )


def _loaded(target: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(target), mode="eval").body
