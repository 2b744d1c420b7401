"""Which branches count, held against a Python that runs the module with another `sys`."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from faceplate.errors import UsageError
from faceplate.facts.declarations import AttributeFact, ImportFact
from faceplate.facts.environment import NEWEST, OLDEST, Environment, newest, stated
from faceplate.facts.reader import read
from faceplate.facts.stubs import read_stub

T = TypeVar("T")

PYTHONS = [(3, minor) for minor in range(8, 16)]
PLATFORMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}

VERSION_TESTS = [
    "sys.version_info {sign} (3, {minor})",
    "sys.version_info[:2] {sign} (3, {minor})",
    "sys.version_info[1] {sign} {minor}",
    "sys.version_info[0] {sign} 3",
    "sys.version_info.minor {sign} {minor}",
    "(3, {minor}) {sign} sys.version_info",
    "(3, 9) <= sys.version_info < (3, {minor})",
    "sys.version_info.major == 3 and sys.version_info.minor {sign} {minor}",
    "version_info {sign} (3, {minor})",
    "NEW",
    "not NEW",
    "sys.hexversion >= 0x030{digit:X}0000",
]
PLATFORM_TESTS = [
    "sys.platform {sign} 'win32'",
    "sys.platform.startswith('win')",
    "sys.platform.startswith(('linux', 'darwin'))",
    "sys.platform in ('linux', 'win32')",
    "sys.platform not in {{'darwin'}}",
    "'win' in sys.platform",
    "os.name == 'nt'",
    "platform.system() == 'Darwin'",
    "system().lower() == 'windows'",
    "sys.platform[:3] == 'win'",
]


class Choices:
    """Makes the choices of a module, each by the next of the bytes that it is given.

    One draw of many bytes costs a small part of what a draw for each choice costs, and an example
    becomes simpler as its bytes become zero. Where they end, the first of the options is taken.
    """

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)

    def of(self, options: Sequence[T]) -> T:
        return options[next(self._data, 0) % len(options)]

    def condition(self) -> str:
        parts = []
        for _ in range(self.of((1, 2, 3))):
            is_version = self.of((False, True))
            sign = self.of([">=", "<", ">", "<=", "==", "!="] if is_version else ["==", "!="])
            minor = self.of(range(8, 16))
            text = self.of(VERSION_TESTS if is_version else PLATFORM_TESTS)
            part = text.format(sign=sign, minor=minor, digit=minor)
            parts.append(f"not ({part})" if self.of((False, True)) else f"({part})")
        return self.of([" and ", " or "]).join(parts)

    def block(self, margin: str = "", depth: int = 0) -> str:
        lines = []
        for _ in range(self.of((1, 2, 3))):
            if depth < 3 and self.of((False, True)):
                lines.append(f"{margin}if {self.condition()}:")
                lines.append(self.block(margin + "    ", depth + 1))
                for _ in range(self.of((0, 1, 2))):
                    lines.append(f"{margin}elif {self.condition()}:")
                    lines.append(self.block(margin + "    ", depth + 1))
                if self.of((False, True)):
                    lines.append(f"{margin}else:")
                    lines.append(self.block(margin + "    ", depth + 1))
                continue
            name, value = self.of("abcd"), self.of(range(100))
            form = self.of(["{n} = {v}", "{n}: int = {v}", "def {n}(x={v}): pass"])
            lines.append(margin + form.format(n=name, v=value))
        return "\n".join(lines)


# Few modules need more choices than this: on average they need about 350.
BODIES = st.binary(min_size=1000, max_size=1000).map(lambda data: Choices(data).block())


HEAD = """\
import os, platform, sys
from platform import system
from sys import version_info
NEW = sys.version_info >= (3, 12)
"""


def bound(code: str, python: tuple[int, int], platform: str) -> dict[str, Any]:
    """Run a module that sees another Python on another platform; give the values it binds."""
    name, system = PLATFORMS[platform]
    info = Info((*python, 7, "final", 0))
    stand_in = SimpleNamespace(
        version_info=info, platform=platform, hexversion=python[0] << 24 | python[1] << 16 | 0x7F0
    )
    modules = {
        "sys": stand_in,
        "os": SimpleNamespace(name=name),
        "platform": SimpleNamespace(system=lambda: system),
    }

    def imported(name: str, *_: Any) -> Any:
        return modules[name]

    space: dict[str, Any] = {"__builtins__": {"__import__": imported}}
    exec(compile(code, "module", "exec"), space)
    values = {one: space[one] for one in "abcd" if one in space}
    return {
        one: value.__defaults__[0] if callable(value) else value for one, value in values.items()
    }


class Info(tuple[Any, ...]):
    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])


def declared(code: str, python: tuple[int, int], platform: str, reader: Any) -> dict[str, Any]:
    facts = reader(code.encode(), Environment(python, platform))
    return {
        name: ast.literal_eval(
            str(one.value if isinstance(one, AttributeFact) else one.parameters[0].default)
        )
        for name, one in facts.members.items()
        if name in "abcd"
    }


@settings(max_examples=450, deadline=None)
@given(BODIES, st.sampled_from(PYTHONS), st.sampled_from(sorted(PLATFORMS)))
def test_what_is_read_is_what_python_binds(
    body: str, python: tuple[int, int], platform: str
) -> None:
    code = HEAD + body
    expected = bound(code, python, platform)
    assert declared(code, python, platform, read) == expected
    assert declared(code, python, platform, read_stub) == expected


def names(code: str, environment: Environment | None = None) -> dict[str, Any]:
    return read(code.encode(), environment).members


class TestWhatIsNotKnown:
    """Where a condition has no answer, all branches count, and the first assignment holds."""

    @pytest.mark.parametrize(
        "condition",
        [
            "HAS_NUMPY",
            "sys.version_info >= (3, 12, 4)",
            "sys.version_info >= OLDEST",
            "sys.version_info > 3",
            "sys.platform.startswith(PREFIX)",
            "os.environ.get('X') == 'linux'",
            "platform.machine() == 'x86_64'",
            "sys.implementation.name == 'cpython'",
            "sys.version_info >= (3, 8) and HAS_NUMPY",
            "sys.version_info < (3, 8) or HAS_NUMPY",
            "sys.platform[99] == 'x'",
            "sys.platform.startswith('a', 'b')",
            "sys.version_info[::0] == ()",
        ],
    )
    def test_all_branches_count(self, condition: str) -> None:
        code = f"import os, platform, sys\nif {condition}:\n    a = 1\nelse:\n    b = 2\n"
        assert {"a", "b"} <= names(code, Environment((3, 12), "linux")).keys()

    def test_without_an_environment_all_branches_count(self) -> None:
        code = "import sys\nif sys.version_info >= (3, 12):\n    a = 1\nelse:\n    b = 2\n"
        assert {"a", "b"} <= names(code).keys()

    def test_what_is_known_of_a_part_may_decide(self) -> None:
        code = "import sys\nif sys.version_info < (3, 9) and FLAG:\n    a = 1\nelse:\n    b = 2\n"
        found = names(code, Environment((3, 12), "linux"))
        assert "b" in found
        assert "a" not in found

    def test_names_that_only_look_like_those_of_the_standard_library(self) -> None:
        code = "from mine import sys\nif sys.platform == 'win32':\n    a = 1\n"
        assert "a" in names(code, Environment((3, 12), "linux"))

    def test_a_fallback_replaces_nothing(self) -> None:
        code = "try:\n    from new import a\nexcept ImportError:\n    from old import a\n"
        one = names(code, Environment((3, 12), "linux"))["a"]
        assert isinstance(one, ImportFact)
        assert one.target == "new.a"


class TestTypeCheckers:
    """What only type checkers see is marked, unless the module binds it otherwise."""

    @pytest.mark.parametrize(
        ("code", "marked"),
        [
            ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    a = 1\n", True),
            ("import typing as t\nif t.TYPE_CHECKING:\n    a = 1\n", True),
            ("TYPE_CHECKING = False\nif TYPE_CHECKING:\n    a = 1\n", True),
            ("import typing\nif not typing.TYPE_CHECKING:\n    b = 1\nelse:\n    a = 1\n", True),
            ("import typing\nif not typing.TYPE_CHECKING:\n    a = 1\n", False),
            ("import typing\nif typing.TYPE_CHECKING:\n    a = 1\nelse:\n    a = 2\n", False),
            ("import typing\nif typing.TYPE_CHECKING:\n    a = 1\nelse:\n    b = 2\n", True),
            (
                "import typing\nif typing.TYPE_CHECKING:\n    a = 1\nelse:\n"
                "    def __getattr__(name): ...\n",
                False,
            ),
            (
                "import sys, typing\nif typing.TYPE_CHECKING:\n    a = 1\nelse:\n"
                "    sys.modules[__name__] = Lazy()\n",
                False,
            ),
        ],
    )
    def test_marks(self, code: str, marked: bool) -> None:
        assert names(code, Environment((3, 12), "linux"))["a"].type_checking is marked


@pytest.mark.parametrize(
    "test",
    [
        '__name__ == "__main__"',
        'sys.platform != "win32" and __name__ == "__main__"',
        '__name__ == "__main__" and (len(sys.argv) > 1 and sys.argv[1])',
    ],
)
def test_what_runs_as_a_script_only_is_not_bound_by_an_import(test: str) -> None:
    code = f"import sys\nif {test}:\n    def a(): ...\nelse:\n    b = 2\n"
    scope: dict[str, object] = {"__name__": "imported"}
    exec(code, scope)
    bound = names(code, Environment((3, 12), "linux"))
    assert {name for name in ("a", "b") if name in scope} == set(bound) & {"a", "b"}


class TestEnvironment:
    """The newest Python that metadata allows is what nobody has to name."""

    @pytest.mark.parametrize(
        ("requires", "versions", "expected"),
        [
            ("", [], (3, 15)),
            (">=3.8", [], (3, 15)),
            (">=3.8,<3.13", [], (3, 12)),
            ("<=3.12", [], (3, 12)),
            ("==3.9.*", [], (3, 9)),
            ("~=3.10", [], (3, 15)),
            (">=3.11.2,<3.12", [], (3, 11)),
            (">=3.8", ["3.8", "3.11", "3.9"], (3, 11)),
            (">=3.8,<3.11", ["3.8", "3.11", "3.9"], (3, 9)),
            (">=3.8", ["3.99"], (3, 15)),
            (">=4", [], (3, 15)),
            ("nonsense", ["3.10"], (3, 10)),
        ],
    )
    def test_the_newest(self, requires: str, versions: list[str], expected: Any) -> None:
        assert newest(requires, versions) == expected

    @given(
        st.lists(
            st.builds(
                "{}{}{}{}".format,
                st.sampled_from([">=", "<", ">= ", " < ", ">", "<=", "==", "!=", "~="]),
                st.sampled_from(["3", "4", "2.7", "3.6", "3.9", "3.10", "3.15", "3.16", "3.07"]),
                st.sampled_from(["", "", ".0", ".1", ".12", ".0.0", ".*"]),
                st.sampled_from(["", " "]),
            ),
            max_size=3,
        ).map(",".join)
    )
    def test_a_requirement_means_what_packaging_says(self, requires: str) -> None:
        minors = range(OLDEST, NEWEST + 1)
        try:
            specifiers = SpecifierSet(requires)
        except InvalidSpecifier:
            allowed = list(minors)
        else:
            allowed = [
                minor
                for minor in minors
                if any(specifiers.contains(f"3.{minor}.{patch}") for patch in (0, 99))
            ]
        assert newest(requires, []) == (3, max(allowed, default=NEWEST))
        for minor in minors:
            named = (3, minor) if minor in allowed else (3, max(allowed, default=NEWEST))
            assert newest(requires, [f"3.{minor}"]) == named

    @pytest.mark.parametrize(
        "version", ["2.7", "3", "3.x", "4.0", "3.5", "3.99", "", "3.12.1", "٣.١"]
    )
    def test_no_such_version(self, version: str) -> None:
        with pytest.raises(UsageError, match=r"3\.6 to 3\.15"):
            stated(version, None)

    @pytest.mark.parametrize("platform", ["", "linux 2", "a\nb", "--x"])
    def test_no_such_platform(self, platform: str) -> None:
        with pytest.raises(UsageError, match=r"sys\.platform"):
            stated(None, platform)

    def test_what_is_stated_holds(self) -> None:
        environment = stated("3.9", "win32").completed(">=3.10", ["3.12"])
        assert str(environment) == "3.9 win32"

    def test_the_values_are_those_of_this_python(self) -> None:
        found = names(
            "import os, platform, sys\nNAME = os.name\n"
            f"if os.name == {os.name!r} and sys.platform == {sys.platform!r}:\n    a = 1\n",
            Environment(sys.version_info[:2], sys.platform),
        )
        assert "a" in found
