"""The extension of griffe: what docstrings are lent, and what mkdocstrings makes of it."""

from __future__ import annotations

import inspect
from pathlib import Path

import griffe
import pytest

from sites.building import Site, mkdocs, squeezed
from sites.conftest import LAMPS

EXTENSION = "faceplate.sites.griffe"

SOURCE = '''
"""Things that turn."""

from pydantic import BaseModel, Field


class Wheel:
    """Turns."""

    def __init__(self, size: int = 1, *, colour: str = "red"):
        """
        Args:
            size: How far it is across.
            colour: What it looks like.
        """

    def turn(self, by: float, *, slowly: bool = False) -> None:
        """Turns it.

        Args:
            by: How far.
            slowly: Whether to take time.
        """


class Cog(Wheel):
    """Turns another one."""

    def __init__(self, size: int = 2, *, teeth: int = 8):
        """
        Args:
            teeth: How many of them.
            size: What it says itself.
            gone: Is no parameter.
        """

    def turn(self, by: float, *, slowly: bool = False) -> None:
        ...


class Bare(Wheel):
    def __init__(self, size: int = 3, *, colour: str = "blue"): ...


class Setting(BaseModel):
    """Is kept."""

    speed: int = Field(3, ge=0, le=10, description="How fast.")


def spin(wheel: Wheel, times: int = 1) -> None:
    """Spins.

    Args:
        wheel: Which one.
    """
'''


@pytest.fixture
def package(tmp_path: Path) -> griffe.Module:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "__init__.py").write_text(SOURCE)
    return loaded("wheels", tmp_path, dialect="plain")


def loaded(name: str, folder: Path, **options: object) -> griffe.Module:
    extensions = griffe.load_extensions({EXTENSION: {"cache": False, **options}})
    module = griffe.load(
        name,
        search_paths=[folder],
        extensions=extensions,
        docstring_parser=griffe.Parser.google,
        try_relative_path=False,
    )
    assert isinstance(module, griffe.Module)
    return module


def texts(declared: griffe.Object | griffe.Alias) -> dict[str, str]:
    """Return the parameters that a docstring describes, with their texts."""
    assert declared.docstring is not None
    sections = [
        section
        for section in declared.docstring.parsed
        if section.kind is griffe.DocstringSectionKind.parameters
    ]
    assert len(sections) <= 1
    return {entry.name: entry.description for section in sections for entry in section.value}


def test_parameters_get_the_texts_of_ancestors_and_keep_their_own(package: griffe.Module) -> None:
    assert texts(package["Cog.__init__"]) == {
        "size": "What it says itself.",
        "teeth": "How many of them.",
        "gone": "Is no parameter.",
    }
    assert texts(package["Cog.turn"]) == {"by": "How far.", "slowly": "Whether to take time."}


def test_a_constructor_without_a_docstring_gets_one(package: griffe.Module) -> None:
    assert texts(package["Bare.__init__"]) == {
        "size": "How far it is across.",
        "colour": "What it looks like.",
    }
    [section] = package["Bare.__init__"].docstring.parsed
    entries = [(one.name, str(one.annotation), str(one.default)) for one in section.value]
    assert entries == [("size", "int", "3"), ("colour", "str", "'blue'")]


def test_limits_stand_in_the_texts(package: griffe.Module) -> None:
    assert texts(package["Setting"]) == {"speed": "How fast.\n\nLimits: `ge=0, le=10`."}


def test_what_has_no_text_anywhere_gets_none(package: griffe.Module) -> None:
    assert texts(package["spin"]) == {"wheel": "Which one."}


def test_a_docstring_is_otherwise_as_it_stands(package: griffe.Module) -> None:
    wheel = package["Wheel"]
    assert wheel.docstring.value == "Turns."
    assert [section.kind.value for section in wheel.docstring.parsed] == ["text"]
    assert wheel.docstring.lineno == 2 + SOURCE.splitlines().index("class Wheel:")
    assert wheel.docstring.source == '    """Turns."""'


def test_styles_that_a_page_asks_for_hold(package: griffe.Module) -> None:
    docstring = package["Cog.turn"].docstring
    docstring.parser = griffe.Parser.numpy
    assert texts(package["Cog.turn"]) == {"by": "How far.", "slowly": "Whether to take time."}


def test_events_are_a_section() -> None:
    lamps = loaded("lamps", LAMPS.parent)
    section = lamps["Lamp"].docstring.parsed[-1]
    assert section.title == "Events"
    assert "- `Lamp.press` – Sent when somebody presses the Lamp." in section.value
    assert "Each listener takes `fn`, `show_progress`, `queue`, `undocumented`." in section.value
    without = loaded("lamps", LAMPS.parent, events=False)
    assert "Events" not in [one.title for one in without["Lamp"].docstring.parsed]


def test_a_class_that_inherits_its_constructor_describes_the_parameters(tmp_path: Path) -> None:
    lamps = loaded("lamps", LAMPS.parent)
    assert texts(lamps["Heading"]) == {
        "value": "on or off.",
        "colour": "the colour | or its name.",
    }


def test_only_the_packages_that_are_named_are_read(tmp_path: Path) -> None:
    lamps = loaded("lamps", LAMPS.parent, libraries=["other"])
    assert type(lamps["Lamp"].docstring) is griffe.Docstring


def test_a_package_that_cannot_be_read_stays_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "__init__.py").write_text('class A:\n    """Is."""\n')
    odd = loaded("odd", tmp_path, dialect="nowhere")
    assert odd["A"].docstring.value == "Is."
    assert "nowhere" in caplog.text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    options = {
        "extensions": [{EXTENSION: {"cache": False}}],
        "show_root_heading": True,
        "merge_init_into_class": True,
    }
    handlers = {"python": {"paths": [str(LAMPS.parent)], "options": options}}
    plugins = ["autorefs", {"mkdocstrings": {"handlers": handlers}}]
    page = "# Start\n\n::: lamps.Lamp\n\n::: lamps.Heading\n"
    folder = tmp_path_factory.mktemp("lent")
    return mkdocs(folder, {}, {"index.md": page}, plugins=plugins, strict=True)


def test_mkdocstrings_shows_what_is_lent(site: Site) -> None:
    words = squeezed(site.page("").words)
    assert site.log == []
    assert "Lamp.press – Sent when somebody presses the Lamp." in words
    heading = words.rpartition("Says what a room is called.")[2]
    assert "the colour | or its name." in heading
    assert inspect.cleandoc("on or off.") in heading
