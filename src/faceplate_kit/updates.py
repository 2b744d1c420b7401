"""What a function returns to change properties of an output, or to leave it as it is.

An update is a dict with a mark, on the wire too. Returning a component means the arguments that it
was constructed with.
"""

from __future__ import annotations

from typing import Any

from faceplate_kit.block import Block

_MARK = "__type__"


def update(**properties: Any) -> dict[str, Any]:
    """Make what a function returns to change properties of an output, its value among them.

    Args:
        properties: Arguments of the output's constructor.
    """
    return {_MARK: "update", **properties}


def skip() -> dict[str, Any]:
    """Make what a function returns to leave an output as it is."""
    return update()


def change(value: Any) -> dict[str, Any] | None:
    """Give the properties that a returned value changes, or None if it is a plain value."""
    if isinstance(value, Block):
        return dict(value.arguments)
    if isinstance(value, dict) and value.get(_MARK) == "update":
        return {name: one for name, one in value.items() if name != _MARK}
    return None
