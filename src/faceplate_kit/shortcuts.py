"""Strings that stand for components: the name of the class in lower case, with default values."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError


def component(name: str) -> Component:
    """Make the component that a string stands for, with default values.

    Args:
        name: The name of its class in lower case, such as "logoutbutton".

    Raises:
        UseError: If it stands for none.
    """
    known = {one.__name__.lower(): one for one in _kinds(Component) if one.allow_string_shortcut}
    if not isinstance(name, str) or name.lower() not in known:
        close = difflib.get_close_matches(str(name).lower(), known, n=1)
        raise UseError(
            f"{name!r:.80} stands for no component"
            + (f": did you mean {close[0]!r}?" if close else f": take one of {', '.join(known)}")
        )
    return known[name.lower()]()


def _kinds(base: type[Component]) -> Iterator[type[Component]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)
