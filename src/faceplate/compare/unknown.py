"""What two pages leave open, so that nobody can tell whether a row is gone or new.

A class may have members of a base that was not read, and a call may take what such a base takes.
What is not on the page of the newer release may then be there all the same. So no change is stated
of it, and where that is so is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from faceplate.compare.change import Change
from faceplate.model import Component, Manifest

MEMBER_REMOVED = ("method-removed", "attribute-removed", "event-removed")
MEMBER_ADDED = ("method-added", "attribute-added", "event-added")

_MOST_LISTED = 5
"""Objects that one line spells out."""


class Called(Protocol):
    """What is called: the page of a class or a function, or a method."""

    @property
    def uncertain(self) -> list[str]:
        """Why a call may take something else than is listed."""


def known_members(changes: Iterable[Change], old: Component, new: Component) -> Iterator[Change]:
    """Yield changes without those of members that a base which was not read may have."""
    for change in changes:
        bases = {
            **dict.fromkeys(MEMBER_REMOVED, new.unknown_bases),
            **dict.fromkeys(MEMBER_ADDED, old.unknown_bases),
        }.get(change.kind)
        if not bases:
            yield change


def known_parameters(changes: Iterable[Change], old: Called, new: Called) -> Iterator[Change]:
    """Yield changes of a call without those of parameters that may be there in both releases.

    What makes both calls uncertain, such as the same decorator, hides nothing that is listed.
    """
    before, after = _doubts(old), _doubts(new)
    removed_may_be_there, added_may_have_been = bool(after - before), bool(before - after)
    for change in changes:
        if change.kind.endswith("-removed") and removed_may_be_there:
            continue
        if change.kind.endswith("-added") and added_may_have_been:
            continue
        yield change


def _doubts(called: Called) -> set[str]:
    """Return why a call may take more; of a class only if a base was not read.

    Decorators of classes, which register them or mark them, leave what a call takes as it is.
    """
    if isinstance(called, Component) and called.kind == "class" and not called.unknown_bases:
        return set()
    return set(called.uncertain)


def left_open(manifest: Manifest, paths: Iterable[str]) -> str | None:
    """Return in one line which objects of the newer release may hold more than was read.

    Args:
        manifest: The newer release.
        paths: Public paths that the older release has, too.

    Returns:
        The line; None where all of them were read.
    """
    shared = set(paths)
    names = [
        component.path
        for component in manifest.components
        if component.unknown_bases and component.path in shared
    ]
    if not names:
        return None
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return (
        f"{', '.join(names[:_MOST_LISTED])}{more}: whether members were removed is not known, "
        "since bases of theirs were not read"
    )
