"""What a function of the library does with the arguments of one call: refuses them, or warns.

Its body is read statement by statement with what the call passes, and so are the constructors that
it hands them on to. A condition that the arguments do not decide leaves both ways open; what only
happens in one of them is not told. Nothing is run.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import copy
from collections.abc import Iterable
from typing import Any, NamedTuple

from faceplate.check.codebase import Codebase
from faceplate.compare.upgrade.binding import RefusedCallError, bound
from faceplate.compare.upgrade.statements import statements
from faceplate.compare.upgrade.values import UNKNOWN, Evaluator, Names, calls_in, items_of, truth
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name
from faceplate.link.library import Symbol
from faceplate.link.names import resolve

_DEEPEST = 8
"""Functions that hand arguments on to each other."""
_MOST_STEPS = 4000
_APART = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class BodyEvent(NamedTuple):
    """What a call certainly leads to.

    Attributes:
        fails: Whether an exception is raised; if not, a warning is given.
        text: What it says, a gap for what is not known.
        function: Path of the function whose body says it.
        line: Line of that file.
    """

    fails: bool
    text: str
    function: str
    line: int


class _LeftError(Exception):
    """The function is left, by a return or by an exception."""


class _ContinuedError(Exception):
    """A turn of a loop ends."""


def executed(
    codebase: Codebase,
    function: Symbol,
    class_: Symbol | None,
    arguments: list[Any],
    keywords: Names,
) -> list[BodyEvent]:
    """Return what a call certainly leads to.

    Args:
        codebase: The release that is called.
        function: The function, or the constructor of a class.
        class_: The class of which an object is made or has the method; None for a function.
        arguments: What is passed by position, without the object itself.
        keywords: What is passed by name.
    """
    execution = _Execution(codebase, class_)
    with contextlib.suppress(_LeftError, RefusedCallError, RecursionError):
        execution.run(function, arguments, keywords, certain=True)
    return execution.events


class _Execution:
    """One call that is followed.

    Args:
        codebase: The release.
        class_: The class of the object, whose ancestors `super()` leads to.
    """

    def __init__(self, codebase: Codebase, class_: Symbol | None) -> None:
        self.codebase = codebase
        self.class_ = class_
        self.events: list[BodyEvent] = []
        self.changed: list[Any] = []
        self._steps = 0
        self._depth = 0

    def run(self, function: Symbol, arguments: list[Any], keywords: Names, certain: bool) -> None:
        """Follow one function.

        Raises:
            _LeftError: If it certainly raises.
            RefusedCallError: If it does not take what it is passed.
        """
        fact = function.fact
        body = statements(self.codebase, function)
        if not isinstance(fact, FunctionFact) or self._depth >= _DEEPEST:
            return
        names = bound(function, fact, arguments, keywords, self._is_bound_to_object(function))
        if body is None:
            return
        self._depth += 1
        frame = _FunctionFrame(self, function, names)
        try:
            frame.block(body, certain)
        finally:
            self._depth -= 1

    def _is_bound_to_object(self, function: Symbol) -> bool:
        fact = function.fact
        labels = fact.labels if isinstance(fact, FunctionFact) else []
        return "." in function.name and "staticmethod" not in labels

    def step(self) -> bool:
        """Count a statement; return whether there may be more."""
        self._steps += 1
        return self._steps <= _MOST_STEPS


class _FunctionFrame:
    """A function that is followed.

    Args:
        execution: The call that leads to it.
        function: The function.
        names: What its names are bound to.
    """

    def __init__(self, execution: _Execution, function: Symbol, names: Names) -> None:
        self.execution = execution
        self.function = function
        self.evaluator = Evaluator(names, self._elsewhere, execution.changed)

    def _elsewhere(self, name: str) -> Any:
        """Return the value of a constant of the module."""
        symbol = resolve(self.function.library, self.function.module, name)
        fact = symbol.fact if symbol is not None else None
        if symbol is None or not isinstance(fact, AttributeFact) or fact.value is None:
            return UNKNOWN
        try:
            node = ast.parse(fact.value, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return UNKNOWN
        # Its own names are not followed further: constants are written out.
        return Evaluator({}, lambda _: UNKNOWN).value(node)

    def block(self, body: list[ast.stmt], certain: bool) -> bool:
        """Follow statements; return whether what stands behind them is certainly reached.

        Raises:
            _LeftError: If the function is certainly left.
        """
        for statement in body:
            if not self.execution.step():
                raise _LeftError
            certain = self._statement(statement, certain)
        return certain

    def _statement(self, node: ast.stmt, certain: bool) -> bool:
        if isinstance(node, ast.If):
            return self._choice(node, certain)
        if isinstance(node, ast.Return):
            if node.value is not None:
                self._calls(node.value, certain)
            return self._leave(certain)
        if isinstance(node, ast.Raise):
            return self._raise(node, certain)
        if isinstance(node, ast.For):
            return self._loop(node, certain)
        if isinstance(node, ast.Try):
            # What is raised within may be caught.
            self._open([node.body, *(handler.body for handler in node.handlers), node.orelse])
            return certain
        if isinstance(node, ast.With):
            return self.block(node.body, certain)
        if isinstance(node, ast.While):
            self._open([node.body])
            return certain
        self._simple(node, certain)
        return certain

    def _choice(self, node: ast.If, certain: bool) -> bool:
        known = truth(self.evaluator.value(node.test))
        if known is None:
            left = self._open([node.body, node.orelse])
            return certain and not left
        return self.block(node.body if known else node.orelse, certain)

    def _open(self, blocks: Iterable[list[ast.stmt]]) -> bool:
        """Follow blocks that may be run or not; return whether one of them may leave by return."""
        left = False
        before = self.evaluator.names
        for block in blocks:
            names = copy.deepcopy(before)
            self.evaluator.names = names
            try:
                self.block(block, False)
            except _LeftError:
                left = left or _returns(block)
            except _ContinuedError:
                left = True
            finally:
                self.evaluator.names = before
            for name, value in names.items():
                same = name in before and _equal(before[name], value)
                if not same or self.evaluator.is_changed(value):
                    before[name] = UNKNOWN
        return left

    def _loop(self, node: ast.For, certain: bool) -> bool:
        items = items_of(self.evaluator.value(node.iter))
        if items is None or any(isinstance(each, ast.Break) for each in ast.walk(node)):
            self._open([node.body])
            return certain
        for item in items:
            self.evaluator.bind(node.target, item)
            try:
                self.block(node.body, certain)
            except _ContinuedError:
                continue
        return certain

    def _leave(self, certain: bool) -> bool:
        raise _LeftError

    def _raise(self, node: ast.Raise, certain: bool) -> bool:
        if certain:
            text = ast.unparse(node.exc) if node.exc is not None else "an exception"
            if isinstance(node.exc, ast.Call):
                kind = ast.unparse(node.exc.func).rpartition(".")[2]
                stated = self.evaluator.text(node.exc.args[0]) if node.exc.args else ""
                text = f"{kind}: {stated}" if stated else kind
            self._note(True, text, node.lineno)
        raise _LeftError

    def _simple(self, node: ast.stmt, certain: bool) -> None:
        if isinstance(node, _APART):
            return
        self._calls(node, certain)
        if isinstance(node, ast.Assign):
            value = self.evaluator.value(node.value)
            for target in node.targets:
                self.evaluator.bind(target, value)
                self._changed_within(target)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self.evaluator.bind(node.target, self.evaluator.value(node.value))
        elif isinstance(node, ast.AugAssign):
            self.evaluator.bind(node.target, UNKNOWN)
        elif isinstance(node, ast.Expr):
            self.evaluator.value(node.value)  # `options.pop("size")` takes something out
        elif isinstance(node, ast.Continue):
            raise _ContinuedError

    def _calls(self, node: ast.AST, certain: bool) -> None:
        for call in calls_in(node):
            if _warns(call):
                if certain and call.args:
                    self._note(False, self.evaluator.text(call.args[0]), call.lineno)
            elif not self._follow(call, certain):
                self._forget(call)

    def _changed_within(self, target: ast.expr) -> None:
        """Forget a list or a dict of which an element is set: `config["mode"] = mode`."""
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
            if isinstance(target, ast.Name):
                self._forget_value(target.id)

    def _forget(self, call: ast.Call) -> None:
        """Forget the lists and dicts that a call which is not followed may change."""
        function = call.func
        handed = [*call.args, *(word.value for word in call.keywords if word.arg is not None)]
        if isinstance(function, ast.Attribute) and not self.evaluator.is_method(function):
            handed.append(function.value)
        elif isinstance(function, ast.Name) and hasattr(builtins, function.id):
            return
        for node in handed:
            if isinstance(node, ast.Name):
                self._forget_value(node.id)

    def _forget_value(self, name: str) -> None:
        """Forget what a list or a dict holds, by whichever names it goes."""
        value = self.evaluator.names.get(name)
        if isinstance(value, dict | list | set):
            self.execution.changed.append(value)

    def _note(self, fails: bool, text: str, line: int) -> None:
        fact = self.function.fact
        first = fact.line if isinstance(fact, FunctionFact) else 1
        self.execution.events.append(BodyEvent(fails, text, self.function.path, first + line - 1))

    def _follow(self, call: ast.Call, certain: bool) -> bool:
        """Follow a call that hands arguments on; return whether it could be followed."""
        target = self._target(call.func)
        arguments = self._arguments(call)
        if target is None or arguments is None:
            return False
        function, with_object = target
        keywords: Names = {}
        for word in call.keywords:
            value = self.evaluator.value(word.value)
            if word.arg is not None:
                keywords[word.arg] = value
            elif isinstance(value, dict):
                keywords.update(value)
            else:
                return False
        try:
            self.execution.run(function, arguments[with_object:], keywords, certain)
        except RefusedCallError as error:
            if certain:
                self._note(True, f"TypeError: {error}", call.lineno)
            raise _LeftError from None
        except _LeftError:
            if self.execution.events and self.execution.events[-1].fails and certain:
                raise
        return True

    def _arguments(self, call: ast.Call) -> list[Any] | None:
        """Return what a call passes by position; None if that is not known."""
        arguments: list[Any] = []
        for each in call.args:
            if not isinstance(each, ast.Starred):
                arguments.append(self.evaluator.value(each))
                continue
            spread = items_of(self.evaluator.value(each.value))
            if spread is None:
                return None
            arguments += spread
        return arguments

    def _target(self, node: ast.expr) -> tuple[Symbol, bool] | None:
        """Return the function that is called, and whether the object is its first argument."""
        ancestry = self.execution.codebase.linker.ancestry
        class_ = self.execution.class_
        name = dotted_name(node)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Call):
            member = self._inherited(node)
            return (member, False) if member is not None else None
        if name is None:
            return None
        first, _, rest = name.partition(".")
        if first == "self" and rest.isidentifier() and class_ is not None:
            member = ancestry.member(class_, rest)
            return (member, False) if member is not None and member.function is not None else None
        if first in self.evaluator.names:
            return None
        holder, _, method = name.rpartition(".")
        symbol = resolve(self.function.library, self.function.module, name)
        if symbol is None or not isinstance(symbol.fact, FunctionFact):
            return None
        owner = resolve(self.function.library, self.function.module, holder) if holder else None
        of_class = owner is not None and isinstance(owner.fact, ClassFact)
        return symbol, of_class and method == "__init__"

    def _inherited(self, node: ast.Attribute) -> Symbol | None:
        """Return the method of an ancestor that `super().method` stands for."""
        class_ = self.execution.class_
        called = node.value
        assert isinstance(called, ast.Call)
        if ast.unparse(called.func) != "super" or class_ is None:
            return None
        owners = self.execution.codebase.linker.ancestry.order(class_)
        paths = [owner.path for owner in owners]
        own = self.function.path.rpartition(".")[0]
        following = owners[paths.index(own) + 1 :] if own in paths else []
        members = (owner.member(node.attr) for owner in following)
        member = next((each for each in members if each is not None), None)
        return member if member is not None and member.function is not None else None


def _returns(block: list[ast.stmt]) -> bool:
    return any(isinstance(node, ast.Return) for statement in block for node in ast.walk(statement))


def _equal(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except (TypeError, ValueError, RecursionError):
        return False


def _warns(call: ast.Call) -> bool:
    """Return whether a call gives a warning: `warnings.warn(...)`, `warn_deprecation(...)`."""
    name = ast.unparse(call.func).rpartition(".")[2]
    return name == "warn" or (name.startswith("warn_") and bool(call.args))
