"""Texts of attributes, held against Sphinx, which has the rule; and what properties are."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.pycode import ModuleAnalyzer

from faceplate.facts.declarations import AttributeFact, ClassFact, Member
from faceplate.facts.reader import read

PACKAGES = Path(inspect.getfile(pytest)).parent.parent


def ours(members: Mapping[str, Member], owner: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    for name, one in members.items():
        if isinstance(one, ClassFact):
            yield from ours(one.members, f"{owner}.{name}".strip("."))
        elif isinstance(one, AttributeFact) and one.docstring and "property" not in one.labels:
            yield (owner, name), one.docstring.text


def of_sphinx(code: str) -> dict[tuple[str, str], str]:
    analyzer = ModuleAnalyzer.for_string(code, "module")
    return {
        place: inspect.cleandoc("\n" + "\n".join(lines)).rstrip()
        for place, lines in analyzer.find_attr_docs().items()
    }


@st.composite
def bodies(draw: st.DrawFn, margin: str = "", receiver: str = "") -> str:
    lines = []
    for number in range(draw(st.integers(1, 4))):
        target = f"{receiver}{'y' if receiver else 'x'}{number}"
        words = draw(st.sampled_from(["One.", "Two words.", "a: b", "#: odd", "é ü"]))
        lines += [f"{margin}#: {words}"] * draw(st.integers(0, 3))
        if draw(st.booleans()):
            lines.append(margin + draw(st.sampled_from(["# plain", "pass", "#:", "# : no"])))
        value = draw(st.sampled_from(["1", "'#: in a string'", "[\n    1,\n]", "(  1)", "f(a)"]))
        value = value.replace("\n", f"\n{margin}")
        stated = draw(st.sampled_from(["", ": int"]))
        behind = draw(st.sampled_from(["", "  #: Behind.", " #:Close", "  # plain"]))
        lines.append(f"{margin}{target}{stated} = {value}{behind}")
        if draw(st.integers(0, 3)) == 0:
            lines.append(f'{margin}"""Below."""')
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(bodies(), bodies("    "), bodies("        ", "self."))
def test_comments_are_read_as_sphinx_reads_them(module: str, class_: str, constructor: str) -> None:
    code = f"{module}\nclass A:\n{class_}\n    def __init__(self):\n{constructor}\n"
    found = dict(ours(read(code.encode()).members))
    expected = {place: text for place, text in of_sphinx(code).items() if text}
    assert found == expected


def test_comments_of_packages_are_read_as_sphinx_reads_them() -> None:
    compared = 0
    for file in sorted(PACKAGES.rglob("*.py")):
        source = file.read_bytes()
        if b"#: " not in source or b"tests" in str(file).encode():
            continue
        code = source.decode()
        with warnings.catch_warnings(action="ignore"):
            expected = {place: text for place, text in of_sphinx(code).items() if text}
        found = dict(ours(read(source).members))
        for place, text in found.items():
            assert expected.get(place) == text, (file, place)
            compared += 1
        if compared > 300:
            break
    assert compared > 100


def member(code: str, name: str) -> Any:
    one = read(code.encode()).members["A"]
    assert isinstance(one, ClassFact)
    return one.members[name]


ACCESS = '''\
class A(B):
    def get(self) -> int:
        """The size."""
    def put(self, value): ...
    def drop(self): ...
    {}
'''


class TestProperties:
    """A property is one attribute, whatever makes it, and says whether it can be set."""

    @pytest.mark.parametrize(
        ("line", "labels", "annotation", "text"),
        [
            ("x = property(get)", {"property"}, "int", "The size."),
            ("x = property(get, put)", {"property", "writable"}, "int", "The size."),
            (
                "x = property(get, put, drop, 'Other.')",
                {"property", "writable", "deletable"},
                "int",
                "Other.",
            ),
            ("x = property(get, None, drop)", {"property", "deletable"}, "int", "The size."),
            ("x = property(fget=get, doc='Other.')", {"property"}, "int", "Other."),
            ("x = property(get)  #: Behind.", {"property"}, "int", "Behind."),
            ("x = property(fset=put)", {"property", "writable"}, None, None),
        ],
    )
    def test_calls(self, line: str, labels: set[str], annotation: str, text: str) -> None:
        one = member(ACCESS.format(line), "x")
        assert set(one.labels) == labels
        assert one.annotation == annotation
        assert (one.docstring.text if one.docstring else None) == text
        assert one.value is None

    def test_agree_with_python(self) -> None:
        code = ACCESS.replace("(B)", "").format("x = property(get, put)")
        space: dict[str, Any] = {}
        exec(code, space)
        made = space["A"].x
        one = member(code, "x")
        assert one.docstring.text == made.__doc__
        assert ("writable" in one.labels) is (made.fset is not None)
        assert ("deletable" in one.labels) is (made.fdel is not None)

    @pytest.mark.parametrize(
        ("decorators", "labels"),
        [
            (["@x.setter"], {"property", "writable"}),
            (["@x.deleter"], {"property", "deletable"}),
            (["@x.setter", "@x.deleter"], {"property", "writable", "deletable"}),
            (["@x.getter"], {"property"}),
        ],
    )
    def test_accessors(self, decorators: list[str], labels: set[str]) -> None:
        code = 'class A:\n    @property\n    def x(self) -> int:\n        """The size."""\n'
        code += "".join(f"    {one}\n    def x(self, *more): ...\n" for one in decorators)
        one = member(code, "x")
        assert set(one.labels) == labels
        assert one.docstring.text == "The size."

    def test_an_accessor_of_another_class(self) -> None:
        one = member("class A(B):\n    @B.x.setter\n    def x(self, value): ...\n", "x")
        assert isinstance(one, AttributeFact)
        assert set(one.labels) == {"property", "writable"}

    def test_a_method_named_like_an_accessor_is_none(self) -> None:
        code = "class A:\n    x = Signal()\n    @x.setter\n    def y(self): ...\n"
        assert not isinstance(member(code, "y"), AttributeFact)


class TestNames:
    """Each name that is bound is there, with its value where one can be told."""

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("a, b = 1, 2", {"a": "1", "b": "2"}),
            ("a, (b, c) = 1, (2, 3)", {"a": "1", "b": "2", "c": "3"}),
            ("a, b = f()", {"a": None, "b": None}),
            ("a, *b = 1, 2, 3", {"a": None, "b": None}),
            ("a = b = 1", {"a": "1", "b": "1"}),
            ("a = 1\nb = 2\ndel a", {"b": "2"}),
        ],
    )
    def test_bound(self, code: str, expected: dict[str, str | None]) -> None:
        found = read(code.encode()).members
        space: dict[str, Any] = {"f": lambda: (1, 2)}
        exec(code, space)
        assert {name: getattr(one, "value", None) for name, one in found.items()} == expected
        assert found.keys() == space.keys() - {"f", "__builtins__"}


SPELLINGS = [
    "0o644", "0xFF", "0xff", "1_000", "0b1010", "1e-3", "1E5", "1.50", ".5", "5.", "1_0.0_1",
    "1e16", "1e400", "2j", "0x2540BE400", "0o7_7", "-0x1", "007_0j", "00", 'r"\\d+"', "R'\\w'",
    "0xFFFFFF", "65535", "0xFFFF", "-1_0", "~0x0F", "0o1 | 0o2",
]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
class TestSpelling:
    """A number is shown as it is spelled, wherever it stands."""

    def test_as_a_default(self, spelling: str) -> None:
        one: Any = read(f"def f(é=1, x={spelling}): ...".encode()).members["f"]
        shown = spelling.replace('"', "'").replace("R'", "r'")
        assert one.parameters[1].default == shown

    def test_within_an_expression(self, spelling: str) -> None:
        if spelling[0] in "rR":
            return
        one: Any = read(f"x = lambda: g([{spelling}], *a)".encode()).members["x"]
        assert one.value == f"lambda: g([{spelling}], *a)"


class TestDepth:
    """What is nested too deeply costs itself alone, and is named."""

    DEEP = ("-" * 2000 + "1", "f" + "(1)" * 900, "not " * 2000 + "x", "x" + ".y" * 2000)

    @pytest.mark.parametrize("deep", DEEP, ids=["signs", "calls", "nots", "attributes"])
    def test_the_rest_of_the_file_is_read(self, deep: str) -> None:
        code = f"def f(a: {deep}, b={deep}) -> '{deep}': ...\ndef after(): ...\nx = {deep}\n"
        facts = read(code.encode())
        assert {"f", "after", "x"} <= facts.members.keys()
        assert facts.problems
        assert all(line == 1 and "deep" in message for line, message in facts.problems)
        fact: Any = facts.members["f"]
        assert [one.name for one in fact.parameters] == ["a", "b"]
        assert fact.parameters[1].default is not None

    def test_a_string_that_nests_500_levels(self) -> None:
        inner = "list[" * 90 + "int" + "]" * 90
        for _ in range(5):
            inner = f"dict[{inner}, 1]"
        code = f"def f(a: '{'x.' * 500}y', b: '{'-' * 500}1', c: '{inner}'): ...\ny = 1\n"
        assert {"f", "y"} <= read(code.encode()).members.keys()
