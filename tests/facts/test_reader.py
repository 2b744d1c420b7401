"""What the reader takes from one file, beyond what the fixtures show through the manifest."""

from __future__ import annotations

import ast
import codecs
import textwrap
import warnings
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.facts.declarations import (
    AttributeFact,
    ClassFact,
    FunctionFact,
    ImportFact,
    ModuleFact,
)
from faceplate.facts.file import LONGEST_VALUE
from faceplate.facts.reader import SourceError, decode, read


def facts(code: str) -> ModuleFact:
    return read(textwrap.dedent(code).encode())


def member(code: str, name: str) -> Any:
    return facts(code).members[name]


class TestImports:
    """Relative imports keep their dots; what is bound is told from where it leads."""

    @pytest.mark.parametrize(
        ("statement", "expected"),
        [
            ("import one", {"one": "one"}),
            ("import one.two", {"one": "one"}),
            ("import one.two as three", {"three": "one.two"}),
            ("from one import two", {"two": "one.two"}),
            ("from one.two import three as four", {"four": "one.two.three"}),
            ("from . import one", {"one": ".one"}),
            ("from .one import two", {"two": ".one.two"}),
            ("from .. import one", {"one": "..one"}),
            ("from ...one.two import three", {"three": "...one.two.three"}),
            ("from . . import one", {"one": "..one"}),
            ("from .one import *", {"*.one": ".one"}),
            ("from one import *", {"*one": "one"}),
            ("from . import *", {"*.": "."}),
            ("from . import one\nfrom .. import two", {"one": ".one", "two": "..two"}),
        ],
    )
    def test_targets(self, statement: str, expected: dict[str, str]) -> None:
        found = read(statement.encode()).members
        assert all(isinstance(one, ImportFact) for one in found.values())
        assert {name: one.target for name, one in found.items()} == expected

    def test_an_import_for_type_checkers_is_marked(self) -> None:
        found = facts(
            """
            import typing
            if typing.TYPE_CHECKING:
                from one import two
            from three import four
            """
        ).members
        assert [found[name].type_checking for name in ("two", "four")] == [True, False]

    def test_the_line_is_that_of_the_statement(self) -> None:
        assert member("import one\nfrom two import (\n    three,\n)", "three").line == 2


class TestFunctions:
    """Signatures as written, and the functions within."""

    CODE = """
        from typing import overload

        @overload
        def turn(angle: int) -> int: ...
        @overload
        def turn(angle: str, unit: str = "deg") -> str: ...
        def turn(angle, unit=None):
            '''Turn it.'''
    """

    def test_overloads_stand_beside_the_implementation(self) -> None:
        turn = member(self.CODE, "turn")
        assert turn.docstring.text == "Turn it."
        assert [one.name for one in turn.parameters] == ["angle", "unit"]
        assert [one.returns for one in turn.overloads] == ["int", "str"]
        assert turn.overloads[1].parameters[1].default == "'deg'"

    def test_inner_functions_that_are_returned(self) -> None:
        outer = member(
            """
            class Maker:
                def make(self, angle):
                    def turned(self, by: int = angle) -> None:
                        '''Turn it.

                        On a third line.
                        '''
                        return None

                    def hidden():
                        '''Is not returned.'''

                    return turned
            """,
            "Maker",
        ).members["make"]
        assert list(outer.nested) == ["turned"]
        inner = outer.nested["turned"]
        assert [(one.name, one.default) for one in inner.parameters] == [
            ("self", None),
            ("by", "angle"),
        ]
        assert (inner.line, inner.docstring.line, inner.docstring.text) == (
            4,
            5,
            "Turn it.\n\nOn a third line.",
        )

    @pytest.mark.parametrize(
        ("decorator", "label"),
        [
            ("staticmethod", "staticmethod"),
            ("classmethod", "classmethod"),
            ("abstractmethod", "abstractmethod"),
        ],
    )
    def test_labels(self, decorator: str, label: str) -> None:
        code = (
            f"from abc import abstractmethod\nclass One:\n    @{decorator}\n    def two(x): ...\n"
        )
        assert label in member(code, "One").members["two"].labels

    def test_a_coroutine_is_labelled(self) -> None:
        assert "async" in member("async def one(): ...", "one").labels

    def test_lines_begin_at_the_decorators(self) -> None:
        one = member("import x\n\n@x.y(\n    1,\n)\n@x.z\ndef one():\n    return 1\n", "one")
        assert (one.line, one.end_line) == (3, 8)
        assert one.decorators == ["x.y(1)", "x.z"]


class TestClassesAndAttributes:
    """Bases, keywords, values, and what a constructor sets."""

    def test_bases_and_keywords_as_written(self) -> None:
        one = member("class One(a.B, C[int], metaclass=Meta, total=False): ...", "One")
        assert one.bases == ["a.B", "C[int]"]
        assert one.keywords == {"metaclass": "Meta", "total": "False"}

    def test_values_are_source(self) -> None:
        one = member("class One:\n    EVENTS = [Events.click, 'change', *more()]", "One")
        assert one.members["EVENTS"].value == "[Events.click, 'change', *more()]"

    def test_data_is_not_kept(self) -> None:
        found = facts(f"small = {list(range(10))}\nlarge = {list(range(LONGEST_VALUE))}").members
        assert found["small"].value is not None
        assert isinstance(found["large"], AttributeFact)
        assert found["large"].value is None

    def test_what_a_constructor_sets(self) -> None:
        one = member(
            """
            class One:
                def __init__(self, two: int):
                    self.two = two
                    '''It is documented.'''
                    self.three: str = ""
            """,
            "One",
        )
        assert one.members["two"].docstring.text == "It is documented."
        assert one.members["three"].annotation == "str"

    def test_properties_are_attributes(self) -> None:
        one = member("class One:\n    @property\n    def two(self) -> int:\n        'Two.'", "One")
        two = one.members["two"]
        assert isinstance(two, AttributeFact)
        assert (two.annotation, two.docstring.text) == ("int", "Two.")
        assert "property" in two.labels

    def test_classes_within_classes(self) -> None:
        one = member("class One:\n    class Two:\n        three = 3", "One")
        assert isinstance(one.members["Two"], ClassFact)
        assert one.members["Two"].members["three"].value == "3"


class TestModules:
    """The list of exports, and statements that call a function with a string."""

    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("x = 1", None),
            ("__all__ = []", []),
            ("__all__ = ['a', 'b']", ["a", "b"]),
            ("__all__ = ('a',)", ["a"]),
            ("__all__: list[str] = ['a']", ["a"]),
            ("__all__ = ['a'] + ['b']", ["a", "b"]),
            ("__all__ = ['a']\n__all__ += ['b']", ["a", "b"]),
            ("__all__ = ['a']\n__all__.append('b')", ["a", "b"]),
            ("__all__ = ['a']\n__all__.extend(['b', 'c'])", ["a", "b", "c"]),
            ("__all__ = ['a']\n__all__.extend(one.two.__all__)", ["a", "*one.two.__all__"]),
            ("__all__ = one.__all__ + ['b']", ["*one.__all__", "b"]),
            ("__all__ = [*one.__all__, 'b']", ["*one.__all__", "b"]),
            ("__all__ = NAMES + ['b']", ["*NAMES", "b"]),
            ("__all__ = sorted(one)", None),
            ("__all__ = [*sorted(one), 'b']", None),
            ("__all__ = sorted(one)\n__all__ += ['b']", None),
            ("class One:\n    __all__ = ['a']\n    __all__ += ['b']", None),
        ],
    )
    def test_exports(self, code: str, expected: list[str] | None) -> None:
        assert read(code.encode()).exports == expected

    def test_calls(self) -> None:
        found = facts(
            """
            set_group("one")
            def two():
                set_group("not at module level")
            a.set_group('three')
            set_group("four", 4)
            """
        ).calls
        assert [(one.function, one.argument, one.line) for one in found] == [
            ("set_group", "one", 2),
            ("a.set_group", "three", 5),
        ]

    def test_what_python_warns_of_is_not_for_users(self) -> None:
        code = b"def f(a: 'list[\"\\\\d\"]' = '\\d'): ..."
        with warnings.catch_warnings(record=True, action="always") as warned:
            ast.parse(code)
            assert warned
            warned.clear()
            read(code)
        assert not warned

    def test_half_a_surrogate_pair_in_a_docstring(self) -> None:
        text = facts("'One \\ud800 half, \u00fc.'").docstring
        assert text is not None
        assert text.text == "One ? half, \u00fc."

    def test_an_empty_file(self) -> None:
        assert read(b"") == ModuleFact(None, None, {}, [])


class TestBytes:
    """Encodings as Python takes them, and what is no source at all."""

    @pytest.mark.parametrize(
        "content",
        [
            "text = 'grün'".encode(),
            codecs.BOM_UTF8 + "text = 'grün'".encode(),
            "# coding: latin-1\ntext = 'grün'".encode("latin-1"),
            "#!/usr/bin/python\n# -*- coding: cp1252 -*-\ntext = 'grün'".encode("cp1252"),
            "# vim: set fileencoding=utf-8 :\r\ntext = 'grün'\r\n".encode(),
        ],
    )
    def test_encodings(self, content: bytes) -> None:
        assert read(content).members["text"].value == "'grün'"
        namespace: dict[str, object] = {}
        exec(compile(content, "module", "exec"), namespace)
        assert namespace["text"] == "grün"

    @pytest.mark.parametrize(
        ("content", "line", "word"),
        [
            (b"x = 1\ny = '\xff'\n", 2, "utf-8"),
            (b"# coding: nonsense\n", None, "nonsense"),
            (codecs.BOM_UTF8 + b"# coding: latin-1\n", None, "encoding"),
            (b"x = 1\n\ny = '\0'\n", 3, "null byte"),
            (b"x = 1\ndef (:\n", 2, "syntax error"),
            (b"x = 'open\n", 1, "syntax error"),
            (b"if x:\npass\n", 2, "syntax error"),
            (b"class C:\n\tif x:\n        y = 1\n", 3, "syntax error"),
            (b"# coding: ascii\nx = '\xc3\xbc'\n", 2, "ascii"),
            ("x = 1".encode("utf-16"), 1, ""),
        ],
    )
    def test_what_is_no_source(self, content: bytes, line: int | None, word: str) -> None:
        with pytest.raises((SyntaxError, ValueError)):
            compile(content, "module", "exec")
        with pytest.raises(SourceError) as caught:
            read(content)
        assert word in caught.value.message
        assert "\n" not in caught.value.message
        if line is not None:
            assert caught.value.line == line

    def test_the_same_bytes_give_the_same_facts(self) -> None:
        content = b"import a\nfrom .b import *\nclass C(a.D):\n    'E.'\n"
        assert read(content) == read(bytes(bytearray(content)))

    @given(st.binary(max_size=200))
    def test_any_bytes_end_in_facts_or_one_line(self, content: bytes) -> None:
        try:
            read(content)
        except SourceError as error:
            assert error.message.isprintable()

    @given(st.text(alphabet="def class():\n\t '\"\\#=,.*[]{}@ab1", max_size=80))
    def test_whatever_python_parses_is_read(self, code: str) -> None:
        try:
            ast.parse(code)
        except (SyntaxError, ValueError):
            with suppress(SourceError):
                read(code.encode())
        else:
            read(code.encode())

    @pytest.mark.parametrize(
        "code",
        [
            "x: " + " | ".join(["int"] * 1500),
            "def f(x=" + " + ".join(["'a'"] * 1500) + "): ...",
            "x = a" + ".b" * 900,
            "if a: ...\n" + "elif a: ...\n" * 1200,
            "class C:\n def __init__(self):\n  if a: ...\n" + "  elif a: ...\n" * 1200,
        ],
        ids=["union", "sum", "path", "branches", "branches of a constructor"],
    )
    def test_what_is_long_is_read_whole(self, code: str) -> None:
        assert list(read(f"{code}\nlast = 1\n".encode()).members)[-1] == "last"

    def test_a_mistake_within_a_body_hides_no_declaration(self) -> None:
        found = read(b"def one(x=1):\n    return is wrong\n\n\ndef two(): ...\n").members
        assert list(found) == ["one", "two"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\\'")))
def test_decoding_is_that_of_python(encoding: str, text: str) -> None:
    try:
        content = f"# coding: {encoding}\nx = '{text}'".encode(encoding)
    except UnicodeEncodeError:
        return
    namespace: dict[str, object] = {}
    exec(compile(content, "module", "exec"), namespace)
    assert namespace["x"] == text
    assert decode(content) == f"# coding: {encoding}\nx = '{text}'"


def test_functions_are_functions() -> None:
    assert isinstance(member("def one(): ...", "one"), FunctionFact)
