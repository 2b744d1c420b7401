"""The events matrix: what is common has a column, and what is rare is named in the last one."""

from __future__ import annotations

import pytest

from faceplate.model import Component, Event, Source
from faceplate.sites.matrix import matrix

_SOURCE = Source("lamps.py", 1, 1)


def _component(name: str, events: list[str]) -> Component:
    path = f"lamps.{name}"
    return Component(
        name=name,
        path=path,
        canonical_path=path,
        kind="class",
        source=_SOURCE,
        events=[Event(event) for event in events],
    )


@pytest.mark.parametrize(
    ("count", "columns"), [(0, 0), (1, 1), (12, 12), (13, 13), (14, 12), (36, 12)]
)
def test_columns_are_as_many_as_fit(count: int, columns: int) -> None:
    events = [f"event_{number:02}" for number in range(count)]
    table = matrix([_component("Lamp", events)])
    assert len(table.columns) == columns
    assert [*table.columns, *table.further] == events


def test_what_most_components_offer_has_a_column() -> None:
    rare = [f"rare_{number:02}" for number in range(20)]
    table = matrix(
        [
            _component("Lamp", [*rare, "press"]),
            _component("Dimmer", ["press"]),
            _component("Label", []),
        ]
    )
    assert table.columns[0] == "press"
    assert [one.name for one in table.components] == ["Lamp", "Dimmer"]
    assert not table.offers(table.components[1], table.further[0])
