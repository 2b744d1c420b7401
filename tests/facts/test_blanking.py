"""Blanking function bodies changes no facts: on real files, and where it would be easy to."""

from __future__ import annotations

import ast
import sysconfig
import textwrap
from pathlib import Path

import pytest

from faceplate.facts import reader
from faceplate.facts.bodies import without_bodies
from faceplate.facts.declarations import ClassFact, FunctionFact, ModuleFact
from faceplate.facts.reader import SourceError, decode, read

LIBRARY = Path(sysconfig.get_path("stdlib"))
REAL = sorted(
    file
    for folder in (".", "asyncio", "email", "http", "importlib", "logging", "unittest", "xml/dom")
    for file in (LIBRARY / folder).glob("*.py")
    if file.stat().st_size < 100_000
)


def whole(code: bytes, monkeypatch: pytest.MonkeyPatch) -> ModuleFact | str:
    """Read a file with all its bodies."""
    with monkeypatch.context() as patch:
        patch.setattr(reader, "without_bodies", lambda code: code)
        return facts(code)


def facts(code: bytes) -> ModuleFact | str:
    try:
        return read(code)
    except SourceError as error:
        return str(error)


@pytest.mark.parametrize("part", range(8))
def test_real_files(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    blanked = 0
    for file in REAL[part::8]:
        code = file.read_bytes()
        assert facts(code) == whole(code, monkeypatch), file
        text = decode(code)
        blanked += without_bodies(text) is not text
    assert blanked > 3


@pytest.mark.parametrize("part", range(4))
def test_real_files_against_the_parser_of_python(part: int) -> None:
    """Functions are where `ast` has them, with its docstrings and its parameters."""
    seen = 0
    for file in REAL[part::4]:
        code = file.read_bytes()
        tree = ast.parse(code)
        seen += compare(tree, read(code).members, file)
    assert seen > 100


def has_escaped_line(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    r"""Say whether a docstring has more lines than its source, by an escape such as `\n`."""
    if ast.get_docstring(node) is None:
        return False
    literal = node.body[0].value  # type: ignore[attr-defined]
    return bool(literal.value.count("\n") > literal.end_lineno - literal.lineno)


def compare(owner: ast.Module | ast.ClassDef, members: object, file: Path) -> int:
    assert isinstance(members, dict)
    bound = [name for node in owner.body for name in names_bound(node)]
    seen = 0
    for node in owner.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        fact = members.get(node.name)
        if bound.count(node.name) > 1 or not isinstance(fact, FunctionFact | ClassFact):
            continue
        seen += 1
        first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
        assert (fact.line, fact.end_line) == (first, node.end_lineno), (file, node.name)
        said = fact.docstring.text if fact.docstring else ""
        expected = (ast.get_docstring(node) or "").rstrip()
        if has_escaped_line(node):  # Python keeps the indentation of the others then
            said, expected = " ".join(said.split()), " ".join(expected.split())
        assert said == expected, (file, node.name)
        if isinstance(node, ast.ClassDef):
            assert isinstance(fact, ClassFact)
            seen += compare(node, fact.members, file)
        else:
            assert isinstance(fact, FunctionFact)
            assert [one.name for one in fact.parameters] == parameter_names(node.args)
    return seen


def names_bound(node: ast.stmt) -> list[str]:
    stored = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    own = [node.name] if hasattr(node, "name") else []
    if own:
        return own
    return [one.id for one in stored if isinstance(one.ctx, ast.Store)] + [
        one.name
        for one in ast.walk(node)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]


def parameter_names(arguments: ast.arguments) -> list[str]:
    found = [*arguments.posonlyargs, *arguments.args]
    found += [arguments.vararg] if arguments.vararg else []
    found += arguments.kwonlyargs
    found += [arguments.kwarg] if arguments.kwarg else []
    return [one.arg for one in found]


TRICKY = {
    "a string that looks like code": '''
        def first():
            text = """
        def ghost():
            pass
        """
            return text

        def second(): ...
        ''',
    "a line that goes on at the margin": """
        def first():
            return 1 + \\
        2

        second = 3
        """,
    "a comment that seems to go on": """
        def first():
            return 1
            # one \\

        # two \\
        # three
        second = 3
        """,
    "a string that goes on at the margin": '''
        def first():
            assert 1 == \\
        """one
        two"""

        def second(): ...
        ''',
    "brackets that go on at the margin": """
        def first():
            return [
        1,
        2,
        ]

        def second(): ...
        """,
    "a docstring in brackets": """
        def first():
            ("It is "
             "documented.")
            return 1
        """,
    "a docstring on the line of the header": """
        def first(): "Documented."; return 1
        def second(): return 2
        """,
    "a docstring and code on one line": '''
        def first():
            """Documented."""; x = 1
            return x
        ''',
    "a docstring that is part of an expression": """
        def first():
            "%s" % 1
            return 2
        """,
    "a docstring with quotes in it": '''
        def first():
            """Says \\"""so\\""" twice."""
            return 2

        def second():
            "It's 'so'."
            return 3
        ''',
    "a header over several lines": """
        def first(
            one=")",  # not the end:
            two={"(": ":"},
        ) -> dict[
            str, int
        ]:
            return {}

        def second(): ...
        """,
    "a header with a comment": """
        def first(one):  # of (several) parts:
            two = 2
            return two

        def second(one): # unbalanced (
            return 2

        third = 3
        """,
    "comments at the margin": """
        class Outer:
            def first(self):
                one = 1
        # at the margin
                return one
            # between
            second = 2
        # after
        third = 3
        """,
    "attributes that constructors set": """
        class Outer:
            def __init__(self):
                self.one = 1
                '''One.'''
                def inner():
                    self.ghost = 1
                    return 2
                self.two = inner()
        """,
    "functions in functions": '''
        def outer():
            def inner(one: int = 1):
                """Is returned."""
                return one
            return inner

        def other():
            class Inside:
                def method(self): ...
            return Inside
        ''',
    "conditions": """
        import sys
        if sys.version_info > (3,):
            def first():
                return 1
        else:
            def first():
                return 2
        try:
            def second():
                return 1
        except ImportError:
            pass
        finally:
            third = 3
        """,
    "decorators and coroutines": """
        class Outer:
            @property
            def first(self):
                return 1

            @first.setter
            def first(self, value):
                self._first = value

            async def second(self):
                async with self as one:
                    return one

            @staticmethod
            async  def third():
                return 1
        """,
    "tabs": "class Outer:\n\tdef first(self):\n\t\tone = 1\n\t\treturn one\n\tsecond = 2\n",
    "form feeds": "def first():\n    return 1\n\x0c\ndef second():\n    return 2\n",
    "line ends of Windows": "def first():\r\n    '''One.'''\r\n    return 1\r\nsecond = 2\r\n",
    "no line end": "def first():\n    return 1",
    "only a docstring": "def first():\n    '''One.'''",
    "the word def in odd places": """
        # def ghost(): pass
        text = "def ghost():"
        def first(): return "def ghost():"
        class define:
            def_ = 1
        """,
}


@pytest.mark.parametrize("name", TRICKY)
def test_tricky_code(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = textwrap.dedent(TRICKY[name])
    ast.parse(code)
    assert facts(code.encode()) == whole(code.encode(), monkeypatch)
    assert "ghost" not in read(code.encode()).members


def test_bodies_are_blanked_at_all() -> None:
    code = 'def first():\n    """One."""\n    x = 1\n    y = 2\n    return x\n'
    assert without_bodies(code) == 'def first():\n    """One."""\n\n\n    pass\n'
