"""Texts in annotations, held against what `typing` finds there at run time."""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Iterator

import pytest

from faceplate.model import Attribute, Component, Method, Overload, Section
from faceplate.public import extract

SOURCE = '''
from dataclasses import dataclass
from typing import Annotated, overload
import typing as t
from typing_extensions import Doc
import typing_extensions as extensions


def bright(size: Annotated[int, Doc("In pixels.")]) -> Annotated[float, Doc("Its *brightness*.")]:
    """Measure it."""


def said(size: int) -> Annotated[float, Doc("Not shown.")]:
    """Measure it.

    Args:
        size: Its size.

    Returns:
        Said in the docstring.
    """


def kept(size: int) -> t.Annotated[float, "unit", extensions.Doc("Its brightness.")]:
    """Measure it."""


def plain(size: int) -> Annotated[float, "unit"]:
    """Measure it."""


@overload
def several(size: int) -> Annotated[int, Doc("For a number.")]: ...
@overload
def several(size: str) -> Annotated[str, Doc("For a text.")]: ...
def several(size):
    """Measure it."""


class Lamp:
    """A lamp."""

    colour: Annotated[str, Doc("""
        Its colour,

        by name.
    """)] = "red"
    shade: Annotated[str, Doc("Not shown.")] = "flat"
    """Said below it."""

    def light(self) -> Annotated[bool, Doc("Whether it is lit.")]:
        """Light it."""

    @property
    def height(self) -> Annotated[int, Doc("In millimetres.")]:
        return 1


@dataclass
class Bulb:
    """A bulb."""

    watts: Annotated[int, Doc("Its power.")]
'''


@pytest.fixture(scope="module")
def module() -> Iterator[types.ModuleType]:
    lamps = types.ModuleType("lamps")
    sys.modules["lamps"] = lamps
    exec(compile(SOURCE, "lamps", "exec"), vars(lamps))
    yield lamps
    del sys.modules["lamps"]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Component]:
    folder = tmp_path_factory.mktemp("library") / "lamps"
    folder.mkdir()
    (folder / "__init__.py").write_text(SOURCE, encoding="utf-8")
    return {page.name: page for page in extract(str(folder), cache=False).components}


def said_at_run_time(one: object, name: str) -> tuple[str, str]:
    """Give the text of an annotation, and the name of the type without it."""
    hint = typing.get_type_hints(one, include_extras=True)[name]
    texts = [entry.documentation for entry in hint.__metadata__ if hasattr(entry, "documentation")]
    return inspect.cleandoc(texts[0]) if texts else "", hint.__origin__.__name__


def answer(sections: list[Section]) -> list[str]:
    return [item.description for part in sections if part.kind == "returns" for item in part.items]


@pytest.mark.parametrize("name", ["bright", "kept"])
def test_what_is_returned(name: str, module: types.ModuleType, pages: dict[str, Component]) -> None:
    text, _ = said_at_run_time(getattr(module, name), "return")
    assert answer(pages[name].sections) == [text]
    assert "Doc(" not in (pages[name].returns or "")


def test_the_type_stays(module: types.ModuleType, pages: dict[str, Component]) -> None:
    assert pages["bright"].returns == said_at_run_time(module.bright, "return")[1]
    assert pages["kept"].returns == "t.Annotated[float, 'unit']"
    assert pages["plain"].returns == "Annotated[float, 'unit']"
    assert answer(pages["plain"].sections) == []


def test_the_docstring_comes_first(pages: dict[str, Component]) -> None:
    assert answer(pages["said"].sections) == ["Said in the docstring."]
    assert pages["said"].returns == "float"


def test_overloads(pages: dict[str, Component]) -> None:
    overloads: list[Overload] = pages["several"].overloads
    assert [overload.returns for overload in overloads] == ["int", "str"]
    assert [overload.description for overload in overloads] == ["For a number.", "For a text."]


def entry(page: Component, name: str) -> Attribute | Method:
    return next(one for one in (*page.attributes, *page.methods) if one.name == name)


def test_members(module: types.ModuleType, pages: dict[str, Component]) -> None:
    page = pages["Lamp"]
    assert entry(page, "colour").description == said_at_run_time(module.Lamp, "colour")[0]
    assert entry(page, "shade").description == "Said below it."
    light = entry(page, "light")
    assert isinstance(light, Method)
    assert answer(light.sections) == [said_at_run_time(module.Lamp.light, "return")[0]]
    height = entry(page, "height")
    assert height.description == said_at_run_time(module.Lamp.height.fget, "return")[0]
    assert height.annotation == "int"


def test_fields(module: types.ModuleType, pages: dict[str, Component]) -> None:
    [watts] = pages["Bulb"].parameters
    assert watts.description == said_at_run_time(module.Bulb, "watts")[0]
    assert watts.annotation == "int"
