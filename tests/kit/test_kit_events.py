"""Each argument of a listener does what its row says, as far as no server is needed for it."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from kit_calls import call, event, steps

import faceplate_kit as kit
from faceplate_kit.events import EventListener, Registration
from faceplate_kit.running import SessionState


def app_with(fn: Any, inputs: Any = None, outputs: Any = None, **options: Any) -> kit.Blocks:
    with kit.Blocks() as app:
        made = [make() for make in inputs or ()]
        targets = [make() for make in outputs or ()]
        kit.Button().click(fn, made, targets, **options)
    return app


class TestFn:
    def test_a_plain_function(self) -> None:
        app = app_with(lambda text: text.upper(), [kit.Textbox], [kit.Textbox])
        assert call(app, "a") == ["A"]

    def test_a_coroutine_function(self) -> None:
        async def double(number: float) -> float:
            return number * 2

        assert call(app_with(double, [kit.Number], [kit.Number]), 4) == [8]

    def test_a_generator(self) -> None:
        def count(number: float) -> Any:
            yield from range(int(number))

        app = app_with(count, [kit.Number], [kit.Number])
        assert steps(app, 3) == [[0], [1], [2]]
        assert event(app).is_generator

    def test_an_asynchronous_generator(self) -> None:
        async def count(number: float) -> Any:
            for one in range(int(number)):
                yield one

        app = app_with(count, [kit.Number], [kit.Number])
        assert steps(app, 3) == [[0], [1], [2]]
        assert event(app).is_generator

    def test_a_generator_that_gives_nothing(self) -> None:
        def nothing() -> Any:
            yield from ()

        app = app_with(nothing, None, [kit.Textbox])
        assert steps(app) == [[kit.skip()]]

    def test_none(self) -> None:
        app = app_with(None, [kit.Textbox], [kit.Textbox])
        assert event(app).fn is None
        assert app.get_api_info(all_endpoints=True)["named_endpoints"] == {}

    @pytest.mark.parametrize(
        "fn", [functools.partial(pow, 2), functools.partial(functools.partial(pow), 2)]
    )
    def test_a_partial(self, fn: Any) -> None:
        assert call(app_with(fn, [kit.Number], [kit.Number]), 3) == [8]

    def test_an_object_that_can_be_called(self) -> None:
        class Steps:
            async def __call__(self, text: str) -> Any:
                yield text
                yield text * 2

        app = app_with(Steps(), [kit.Textbox], [kit.Textbox])
        assert steps(app, "a") == [["a"], ["aa"]]

    def test_a_decorator_gives_the_function_back(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox()

            @kit.Button().click(inputs=text, outputs=text, api_name="shout")
            def upper(value: str) -> str:
                return value.upper()

        assert upper("a") == "A"
        assert call(app, "b", which="shout") == ["B"]

    def test_two_decorators_on_one_function(self) -> None:
        with kit.Blocks() as app:
            text, button = kit.Textbox(), kit.Button()

            @text.submit(inputs=text, outputs=text)
            @button.click(inputs=text, outputs=text)
            def upper(value: str) -> str:
                return value.upper()

        assert [one.api_name for one in app.dependencies] == ["upper", "upper_1"]
        assert [one.targets[0][1] for one in app.dependencies] == ["click", "submit"]


class TestInputs:
    def test_one(self) -> None:
        with kit.Blocks() as app:
            text, out = kit.Textbox(), kit.Textbox()
            kit.Button().click(lambda value: value + "!", text, out)
        assert call(app, "a") == ["a!"]

    def test_none(self) -> None:
        assert call(app_with(lambda: "x", None, [kit.Textbox])) == ["x"]

    def test_an_empty_list(self) -> None:
        assert call(app_with(lambda: "x", [], [kit.Textbox])) == ["x"]

    def test_a_set_is_one_dict(self) -> None:
        with kit.Blocks() as app:
            first, second, out = kit.Textbox(), kit.Number(), kit.Textbox()
            kit.Button().click(
                lambda values: f"{values[first]} {values[second]}", {second, first}, out
            )
        assert [one.id for one in event(app).inputs] == [first.id, second.id]
        assert call(app, "a", 2) == ["a 2"]

    def test_the_component_itself_is_an_input(self) -> None:
        with kit.Blocks() as app:
            button, out = kit.Button("Run"), kit.Textbox()
            button.click(lambda text: text, button, out)
        assert call(app, "Stop") == ["Stop"]


class TestOutputs:
    def test_several_from_a_tuple_or_a_list(self) -> None:
        for kind in (tuple, list):
            app = app_with(lambda kind=kind: kind("ab"), None, [kit.Textbox, kit.Textbox])
            assert call(app) == ["a", "b"]

    def test_one_output_takes_a_list_as_its_value(self) -> None:
        assert call(app_with(lambda: [1, 2], None, [kit.JSON])) == [[1, 2]]

    def test_a_set_is_ordered_by_id(self) -> None:
        with kit.Blocks() as app:
            first, second = kit.Textbox(), kit.Textbox()
            kit.Button().click(lambda: ("a", "b"), None, {second, first})
        assert [one.id for one in event(app).outputs] == [first.id, second.id]

    def test_a_dict_names_some_of_them(self) -> None:
        with kit.Blocks() as app:
            first, second = kit.Textbox(), kit.Textbox()
            kit.Button().click(lambda: {second: "b"}, None, [first, second])
        assert call(app) == [kit.skip(), "b"]

    def test_a_dict_for_one_output(self) -> None:
        with kit.Blocks() as app:
            only = kit.Textbox()
            kit.Button().click(lambda: {only: "b"}, None, only)
        assert call(app) == ["b"]

    def test_an_empty_dict_is_a_value(self) -> None:
        assert call(app_with(dict, None, [kit.JSON])) == [{}]

    def test_none(self) -> None:
        assert call(app_with(lambda: None)) == []

    def test_a_container_takes_updates(self) -> None:
        with kit.Blocks() as app:
            with kit.Row() as row:
                pass
            kit.Button().click(lambda: kit.update(visible=False), None, row)
        assert call(app) == [{"__type__": "update", "visible": False}]


class TestApiName:
    @pytest.mark.parametrize(
        ("options", "name", "visibility"),
        [
            ({}, "upper", "public"),
            ({"api_name": "shout"}, "shout", "public"),
            ({"api_name": "shout", "show_api": False}, "shout", "undocumented"),
            ({"show_api": False}, "upper", "undocumented"),
            ({"api_name": False}, False, "private"),
            ({"api_name": False, "show_api": True}, False, "private"),
        ],
    )
    def test_who_may_call(self, options: dict[str, Any], name: object, visibility: str) -> None:
        app = app_with(str.upper, [kit.Textbox], [kit.Textbox], **options)
        assert (event(app).api_name, event(app).visibility) == (name, visibility)
        listed = list(app.get_api_info()["named_endpoints"])
        every = list(app.get_api_info(all_endpoints=True)["named_endpoints"])
        assert listed == ([f"/{name}"] if visibility == "public" else [])
        assert every == ([f"/{name}"] if visibility != "private" else [])


class TestSettings:
    def test_queue(self) -> None:
        for value in (True, False, None):
            assert event(app_with(lambda: None, queue=value)).queue is value

    def test_scroll_and_progress_reach_the_page(self) -> None:
        app = app_with(lambda: None, scroll_to_output=True, show_progress="minimal")
        [told] = app.get_config()["dependencies"]
        assert (told["scroll_to_output"], told["show_progress"]) == (True, "minimal")

    def test_the_default_of_show_progress_is_that_of_the_event(self) -> None:
        quiet = EventListener("tick", show_progress="hidden")
        with kit.Blocks() as app:
            quiet.listener(kit.Button(), lambda: None)
        assert event(app).show_progress == "hidden"

    def test_trigger_mode(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox()
            text.change(lambda: None)
            text.submit(lambda: None)
            text.change(lambda: None, trigger_mode="multiple")
        assert [one.trigger_mode for one in app.dependencies] == [
            "always_last",
            "once",
            "multiple",
        ]

    def test_js(self) -> None:
        app = app_with(None, js="() => [1]")
        assert app.get_config()["dependencies"][0]["js"] == "() => [1]"

    def test_preprocess(self) -> None:
        for preprocess, expected in ((True, 1), (False, "b")):
            with kit.Blocks() as app:
                choice = kit.Radio(["a", "b"], type="index")
                kit.Button().click(lambda one: one, choice, kit.JSON(), preprocess=preprocess)
            seen: list[Any] = []
            event(app).fn = seen.append
            call(app, "b")
            assert seen == [expected]

    def test_postprocess(self) -> None:
        for postprocess, expected in ((True, "1.5"), (False, 1.5)):
            app = app_with(lambda: 1.5, None, [kit.Textbox], postprocess=postprocess)
            assert call(app) == [expected]


class TestBatch:
    def test_a_single_call_is_a_batch_of_one(self) -> None:
        app = app_with(
            lambda numbers: ([one + 1 for one in numbers],), [kit.Number], [kit.Number], batch=True
        )
        assert call(app, 1) == [2]

    def test_lists_go_in_and_come_out(self) -> None:
        import asyncio

        from faceplate_kit.running import run_batch

        seen = []

        def add(ones: list[float], others: list[float]) -> tuple[list[float], list[str]]:
            seen.append((ones, others))
            return [a + b for a, b in zip(ones, others, strict=True)], ["x"] * len(ones)

        app = app_with(
            add, [kit.Number, kit.Number], [kit.Number, kit.Textbox], batch=True, max_batch_size=3
        )
        calls = [([one, 10], SessionState(), None) for one in (1, "no number", 3)]
        good, bad, last = asyncio.run(run_batch(app, event(app), calls))
        assert seen == [([1, 3], [10, 10])]
        assert (good.data, last.data) == ([11, "x"], [13, "x"])
        assert isinstance(bad, kit.Error)
        with pytest.raises(kit.UseError, match="batches of 3"):
            asyncio.run(run_batch(app, event(app), [*calls, *calls]))

    @pytest.mark.parametrize("returned", [[1], ([1, 2],), ([1], [2]), "x", None])
    def test_a_return_that_is_no_batch(self, returned: Any) -> None:
        app = app_with(lambda numbers: returned, [kit.Number], [kit.Number], batch=True)
        with pytest.raises(kit.UseError, match="batch"):
            call(app, 1)


class TestCancels:
    def test_one_and_several(self) -> None:
        with kit.Blocks() as app:
            first = kit.Button().click(lambda: None)
            second = kit.Button().click(lambda: None)
            kit.Button().click(None, cancels=first)
            kit.Button().click(lambda: None, cancels=[second, first])
        one, several = (event(app, name) for name in ("cancel", "cancel_1"))
        assert (one.cancels, several.cancels) == ([0], [1, 0])
        assert one.queue is False and one.visibility == "undocumented"
        assert one.targets == event(app, "unnamed").targets

    def test_the_event_of_a_value(self) -> None:
        with kit.Blocks() as app:
            clock = kit.Textbox(lambda: "now", every=1)
            kit.Button().click(None, cancels=[clock.load_event])
        assert clock.load_event.dependency is event(app, "continuous_coro")
        assert event(app, "cancel").cancels == [event(app, "continuous_coro").id]


class TestEvery:
    def test_the_function_runs_again_and_again(self) -> None:
        numbers = iter(range(100))
        app = app_with(lambda: next(numbers), None, [kit.Number], every=0.001)
        assert steps(app, most=4) == [[0], [1], [2], [3]]
        assert event(app).is_generator and event(app).every == 0.001

    def test_a_generator_is_run_again(self) -> None:
        def two() -> Any:
            yield 1
            yield 2

        app = app_with(two, None, [kit.Number], every=0.001)
        assert steps(app, most=5) == [[1], [2], [1], [2], [1]]

    def test_the_pause_is_that_long(self) -> None:
        import time

        app = app_with(lambda: 1, None, [kit.Number], every=0.05)
        started = time.monotonic()
        steps(app, most=3)
        assert time.monotonic() - started >= 0.1


class TestConcurrency:
    def test_the_default_is_that_of_the_queue(self) -> None:
        app = app_with(lambda: None)
        group = event(app).concurrency_id
        assert app.concurrency_limits() == {group: 1}
        app.queue(default_concurrency_limit=7)
        assert app.concurrency_limits() == {group: 7}
        app.queue(default_concurrency_limit=None)
        assert app.concurrency_limits() == {group: None}

    @pytest.mark.parametrize("limit", [1, 5, None])
    def test_a_limit_of_its_own(self, limit: int | None) -> None:
        app = app_with(lambda: None, concurrency_limit=limit)
        assert list(app.concurrency_limits().values()) == [limit]

    @pytest.mark.parametrize(
        ("limits", "lowest"),
        [([4, 2, 9], 2), ([None, 3], 3), ([None, None], None), (["default", 5], 1), ([3, None], 3)],
    )
    def test_the_lowest_of_the_group_counts(self, limits: Any, lowest: int | None) -> None:
        with kit.Blocks() as app:
            for limit in limits:
                kit.Button().click(lambda: None, concurrency_limit=limit, concurrency_id="shared")
        assert app.concurrency_limits() == {"shared": lowest}

    def test_one_function_is_one_group(self) -> None:
        def work() -> None:
            return None

        with kit.Blocks() as app:
            kit.Button().click(work, concurrency_limit=3)
            kit.Button().click(work, concurrency_limit=2)
            kit.Button().click(lambda: None, concurrency_limit=9)
        assert sorted(app.concurrency_limits().values()) == [2, 9]

    def test_what_repeats_has_no_limit(self) -> None:
        app = app_with(lambda: None, every=1)
        assert list(app.concurrency_limits().values()) == [None]


class TestChains:
    def test_then_and_success(self) -> None:
        with kit.Blocks() as app:
            first = kit.Button().click(lambda: None)
            second = first.then(lambda: None)
            second.success(lambda: None)
        assert [one.trigger_after for one in app.dependencies] == [None, 0, 1]
        assert [one.trigger_only_on_success for one in app.dependencies] == [False, False, True]
        assert [one.targets for one in app.dependencies[1:]] == [
            [(None, "then")],
            [(None, "success")],
        ]

    def test_as_decorators(self) -> None:
        with kit.Blocks() as app:
            first = kit.Button().click(lambda: None)

            @first.then()
            def after() -> None:
                return None

        assert event(app, "after").trigger_after == 0

    def test_load(self) -> None:
        with kit.Blocks() as app:
            out = kit.Textbox()
            app.load(lambda: "hello", None, out)
        assert event(app).targets == [(app.id, "load")]
        assert call(app) == ["hello"]

    def test_what_a_listener_returns(self) -> None:
        with kit.Blocks() as app:
            first = kit.Button().click(lambda: None, api_name="first")
        assert isinstance(first, Registration) and isinstance(first, dict)
        assert first == {"id": 0, "api_name": "first"}
        assert first.dependency is event(app)


class TestNesting:
    def test_names_and_numbers_move(self) -> None:
        def f() -> None:
            return None

        with kit.Blocks() as inner:
            first = kit.Button().click(f)
            first.then(f, api_name="f_1")
            kit.Button().click(None, cancels=[first])
        with kit.Blocks() as app:
            kit.Button().click(f)
            inner.render()
            kit.Button().click(None, cancels=[first])
        names = [one.api_name for one in app.dependencies]
        assert names == ["f", "f_1", "f_1_1", "unnamed", "cancel", "unnamed_1", "cancel_1"]
        assert [one.cancels for one in app.dependencies if one.cancels] == [[1], [1]]
        assert [one.id for one in app.dependencies] == list(range(7))
        assert event(app, "f_1_1").trigger_after == 1
        assert [one.api_name for one in inner.dependencies] == ["f", "f_1", "unnamed", "cancel"]
        assert inner.get_config()["dependencies"][1]["trigger_after"] == 0

    def test_load_of_a_part_is_load_of_the_whole(self) -> None:
        with kit.Blocks() as inner:
            inner.load(lambda: None)
        with kit.Blocks() as app:
            inner.render()
        assert event(app).targets == [(app.id, "load")]

    def test_an_app_inside_another_one(self) -> None:
        with kit.Blocks() as app, kit.Blocks() as inner:
            button = kit.Button()
            button.click(lambda: None)
        assert button.id in app.blocks and len(app.dependencies) == 1
        assert inner.dependencies == []


class TestValues:
    def test_a_value_is_called_for_the_start_and_for_each_page(self) -> None:
        numbers = iter(range(10))
        with kit.Blocks() as app:
            number = kit.Number(lambda: next(numbers))
        assert number.value == 0
        assert [call(app), call(app)] == [[1], [2]]
        assert event(app).targets == [(None, "load")] and event(app).queue is False
        assert number.load_event.dependency is event(app)

    def test_every_without_such_a_value_has_no_effect(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox("a", every=1)
        assert app.dependencies == [] and text.load_event is None

    def test_every_repeats_it(self) -> None:
        numbers = iter(range(10))
        with kit.Blocks() as app:
            kit.Number(lambda: next(numbers), every=0.001)
        assert steps(app, most=3) == [[1], [2], [3]]
        assert event(app).queue is None

    def test_a_component_made_outside_and_rendered_later(self) -> None:
        text = kit.Textbox("a", render=False)
        with kit.Blocks() as app:
            kit.Button().click(lambda one: one, text, text)
            with kit.Row() as row:
                text.render()
        assert text.parent is row and text.id in app.blocks
        assert call(app, "b") == ["b"]

    def test_unrender(self) -> None:
        with kit.Blocks() as app:
            text = kit.Textbox().unrender()
        assert text.id not in app.blocks and app.children == []


def test_an_app_can_be_entered_again() -> None:
    with kit.Blocks() as app:
        text = kit.Textbox(lambda: "a")
    with app:
        text.change(lambda: None)
    assert len(app.dependencies) == 2


def test_nothing_is_registered_by_what_fails() -> None:
    with kit.Blocks() as app:
        button = kit.Button()
        with pytest.raises(kit.UseError):
            button.click(lambda: None, concurrency_limit=0)
    assert app.dependencies == []
