"""Changes of one cause as one: a parameter that left a base class left all that extend it."""

from __future__ import annotations

from msgspec.structs import replace

from faceplate.compare.change import Change, Level

_NOT_FOLDED = ("component-removed", "component-added", "component-moved")
"""What each says something of its own, whatever else has changed the same way."""


def folded(changes: list[Change]) -> list[Change]:
    """Return the changes with one for each cause.

    Args:
        changes: One for each row.
    """
    causes: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        causes.setdefault(_cause(change), []).append(change)
    return [_one(alike) for alike in causes.values()]


def _cause(change: Change) -> tuple[object, ...]:
    level: Level = change.level
    if change.kind in _NOT_FOLDED:
        return change.kind, change.path
    if change.kind.endswith("-removed"):
        return change.kind, level, change.message  # whatever its default was here and there
    return change.kind, level, change.message, change.old, change.new


def _one(alike: list[Change]) -> Change:
    first = alike[0]
    if len(alike) == 1:
        return first
    announced = None if first.announced is None else all(change.announced for change in alike)
    places = tuple(dict.fromkeys(place for change in alike for place in change.places))
    return replace(first, count=len(alike), places=places, announced=announced)
