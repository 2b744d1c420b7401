"""Imports the fixture that declares events in every way, and asks the listeners themselves."""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from faceplate.model import Component
from faceplate.public import extract

FOLDER = Path(__file__).parents[1] / "fixtures/gradio/events"


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(str(FOLDER))
    yield importlib.import_module("package")
    for name in [name for name in sys.modules if name.split(".")[0] == "package"]:
        del sys.modules[name]


@pytest.fixture
def pages() -> list[Component]:
    manifest = extract(str(FOLDER / "package"), search_path=[], cache=False)
    return [page for page in manifest.components if page.name not in ("EventListener", "Events")]


def test_names_and_texts(package: ModuleType, pages: list[Component]) -> None:
    listener_class = package.EventListener
    for page in pages:
        events = {str(event): event for event in getattr(package, page.name).EVENTS}
        assert [event.name for event in page.events] == list(events)
        for event, listener in zip(page.events, events.values(), strict=True):
            doc = listener.doc if isinstance(listener, listener_class) else ""
            assert event.description == re.sub(r"\{\{.*?\}\}", page.name, doc)


def test_arguments_and_their_defaults(package: ModuleType, pages: list[Component]) -> None:
    seen = set()
    for page in pages:
        for event in page.events:
            listener = getattr(getattr(package, page.name), event.name)
            stated = list(inspect.signature(listener).parameters.values())[1:]
            shown = [one for one in stated if not one.name.startswith("_")]
            assert [one.name for one in page.event_arguments] == [one.name for one in shown]
            for argument, parameter in zip(page.event_arguments, shown, strict=True):
                default = event.defaults.get(argument.name, argument.default)
                assert default is not None
                assert eval(default) == parameter.default
                assert (argument.annotation or "").replace('"', "'") == (
                    parameter.annotation.replace('"', "'")
                )
                seen.add((argument.name, default))
    assert {("show_progress", f'"{how}"') for how in ("full", "minimal", "hidden")} <= seen
