"""The component of the seed page has exactly its rows, in the code and on its page."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import faceplate
import faceplate_kit as kit
from faceplate.model import Component

ROOT = Path(__file__).parents[2]
SEED = json.loads((ROOT / "tests/seed/logout_button.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def component() -> type:
    return getattr(kit, SEED["component"])


@pytest.fixture(scope="module")
def page() -> Component:
    manifest = faceplate.extract(str(ROOT / "src/faceplate_kit"), cache=False)
    assert not manifest.problems
    return next(one for one in manifest.components if one.name == SEED["component"])


def rows(function: Callable[..., Any]) -> list[dict[str, str]]:
    """Write the parameters of a function as the seed does, without the first one."""
    return [
        {
            "name": one.name,
            "annotation": str(one.annotation).replace('"', "'"),
            "default": repr(one.default).replace("'", '"'),
        }
        for one in list(inspect.signature(function).parameters.values())[1:]
    ]


def stated(part: str) -> list[dict[str, str]]:
    return [{name: row[name] for name in ("name", "annotation", "default")} for row in SEED[part]]


def test_the_rows_are_as_many_as_on_the_page() -> None:
    assert (len(SEED["parameters"]), len(SEED["event_arguments"])) == (13, 18)


def test_parameters(component: type) -> None:
    assert rows(component.__init__) == stated("parameters")


def test_event_arguments(component: type) -> None:
    assert rows(component.click) == stated("event_arguments")


@pytest.mark.parametrize("part", ["parameters", "event_arguments"])
def test_the_page_has_the_rows(page: Component, part: str) -> None:
    shown = [
        {
            "name": one.name,
            "annotation": (one.annotation or "").replace('"', "'"),
            "default": one.default,
        }
        for one in getattr(page, part)
    ]
    assert shown == stated(part)
    assert all(one.description and not one.required for one in getattr(page, part))


def test_the_page_says_what_the_seed_page_lost(page: Component) -> None:
    assert page.deprecated and "LoginButton" in page.deprecated
    assert page.as_input and page.as_input.annotation == "str" and page.as_input.description
    assert page.as_output and page.as_output.annotation == "str" and page.as_output.description
    value = page.parameters[0]
    assert value.annotation == "str" and "called" not in value.description


def test_shortcut_and_neighbours(page: Component, component: type) -> None:
    [shortcut] = page.shortcuts
    assert shortcut.string == SEED["shortcut"]["string"]
    assert shortcut.initialization == SEED["shortcut"]["initialization"]
    assert (page.previous, page.next) == (SEED["previous"], SEED["next"])
    with pytest.warns(DeprecationWarning):
        assert type(kit.component(shortcut.string)) is component


def test_the_events(page: Component) -> None:
    assert [one.name for one in page.events] == [SEED["event"]["name"]]
    assert all(one.description for one in page.events)


def test_it_says_that_it_is_deprecated(component: type) -> None:
    with pytest.warns(DeprecationWarning, match="LoginButton") as caught:
        component()
    assert caught[0].filename == __file__


def test_every_description_is_our_own(page: Component) -> None:
    # The seed keeps a digest of each text, not the text.
    import hashlib

    def digest(text: str) -> str:
        return hashlib.blake2b(" ".join(text.split()).encode(), digest_size=16).hexdigest()

    known = {row["text"] for row in SEED["parameters"] + SEED["event_arguments"]}
    ours = {digest(one.description) for one in [*page.parameters, *page.event_arguments]}
    assert not known & ours
