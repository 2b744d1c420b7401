"""What cannot work is refused where it is written, with what, where and what to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from kit_calls import call

import faceplate_kit as kit
from faceplate_kit import demo as kit_demo
from faceplate_kit.components.component import Component


def none() -> None:
    return None


def one(value: Any) -> Any:
    return value


class TestPlace:
    def test_an_event_outside_of_an_app(self) -> None:
        with pytest.raises(kit.UseError, match=r"click was used outside.*with Blocks\(\)"):
            kit.Button().click(none)

    def test_an_event_after_an_error_in_the_app(self) -> None:
        with pytest.raises(ZeroDivisionError), kit.Blocks():
            raise ZeroDivisionError
        with pytest.raises(kit.UseError, match="outside"):
            kit.Button().click(none)

    @pytest.mark.parametrize("where", ["inputs", "outputs"])
    def test_a_component_of_another_app(self, where: str) -> None:
        with kit.Blocks():
            foreign = kit.Textbox()
        with kit.Blocks(), pytest.raises(kit.UseError, match=rf"{where}.*another app"):
            kit.Button().click(one if where == "inputs" else none, **{where: foreign})

    def test_a_trigger_of_another_app(self) -> None:
        with kit.Blocks():
            foreign = kit.Button()
        with kit.Blocks(), pytest.raises(kit.UseError, match="another app"):
            foreign.click(none)

    def test_an_event_of_another_app(self) -> None:
        with kit.Blocks():
            foreign = kit.Button().click(none)
        with kit.Blocks():
            with pytest.raises(kit.UseError, match=r"cancels.*another app"):
                kit.Button().click(None, cancels=foreign)
            with pytest.raises(kit.UseError, match="another app"):
                foreign.then(none)

    def test_a_component_that_never_gets_a_place(self) -> None:
        lost = kit.Textbox(render=False)
        with pytest.raises(kit.UseError, match=r"no place.*render\(\)"), kit.Blocks():
            kit.Button().click(one, lost)

    def test_a_block_twice(self) -> None:
        with kit.Blocks():
            text = kit.Textbox()
            with pytest.raises(kit.UseError, match="only once"):
                text.render()

    def test_an_app_twice(self) -> None:
        with kit.Blocks() as inner:
            kit.Textbox()
        with kit.Blocks():
            inner.render()
            with pytest.raises(kit.UseError, match="only once"):
                inner.render()


NO_COMPONENT = ["textbox", 3, kit.Textbox, {}]


class TestArguments:
    @pytest.mark.parametrize("where", ["inputs", "outputs"])
    @pytest.mark.parametrize("what", NO_COMPONENT, ids=str)
    def test_what_is_no_component(self, where: str, what: Any) -> None:
        with kit.Blocks(), pytest.raises(kit.UseError, match=f"Button.click: {where}.*component"):
            kit.Button().click(one, **{where: [what]})

    def test_a_container_has_no_value(self) -> None:
        with kit.Blocks(), kit.Row() as row, pytest.raises(kit.UseError, match="inputs"):
            kit.Button().click(one, row)

    @pytest.mark.parametrize("what", ["function", 3, object()])
    def test_what_is_no_function(self, what: Any) -> None:
        with kit.Blocks(), pytest.raises(kit.UseError, match="give a function"):
            kit.Button().click(what)

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("api_name", 5, "str | None"),
            ("api_name", True, "str | None"),
            ("api_name", ["a"], "str | None"),
            ("show_progress", "always", "Literal"),
            ("show_progress", True, "Literal"),
            ("trigger_mode", "twice", "Literal"),
            ("queue", 1, "bool"),
            ("batch", "yes", "bool"),
            ("scroll_to_output", None, "bool"),
            ("preprocess", 0, "bool"),
            ("postprocess", "no", "bool"),
            ("show_api", None, "bool"),
            ("js", 3, "str | None"),
            ("every", "1", "float | None"),
            ("every", True, "float | None"),
            ("every", 0, "above 0"),
            ("every", -1.5, "above 0"),
            ("every", float("nan"), "above 0"),
            ("max_batch_size", 0, "from 1 on"),
            ("max_batch_size", 2.5, "int"),
            ("concurrency_limit", 0, "from 1 on"),
            ("concurrency_limit", -3, "from 1 on"),
            ("concurrency_limit", 1.5, "int"),
            ("concurrency_limit", True, "int"),
            ("concurrency_limit", "many", "int"),
            ("concurrency_id", 7, "str | None"),
            ("cancels", "click", "what a listener returned"),
            ("cancels", [{}], "what a listener returned"),
        ],
    )
    def test_values(self, name: str, value: Any, told: str) -> None:
        with kit.Blocks() as app, pytest.raises(kit.UseError) as caught:
            kit.Button().click(none, **{name: value})
        message = str(caught.value)
        assert name in message and told in message and "click" in message
        assert app.dependencies == []

    def test_an_argument_that_there_is_not(self) -> None:
        with kit.Blocks(), pytest.raises(TypeError, match=r"click: .*'color'"):
            kit.Button().click(none, color="red")

    def test_a_name_is_looked_at_before_a_decorator_is_used(self) -> None:
        with kit.Blocks(), pytest.raises(kit.UseError, match="api_name"):
            kit.Button().click(api_name=5)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ({"every": 1, "batch": True}, "batch"),
            ({"every": 1, "queue": False}, "queue"),
            ({"every": 1, "concurrency_limit": 2}, "concurrency_limit"),
            ({"batch": True, "queue": False}, "queue"),
        ],
    )
    def test_settings_that_exclude_each_other(self, options: dict[str, Any], told: str) -> None:
        with kit.Blocks(), pytest.raises(kit.UseError, match=told):
            kit.Button().click(none, **options)

    def test_every_without_a_function(self) -> None:
        with kit.Blocks(), pytest.raises(kit.UseError, match="no fn"):
            kit.Button().click(None, every=1)

    def test_cancelling_what_does_not_wait(self) -> None:
        with kit.Blocks():
            quick = kit.Button().click(none, queue=False)
            with pytest.raises(kit.UseError, match="queue=False"):
                kit.Button().click(None, cancels=quick)

    def test_cancelling_what_was_never_registered(self) -> None:
        with pytest.raises(kit.UseError, match="never registered"), kit.Blocks():
            waiting = kit.Button().click(inputs=None)
            kit.Button().click(None, cancels=waiting)

    def test_chaining_what_was_never_registered(self) -> None:
        with kit.Blocks():
            waiting = kit.Button().click()
            with pytest.raises(kit.UseError, match=r"\.then"):
                waiting.then(none)

    def test_a_function_for_an_event_that_has_one(self) -> None:
        with kit.Blocks():
            done = kit.Button().click(none)
            with pytest.raises(kit.UseError, match="decorator"):
                done(none)


class TestFunctions:
    def test_too_few_and_too_many_inputs(self) -> None:
        def two_or_three(a: str, b: str, c: str = "") -> None:
            return None

        with kit.Blocks():
            text = kit.Textbox()
            for count in (0, 1, 4):
                with pytest.raises(kit.UseError, match=f"two_or_three takes 2 to 3.*gets {count}"):
                    kit.Button().click(two_or_three, [text] * count)
            kit.Button().click(two_or_three, [text] * 3)

    def test_a_keyword_that_no_input_reaches(self) -> None:
        def keyword(*, text: str) -> None:
            return None

        with kit.Blocks(), pytest.raises(kit.UseError, match=r"'text'.*default"):
            kit.Button().click(keyword)

    def test_a_request_behind_what_gets_no_input(self) -> None:
        def late(text: str = "", request: kit.Request | None = None) -> None:
            return None

        with kit.Blocks(), pytest.raises(kit.UseError, match="request"):
            kit.Button().click(late)

    def test_a_generator_takes_no_batch(self) -> None:
        def steps(values: list[str]) -> Iterator[list[str]]:
            yield values

        with kit.Blocks(), pytest.raises(kit.UseError, match="generator"):
            kit.Button().click(steps, kit.Textbox(), batch=True)

    @pytest.mark.parametrize("outputs", [0, 1, 2, 3])
    def test_what_a_function_says_that_it_returns(self, outputs: int) -> None:
        def text() -> str:
            return ""

        def pair() -> tuple[str, int]:
            return "", 1

        def nothing() -> None:
            return None

        def pairs() -> Iterator[tuple[str, int]]:
            yield "", 1

        def unknown() -> Any:
            return None

        fitting = {text: {1}, pair: {1, 2}, nothing: {0, 1}, pairs: {1, 2}, unknown: {0, 1, 2, 3}}
        for fn, numbers in fitting.items():
            with kit.Blocks() as app:
                listed = [kit.JSON() for _ in range(outputs)]
                if outputs in numbers:
                    kit.Button().click(fn, None, listed)
                    assert len(app.dependencies) == 1
                    continue
                with pytest.raises(kit.UseError, match=rf"{fn.__name__} says.*{outputs} output"):
                    kit.Button().click(fn, None, listed)

    @pytest.mark.parametrize(
        ("returned", "outputs"),
        [("a", 0), ("a", 2), (("a",), 2), (("a", "b", "c"), 2), (None, 2), ([], 2), ({"a": 1}, 2)],
    )
    def test_what_a_function_returns(self, returned: Any, outputs: int) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda: returned, None, [kit.Textbox() for _ in range(outputs)])
        with pytest.raises(kit.UseError, match=f"{outputs} outputs.*returned"):
            call(app)

    def test_a_value_for_what_is_no_output(self) -> None:
        with kit.Blocks() as app:
            text, other = kit.Textbox(), kit.Textbox()
            kit.Button().click(lambda: {other: "a"}, None, text)
        with pytest.raises(kit.UseError, match="none of its outputs"):
            call(app)

    def test_a_value_for_a_container(self) -> None:
        with kit.Blocks() as app:
            with kit.Row() as row:
                pass
            kit.Button().click(lambda: "a", None, row)
        with pytest.raises(kit.UseError, match=r"update\("):
            call(app)


class TestComponents:
    @pytest.mark.parametrize("name", ["buton", "nothing", "", "state", 3, None])
    def test_a_string_that_stands_for_none(self, name: Any) -> None:
        with pytest.raises(kit.UseError, match="no component"):
            kit.component(name)

    def test_a_near_miss_is_named(self) -> None:
        with pytest.raises(kit.UseError, match="did you mean 'button'"):
            kit.component("buton")

    @pytest.mark.parametrize(
        ("make", "options", "told"),
        [
            (kit.LogoutButton, {"value": lambda: "Logout"}, "value takes str"),
            (kit.Button, {"variant": "loud"}, "variant takes Literal"),
            (kit.Button, {"size": "xl"}, "size takes"),
            (kit.Button, {"visible": "yes"}, "visible takes bool"),
            (kit.Button, {"scale": 1.5}, "scale takes int"),
            (kit.Button, {"elem_classes": [1]}, "elem_classes takes"),
            (kit.Textbox, {"type": "number"}, "type takes"),
            (kit.Textbox, {"value": 3}, "value takes"),
            (kit.Textbox, {"every": 0}, "every"),
            (kit.Checkbox, {"value": 1}, "value takes bool"),
            (kit.Number, {"minimum": 3, "maximum": 2}, "minimum"),
            (kit.Slider, {"minimum": 3, "maximum": 2}, "minimum"),
            (kit.Slider, {"step": 0}, "step"),
            (kit.Dropdown, {"choices": "ab"}, "choices takes"),
            (kit.Dropdown, {"choices": ["a", "a"]}, "twice"),
            (kit.Dropdown, {"choices": [("a", 1), ("b", 1)]}, "twice"),
            (kit.Dropdown, {"max_choices": 2}, "multiselect"),
            (kit.Radio, {"type": "name"}, "type takes"),
            (kit.JSON, {"value": {1, 2}}, "value takes"),
            (kit.LoginButton, {"logout_value": "{name}"}, "logout_value"),
            (kit.Column, {"min_width": None}, "min_width takes int"),
        ],
    )
    def test_constructors(self, make: Any, options: dict[str, Any], told: str) -> None:
        with pytest.raises(kit.UseError, match=told) as caught:
            make(**options)
        assert make.__name__ in str(caught.value)

    def test_an_argument_that_there_is_not(self) -> None:
        with pytest.raises(TypeError, match=r"Textbox: .*'labl'"):
            kit.Textbox(labl="a")  # type: ignore[call-arg]

    def test_a_state_that_cannot_be_copied(self) -> None:
        with pytest.raises(kit.UseError, match="copied"):
            kit.State(threading.Lock())

    def test_choices_outside_of_the_list(self) -> None:
        with pytest.raises(kit.UseError, match="not one of the choices"):
            kit.Radio(["a"], value="b")

    def test_an_image_that_is_not_there(self) -> None:
        with pytest.raises(kit.UseError, match="no file"):
            kit.Image("no/such/file.png")

    def test_an_abstract_component_says_what_is_missing(self) -> None:
        with pytest.raises(NotImplementedError):
            Component()


class TestApps:
    @pytest.mark.parametrize("value", ["ada", 3])
    def test_a_sign_in_that_is_no_function(self, value: Any) -> None:
        with pytest.raises(kit.UseError, match="sign_in"):
            kit.Blocks(sign_in=value)
        with kit.Blocks() as app:
            pass
        with pytest.raises(kit.UseError, match="sign_in"):
            app.launch(sign_in=value)

    def test_a_login_button_needs_a_sign_in(self) -> None:
        with kit.Blocks() as app:
            kit.LoginButton()
        with pytest.raises(kit.UseError, match="sign_in"):
            app.launch()

    @pytest.mark.parametrize("options", [{"default_concurrency_limit": 0}, {"max_size": -1}])
    def test_limits_of_the_queue(self, options: dict[str, Any]) -> None:
        with pytest.raises(kit.UseError, match="from 1 on"):
            kit.Blocks().queue(**options)


def test_the_demo_uses_the_kit_rightly() -> None:
    assert kit_demo.demo.dependencies
