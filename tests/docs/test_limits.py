"""What the explanation says that reading cannot know: each claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate import Component, Manifest, extract

MODULE = '''\
import os
import sys
from enum import Enum
from functools import wraps
from typing import Any, overload

ONE = 1
TWO = ONE + ONE


def trace(function):
    @wraps(function)
    def traced(*args, level=1, **kwargs):
        return function(*args, **kwargs)

    return traced


class Meta(type):
    def __call__(cls, size): ...


class Base:
    """The base."""

    def __init__(self, size: int): ...


Made = type("Made", (Base,), {})
for name in ("Left", "Right"):
    globals()[name] = type(name, (Base,), {})


def __getattr__(name): ...


class Late(Base):
    """Written in the class statement."""

    class Inner:
        """A class inside a class."""


Late.__doc__ = "Set later."
Late.added = 1


@trace
def traced(path: str): ...


class Metal(metaclass=Meta):
    def __init__(self, own: int): ...


def passing(*args: Any, **kwargs: Any):
    return Base(*args, **kwargs)


def computed(a=ONE, b=TWO, c=os.sep, d=Base(size=2)): ...


if sys.platform == "win32":
    def branched(windows): ...
else:
    def branched(others): ...

try:
    def tried(first): ...
except ImportError:
    def tried(second): ...


@overload
def loaded(value: int) -> int: ...
@overload
def loaded(value: str) -> str: ...
def loaded(value): ...


class Colour(Enum):
    """Extends a class of another package."""
'''


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    package = tmp_path_factory.mktemp("library") / "moving"
    package.mkdir()
    (package / "__init__.py").write_text(MODULE, encoding="utf-8")
    (package / "compiled.pyi").write_text("class Compiled: ...\n", encoding="utf-8")
    return extract(str(package), cache=False)


def component(manifest: Manifest, name: str) -> Component:
    return next(one for one in manifest.components if one.name == name)


def taken(manifest: Manifest, name: str) -> list[str]:
    return [parameter.name for parameter in component(manifest, name).parameters]


@pytest.mark.parametrize("name", ["Made", "Left", "Right", "Inner"])
def test_has_no_page(manifest: Manifest, name: str) -> None:
    assert name not in {one.name for one in manifest.components}


def test_what_is_set_after_a_class_statement(manifest: Manifest) -> None:
    late = component(manifest, "Late")
    assert late.description == "Written in the class statement."
    assert not late.attributes


def test_decorators_and_metaclasses(manifest: Manifest) -> None:
    assert taken(manifest, "traced") == ["path"]
    assert taken(manifest, "Metal") == ["size"]
    assert not component(manifest, "Metal").uncertain


def test_where_arguments_lead(manifest: Manifest) -> None:
    assert taken(manifest, "passing") == ["args", "kwargs"]


def test_values_of_expressions(manifest: Manifest) -> None:
    found = [(one.default, one.constant) for one in component(manifest, "computed").parameters]
    assert found == [("ONE", "1"), ("TWO", None), ("os.sep", None), ("Base(size=2)", None)]


def test_last_branch_counts(manifest: Manifest) -> None:
    assert taken(manifest, "branched") == ["others"]
    assert taken(manifest, "tried") == ["first"]


def test_overloads(manifest: Manifest) -> None:
    assert [one.annotation for one in component(manifest, "loaded").parameters] == [None]


def test_other_packages(manifest: Manifest) -> None:
    colour = component(manifest, "Colour")
    assert colour.bases == ["enum.Enum"]
    assert taken(manifest, "Colour") == ["value"]
    assert not colour.methods


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ('__all__ = ["a"] + ["b"]', ["a", "b"]),
        ('__all__ = ["a"]\n__all__.append("b")\n__all__.extend(["c"])', ["a", "b", "c"]),
        ('__all__ = ["a"]\n__all__ += [name for name in ("b",)]', ["a", "b"]),
        ('__all__ = ["a"]\nfor name in ("b",):\n    __all__.append(name)', ["a", "b"]),
        ('__all__ = ["a"]\n__all__ += scan()', ["a"]),
        ('__all__ = sorted(["a", "b"])', ["a", "b"]),
    ],
)
def test_computed_lists_of_names(tmp_path: Path, lines: str, names: list[str]) -> None:
    text = "".join(f"def {name}(): ...\n" for name in "abc")
    (tmp_path / "listed.py").write_text(f"{lines}\n{text}", encoding="utf-8")
    manifest = extract(str(tmp_path / "listed.py"), cache=False)
    assert [one.name for one in manifest.components] == names


def test_computed_lists_of_events(tmp_path: Path) -> None:
    text = (
        "from gradio.components import Button\n"
        "from gradio.events import Events\n\n"
        "class Called(Button):\n    EVENTS = choose()\n\n"
        "class Looped(Button):\n    EVENTS = [Events.click]\n"
        "    for event in (Events.input,):\n        EVENTS.append(event)\n"
    )
    (tmp_path / "made.py").write_text(text, encoding="utf-8")
    manifest = extract(str(tmp_path / "made.py"), cache=False)
    assert manifest.library.dialect == "gradio"
    assert [one.line for one in manifest.problems if one.file] == [4]
    assert not component(manifest, "Called").events
    assert [one.name for one in component(manifest, "Looped").events] == ["click"]
