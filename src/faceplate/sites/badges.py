"""Badges: what a reader of a page should see at a glance before its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from faceplate.model import Component

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


def badges(component: Component) -> list[Badge]:
    """Give the badges of a component.

    Args:
        component: What the page is about.

    Returns:
        Those that apply: `deprecated`, and `inherited` where no description of a parameter stands
        in a docstring of its own.
    """
    found = []
    if component.deprecated is not None:
        hint = "The library advises against it; the description says what to use instead."
        found.append(Badge("deprecated", "deprecated", "warning", hint))
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
