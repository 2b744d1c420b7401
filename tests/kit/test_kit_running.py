"""What happens between a value from the wire and one for the wire, and what goes wrong."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import tracemalloc
from typing import Any

import pytest
from kit_calls import call, event, steps

import faceplate_kit as kit
from faceplate_kit.running import SessionState, completed, run, shown


def echo(component: Any, **options: Any) -> kit.Blocks:
    with kit.Blocks() as app:
        given = component()
        kit.Button().click(lambda value: value, given, given, **options)
    return app


class TestState:
    def app(self) -> kit.Blocks:
        def add(word: str, words: list[str]) -> tuple[str, list[str]]:
            words.append(word)
            return " ".join(words), words

        with kit.Blocks() as app:
            word, words, kept = kit.Textbox(), kit.State([]), kit.Textbox()
            kit.Button().click(add, [word, words], [kept, words])
        return app

    def test_each_session_has_its_own(self) -> None:
        app, one, other = self.app(), SessionState(), SessionState()
        assert call(app, "a", session=one) == ["a", None]
        assert call(app, "b", session=one) == ["a b", None]
        assert call(app, "c", session=other) == ["c", None]

    def test_what_comes_over_the_wire_does_not_count(self) -> None:
        assert call(self.app(), "a", ["forged"]) == ["a", None]

    def test_it_is_no_place_of_the_descriptor(self) -> None:
        info = self.app().get_api_info()["named_endpoints"]["/add"]
        assert [one["parameter_name"] for one in info["parameters"]] == ["word"]
        assert len(info["returns"]) == 1

    def test_any_object_is_kept(self) -> None:
        with kit.Blocks() as app:
            state, out = kit.State(), kit.Textbox()
            kit.Button().click(lambda: {1, 2}, None, state)
            kit.Button().click(lambda kept: sorted(kept), state, kit.JSON())
            kit.Button().click(lambda: kit.update(value=(3,)), None, state)
        session = SessionState()
        assert call(app, session=session) == [None]
        assert call(app, which=1, session=session) == [[1, 2]]
        call(app, which=2, session=session)
        assert call(app, which=1, session=session) == [[3]]
        assert out.id in app.blocks

    def test_its_value_is_not_in_the_config(self) -> None:
        with kit.Blocks() as app:
            kit.State({"secret": 1})
        assert "secret" not in str(app.get_config())

    def test_without_preprocess_it_is_still_the_session_s(self) -> None:
        with kit.Blocks() as app:
            state = kit.State(5)
            kit.Button().click(lambda kept: kept, state, kit.JSON(), preprocess=False)
        assert call(app, None) == [5]


class TestUpdates:
    def test_properties_and_value(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox(lines=2)
            kit.Button().click(lambda: kit.update(value=3, lines=5, visible=False), None, text)
        assert call(app) == [{"__type__": "update", "value": "3", "lines": 5, "visible": False}]

    def test_a_component_means_its_arguments(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox()
            kit.Button().click(lambda: kit.Textbox("a", label="New"), None, text)
        assert call(app) == [{"__type__": "update", "value": "a", "label": "New"}]

    def test_a_deprecated_component_warns_once_and_not_again(self, recwarn: Any) -> None:
        with kit.Blocks() as app:
            button = kit.LogoutButton()
            button.click(lambda: kit.update(variant="stop"), None, button)
        assert call(app) == [{"__type__": "update", "variant": "stop"}]
        assert len([one for one in recwarn if one.category is DeprecationWarning]) == 1

    def test_skip(self) -> None:
        with kit.Blocks() as app:
            one, other = kit.Textbox(), kit.Textbox()
            kit.Button().click(lambda: (kit.skip(), "b"), None, [one, other])
        assert call(app) == [{"__type__": "update"}, "b"]

    def test_what_a_session_has_changed_counts_for_it(self) -> None:
        with kit.Blocks() as app:
            choice, out = kit.Dropdown(["a", "b"], type="index"), kit.JSON()
            kit.Button().click(lambda: kit.update(choices=["c", "a"]), None, choice)
            kit.Button().click(lambda one: one, choice, out)
        session = SessionState()
        call(app, session=session)
        assert call(app, "c", which=1, session=session) == [0]
        assert call(app, "a", which=1, session=session) == [1]
        assert call(app, "a", which=1) == [0]
        with pytest.raises(kit.Error):
            call(app, "c", which=1)

    def test_a_property_that_there_is_not(self) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda: kit.update(colour="red"), None, kit.Textbox())
        with pytest.raises(TypeError, match="colour"):
            call(app)

    def test_a_property_that_cannot_be(self) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda: kit.update(lines="many"), None, kit.Textbox())
        with pytest.raises(kit.UseError, match="lines"):
            call(app)

    def test_nothing_is_added_to_the_app(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox()
            kit.Button().click(lambda: kit.Textbox(lambda: "a", every=1), None, text)
        before = dict(app.blocks), list(app.dependencies)
        assert call(app)[0]["value"] == "a"
        assert (app.blocks, app.dependencies) == before


class TestRequest:
    def test_it_is_filled_in_wherever_it_stands(self) -> None:
        def first(request: kit.Request, text: str) -> str:
            return f"{request.username} {text}"

        def last(text: str, request: kit.Request | None) -> str:
            return f"{request and request.username} {text}"

        async def only(request: kit.Request) -> str:
            return request.username or ""

        for fn, data in ((first, ["a"]), (last, ["a"]), (only, [])):
            with kit.Blocks() as app:
                inputs = [kit.Textbox() for _ in data]
                kit.Button().click(fn, inputs, kit.Textbox())
            [said] = call(app, *data, request=kit.Request(username="ada"))
            assert said == " ".join(["ada", *data])
            [endpoint] = app.get_api_info()["named_endpoints"].values()
            assert [one["parameter_name"] for one in endpoint["parameters"]] == ["text"] * len(data)

    def test_a_batch_gets_one_for_each_call(self) -> None:
        def names(texts: list[str], requests: kit.Request) -> tuple[list[str]]:
            return ([one.username for one in requests],)  # type: ignore[attr-defined]

        with kit.Blocks() as app:
            kit.Button().click(names, kit.Textbox(), kit.Textbox(), batch=True)
        assert call(app, "a", request=kit.Request(username="ada")) == ["ada"]


class TestLogin:
    def test_text_and_link_are_those_of_the_session(self) -> None:
        with kit.Blocks(sign_in=lambda name, password: True) as app:
            kit.LoginButton("In", "Out, {}")
        signed_out = {"__type__": "update", "value": "In", "link": "/login"}
        signed_in = {"__type__": "update", "value": "Out, ada", "link": "/logout"}
        assert call(app, request=kit.Request()) == [signed_out]
        assert call(app, request=kit.Request(username="ada")) == [signed_in]
        assert call(app) == [signed_out]
        assert event(app).targets == [(None, "load")]
        assert app.get_api_info()["named_endpoints"] == {}

    def test_a_user_name_is_no_format(self) -> None:
        with kit.Blocks(sign_in=lambda name, password: True) as app:
            kit.LoginButton()
        [told] = call(app, request=kit.Request(username="{0.__class__}"))
        assert told["value"] == "Sign out ({0.__class__})"


class TestErrors:
    def test_a_message_for_people(self) -> None:
        def refuse() -> None:
            raise kit.Error("Choose a file first.")

        with kit.Blocks() as app:
            kit.Button().click(refuse)
        with pytest.raises(kit.Error) as caught:
            call(app)
        assert shown(caught.value, show_error=False) == "Choose a file first."

    @pytest.mark.parametrize(
        "error", [ValueError("/etc/secret"), KeyError("/k"), kit.UseError("insides"), OSError("!")]
    )
    def test_anything_else_stays_here(self, error: Exception) -> None:
        told, whole = shown(error, show_error=False), shown(error, show_error=True)
        assert told and str(error) not in told and type(error).__name__ not in told
        assert str(error) in whole and type(error).__name__ in whole

    def test_an_error_in_the_middle_of_a_generator(self) -> None:
        closed = threading.Event()

        def fails() -> Any:
            try:
                yield 1
                raise ZeroDivisionError
            finally:
                closed.set()

        with kit.Blocks() as app:
            kit.Button().click(fails, None, kit.Number())
        with pytest.raises(ZeroDivisionError):
            steps(app)
        assert closed.is_set()

    def test_stop_iteration_of_a_plain_function(self) -> None:
        def stops() -> None:
            raise StopIteration

        with kit.Blocks() as app:
            kit.Button().click(stops)
        with pytest.raises(RuntimeError, match="StopIteration"):
            call(app)

    def test_a_wrong_return_ends_the_generator(self) -> None:
        closed = threading.Event()

        def wrong() -> Any:
            try:
                yield 1, 2
            finally:
                closed.set()

        with kit.Blocks() as app:
            kit.Button().click(wrong, None, [kit.Number()] * 3)
        with pytest.raises(kit.UseError):
            steps(app)
        assert closed.is_set()

    @pytest.mark.parametrize("data", [[], ["a", "b"], ["a", "b", "c"]])
    def test_too_few_and_too_many_values(self, data: list[str]) -> None:
        app = echo(kit.Textbox)
        with pytest.raises(kit.Error, match=f"1 values.*{len(data)}"):
            call(app, *data)


class TestGenerators:
    @pytest.mark.parametrize("asynchronous", [True, False])
    def test_closing_one_between_two_steps(self, asynchronous: bool) -> None:
        closed = threading.Event()

        async def waits() -> Any:
            try:
                while True:
                    yield 1
            finally:
                closed.set()

        def works() -> Any:
            try:
                while True:
                    yield 1
            finally:
                closed.set()

        with kit.Blocks() as app:
            kit.Button().click(waits if asynchronous else works, None, kit.Number())
        assert steps(app, most=3) == [[1], [1], [1]]
        assert closed.is_set()

    def test_one_that_a_function_returns(self) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda: (one for one in "ab"), None, kit.Textbox())
        # It is not a generator function, so nobody waits for a second step.
        assert steps(app) == [["a"]]

    def test_the_last_outcome_has_what_the_last_step_gave(self) -> None:
        def count() -> Any:
            yield 1
            yield 2

        with kit.Blocks() as app:
            kit.Button().click(count, None, kit.Number())

        async def drive() -> list[Any]:
            found, iterator = [], None
            while True:
                outcome = await run(app, event(app), [], SessionState(), iterator=iterator)
                found.append((outcome.data, outcome.is_generating))
                iterator = outcome.iterator
                if iterator is None:
                    return found

        assert asyncio.run(drive()) == [([1], True), ([2], True), ([2], False)]


class TestThreads:
    def test_a_slow_function_holds_up_nothing(self) -> None:
        # Each waits for the others: one after the other, none would end.
        together = threading.Barrier(3, timeout=60)
        with kit.Blocks() as app:
            kit.Button().click(lambda: [together.wait()][1:])

        async def drive() -> list[Any]:
            running = [run(app, event(app), [], SessionState()) for _ in range(3)]
            return await asyncio.gather(*running)

        assert [outcome.data for outcome in asyncio.run(drive())] == [[]] * 3

    def test_a_function_that_builds_an_app_meanwhile(self) -> None:
        def builds() -> str:
            with kit.Blocks() as inner:
                kit.Textbox()
            return str(len(inner.blocks))

        with kit.Blocks() as app:
            kit.Button().click(builds, None, kit.Textbox())
        assert call(app) == ["1"]
        assert len(app.blocks) == 2

    def test_two_apps_side_by_side(self) -> None:
        built: dict[int, kit.Blocks] = {}
        meet = threading.Barrier(2)

        def build(number: int) -> None:
            with kit.Blocks() as app:
                meet.wait()
                for _ in range(50):
                    kit.Button().click(lambda: None)
                meet.wait()
            built[number] = app

        threads = [threading.Thread(target=build, args=(one,)) for one in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [len(one.blocks) for one in built.values()] == [50, 50]
        assert not built[0].blocks.keys() & built[1].blocks.keys()


class TestCompleted:
    def test_places_that_callers_leave_out(self) -> None:
        with kit.Blocks() as app:
            inputs = [kit.Button(), kit.Textbox(), kit.State(), kit.Number()]
            kit.Button().click(lambda *values: None, inputs)
        dependency = event(app)
        assert completed(dependency, ["a", 1]) == [None, "a", None, 1]
        assert completed(dependency, ["x", "a", "y", 1]) == ["x", "a", "y", 1]
        assert completed(dependency, ["a"]) == ["a"]


def test_many_runs_leave_nothing_behind() -> None:
    app = echo(kit.Textbox)

    async def drive(times: int) -> None:
        for _ in range(times):
            await run(app, event(app), ["a"], SessionState())

    asyncio.run(drive(50))
    tracemalloc.start()
    asyncio.run(drive(300))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 300_000


def test_importing_the_kit_imports_no_server_and_nothing_of_faceplate() -> None:
    code = (
        "import sys; import faceplate_kit; import faceplate_kit.demo as d; d.demo.get_api_info();"
        "print(*sorted(n for n in sys.modules if n.split('.')[0] in"
        " ('starlette', 'uvicorn', 'PIL', 'anyio', 'griffe', 'msgspec', 'jinja2', 'httpx')"
        " or n.startswith('faceplate.') and not n.startswith('faceplate_kit')"
        " or n.startswith('faceplate_kit.server')))"
    )
    run_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run_.stdout.strip() == ""
