"""Files for a newer Python than the one that runs, and for none."""

from __future__ import annotations

import ast
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any

import pytest

from faceplate.facts.bodies import without_bodies
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.facts.reader import SourceError, read
from faceplate.facts.syntax import older

LIBRARY = Path(sysconfig.get_path("stdlib"))

NEWER = {
    "PEP 695 class": "class A[T: int, *Ts, **P](B[T]):\n    x: int\n",
    "PEP 695 class over lines": "class A[\n    T,  # why\n    S,\n](B):\n    x: int\n",
    "PEP 695 function": "def f[T](x: T, y=1) -> T:\n    return x\n",
    "PEP 695 coroutine": "async def f[T](x: T, y=1) -> T:\n    return x\n",
    "PEP 695 alias": "type X[T] = list[T]\n",
    "PEP 695 alias within": "class A:\n    type X = int\n    y = 2\n",
    "PEP 695 alias over lines": "type X[\n    T\n] = (\n    list[T]\n)\n",
    "PEP 696": "class A[T = int, *Ts = *tuple[int, ...], **P = [int]]: pass\n",
    "PEP 701 quotes": "x = f'{d['a']}'\n",
    "PEP 701 backslash": "x = f'{\"\\n\".join(y)}'\n",
    "PEP 701 lines": "x = f'{\n  a  # comment\n}'\ny = 1\n",
    "PEP 701 nesting": "x = f'{f'{f'{1}'}'}'\n",
    "PEP 701 format": "x = f'{a:{f'{w}'}}'\n",
    "PEP 701 default": "def f(x=f'{d['a']}', y=1): ...\n",
    "PEP 701 pieces": "x = 'a' f'{d['a']}' 'b'\n",
    "PEP 701 long": 'x = f"""\n{d["""a"""]}\n"""\ny = 1\n',
    "PEP 758": "try:\n    x = 1\nexcept A, B:\n    y = 2\n",
    "PEP 758 group": "try:\n    x = 1\nexcept* A, B, C:\n    y = 2\n",
    "PEP 750": "x = t'hello {name}'\n",
    "PEP 750 raw": "x = rt'hello {name!r:>{w}}'\n",
    "PEP 798": "x = [*y for y in z]\ns = {*y for y in z}\nd = {**m for m in ms}\n",
    "PEP 810": "lazy import json\nlazy from a import (\n    b,\n)\nx = 1\n",
}


@pytest.mark.parametrize("code", NEWER.values(), ids=list(NEWER))
class TestNewer:
    """What is new is taken out in place: nothing else moves."""

    def test_it_is_read(self, code: str) -> None:
        assert read(code.encode()).members

    def test_lines_stay(self, code: str) -> None:
        newer = older(code)
        assert newer is not None
        assert newer.code.count("\n") == code.count("\n")

    def test_in_a_body_it_does_not_matter(self, code: str) -> None:
        body = "".join(f"    {line}" for line in code.splitlines(keepends=True))
        facts = read(f"def outer(a, b=2):\n{body}\ndef after(): ...\n".encode())
        assert list(facts.members) == ["outer", "after"]


def member(code: str, name: str) -> Any:
    return read(code.encode()).members[name]


class TestFacts:
    """What is taken out is not lost, and what is left stands where it stood."""

    def test_type_parameters(self) -> None:
        one = member(NEWER["PEP 695 class"], "A")
        assert isinstance(one, ClassFact)
        assert one.type_parameters == ["T: int", "*Ts", "**P"]
        assert one.bases == ["B[T]"]
        other = member(NEWER["PEP 695 function"], "f")
        assert isinstance(other, FunctionFact)
        assert other.type_parameters == ["T"]
        assert other.returns == "T"

    def test_defaults_of_type_parameters(self) -> None:
        found = member(NEWER["PEP 696"], "A").type_parameters
        assert found == ["T = int", "*Ts = *tuple[int, ...]", "**P = [int]"]

    def test_columns_stay(self) -> None:
        first, second = member(NEWER["PEP 695 function"], "f").parameters
        line = NEWER["PEP 695 function"].split("\n")[0]
        assert line[first.column :].startswith("x: T")
        assert line[second.column :].startswith("y=1")

    def test_an_alias_has_its_value(self) -> None:
        one = member(NEWER["PEP 695 alias"], "X")
        assert isinstance(one, AttributeFact)
        assert (one.value, one.labels) == ("list[T]", [])

    @pytest.mark.parametrize("name", ["quotes", "nesting", "format"])
    def test_an_expression_is_shown_as_source(self, name: str) -> None:
        code = NEWER[f"PEP 701 {name}"]
        value = member(code, "x").value
        if sys.version_info >= (3, 12):
            assert ast.dump(ast.parse(value)) == ast.dump(ast.parse(code.partition("= ")[2]))
        else:
            assert value == code.partition("= ")[2].strip()

    def test_a_default_is_shown_as_source(self) -> None:
        first, second = member(NEWER["PEP 701 default"], "f").parameters
        assert "d[" in str(first.default)
        assert second.default == "1"

    def test_what_stands_behind_keeps_its_line(self) -> None:
        for name in ("PEP 701 lines", "PEP 701 long"):
            assert member(NEWER[name], "y").line == NEWER[name].count("\n")

    def test_imports(self) -> None:
        found = read(NEWER["PEP 810"].encode()).members
        assert list(found) == ["json", "b", "x"]


class TestNone:
    """What no grammar knows is said in one line, with what is known of the reason."""

    @pytest.mark.parametrize(
        ("code", "line", "words"),
        [
            ("x = 1\nprint 'a'\n", 2, "Python 2"),
            ("import os\nexec 'a'\n", 2, "Python 2"),
            ("x = 0644\n", 1, "Python 2"),
            ("x = 1\ndef f(:\n    pass\n", 2, "invalid syntax"),
            ("x = 'open\ny = 1\n", 1, "unterminated"),
            ('x = """open\ny = 1\n', 1, "unterminated"),
            ("class A[T:\n    pass\n", 1, "syntax error"),
            ("if x:\ny = 1\n", 2, "indent"),
        ],
    )
    def test_messages(self, code: str, line: int, words: str) -> None:
        with pytest.raises(SourceError) as raised:
            read(code.encode())
        assert words in raised.value.message
        assert "\n" not in raised.value.message
        assert raised.value.line == line

    @pytest.mark.parametrize(
        "part",
        [
            "(" * 3000 + ")" * 3000,
            "a" + "[b" * 3000 + "]" * 3000,
            "a" + ".b" * 100_000,
            "a" + "+a" * 100_000,
            "-" * 100_000 + "a",
            "not " * 50_000 + "a",
            "a" + "()" * 100_000,
            "lambda: " * 50_000 + "a",
            "f" + "'{f" * 3000,
        ],
        ids=[
            "brackets",
            "subscripts",
            "attributes",
            "sum",
            "signs",
            "nots",
            "calls",
            "lambdas",
            "f",
        ],
    )
    def test_what_would_take_the_other_grammar_too_long(self, part: str) -> None:
        begun = time.process_time()
        with pytest.raises(SourceError):
            read(f"type X = int\nx = {part}\n\n)\n".encode())
        assert time.process_time() - begun < 10


def test_both_grammars_agree() -> None:
    """A file that both read declares the same, whichever reads it."""
    files = sorted(LIBRARY.glob("[ef]*.py"))
    compared = 0
    for file in files:
        source = file.read_bytes()
        if b"coding" in source[:200]:
            continue
        code = without_bodies(source.decode())
        newer = older(code)
        assert newer is not None, file
        assert newer.code == code, file
        # What is there for a newer Python is read by the other grammar, all else as before.
        both = read(source + b"\n\ntype OnlyNewer[T] = list[T]\n")
        alone = read(source)
        both.members.pop("OnlyNewer")
        assert both.members == alone.members, file
        assert both.exports == alone.exports, file
        compared += len(alone.members)
    assert compared > 60
