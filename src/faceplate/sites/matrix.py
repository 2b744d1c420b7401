"""The events matrix: which component offers which event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from faceplate.model import Component


class Matrix(NamedTuple):
    """Components by events.

    Attributes:
        events: The columns: events by how many components offer them, then by name.
        components: The rows: components that offer an event, in the order given.
    """

    events: list[str]
    components: list[Component]

    def offers(self, component: Component, event: str) -> bool:
        """Say whether a component offers an event."""
        return any(one.name == event for one in component.events)


def matrix(components: Iterable[Component]) -> Matrix:
    """Make the events matrix of some components.

    Args:
        components: In the order of the rows.
    """
    rows = [one for one in components if one.events]
    count = Counter(event.name for one in rows for event in one.events)
    return Matrix(sorted(count, key=lambda name: (-count[name], name)), rows)
