"""The page of one component of a real release, row by row."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from faceplate.model import Component, Parameter

SEED = json.loads(
    (Path(__file__).parents[1] / "seed/logout_button.json").read_text(encoding="utf-8")
)

pytestmark = pytest.mark.releases


@pytest.fixture(scope="module")
def page(release: Callable[[str], Any]) -> Component:
    return release(SEED["release"].partition("==")[2]).pages()[SEED["component"]]


def digest(text: str | None) -> str:
    return blake2b(" ".join((text or "").split()).encode(), digest_size=16).hexdigest()


def row(parameter: Parameter) -> dict[str, str | None]:
    return {
        "name": parameter.name,
        "annotation": (parameter.annotation or "").replace('"', "'"),
        "default": parameter.default,
        "text": digest(parameter.description),
    }


def test_the_rows_are_as_many_as_on_the_page() -> None:
    assert (len(SEED["parameters"]), len(SEED["event_arguments"])) == (13, 18)


@pytest.mark.parametrize("index", range(13))
def test_parameters(page: Component, index: int) -> None:
    assert len(page.parameters) == 13
    assert row(page.parameters[index]) == SEED["parameters"][index]
    assert page.parameters[index].described_in == SEED["described_in"]
    assert not page.parameters[index].required


@pytest.mark.parametrize("index", range(18))
def test_event_arguments(page: Component, index: int) -> None:
    assert len(page.event_arguments) == 18
    assert row(page.event_arguments[index]) == SEED["event_arguments"][index]


def test_the_shortcut(page: Component) -> None:
    [shortcut] = page.shortcuts
    assert {
        "class": shortcut.class_,
        "string": shortcut.string,
        "initialization": shortcut.initialization,
    } == SEED["shortcut"]


def test_the_listener_is_named_for_this_component(page: Component) -> None:
    [event] = page.events
    assert (event.name, digest(event.description)) == (SEED["event"]["name"], SEED["event"]["text"])
    assert event.defaults == {}


def test_where_the_printed_page_is_wrong(page: Component) -> None:
    """The note is whole and a deprecation, and behaviour is stated."""
    assert digest(page.description) == digest(page.summary) == SEED["summary"]
    [note] = page.notes
    assert (note.kind, digest(note.text)) == ("note", SEED["note"])
    assert digest(page.deprecated) == SEED["note"]
    assert page.as_input and page.as_input.annotation == SEED["as_input"]
    assert page.as_output and page.as_output.annotation == SEED["as_output"]
    assert page.as_input.description
    assert page.as_output.description


def test_place_and_neighbours(page: Component) -> None:
    assert (page.path, page.group) == (SEED["path"], SEED["group"])
    assert (page.previous, page.next) == (SEED["previous"], SEED["next"])
    assert page.source.file == "gradio/components/logout_button.py"


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "rst"])
def test_each_format_shows_every_row(
    page: Component, release: Callable[[str], Any], form: Any
) -> None:
    from faceplate.render import page as rendered

    library = release(SEED["release"].partition("==")[2]).manifest.library
    text = rendered(page, library, form, width=100)
    for one in [*page.parameters, *page.event_arguments, *page.events]:
        assert one.name in text
    assert SEED["shortcut"]["string"] in text
