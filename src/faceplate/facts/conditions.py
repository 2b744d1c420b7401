"""What a condition on the version of Python or on the platform comes to, without running it.

`sys.version_info >= (3, 11)` has an answer for a given Python, and `os.getenv("BUILDING_DOCS")` has
one where nobody set the variable; `HAS_NUMPY` has none. Where the answer depends on something that
is not known here, there is none, and the declarations of all branches count.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from faceplate.facts.environment import Environment

PathOf = Callable[[ast.expr], str]
"""Gives the dotted path that a name or attribute leads to by the imports of its file."""

_SYSTEMS = {
    "linux": "Linux",
    "darwin": "Darwin",
    "win32": "Windows",
    "freebsd": "FreeBSD",
    "android": "Android",
    "ios": "iOS",
}
"""Answers of `platform.system()` by values of `sys.platform`."""

_NAMES = {"win32": "nt"}
"""Values of `os.name` by values of `sys.platform`; all others have `posix`."""

_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
_VARIABLES = {"os.environ.get", "os.getenv"}
_TEXT_METHODS = {"startswith", "endswith", "lower", "upper", "casefold"}
_FOR_CHECKERS = {"TYPE_CHECKING", "typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"}
_DEEPEST = 20
"""Levels of an expression that are looked into; conditions on an environment have three or four."""


class Unknown(ValueError):  # noqa: N818 - it says that there is no answer, which is no error
    """An expression depends on something that is not known."""


class _Version:
    """`sys.version_info`: major and minor version, and parts after them that are not known."""

    def __init__(self, parts: tuple[int, int]) -> None:
        self.parts = parts

    def compared(self, other: object) -> int:
        """Return a number below, above or equal to 0, as the version is against a tuple."""
        if not isinstance(other, tuple) or not all(isinstance(part, int) for part in other[:2]):
            raise Unknown
        for own, part in zip(self.parts, other, strict=False):
            if own != part:
                return -1 if own < part else 1
        if len(other) > len(self.parts):
            raise Unknown
        return 1

    def item(self, index: object) -> object:
        """Return a part, or a slice as far as it is known."""
        if isinstance(index, int) and 0 <= index < len(self.parts):
            return self.parts[index]
        if isinstance(index, slice) and index.stop is not None and index.stop <= len(self.parts):
            return self.parts[index]
        raise Unknown


class _Unset:
    """A variable of the environment that nobody set; what it is compared with is not known."""

    def __bool__(self) -> bool:
        return False


_UNSET = _Unset()


class Conditions:
    """Answers the conditions of one file for one environment.

    Args:
        environment: The Python and the platform.
        path_of: Follows names through the imports of the file.
        answers: Takes what is asked that depends on the environment: source to answer.
    """

    def __init__(self, environment: Environment, path_of: PathOf, answers: dict[str, bool]) -> None:
        self._environment = environment
        self._path_of = path_of
        self._answers = answers
        self._flags: dict[str, bool] = {}
        self._is_asked = False

    def answer(self, test: ast.expr) -> bool | None:
        """Return what a condition comes to; None where that is not known."""
        self._is_asked = False
        try:
            answer = bool(self._value(test, 0))
        except Unknown:
            return None
        if self._is_asked:
            self._answers[ast.unparse(test)] = answer
        return answer

    def is_for_checkers(self, test: ast.expr) -> bool | None:
        """Say whether a condition holds for type checkers only, or for all but them.

        Args:
            test: The condition.

        Returns:
            True for `TYPE_CHECKING`, False for `not TYPE_CHECKING`, None for any other condition.
        """
        holds = True
        while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test, holds = test.operand, not holds
        if not isinstance(test, ast.Name | ast.Attribute):
            return None
        written = test.id if isinstance(test, ast.Name) else ""
        is_meant = written in _FOR_CHECKERS or self._path_of(test) in _FOR_CHECKERS
        return holds if is_meant else None

    def note(self, name: str, value: ast.expr | None) -> None:
        """Take note of a name that is bound: `PY312 = sys.version_info >= (3, 12)` is an answer."""
        self._flags.pop(name, None)
        if not isinstance(value, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Call):
            return
        self._is_asked = False
        try:
            answer = self._value(value, 0)
        except Unknown:
            return
        if self._is_asked and isinstance(answer, bool):
            self._flags[name] = answer
            self._answers[ast.unparse(value)] = answer

    def _value(self, node: ast.expr, depth: int) -> Any:
        if depth > _DEEPEST:
            raise Unknown
        evaluate = _EVALUATORS.get(type(node))
        if evaluate is None:
            raise Unknown
        return evaluate(self, node, depth + 1)

    def _constant(self, node: ast.Constant, depth: int) -> Any:
        return node.value

    def _name(self, node: ast.Name | ast.Attribute, depth: int) -> Any:
        path = self._path_of(node)
        given = self._given(path)
        if given is not None:
            self._is_asked = True
            return given
        if isinstance(node, ast.Name):
            if node.id in self._flags:
                self._is_asked = True
                return self._flags[node.id]
            raise Unknown
        owner = self._value(node.value, depth)
        if isinstance(owner, _Version) and node.attr in ("major", "minor"):
            return owner.item(("major", "minor").index(node.attr))
        raise Unknown

    def _given(self, path: str) -> Any:
        """Return what the environment says of a path, or None."""
        environment = self._environment
        if environment.python is not None:
            if path == "sys.version_info":
                return _Version(environment.python)
            if path == "sys.hexversion":
                # As if it were the first release: all comparisons in use have zeros at the end.
                return environment.python[0] << 24 | environment.python[1] << 16 | 0xF0
        if environment.platform is not None:
            if path == "sys.platform":
                return environment.platform
            if path == "os.name":
                return _NAMES.get(environment.platform, "posix")
        return None

    def _subscript(self, node: ast.Subscript, depth: int) -> Any:
        owner = self._value(node.value, depth)
        index = self._index(node.slice, depth)
        if isinstance(owner, _Version):
            return owner.item(index)
        if isinstance(owner, str | tuple) and isinstance(index, int | slice):
            try:
                return owner[index]
            except IndexError:
                raise Unknown from None
        raise Unknown

    def _index(self, node: ast.expr, depth: int) -> object:
        if not isinstance(node, ast.Slice):
            return self._value(node, depth)
        bounds = [
            None if part is None else self._value(part, depth)
            for part in (node.lower, node.upper, node.step)
        ]
        if not all(part is None or isinstance(part, int) for part in bounds):
            raise Unknown
        if bounds[2] == 0:
            raise Unknown
        return slice(*bounds)

    def _sequence(self, node: ast.Tuple | ast.List | ast.Set, depth: int) -> tuple[Any, ...]:
        return tuple(self._value(element, depth) for element in node.elts)

    def _call(self, node: ast.Call, depth: int) -> Any:
        if node.keywords or not isinstance(node.func, ast.Name | ast.Attribute):
            raise Unknown
        path = self._path_of(node.func)
        if path in _VARIABLES and len(node.args) == 1:
            return _UNSET
        system = _SYSTEMS.get(self._environment.platform or "")
        if path == "platform.system" and system is not None and not node.args:
            self._is_asked = True
            return system
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in _TEXT_METHODS:
            raise Unknown
        owner = self._value(node.func.value, depth)
        if not isinstance(owner, str):
            raise Unknown
        try:
            return getattr(owner, node.func.attr)(
                *(self._value(argument, depth) for argument in node.args)
            )
        except TypeError:
            raise Unknown from None

    def _not(self, node: ast.UnaryOp, depth: int) -> Any:
        operand = self._value(node.operand, depth)
        if isinstance(node.op, ast.Not):
            return not operand
        if isinstance(node.op, ast.USub) and isinstance(operand, int):
            return -operand
        raise Unknown

    def _all_or_any(self, node: ast.BoolOp, depth: int) -> bool:
        """Join answers; one may decide, whatever is not known of the others."""
        deciding = isinstance(node.op, ast.Or)
        is_known = True
        for part in node.values:
            try:
                if bool(self._value(part, depth)) is deciding:
                    return deciding
            except Unknown:
                is_known = False
        if not is_known:
            raise Unknown
        return not deciding

    def _comparison(self, node: ast.Compare, depth: int) -> bool:
        values = [self._value(part, depth) for part in (node.left, *node.comparators)]
        return all(
            _holds(left, sign, right)
            for left, sign, right in zip(values[:-1], node.ops, values[1:], strict=True)
        )

    def _choice(self, node: ast.IfExp, depth: int) -> Any:
        chosen = node.body if self._value(node.test, depth) else node.orelse
        return self._value(chosen, depth)


def _holds(left: Any, sign: ast.cmpop, right: Any) -> bool:
    if isinstance(left, _Unset) or isinstance(right, _Unset):
        raise Unknown
    if isinstance(left, _Version):
        left, right = left.compared(right), 0
    elif isinstance(right, _Version):
        left, right = 0, right.compared(left)
    try:
        if isinstance(sign, ast.In | ast.NotIn):
            return (left in right) is isinstance(sign, ast.In)
        return bool(_COMPARISONS[type(sign)](left, right))
    except TypeError:
        raise Unknown from None


_EVALUATORS: dict[type[ast.expr], Callable[[Conditions, Any, int], Any]] = {
    ast.Constant: Conditions._constant,
    ast.Name: Conditions._name,
    ast.Attribute: Conditions._name,
    ast.Subscript: Conditions._subscript,
    ast.Tuple: Conditions._sequence,
    ast.List: Conditions._sequence,
    ast.Set: Conditions._sequence,
    ast.Call: Conditions._call,
    ast.UnaryOp: Conditions._not,
    ast.BoolOp: Conditions._all_or_any,
    ast.Compare: Conditions._comparison,
    ast.IfExp: Conditions._choice,
}
