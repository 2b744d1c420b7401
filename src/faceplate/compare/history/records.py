"""The history of a library. Its JSON form is a public contract, as that of a manifest is."""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = "faceplate-history/1"
"""Name and version of the JSON form."""

Section = Literal[
    "parameter",
    "event",
    "event argument",
    "payload",
    "method",
    "method parameter",
    "inherited",
    "attribute",
    "shortcut",
    "slot",
    "key",
    "css class",
    "behaviour",
]
"""Which table of a page a row stands in; a public ancestor explains what is `inherited`."""

Aspect = Literal[
    "added", "removed", "moved", "merged", "default", "type", "text", "required", "kind"
]
"""What became another; `added` and `removed` of what came back later; `merged` of an object that is
another path of one from then on."""


class RowChange(msgspec.Struct, frozen=True):
    """One change of an object or a row.

    Attributes:
        release: The first release that has it.
        aspect: What changed.
        old: What was there, as source; None for a text, and where nothing was.
        new: What is there from then on.
    """

    release: str
    aspect: Aspect
    old: str | None = None
    new: str | None = None


class RowHistory(msgspec.Struct):
    """One row of a page over the releases.

    Attributes:
        section: The table that it stands in.
        name: Its name; of a row below another both, such as `click.index`.
        since: The first release that has it; where it came back, the first since then.
        deprecated: The first release that calls it deprecated, or None.
        removed: The first release that has it no more, or None.
        renamed_from: The row whose place it took.
        renamed_to: The row that took its place.
        changes: What changed, the oldest first.
    """

    section: Section
    name: str
    since: str
    deprecated: str | None = None
    removed: str | None = None
    renamed_from: str | None = None
    renamed_to: str | None = None
    changes: list[RowChange] = []


class ObjectHistory(msgspec.Struct):
    """One component, class or function over the releases.

    Attributes:
        name: Its name in the newest release that has it.
        path: Its public path there.
        kind: `class`, `function` or `object`.
        since: The first release that has it; where it came back, the first since then.
        documented: The first release with a page of it, where it was there before; of its rows
            nothing is known before that. None where that is no question.
        deprecated: The first release that calls it deprecated, or None.
        removed: The first release that has it no more, or None.
        changes: What changed of itself, the oldest first.
        rows: Its rows: those that are there, then those that were.
    """

    name: str
    path: str
    kind: str
    since: str
    documented: str | None = None
    deprecated: str | None = None
    removed: str | None = None
    changes: list[RowChange] = []
    rows: list[RowHistory] = []


class SkippedRelease(msgspec.Struct, frozen=True):
    """A release that says nothing.

    Attributes:
        release: Its version.
        reason: Why, in one line.
    """

    release: str
    reason: str


class LibraryHistory(msgspec.Struct):
    """A library over its releases.

    Attributes:
        format: Name and version of the JSON form.
        project: Name of the project on the index.
        releases: The versions that were read, the oldest first.
        earlier: Whether there are releases before the oldest one that was read; what that one has
            may be older then.
        skipped: Releases that could not be read. What changed in one of them counts for the next.
        objects: Those that are there, in the order of their pages; then those that were.
        names: Dotted names that are there, with a page or without, each with the first release
            since when it is.
    """

    format: str = FORMAT
    project: str = ""
    releases: list[str] = []
    earlier: bool = False
    skipped: list[SkippedRelease] = []
    objects: list[ObjectHistory] = []
    names: dict[str, str] = {}

    def find(self, name: str) -> ObjectHistory | None:
        """Return the history of an object, or None.

        Args:
            name: Its name or its path; what is there counts before what was.
        """
        ends = f".{name}"
        matches = [
            each for each in self.objects if each.path == name or each.path.endswith(ends)
        ] or [each for each in self.objects if each.name == name]
        return min(
            matches, key=lambda each: (each.removed is not None, len(each.path)), default=None
        )
