"""What the pages of a library are about, in words: components, or classes and functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from faceplate.model import Component, LibraryInfo


class Nouns(NamedTuple):
    """The words for what has a page.

    Attributes:
        one: For one of them, in a sentence.
        many: For several, in a sentence.
        head: The head of a column of their names.
        title: The title of a list of them.
    """

    one: str
    many: str
    head: str
    title: str

    def counted(self, number: int) -> str:
        """Return a number of them, such as `3 components`."""
        return f"{number} {self.one if number == 1 else self.many}"

    def tallied(self, members: Iterable[Component]) -> str:
        """Return how many there are, and how many of them have events.

        Beside its components a library offers helpers, types and functions. Which of those without
        events are components only their author knows, so they are not called so.
        """
        members = list(members)
        listening = sum(bool(member.events) for member in members)
        if self is not _COMPONENTS or listening == len(members):
            return self.counted(len(members))
        with_events = f", {listening} of them with events" if listening else ""
        return f"{_NAMES.counted(len(members))}{with_events}"


_COMPONENTS = Nouns("component", "components", "Component", "Components")
_NAMES = Nouns("class or function", "classes and functions", "Name", "Classes and functions")


def nouns(library: LibraryInfo) -> Nouns:
    """Return the words for what has a page in a library."""
    return _COMPONENTS if library.has_components else _NAMES
