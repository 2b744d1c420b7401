"""What the constructors and listeners of the kit state, in the words of `inspect`."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from showcase.reading import Row, quoted


def signature(function: Callable[..., Any]) -> list[Row]:
    """Give the parameters of a function as its signature states them, without the first one."""
    return [
        Row(
            one.name,
            quoted(str(one.annotation)),
            None if one.default is one.empty else quoted(repr(one.default)),
        )
        for one in list(inspect.signature(function).parameters.values())[1:]
    ]


def differing(what: str, stated: list[Row], shown: list[Row]) -> Iterator[str]:
    """Say where the rows of a signature and of a page differ."""
    names = [row.name for row in stated], [row.name for row in shown]
    if names[0] != names[1]:
        yield f"{what} has {names[0]}, and the page {names[1]}"
    for row, other in zip(stated, shown, strict=False):
        if row != other:
            yield f"{what} has {row}, and the page {other}"


def literal(row: Row) -> Any:
    """Give the default that a row states; None if there is none."""
    return None if row.default is None else ast.literal_eval(row.default)
