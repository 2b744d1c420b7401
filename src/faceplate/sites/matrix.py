"""The events matrix: which component offers which event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from faceplate.model import Component

_MOST = 12
"""Columns that fit between the navigation and the contents of a page on a screen of 1280 pixels."""

FURTHER = "Further events"
"""The head of the column with the events that have none of their own."""


class Matrix(NamedTuple):
    """Components by events.

    Attributes:
        events: All events, by how many components offer them, then by name.
        components: The rows: components that offer an event, in the order given.
    """

    events: list[str]
    components: list[Component]

    @property
    def columns(self) -> list[str]:
        """The events with a column of their own: those that most components offer."""
        # One event more takes no more room than the column that it would go into.
        return self.events[:_MOST] if len(self.events) > _MOST + 1 else self.events

    @property
    def further(self) -> list[str]:
        """The events of the last column, in which each row names those of its component."""
        return self.events[len(self.columns) :]

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
