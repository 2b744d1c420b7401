"""Signature, page, descriptor and running app agree, and whatever is broken is found.

The comparison is that of `make run`. Each test here breaks one of the four, as a careless change
would, and looks whether the comparison says so; for parameters and events that is done for each
that there is.
"""

from __future__ import annotations

import functools
import inspect
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import faceplate
import faceplate_kit as kit
from faceplate.model import Manifest
from faceplate_kit import config, descriptor, naming
from faceplate_kit.block import Block
from faceplate_kit.components.component import Component
from faceplate_kit.events import Events
from faceplate_kit.server import calls, wire
from faceplate_kit.server.calls import Calls
from showcase import agreement, listeners, probes, reading, samples, server, signatures, visibility
from showcase.reading import Page, Row

KIT = Path(__file__).resolve().parents[2] / "src" / "faceplate_kit"
KINDS = probes.public()
COMPONENTS = [one for one in KINDS if issubclass(one, Component)]
LISTED = [one for one in COMPONENTS if not probes.made(one).skip_api]
PARTICULAR = [one for one in LISTED if inspect.signature(one.preprocess).return_annotation != "Any"]
"""Components whose values are of a type: of any type, no value is wrong."""

SETTINGS = signatures.signature(kit.Button.click)[3:]
"""Arguments of a listener, without the function, its inputs and its outputs."""


def _others(row: Row) -> list[Any]:
    """Give other defaults that an argument could have."""
    values = (one for one in samples.allowed(row.annotation) if isinstance(one, samples.PLAIN))
    return [one for one in values if one != signatures.literal(row)]


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return faceplate.extract(str(KIT), cache=False)


@pytest.fixture(scope="module")
def pages(manifest: Manifest) -> dict[str, Page]:
    """Give the pages as they are, by the name of the component."""
    return {
        one.name: reading.read(faceplate.page(one, manifest.library, "html"))
        for one in manifest.components
    }


def page_with(manifest: Manifest, kind: type, **changes: Any) -> Page:
    """Give the page of a component that is rendered with some of it changed."""
    component = next(one for one in manifest.components if one.name == kind.__name__)
    made = {name: change(getattr(component, name)) for name, change in changes.items()}
    return reading.read(faceplate.page(replace(component, **made), manifest.library, "html"))


def found(kind: type, page: Page) -> list[str]:
    return list(agreement.of_class(kind, page))


def found_of_values(kind: type[Component], page: Page) -> list[str]:
    return list(agreement.of_values(kind, page))


def test_all_agree(manifest: Manifest) -> None:
    assert manifest.problems == []
    assert agreement.disagreements(manifest) == []


def test_every_class_is_compared(pages: dict[str, Page]) -> None:
    assert {one.__name__ for one in KINDS} == {
        name
        for name in kit.__all__
        if isinstance(getattr(kit, name), type) and issubclass(getattr(kit, name), Block)
    }
    assert {one.__name__ for one in KINDS} <= pages.keys()
    assert all(pages[one.__name__].parameters for one in KINDS)


class TestPage:
    """A page that says something else."""

    PARTS = ("parameters", "event_arguments")

    @pytest.mark.parametrize("part", PARTS)
    @pytest.mark.parametrize(
        "change",
        [
            lambda one: replace(one, name=f"{one.name}s"),
            lambda one: replace(one, annotation=f"{one.annotation} | bytes"),
            lambda one: replace(one, default='"other"', required=False),
            lambda one: replace(one, description=""),
        ],
        ids=["name", "annotation", "default", "description"],
    )
    def test_each_parameter(
        self, manifest: Manifest, pages: dict[str, Page], part: str, change: Any
    ) -> None:
        tried = 0
        for kind in KINDS:
            page = page_with(manifest, kind, **{part: lambda rows: [change(one) for one in rows]})
            usual = pages[kind.__name__]
            assert not list(agreement.stated(kind, usual))
            wrong = list(agreement.stated(kind, page))
            for row in usual.parameters if part == "parameters" else usual.arguments:
                tried += 1
                # Said of each one, so that each one alone would be found.
                assert any(
                    f" has Row(name={row.name!r}" in one or one.endswith(f"describe {row.name}")
                    for one in wrong
                ), (kind, row)
        assert tried > 100

    @pytest.mark.parametrize("part", PARTS)
    @pytest.mark.parametrize(
        "change",
        [
            lambda rows: rows[1:],
            lambda rows: rows[:-1],
            lambda rows: [*rows[:1], *rows[2:]],
            lambda rows: [*rows, *(replace(one, name="more") for one in rows[:1])],
        ],
        ids=["first", "last", "second", "more"],
    )
    def test_a_parameter_that_is_missing(self, manifest: Manifest, part: str, change: Any) -> None:
        for kind in KINDS:
            if part == "event_arguments" and not kind.EVENTS:
                continue
            page = page_with(manifest, kind, **{part: change})
            if page != page_with(manifest, kind):
                assert list(agreement.stated(kind, page)), kind
            else:
                component = next(one for one in manifest.components if one.name == kind.__name__)
                assert len(getattr(component, part)) < 2

    @pytest.mark.parametrize("kind", [one for one in KINDS if one.EVENTS])
    def test_events(self, manifest: Manifest, kind: type) -> None:
        page = page_with(manifest, kind, events=lambda events: events[1:])
        assert list(listeners.disagreements(kind, page))

    @pytest.mark.parametrize("direction", ["as_input", "as_output"])
    @pytest.mark.parametrize("kind", COMPONENTS)
    def test_behaviour(self, manifest: Manifest, kind: type, direction: str) -> None:
        def other(stated: Any) -> Any:
            return replace(stated, annotation="bytes")

        assert list(agreement.stated(kind, page_with(manifest, kind, **{direction: other})))

    @pytest.mark.parametrize("kind", [one for one in COMPONENTS if one.allow_string_shortcut])
    def test_shortcuts(self, manifest: Manifest, kind: type) -> None:
        another = next(one for one in COMPONENTS if one is not kind and one.allow_string_shortcut)
        for other in (another.__name__.lower(), "nothing"):
            page = page_with(
                manifest,
                kind,
                shortcuts=lambda rows, o=other: [replace(rows[0], string=o), *rows[1:]],
            )
            assert list(agreement.stated(kind, page))
        page = page_with(manifest, kind, shortcuts=lambda rows: [])
        assert list(agreement.stated(kind, page))


class TestSignature:
    """A constructor or a listener that was changed, and its page was not."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_defaults(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        defaults = dict(kind.__init__.__wrapped__.__kwdefaults__ or {})
        for name, default in defaults.items():
            other = not default if isinstance(default, bool) else "other"
            with monkeypatch.context() as patch:
                patch.setitem(kind.__init__.__wrapped__.__kwdefaults__, name, other)
                assert any(name in one for one in _signature(kind, pages)), name

    @pytest.mark.parametrize("kind", KINDS)
    def test_annotations(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [row.name for row in pages[kind.__name__].parameters]:
            with monkeypatch.context() as patch:
                patch.setitem(kind.__init__.__wrapped__.__annotations__, name, "bytes")
                assert any(name in one for one in _signature(kind, pages)), name

    def test_defaults_of_listeners(
        self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listener: Any = Events.click.listener.__wrapped__  # type: ignore[attr-defined]
        for place, default in enumerate(listener.__defaults__):
            defaults = list(listener.__defaults__)
            defaults[place] = not default if isinstance(default, bool) else 12
            with monkeypatch.context() as patch:
                patch.setattr(listener, "__defaults__", tuple(defaults))
                assert signatures.signature(kit.Button.click) != pages["Button"].arguments

    def test_an_event_that_is_gone(
        self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kit.Textbox, "EVENTS", kit.Textbox.EVENTS[1:])
        assert found(kit.Textbox, pages["Textbox"])

    def test_a_listener_that_is_gone(
        self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(kit.Textbox, "submit")
        assert "there is no listener submit" in found(kit.Textbox, pages["Textbox"])


def _signature(kind: Any, pages: dict[str, Page]) -> list[str]:
    stated = signatures.signature(kind.__init__)
    return list(signatures.differing("", stated, pages[kind.__name__].parameters))


class TestRunning:
    """Something that runs otherwise than it is described."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_argument_that_is_ignored(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        construct = kind.__init__
        for row in pages[kind.__name__].parameters:
            if row.default is None:
                continue

            @functools.wraps(construct)
            def ignoring(self: Any, *arguments: Any, _name: str = row.name, **given: Any) -> None:
                given.pop(_name, None)
                construct(self, *arguments, **given)

            rows = pages[kind.__name__].parameters
            assert not list(agreement.of_parameter(kind, row, rows)), row
            with monkeypatch.context() as patch:
                patch.setattr(kind, "__init__", ignoring)
                wrong = list(agreement.of_parameter(kind, row, rows))
            assert wrong, row

    @pytest.mark.parametrize("row", SETTINGS, ids=lambda r: r.name)
    def test_an_event_argument_that_is_ignored(
        self, row: Row, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listen = kit.Blocks._listen

        def ignoring(self: Any, *arguments: Any, **settings: Any) -> None:
            if row.name in settings:
                settings[row.name] = signatures.literal(row)
            listen(self, *arguments, **settings)

        monkeypatch.setattr(kit.Blocks, "_listen", ignoring)
        complaint = f"{row.name} changes nothing of the event"
        assert f"click: {complaint}" in listeners.disagreements(kit.Button, pages["Button"])
        for kind in KINDS:
            for event in kind.EVENTS:
                [shown] = [one for one in pages[kind.__name__].arguments if one.name == row.name]
                assert complaint in listeners.of_argument(kind, event.event_name, shown)

    @pytest.mark.parametrize("row", [one for one in SETTINGS if _others(one)], ids=lambda r: r.name)
    def test_an_event_argument_with_another_default(
        self, row: Row, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listen = kit.Blocks._listen
        default = signatures.literal(row)
        others = _others(row)

        def otherwise(self: Any, *arguments: Any, **settings: Any) -> None:
            if settings.get(row.name) == default:
                settings[row.name] = others[0]
            listen(self, *arguments, **settings)

        monkeypatch.setattr(kit.Blocks, "_listen", otherwise)
        wrong = list(listeners.disagreements(kit.Button, pages["Button"]))
        assert wrong or list(listeners.unset(pages))

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_default_that_is_not_kept(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told = probes.told(kind, {})
        method = "get_config" if kind is kit.Blocks else "properties"
        usual = getattr(kind, method)
        for row in pages[kind.__name__].parameters:
            if signatures.literal(row) is None or row.name not in told:
                continue
            with monkeypatch.context() as patch:
                patch.setattr(kind, method, lambda self, n=row.name: {**usual(self), n: "other"})
                wrong = list(agreement.of_parameter(kind, row, []))
            assert any(one.startswith(f"{row.name} begins with") for one in wrong), row

    @pytest.mark.parametrize("kind", PARTICULAR)
    def test_a_function_gets_something_else(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kind, "preprocess", _like(kind.preprocess, lambda *_: b"bytes"))
        assert any(
            "a function gets b'bytes'" in one for one in found_of_values(kind, pages[kind.__name__])
        )

    @pytest.mark.parametrize("kind", PARTICULAR)
    def test_a_value_goes_over_the_wire_otherwise(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kind, "sent", lambda self, value, files: ["something", "else"])
        assert any("over the wire" in one for one in found_of_values(kind, pages[kind.__name__]))

    @pytest.mark.parametrize("kind", PARTICULAR)
    def test_values_are_not_looked_at(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kind, "received", lambda self, payload, files: payload)
        monkeypatch.setattr(kind, "sent", lambda self, value, files: value)
        monkeypatch.setattr(kind, "preprocess", _like(kind.preprocess, lambda self, one: one))
        monkeypatch.setattr(kind, "postprocess", _like(kind.postprocess, lambda self, one: one))
        assert any("and is taken" in one for one in found_of_values(kind, pages[kind.__name__]))


class TestServer:
    """A server that says or does something else than the app."""

    def test_all_agree(self, pages: dict[str, Page]) -> None:
        assert list(server.disagreements(pages)) == []

    def test_another_descriptor(
        self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with_urls = wire.with_urls

        def other(told: Any, base: str) -> Any:
            given = with_urls(told, base)
            return {**given, "named_endpoints": {}} if "named_endpoints" in given else given

        monkeypatch.setattr(wire, "with_urls", other)
        assert "the descriptor over HTTP is another one" in server.disagreements(pages)

    def test_other_values(self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch) -> None:
        ended = calls._answer

        def other(message: Any) -> Any:
            output = {**message["output"], "data": ["something else"]}
            return ended({**message, "output": output, "success": True})

        monkeypatch.setattr(calls, "_answer", other)
        wrong = list(server.disagreements(pages))
        for kind in LISTED:
            assert any(
                one.startswith(f"{kind.__name__}: ") and "'something else'" in one for one in wrong
            )

    def test_another_configuration(
        self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        block = config._block

        def other(app: Any, one: Any) -> dict[str, Any]:
            described = block(app, one)
            return {**described, "props": {**described["props"], "visible": "other"}}

        monkeypatch.setattr(config, "_block", other)
        wrong = list(server.disagreements(pages))
        for kind in COMPONENTS:
            assert any(one.startswith(f"{kind.__name__}: visible is 'other'") for one in wrong)


class TestDescriptor:
    """A descriptor that lists something else."""

    @pytest.mark.parametrize("kind", LISTED)
    def test_another_type(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listed = descriptor._value

        def other(component: Component, unlabelled: str) -> dict[str, Any]:
            stated = listed(component, unlabelled)
            return {**stated, "type": {"type": "null"}}

        monkeypatch.setattr(descriptor, "_value", other)
        assert found_of_values(kind, pages[kind.__name__])

    @pytest.mark.parametrize("kind", [one for one in LISTED if probes.made(one).value is not None])
    def test_another_default(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listed = descriptor._parameter

        def without(*arguments: Any) -> dict[str, Any]:
            return {
                **listed(*arguments),
                "parameter_has_default": False,
                "parameter_default": None,
            }

        monkeypatch.setattr(descriptor, "_parameter", without)
        assert found_of_values(kind, pages[kind.__name__])

    def test_another_name(self, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kit.Radio, "block_name", "checkbox")
        assert "the descriptor calls it Checkbox" in found(kit.Radio, pages["Radio"])

    @pytest.mark.parametrize("kind", LISTED)
    def test_a_component_that_is_left_out(
        self, kind: Any, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listed = descriptor._endpoint

        def without(*arguments: Any) -> dict[str, Any]:
            return {**listed(*arguments), "parameters": [], "returns": []}

        monkeypatch.setattr(descriptor, "_endpoint", without)
        assert any(
            "the descriptor lists" in one for one in found_of_values(kind, pages[kind.__name__])
        )


class TestVisibility:
    """Somebody may call, or sees, what the settings do not say."""

    def test_all_agree(self) -> None:
        assert list(visibility.disagreements()) == []

    def test_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        endpoint = naming.endpoint

        def open_to_all(*arguments: Any) -> Any:
            name, _ = endpoint(*arguments)
            return name or "private", "public"

        monkeypatch.setattr(naming, "endpoint", open_to_all)
        assert {"the event", "a call by name"} <= _ways()

    def test_the_descriptor(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listed = descriptor.of
        monkeypatch.setattr(descriptor, "of", lambda app, every: listed(app, True))
        assert _ways() == {"the descriptor"}

    def test_an_entry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        listed = descriptor._endpoint

        def public(*arguments: Any) -> dict[str, Any]:
            return {**listed(*arguments), "api_visibility": "public"}

        monkeypatch.setattr(descriptor, "_endpoint", public)
        assert _ways() == {"an entry of the descriptor"}

    def test_the_configuration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        told = config._dependency

        def public(one: Any) -> dict[str, Any]:
            return {**told(one), "api_visibility": "public", "show_api": True}

        monkeypatch.setattr(config, "_dependency", public)
        assert _ways() == {"the configuration", "show_api"}

    def test_the_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        find = Calls._find

        def anybody(self: Any, request: Any, asked: Any, name: Any) -> Any:
            dependencies = self._service.blocks.dependencies
            if asked.fn_index is not None:
                return dependencies[asked.fn_index], True
            return find(self, request, asked, name)

        monkeypatch.setattr(Calls, "_find", anybody)
        assert "a call by number" in _ways()


def _ways() -> set[str]:
    ways = {"by name": "a call by name", "by number": "a call by number"}
    found = set()
    for one in visibility.disagreements():
        by = f"by {one.rpartition(' by ')[2]}"
        found.add(ways.get(by, by.removeprefix("by ")))
    return found


def _like(method: Any, replacement: Any) -> Any:
    """Make a method with the signature of another one."""

    @functools.wraps(method)
    def call(*arguments: Any) -> Any:
        return replacement(*arguments)

    return call
