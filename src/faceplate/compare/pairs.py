"""Which object of a newer release is which one of the older release."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

_KEPT = 0.6
"""Part of its parameters that an object keeps as it moves; another of its name has other ones."""


class Pathed(Protocol):
    """What has public paths, such as a component."""

    @property
    def name(self) -> str:
        """The last part of its path."""

    @property
    def kind(self) -> str:
        """`class`, `function` or `object`."""

    @property
    def path(self) -> str:
        """Its shortest public path."""

    @property
    def aliases(self) -> list[str]:
        """Its other public paths."""


Subject = TypeVar("Subject", bound=Pathed)


class Pairing(NamedTuple, Generic[Subject]):
    """The objects of two releases.

    Attributes:
        same: Those of both, under the path of the older one.
        moved: Those that are under another path now.
        gone: Those of the older release alone.
        fresh: Those of the newer release alone.
    """

    same: list[tuple[Subject, Subject]]
    moved: list[tuple[Subject, Subject]]
    gone: list[Subject]
    fresh: list[Subject]


def paired(
    old: Sequence[Subject],
    new: Sequence[Subject],
    parameters: Callable[[Subject], Collection[str]],
) -> Pairing[Subject]:
    """Return which object is which.

    Args:
        old: Those of the older release.
        new: Those of the newer one.
        parameters: Gives the names of what a call of one takes.
    """
    paths = {
        path: subject for subject in new for path in (*reversed(subject.aliases), subject.path)
    }
    same = [(subject, paths[subject.path]) for subject in old if subject.path in paths]
    taken = {id(pair[1]) for pair in same}
    fresh = [subject for subject in new if id(subject) not in taken]
    moved, gone = [], []
    for subject in (subject for subject in old if subject.path not in paths):
        before = set(parameters(subject))
        other = next(
            (
                candidate
                for candidate in fresh
                if (candidate.kind, candidate.name) == (subject.kind, subject.name)
                and len(before.intersection(parameters(candidate))) >= _KEPT * max(len(before), 1)
            ),
            None,
        )
        if other is None:
            gone.append(subject)
        else:
            fresh = [candidate for candidate in fresh if candidate is not other]
            moved.append((subject, other))
    return Pairing(same, moved, gone, fresh)
