"""Groups of a site as the library has them: what they are called, and which come first."""

from __future__ import annotations

import pytest

from faceplate.model import Behaviour, Component, Event, LibraryInfo, Manifest, Source
from faceplate.sites.arrangement import Arrangement


def component(
    name: str, group: str | None, values: bool = False, events: bool = False
) -> Component:
    return Component(
        name=name,
        kind="class",
        path=f"knobs.{name}",
        canonical_path=f"knobs.{name}",
        group=group,
        as_input=Behaviour("str") if values else None,
        events=[Event("click")] if events else [],
        source=Source("knobs/__init__.py", 1, 2),
    )


def arranged(
    *components: Component, arrangement: Arrangement | None = None
) -> dict[str, list[str]]:
    manifest = Manifest(library=LibraryInfo("knobs", None, "plain"), components=list(components))
    groups, warnings = (arrangement or Arrangement()).arranged(manifest)
    assert warnings == []
    return {group.title: [one.name for one in group.components] for group in groups}


def test_what_takes_values_comes_first_then_what_has_events() -> None:
    groups = arranged(
        component("Theme", "themes"),
        component("Row", "layout", events=True),
        component("Dial", "component", values=True, events=True),
        component("helper", "helpers"),
        component("Knob", "component", values=True),
    )
    assert list(groups.items()) == [
        ("Component", ["Dial", "Knob"]),
        ("Layout", ["Row"]),
        ("Themes", ["Theme"]),
        ("Helpers", ["helper"]),
    ]


def test_a_few_helpers_among_components_do_not_move_them() -> None:
    groups = arranged(
        component("Options", "helpers"),
        component("Dial", "component", values=True),
        component("DialOptions", "component"),
    )
    assert list(groups) == ["Component", "Helpers"]


@pytest.mark.parametrize(
    ("group", "member", "title"),
    [
        ("chatinterface", "ChatInterface", "ChatInterface"),
        ("chat_interface", "ChatInterface", "ChatInterface"),
        ("chatinterface", "Other", "Chatinterface"),
        ("knobs.actions", "Action", "Actions"),
        ("knobs.deep.key_bindings", "Key", "Key bindings"),
        ("two words", "Other", "Two words"),
        ("  two\n words ", "Other", "Two words"),
        ("É", "Other", "É"),
    ],
)
def test_a_group_is_called_as_people_would(group: str, member: str, title: str) -> None:
    assert list(arranged(component(member, group))) == [title]


def test_groups_with_the_same_last_part_stay_apart() -> None:
    groups = arranged(component("A", "knobs.one.utils"), component("B", "knobs.two.utils"))
    assert groups == {"one.utils": ["A"], "two.utils": ["B"]}


def test_what_is_in_no_group_is_kept() -> None:
    assert list(arranged(component("A", None), component("B", " ")).values()) == [["A", "B"]]
    assert arranged(component("A", None), component("B", "more")) == {"Other": ["A"], "More": ["B"]}


def test_what_the_maintainer_says_comes_first_and_in_that_order() -> None:
    groups = arranged(
        component("Dial", "component", values=True),
        component("Theme", "themes"),
        component("helper", "helpers"),
        arrangement=Arrangement(groups={"Looks": "themes"}),
    )
    assert list(groups) == ["Looks", "Component", "Helpers"]
