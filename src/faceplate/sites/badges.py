"""Badges: what a reader of a page should see at a glance before its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.render.since import Dates

Tone = Literal["plain", "warning"]


class Badge(NamedTuple):
    """A short mark beside a title.

    Attributes:
        name: Which badge it is, for styles and templates.
        text: What it says.
        tone: How it looks.
        hint: What it means, in a sentence.
    """

    name: str
    text: str
    tone: Tone
    hint: str


def badges(component: Component, dates: Dates | None = None) -> list[Badge]:
    """Give the badges of a component.

    Args:
        component: What the page is about.
        dates: What its history says; None where that is not known.

    Returns:
        Those that apply: `since`, `deprecated`, and `inherited` where no description of a
        parameter stands in a docstring of its own.
    """
    found = []
    if dates is not None and dates.since is not None:
        hint = "The first release that has it."
        found.append(Badge("since", f"since {dates.since}", "plain", hint))
    if component.deprecated is not None:
        hint = "The library advises against it; the description says what to use instead."
        release = dates.subject.deprecated if dates is not None else None
        text = f"deprecated in {release}" if release else "deprecated"
        found.append(Badge("deprecated", text, "warning", hint))
    origins = origin(component)
    if origins:
        hint = f"All descriptions of its parameters stand in the docstring of {', '.join(origins)}."
        found.append(Badge("inherited", "inherited text", "plain", hint))
    return found


def origin(component: Component) -> list[str]:
    """Give whose docstrings describe the parameters of a component, where none is its own."""
    own = {
        path + end
        for path in (component.path, component.canonical_path)
        for end in ("", ".__init__")
    }
    stated = [one.described_in for one in component.parameters if one.description.strip()]
    if not stated or any(one is None or one in own for one in stated):
        return []
    return list(dict.fromkeys(one for one in stated if one))
