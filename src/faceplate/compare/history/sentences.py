"""The words in which a history is told, whatever the format; source stands in backticks."""

from __future__ import annotations

from collections.abc import Iterable

from faceplate.compare.history.records import (
    LibraryHistory,
    ObjectHistory,
    RowChange,
    RowHistory,
    Section,
)

TITLES: dict[Section, str] = {
    "parameter": "Parameters",
    "event": "Events",
    "event argument": "Event arguments",
    "payload": "Event data",
    "method": "Methods",
    "method parameter": "Parameters of methods",
    "inherited": "Inherited",
    "attribute": "Attributes",
    "shortcut": "Shortcuts",
    "slot": "Slots",
    "key": "Keys",
    "css class": "CSS classes",
    "behaviour": "Behaviour",
}
"""Heading of each section, in the order of a page."""

_LONGEST = 60
"""Characters of a default or a type that are shown; JSON has all of it."""

_LAST_CHANGES = 20
"""Releases with changes that a row shows, the newest; JSON has all."""


def since(history: LibraryHistory, release: str, documented: str | None = None) -> str:
    """Return since when something is there, as far as the releases that were read tell.

    Args:
        history: The history.
        release: The first release that is known to have it.
        documented: The first release with a page of what it is a row of, where that was there
            before.
    """
    is_first = history.earlier and bool(history.releases) and release == history.releases[0]
    return f"{release} or before" if is_first or release == documented else release


def span(history: LibraryHistory) -> str:
    """Return which releases were read, such as "12 releases, 4.0 to 6.31.0"."""
    count = len(history.releases)
    if count == 1:
        return f"1 release, {history.releases[0]}"
    return f"{count} releases, {history.releases[0]} to {history.releases[-1]}"


def last_change(subject: ObjectHistory, releases: list[str]) -> str | None:
    """Return the last release in which an object or one of its rows came, went or changed.

    Args:
        subject: The object.
        releases: All releases, the oldest first.
    """
    order = {release: number for number, release in enumerate(releases)}
    changed = {change.release for change in subject.changes}
    for row in subject.rows:
        changed |= {change.release for change in row.changes}
        changed |= {row.since, row.removed or subject.since}
    later = [release for release in changed if release not in (subject.since, subject.removed)]
    return max(later, key=lambda release: order.get(release, -1), default=None)


def changes(record: RowHistory | ObjectHistory) -> list[tuple[str, str]]:
    """Return what changed, release by release, the newest first: the release, and a phrase."""
    grouped: dict[str, list[RowChange]] = {}
    for change in reversed(record.changes):
        grouped.setdefault(change.release, []).append(change)
    return [(release, _phrases(group)) for release, group in list(grouped.items())[:_LAST_CHANGES]]


def went(row: RowHistory) -> str:
    """Return what took the place of a row that is gone; '' where nothing did."""
    return f"now {code(row.renamed_to)}" if row.renamed_to else ""


def came(row: RowHistory) -> str:
    """Return what a row took the place of; '' where that was nothing."""
    return f"was {code(row.renamed_from)}" if row.renamed_from else ""


def sections(rows: Iterable[RowHistory]) -> list[tuple[str, list[RowHistory]]]:
    """Return rows by section, with its heading, in the order of a page."""
    grouped: dict[Section, list[RowHistory]] = {}
    for row in rows:
        grouped.setdefault(row.section, []).append(row)
    return [(title, grouped[section]) for section, title in TITLES.items() if section in grouped]


def parted(subject: ObjectHistory) -> tuple[list[RowHistory], list[RowHistory]]:
    """Return the rows that are there, and those that went; of what is gone, those it had last."""
    there = [row for row in subject.rows if row.removed in (None, subject.removed)]
    gone = [row for row in subject.rows if row.removed not in (None, subject.removed)]
    # What went with its method or its event says nothing of its own.
    went_whole = {(row.name, row.removed) for row in gone if row.section in ("method", "event")}
    alone = [row for row in gone if (row.name.partition(".")[0], row.removed) not in went_whole]
    return there, [row for row in gone if row in alone or row.section in ("method", "event")]


def code(text: str | None) -> str:
    """Return source in backticks, cut where it is long."""
    if text is None:
        return "none"
    squeezed = " ".join(text.replace("`", "").split())
    shown = squeezed if len(squeezed) <= _LONGEST else f"{squeezed[: _LONGEST - 3]}..."
    return f"`{shown}`" if shown else "an empty text"


def _phrases(group: list[RowChange]) -> str:
    return ", ".join(_phrase(change) for change in sorted(group, key=lambda each: each.aspect))


def _phrase(change: RowChange) -> str:
    aspect, old, new = change.aspect, change.old, change.new
    if aspect in ("added", "removed"):
        return aspect
    if aspect == "text":
        return "another text"
    if aspect == "required":
        return "has to be passed" if new == "required" else "may be left out"
    if aspect == "moved":
        return f"moved from {code(old)}"
    if aspect == "merged":
        return f"another path of {code(new)}"
    if aspect == "kind":
        return f"passed as {(new or '').replace('_', ' ')}, was {(old or '').replace('_', ' ')}"
    return f"{aspect} {code(new)}, was {code(old)}"
