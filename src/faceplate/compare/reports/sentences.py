"""The words that the formats for people share."""

from __future__ import annotations

from faceplate.compare.change import Change, Level, ReleaseComparison, step

TITLES: dict[Level, str] = {
    "breaking": "Breaking",
    "behaviour": "Changed behaviour",
    "typing": "Types",
    "text": "Texts",
    "addition": "Added",
}
"""Heading of each level."""


def release(stated: dict[str, str | None]) -> str:
    """Return the name of a release, such as "gradio 6.31.0"."""
    return f"{stated['name']} {stated['version'] or ''}".rstrip()


def owner(change: Change) -> str:
    """Return where a change took place: the one component, or how many there are."""
    if change.count == 1:
        return change.places[0] if change.places else change.path
    return f"{change.places[0]} and {change.count - 1} more"


def notes(change: Change) -> str:
    """Return what else is known of a change, in brackets; nothing where that is nothing."""
    if change.announced is None or change.level != "breaking":
        return ""
    return " (was deprecated)" if change.announced else ""


def summary(comparison: ReleaseComparison) -> str:
    """Return how many changes there are of each level, and the step of the version that follows."""
    changes = comparison.changes
    if not changes:
        return "nothing changed"
    counts = [
        f"{sum(change.level == level for change in changes)} {title.lower()}"
        for level, title in TITLES.items()
        if any(change.level == level for change in changes)
    ]
    rows = sum(change.count for change in changes)
    kinds = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    more = f" in {rows} places" if rows > len(changes) else ""
    return f"{kinds}{more}: {', '.join(counts)}; by semantic versioning a {step(changes)} release"
