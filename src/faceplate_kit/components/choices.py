"""What can be chosen in a component: names for the page, values for functions and the wire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from faceplate_kit.errors import UseError

Value = str | int | float

_TYPES = {str: "string", int: "integer", float: "number"}


def pairs(place: str, choices: Sequence[Value | tuple[str, Value]] | None) -> list[list[Value]]:
    """Give choices as pairs of name and value.

    Args:
        place: What messages begin with.
        choices: Values, or tuples of name and value.

    Raises:
        UseError: If a value stands for two choices.
    """
    made = [list(one) if isinstance(one, tuple) else [str(one), one] for one in choices or ()]
    values = [value for _, value in made]
    for number, value in enumerate(values):
        if value in values[:number]:
            raise UseError(f"{place}: choices holds the value {value!r} twice: give each its own")
    return made


def schema(choices: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Give the JSON Schema of one chosen value."""
    values = [value for _, value in choices]
    kinds = {_TYPES.get(type(value), "string") for value in values} or {"string"}
    enum: dict[str, Any] = {"enum": values}
    return {**enum, "type": kinds.pop()} if len(kinds) == 1 else enum


def index(choices: Sequence[Sequence[Any]], value: object) -> int | None:
    """Give the place of a value among the choices, from 0 on; None if it is none of them."""
    values = [one for _, one in choices]
    return values.index(value) if value in values else None
