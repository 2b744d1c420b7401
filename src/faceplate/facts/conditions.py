"""What a condition on the version of Python or on the platform comes to, without running it.

`sys.version_info >= (3, 11)` has an answer for a given Python, and `os.getenv("BUILDING_DOCS")` has
one where nobody set the variable; `HAS_NUMPY` has none. Where the answer depends on something that
is not known here, there is none, and the declarations of all branches count.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from faceplate.facts.environment import Environment
from faceplate.facts.evaluation import Evaluation, UnknownValue

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

_VARIABLES = {"os.environ.get", "os.getenv"}
_FOR_CHECKERS = {"TYPE_CHECKING", "typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"}


class _Version:
    """`sys.version_info`: major and minor version, and parts after them that are not known."""

    def __init__(self, major: int, minor: int) -> None:
        self.major = major
        self.minor = minor

    def _against(self, other: object) -> int:
        """Return a number below, above or equal to 0, as the version is against a tuple."""
        if not isinstance(other, list) or not all(isinstance(part, int) for part in other[:2]):
            raise UnknownValue
        for own, part in zip((self.major, self.minor), other, strict=False):
            if own != part:
                return -1 if own < part else 1
        if len(other) > 2:
            raise UnknownValue
        return 1  # all of a tuple that is a part of the version is less than the version

    def __eq__(self, other: object) -> bool:
        return self._against(other) == 0

    def __lt__(self, other: object) -> bool:
        return self._against(other) < 0

    def __le__(self, other: object) -> bool:
        return self._against(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self._against(other) > 0

    def __ge__(self, other: object) -> bool:
        return self._against(other) >= 0

    def __getitem__(self, index: int | slice) -> int | list[int]:
        """Return a part, or a slice as far as it is known."""
        last = index.stop if isinstance(index, slice) else index + 1
        if last is None or not 0 < last <= 2:
            raise UnknownValue
        return [self.major, self.minor][index]


class _Unset:
    """A variable of the environment that nobody set; what it is compared with is not known."""

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        raise UnknownValue


class Conditions(Evaluation):
    """Answers the conditions of one file for one environment.

    Args:
        environment: The Python and the platform.
        path_of: Follows names through the imports of the file.
        answers: Takes what is asked that depends on the environment: source to answer.
    """

    def __init__(self, environment: Environment, path_of: PathOf, answers: dict[str, bool]) -> None:
        super().__init__()
        self._environment = environment
        self._path_of = path_of
        self._answers = answers
        self._flags: dict[str, bool] = {}
        self._is_asked = False

    def answer(self, test: ast.expr) -> bool | None:
        """Return what a condition comes to; None where that is not known."""
        self._is_asked = False
        try:
            answer = self.holds(test)
        except UnknownValue:
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
            is_logical = isinstance(value, ast.BoolOp)
            answer = self.holds(value) if is_logical else self.value(value)
        except UnknownValue:
            return
        if self._is_asked and isinstance(answer, bool):
            self._flags[name] = answer
            self._answers[ast.unparse(value)] = answer

    def _name(self, node: ast.Name) -> Any:
        given = self._given(self._path_of(node))
        if given is None:
            given = self._flags.get(node.id)
        return self._asked(given)

    def _attribute(self, node: ast.Attribute) -> Any:
        given = self._given(self._path_of(node))
        if given is not None:
            return self._asked(given)
        owner = self.value(node.value)
        if isinstance(owner, _Version) and node.attr in ("major", "minor"):
            return getattr(owner, node.attr)
        raise UnknownValue

    def _asked(self, answer: Any) -> Any:
        """Note that the environment was asked, if it has an answer."""
        if answer is None:
            raise UnknownValue
        self._is_asked = True
        return answer

    def _given(self, path: str) -> Any:
        """Return what the environment says of a path, or None."""
        environment = self._environment
        if environment.python is not None:
            if path == "sys.version_info":
                return _Version(*environment.python)
            if path == "sys.hexversion":
                # As if it were the first release: all comparisons in use have zeros at the end.
                return environment.python[0] << 24 | environment.python[1] << 16 | 0xF0
        if environment.platform is not None:
            if path == "sys.platform":
                return environment.platform
            if path == "os.name":
                return _NAMES.get(environment.platform, "posix")
        return None

    def _called(self, node: ast.Call) -> Any:
        path = self._path_of(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""
        if path in _VARIABLES and len(node.args) == 1 and not node.keywords:
            return _Unset()
        if path == "platform.system" and not (node.args or node.keywords):
            return self._asked(_SYSTEMS.get(self._environment.platform or ""))
        return super()._called(node)
