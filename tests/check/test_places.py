"""Where parameters stand: on each place that is given, the source has the name."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from faceplate.check.places import SourceLines
from faceplate.facts.declarations import ClassFact, FunctionFact, Member
from faceplate.facts.reader import SourceError, read
from faceplate.facts.stubs import read_stub
from faceplate.source.opening import open_target

LIBRARY = Path(sysconfig.get_path("stdlib"))
ODD = '''\
from functools import cache


@cache
# def odd(wrong): a comment
def größe(länge, /, *, ä="def größe(ä, breite)", breite: int = 3): ...


def maker():
    def listener(self, every: float = 1,
                 *more, ende=None):
        """Listen."""

    return listener
'''
STUB = '''\
class Größe:
    def eins(self, länge: int = 1, *,
        breite: int = 2,
    ) -> None:
        """One."""
        ...
    def zwölf(self, länge: int = 1, *,
        breite: int = 2,
    ) -> None:
        """One."""
        ...
'''


def functions(members: Mapping[str, Member]) -> Iterator[FunctionFact]:
    for one in members.values():
        if isinstance(one, FunctionFact):
            yield from (one, *one.overloads, *one.nested.values())
        elif isinstance(one, ClassFact):
            yield from functions(one.members)


def misplaced(folder: Path, file: str, members: Mapping[str, Member]) -> tuple[int, list[str]]:
    """Give how many parameters there are, and those that do not stand where they are said to."""
    sources = SourceLines(open_target(str(folder), []))
    lines = sources.lines(file)
    count, wrong = 0, []
    for function in functions(members):
        for name in ["", *(one.name for one in function.parameters)]:
            line, column = sources.parameter(file, function, name)
            count += 1
            if not lines[line - 1][column - 1 :].startswith(name or function.name):
                wrong.append(f"{file}:{line}:{column} {function.name} {name}")
    return count, wrong


@pytest.mark.parametrize("package", ["asyncio", "email", "unittest", "importlib", "logging"])
def test_real_files(package: str) -> None:
    seen = 0
    for file in sorted((LIBRARY / package).glob("*.py")):
        try:
            members = read(file.read_bytes()).members
        except SourceError:
            continue
        count, wrong = misplaced(LIBRARY / package, f"{package}/{file.name}", members)
        assert not wrong
        seen += count
    assert seen > 100


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_letters_strings_comments_and_inner_functions(tmp_path: Path, end: str) -> None:
    package = tmp_path / "knobs"
    package.mkdir()
    content = ODD.replace("\n", end).encode()
    (package / "__init__.py").write_bytes(content)
    count, wrong = misplaced(package, "knobs/__init__.py", read(content).members)
    assert (count, wrong) == (10, [])


def test_methods_that_are_read_once(tmp_path: Path) -> None:
    package = tmp_path / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "__init__.pyi").write_text(STUB, "utf-8")
    members = read_stub(STUB.encode()).members
    assert misplaced(package, "knobs/__init__.pyi", members) == (8, [])


def test_a_parameter_that_is_not_there_is_at_the_name(tmp_path: Path) -> None:
    package = tmp_path / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text("@staticmethod\ndef turn(a): ...\n")
    (turn,) = functions(read((package / "__init__.py").read_bytes()).members)
    sources = SourceLines(open_target(str(package), []))
    assert sources.parameter("knobs/__init__.py", turn, "b") == (2, 5)
