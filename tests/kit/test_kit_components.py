"""What each component makes of values, in and out, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from kit_calls import call

import faceplate_kit as kit
from faceplate_kit.files import EXAMPLE, Files


def through(component: Any, value: Any, **options: Any) -> tuple[Any, Any]:
    """Give what a function gets for a value, and what comes back if it returns that."""
    seen: list[Any] = []
    with kit.Blocks() as app:
        given = component(**options) if callable(component) else component
        kit.Button().click(lambda one: (seen.append(one), one)[1], given, given)
    [back] = call(app, value)
    return seen[0], back


@pytest.mark.parametrize(
    ("component", "options", "value", "got", "back"),
    [
        (kit.Textbox, {}, "a", "a", "a"),
        (kit.Textbox, {}, None, None, None),
        (kit.Markdown, {}, "# a", "# a", "# a"),
        (kit.Markdown, {}, "  a\n  b", "  a\n  b", "a\nb"),
        (kit.Number, {}, 1.5, 1.5, 1.5),
        (kit.Number, {}, None, None, None),
        (kit.Number, {"precision": 0}, 1.6, 2, 2),
        (kit.Number, {"precision": 1}, 1.66, 1.7, 1.7),
        (kit.Slider, {}, 3, 3, 3),
        (kit.Checkbox, {}, True, True, True),
        (kit.Checkbox, {}, None, None, None),
        (kit.Dropdown, {"choices": ["a", "b"]}, "b", "b", "b"),
        (kit.Dropdown, {"choices": [("A", 1)]}, 1, 1, 1),
        (kit.Dropdown, {"choices": ["a"], "allow_custom_value": True}, "z", "z", "z"),
        (kit.Dropdown, {"choices": ["a", "b"], "multiselect": True}, ["b"], ["b"], ["b"]),
        (kit.Radio, {"choices": ["a", "b"]}, "b", "b", "b"),
        (kit.Radio, {"choices": ["a", "b"]}, None, None, None),
        (kit.JSON, {}, {"a": [1, None]}, {"a": [1, None]}, {"a": [1, None]}),
        (kit.JSON, {}, "text", "text", "text"),
        (kit.JSON, {}, '{"a": 1}', '{"a": 1}', {"a": 1}),
        (kit.Button, {}, "Run", "Run", "Run"),
    ],
)
def test_values(component: Any, options: Any, value: Any, got: Any, back: Any) -> None:
    assert through(component, value, **options) == (got, back)
    assert type(through(component, value, **options)[0]) is type(got)


@pytest.mark.parametrize("component", [kit.Radio, kit.Dropdown])
def test_the_place_of_a_choice(component: Any) -> None:
    seen: list[Any] = []
    with kit.Blocks() as app:
        choice = component(["a", ("B", "b")], type="index")
        kit.Button().click(seen.append, choice)
    call(app, "b")
    call(app, None)
    assert seen == [1, None]


def test_the_places_of_several_choices() -> None:
    seen: list[Any] = []
    with kit.Blocks() as app:
        choice = kit.Dropdown(["a", "b"], type="index", multiselect=True, allow_custom_value=True)
        kit.Button().click(seen.append, choice)
    call(app, ["b", "z", "a"])
    assert seen == [[1, None, 0]]


def test_one_value_for_several_choices() -> None:
    assert kit.Dropdown(["a"], value="a", multiselect=True).value == ["a"]


@pytest.mark.parametrize(
    ("component", "options", "value"),
    [
        (kit.Textbox, {}, 3),
        (kit.Textbox, {}, ["a"]),
        (kit.Number, {}, "3"),
        (kit.Number, {}, True),
        (kit.Number, {"minimum": 2}, 1),
        (kit.Number, {"maximum": 2}, 3),
        (kit.Slider, {}, None),
        (kit.Slider, {}, 101),
        (kit.Slider, {}, -1),
        (kit.Checkbox, {}, 1),
        (kit.Dropdown, {"choices": ["a"]}, "b"),
        (kit.Dropdown, {"choices": ["1"]}, 1),
        (kit.Dropdown, {"choices": [1]}, True),
        (kit.Dropdown, {"choices": ["a"], "multiselect": True}, "a"),
        (kit.Dropdown, {"choices": ["a"], "multiselect": True}, ["a", "b"]),
        (kit.Dropdown, {"choices": ["a", "b"], "multiselect": True, "max_choices": 1}, ["a", "b"]),
        (kit.Radio, {"choices": ["a"]}, "b"),
        (kit.Radio, {}, "b"),
        (kit.Image, {}, "picture.png"),
        (kit.Image, {}, {"url": "x"}),
        (kit.Image, {}, {"path": 3}),
        (kit.Image, {}, {"path": "/etc/passwd"}),
        (kit.Image, {}, {"path": "http://example.org/picture.png"}),
        (kit.Image, {}, {"path": "http://example.org/file=/etc/passwd"}),
        (kit.Image, {}, {"path": "\0"}),
    ],
)
def test_values_that_are_refused(component: Any, options: Any, value: Any) -> None:
    with pytest.raises(kit.Error, match=r"^Field: "):
        through(component, value, label="Field", **options)


@pytest.mark.parametrize(
    ("component", "options", "value"),
    [
        (kit.Number, {}, "three"),
        (kit.Slider, {}, 200),
        (kit.Checkbox, {}, "yes"),
        (kit.Dropdown, {"choices": ["a"]}, "b"),
        (kit.Radio, {"choices": ["a"]}, "b"),
        (kit.JSON, {}, {1, 2}),
        (kit.JSON, {}, float("nan")),
        (kit.Image, {}, "no/such/file.png"),
    ],
)
def test_returns_that_are_refused(component: Any, options: Any, value: Any) -> None:
    with kit.Blocks() as app:
        out = component(label="Out", **options)
        kit.Button().click(lambda: value, None, out)
    with pytest.raises((kit.UseError, TypeError)):
        call(app)


class TestSlider:
    def test_without_a_value_it_begins_at_the_minimum(self) -> None:
        assert kit.Slider(2, 5).value == 2

    @pytest.mark.parametrize(
        ("width", "step"), [(100, 1), (1000, 1), (10, 0.1), (1, 0.01), (0.5, 0.001), (0, 1)]
    )
    def test_its_own_step(self, width: float, step: float) -> None:
        assert kit.Slider(0, width).step == pytest.approx(step)

    def test_by_lot(self) -> None:
        with kit.Blocks() as app:
            slider = kit.Slider(1, 3, step=1, randomize=True)
        drawn = {call(app)[0] for _ in range(60)}
        assert drawn == {1, 2, 3} and slider.value in drawn

    def test_none_leads_to_the_minimum(self) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda: None, None, kit.Slider(4, 9))
        assert call(app) == [4]


class TestImage:
    @pytest.fixture
    def picture(self, tmp_path: Path) -> Path:
        path = tmp_path / "picture.png"
        path.write_bytes(EXAMPLE.read_bytes())
        return path

    def test_a_returned_path_becomes_a_file_of_the_app(self, picture: Path) -> None:
        with kit.Blocks() as app:
            shown = kit.Image()
            kit.Button().click(lambda: picture, None, shown)
            kit.Button().click(lambda one: one, shown, kit.Textbox())
        [file] = call(app)
        assert file["orig_name"] == "picture.png" and file["mime_type"] == "image/png"
        assert file["size"] == picture.stat().st_size and file["path"] != str(picture)
        assert file["meta"] == {"_type": "gradio.FileData"}
        assert call(app, file, which=1) == [file["path"]]
        assert call(app, {"path": f"http://host{file['url']}"}, which=1) == [file["path"]]
        assert call(app) == [file]
        app.close()
        assert not Path(file["path"]).exists()

    def test_pillow(self, picture: Path) -> None:
        seen: list[Any] = []

        def turn(image: Any) -> Any:
            seen.append(image)
            return image.rotate(90)

        with kit.Blocks() as app:
            image = kit.Image(type="pil")
            kit.Button().click(turn, image, image)
        [file] = call(app, app.files.described(picture))
        assert seen[0].size == (16, 16)
        assert Path(file["path"]).read_bytes().startswith(b"\x89PNG")
        app.close()

    def test_a_file_that_is_no_picture(self, tmp_path: Path) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda one: None, kit.Image(type="pil"))
        text = tmp_path / "text.png"
        text.write_text("no picture", encoding="utf-8")
        with pytest.raises(kit.Error, match="not a picture"):
            call(app, app.files.described(text))
        app.close()

    def test_the_value_to_begin_with(self, picture: Path) -> None:
        with kit.Blocks() as app:
            kit.Button().click(lambda one: None, kit.Image(str(picture)))
        [told] = [one for one in app.get_config()["components"] if one["type"] == "image"]
        [parameter] = app.get_api_info()["named_endpoints"]["/lambda"]["parameters"]
        assert told["props"]["value"]["orig_name"] == "picture.png"
        assert parameter["parameter_default"] == told["props"]["value"]
        json.dumps(app.get_config())
        app.close()

    def test_the_example_is_known_to_every_app(self) -> None:
        with kit.Blocks() as app:
            image = kit.Image()
            kit.Button().click(lambda one: one, image, kit.Textbox())
        assert call(app, image.example_inputs()) == [str(EXAMPLE)]

    def test_a_link_out_of_the_folder(self, tmp_path: Path) -> None:
        files = Files()
        secret = tmp_path / "secret.txt"
        secret.write_text("secret", encoding="utf-8")
        link = files.folder / "link.txt"
        link.symlink_to(secret)
        assert files.known(link) is None
        assert files.known(f"{files.folder}/../{secret.name}") is None
        assert files.known(files.folder) is None
        files.delete()

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("a b?.png", "a_b_.png"),
            ("..\\..\\x.png", "x.png"),
            (".hidden", "hidden"),
            ("", "file"),
            ("...", "file"),
            ("\0", "_"),
            ("x" * 300 + ".png", "x" * 96 + ".png"),
        ],
    )
    def test_names_of_files(self, name: str, kept: str) -> None:
        files = Files()
        path = files.new(name)
        assert path.name == kept and path.is_relative_to(files.folder)
        files.delete()


class TestLayout:
    def test_it_is_what_the_with_statements_say(self) -> None:
        with kit.Blocks() as app:
            with kit.Row() as row:
                one = kit.Textbox()
                with kit.Column() as column:
                    two = kit.Number()
            three = kit.Button()
        assert app.get_config()["layout"] == {
            "id": app.id,
            "children": [
                {
                    "id": row.id,
                    "children": [
                        {"id": one.id},
                        {"id": column.id, "children": [{"id": two.id}]},
                    ],
                },
                {"id": three.id},
            ],
        }
