"""What holds for every release, whatever stands in it: no text of a release is needed to say it."""

from __future__ import annotations

import ast
import itertools
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from faceplate.model import Component, Parameter

pytestmark = pytest.mark.releases

VERSIONS = ("3.50.2", "4.16.0", "4.44.1", "5.50.0", "6.31.0")

FIRST_ARGUMENTS = {
    "fn",
    "inputs",
    "outputs",
    "api_name",
    "status_tracker",
    "scroll_to_output",
    "show_progress",
    "queue",
    "batch",
    "max_batch_size",
    "preprocess",
    "postprocess",
    "cancels",
    "every",
}
STEPS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "4.16.0": (
        {"trigger_mode", "js", "concurrency_limit", "concurrency_id", "show_api"},
        {"status_tracker"},
        {"load", "pause_recording"},
    ),
    "4.44.1": (set(), set(), {"apply", "delete", "double_click", "key_up", "tick"}),
    "5.50.0": (
        {
            "time_limit",
            "stream_every",
            "like_user_message",
            "api_description",
            "show_progress_on",
            "key",
            "validator",
        },
        {"every"},
        {
            "example_select",
            "retry",
            "undo",
            "collapse",
            "copy",
            "download",
            "expand",
            "option_select",
        },
    ),
    "6.31.0": ({"api_visibility", "inputs_kwargs"}, {"show_api", "like_user_message"}, set()),
}
"""What each step adds to the arguments of a listener, takes from them, and adds to the events."""


@pytest.fixture(params=VERSIONS)
def one(request: pytest.FixtureRequest, release: Callable[[str], Any]) -> Any:
    return release(request.param)


def classes(release: Any) -> list[Component]:
    return [page for page in release.manifest.components if page.kind == "class"]


def all_parameters(page: Component) -> list[Parameter]:
    own = [*page.parameters, *page.event_arguments]
    return own + [one for method in page.methods for one in method.parameters]


def test_it_is_read_whole(one: Any) -> None:
    assert one.manifest.problems == []
    library = one.manifest.library
    assert (library.name, library.version, library.dialect) == ("gradio", one.version, "gradio")
    assert len(one.manifest.components) >= 60
    assert {"Button", "Textbox", "Blocks", "Interface", "State", "Row"} <= set(one.pages())


def test_every_page_stands_where_it_says(one: Any) -> None:
    for page in one.manifest.components:
        lines = one.source(page.source.file).split("\n")
        stretch = lines[page.source.line - 1 : page.source.end_line]
        word = "class" if page.kind == "class" else "def"
        assert any(re.match(rf"(async )?{word} {page.name}\b", line) for line in stretch)
        after = lines[page.source.end_line :]
        assert not after or not after[0].startswith((" ", "\t")), page.name
        assert stretch[-1].strip(), page.name


def test_every_method_stands_where_it_says(one: Any) -> None:
    checked = 0
    for page in one.manifest.components:
        for method in page.methods:
            assert method.source is not None
            lines = one.source(method.source.file).split("\n")
            stretch = lines[method.source.line - 1 : method.source.end_line]
            assert any(re.match(rf"\s+(async )?def {method.name}\b", line) for line in stretch)
            checked += 1
    assert checked > 5


def test_paths_are_public_and_each_its_own(one: Any) -> None:
    exported = {
        alias.name
        for node in ast.parse(one.source("gradio/__init__.py")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname in (None, alias.name)
    }
    paths = [page.path for page in one.manifest.components]
    assert not [path for path, count in Counter(paths).items() if count > 1]
    for page in one.manifest.components:
        assert page.path.rpartition(".")[2] == page.name
        if page.name in exported:
            assert page.path == f"gradio.{page.name}"


def test_annotations_and_defaults_are_source(one: Any) -> None:
    seen = 0
    for page in one.manifest.components:
        for parameter in all_parameters(page):
            for source in (parameter.annotation, parameter.default, parameter.constant):
                if source is not None:
                    assert source.strip() == source != ""
                    ast.parse(source, mode="eval")
                    seen += 1
            if parameter.required:
                assert parameter.default is None
                assert not parameter.kind.startswith("var_")
    assert seen > 2000


def test_hardly_any_parameter_lacks_a_type(one: Any) -> None:
    found = [
        parameter.annotation is None
        for page in classes(one)
        if page.group == "component"
        for parameter in page.parameters
    ]
    assert len(found) > 400
    assert sum(found) <= 4


def test_events_have_texts_that_name_the_component(one: Any) -> None:
    without = []
    for page in one.manifest.components:
        for event in page.events:
            assert event.name.isidentifier()
            assert "{" not in event.description
            if not event.description:
                without.append((page.name, event.name))
            elif one.version[0] != "3":
                assert page.name in event.description or "{{" not in event.description
    assert without in ([], [("FileExplorer", "change")])  # a string, which states no text


def test_every_listener_takes_the_same_arguments(one: Any) -> None:
    expected = set(FIRST_ARGUMENTS)
    for version in VERSIONS[1 : VERSIONS.index(one.version) + 1]:
        added, taken, _ = STEPS[version]
        assert taken <= expected
        expected = (expected | added) - taken
    pages = [page for page in one.manifest.components if page.events]
    assert len(pages) > 40
    for page in pages:
        assert {argument.name for argument in page.event_arguments} == expected, page.name
        assert page.event_arguments[0].name == "fn"
        assert all(argument.annotation for argument in page.event_arguments)
    for page in one.manifest.components:
        assert bool(page.events) == bool(page.event_arguments)


def test_every_argument_of_a_listener_is_described_but_a_few(one: Any) -> None:
    undescribed = {
        argument.name
        for page in one.manifest.components
        for argument in page.event_arguments
        if not argument.description
    }
    assert undescribed <= {"time_limit", "stream_every", "like_user_message"}
    if one.version == "6.31.0":
        assert undescribed == {"time_limit", "stream_every"}


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(VERSIONS)))
def test_events_from_step_to_step(release: Callable[[str], Any], before: str, after: str) -> None:
    names = [
        {event.name for page in release(version).manifest.components for event in page.events}
        for version in (before, after)
    ]
    assert STEPS[after][2] <= names[1] - names[0]
    assert bool(STEPS[after][2]) == bool(names[1] - names[0])


def test_the_default_of_queue(release: Callable[[str], Any]) -> None:
    """It is None up to 4.16 and True from 4.44 on."""
    defaults = {}
    for version in VERSIONS:
        arguments = release(version).pages()["Button"].event_arguments
        defaults[version] = next(one.default for one in arguments if one.name == "queue")
    assert list(defaults.values()) == ["None", "None", "True", "True", "True"]


def test_some_events_show_no_progress(release: Callable[[str], Any]) -> None:
    """From 4.0 on an event may have a default of its own."""
    for version in VERSIONS[1:]:
        settings = {
            event.defaults.get(argument.name, argument.default)
            for page in release(version).manifest.components
            for event in page.events
            for argument in page.event_arguments
            if argument.name == "show_progress"
        }
        assert {'"full"', '"hidden"'} <= settings, version


def test_neighbours_are_a_chain_through_each_group(one: Any) -> None:
    groups: dict[str | None, list[Component]] = {}
    for page in one.manifest.components:
        groups.setdefault(page.group, []).append(page)
    assert "component" in groups
    assert None not in groups
    for pages in groups.values():
        names = [None, *(page.name for page in pages), None]
        for index, page in enumerate(pages):
            assert (page.previous, page.next) == (names[index], names[index + 2])


def test_shortcuts(one: Any) -> None:
    pages = one.pages()
    assert pages["State"].shortcuts == []
    own = [page for page in classes(one) if page.shortcuts]
    assert len(own) > 30
    for page in own:
        first = page.shortcuts[0]
        assert (first.class_, first.string) == (page.path, page.name.lower())
        assert len({shortcut.string for shortcut in page.shortcuts}) == len(page.shortcuts)
    area = [one for one in pages["Textbox"].shortcuts if one.class_ == "gradio.TextArea"]
    assert [one.string for one in area] == ["textarea"]
    assert "lines" in area[0].initialization


def test_behaviour_is_stated(one: Any) -> None:
    stated = [page for page in classes(one) if page.shortcuts and page.events]
    assert len(stated) > 25
    lacking = [page.name for page in stated if page.as_input is None or page.as_output is None]
    assert len(lacking) * 10 < len(stated)
    text = one.pages()["Textbox"]
    assert text.as_input and "str" in (text.as_input.annotation or text.as_input.description)
    assert text.as_output and "str" in (text.as_output.annotation or text.as_output.description)


def test_every_description_says_where_it_stands(one: Any) -> None:
    paths = {page.path for page in one.manifest.components}
    for page in one.manifest.components:
        for parameter in page.parameters:
            assert bool(parameter.description) == (parameter.described_in is not None)
            where = parameter.described_in
            assert where is None or where in paths or where.startswith("gradio.")


def test_components_have_summaries(one: Any) -> None:
    lacking = [page.name for page in classes(one) if page.shortcuts and not page.summary]
    assert lacking == []


def test_what_the_newest_release_leaves_undescribed(release: Callable[[str], Any]) -> None:
    """Counted by hand on that release: a checker must find these."""
    counts = Counter(
        page.name
        for page in classes(release("6.31.0"))
        if page.group == "component"
        for parameter in page.parameters
        if not parameter.description
    )
    assert counts.total() == 51
    assert {name: counts[name] for name in ("LoginButton", "DeepLinkButton", "ClearButton")} == {
        "LoginButton": 17,
        "DeepLinkButton": 16,
        "ClearButton": 4,
    }
    for name in ("Dropdown", "DateTime", "JSON", "FileExplorer"):
        assert counts[name] == 2


def test_defaults_keep_their_arguments(one: Any) -> None:
    calls = {
        parameter.default
        for page in one.manifest.components
        for parameter in page.parameters
        if parameter.default and re.search(r"\w\(.+\)$", parameter.default)
    }
    if one.version[0] in "456":
        assert calls
