"""Which of the names that went is which of those that came.

A parameter was renamed if one new one, and no other, has the same text and type; or the same type
and default, and nearly the same text or name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from faceplate.model import Parameter

_ALIKE = 0.75
"""From which likeness on texts say the same, or names are one: `max_size` and `maximum_size`."""
_SHORTEST = 20
"""Characters from which on the same text is hardly that of another parameter."""


def renamed(gone: Sequence[Parameter], fresh: Sequence[Parameter]) -> dict[str, str]:
    """Return the new name of each parameter that was renamed.

    Args:
        gone: Those that the newer release does not have.
        fresh: Those that the older one does not have.
    """
    pairs = [
        (parameter.name, other.name)
        for parameter in gone
        for other in fresh
        if _is_same(parameter, other)
    ]
    return {
        old: new
        for old, new in pairs
        if sum(pair[0] == old for pair in pairs) == 1 and sum(pair[1] == new for pair in pairs) == 1
    }


def _is_same(parameter: Parameter, other: Parameter) -> bool:
    text, words = (_words(one.description, one.name) for one in (parameter, other))
    same_text = len(text) >= _SHORTEST and text == words
    same_facts = (parameter.annotation, parameter.default) == (other.annotation, other.default)
    if same_text:
        return same_facts or parameter.annotation == other.annotation
    alike = _likeness(parameter.name, other.name) >= _ALIKE
    if not same_facts or parameter.annotation is None:
        return False
    return alike or (len(text) >= _SHORTEST and _likeness(text, words) >= _ALIKE)


def _words(text: str, name: str) -> str:
    """Return a text without the name of its own parameter, which changes with it."""
    squeezed = " ".join(text.lower().split())
    return re.sub(rf"\b{re.escape(name.lower())}\b", "_", squeezed)


def _likeness(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()
