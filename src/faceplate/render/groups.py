"""The groups of a library, as a list or a site shows them: titles for people, components first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faceplate.model import Component

OTHER = "Other"
"""The title of what stands in no group, beside groups."""


def titled(
    components: Iterable[Component], library: str, otherwise: str
) -> Iterator[tuple[str, list[Component]]]:
    """Yield the library's own groups with their titles: components first, then what helps them.

    Args:
        components: What stands in the groups.
        library: Name of the library.
        otherwise: The title of what stands in none.
    """
    groups: dict[str, list[Component]] = {}
    for component in components:
        groups.setdefault(" ".join((component.group or "").split()), []).append(component)
    short = {group: _title(group, part) for group, part in groups.items()}
    for group, part in sorted(groups.items(), key=lambda group: _distance(group[1])):
        title = short[group]
        if [*short.values()].count(title) > 1:
            title = group.removeprefix(f"{library}.")
        yield title or otherwise, part


def _distance(components: list[Component]) -> int:
    """Say how far from components the members of a group are, most of them.

    Those that take and give values come first, then those that have events, then all others.
    """
    values = sum(bool(member.as_input or member.as_output) for member in components)
    events = sum(bool(member.events) for member in components)
    if 2 * values >= len(components):
        return 0
    return 1 if 2 * events >= len(components) else 2


def _title(group: str, components: list[Component]) -> str:
    """Return a group as people would call it.

    It may be called as one of its members, in other letters: "chatinterface", of `ChatInterface`.
    Of the path of a module the last part is enough.
    """
    last = group.rpartition(".")[2].replace("_", " ")
    same = last.replace(" ", "").lower()
    named = next((member.name for member in components if member.name.lower() == same), None)
    return named or last[:1].upper() + last[1:]
