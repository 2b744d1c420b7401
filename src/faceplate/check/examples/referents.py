"""What the names and calls of example code may stand for, where that is certain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.link.library import Symbol
from faceplate.model import Parameter

BY_POSITION = ("positional_only", "positional_or_keyword")


class ExampleObject(NamedTuple):
    """An object of a known class."""

    class_: Symbol


class MissingName(NamedTuple):
    """A name that certainly does not exist.

    Attributes:
        name: The name.
        owner: What does not have it, as it is called.
        near: Names that the owner has.
    """

    name: str
    owner: str
    near: list[str]


class ExampleCall(NamedTuple):
    """A call whose signature is known.

    Attributes:
        node: The call.
        name: What is called, for messages.
        parameters: What it takes.
        symbol: The declaration at which the annotations stand; the class of an event listener.
        listener: Name of the event, where a listener is called.
    """

    node: ast.Call
    name: str
    parameters: list[Parameter]
    symbol: Symbol
    listener: str | None = None


Referent = Symbol | ExampleObject | MissingName | None


def passed(called: ExampleCall) -> Iterator[tuple[Parameter, ast.expr]]:
    """Yield the arguments of a call with the parameters that they are for."""
    places = [each for each in called.parameters if each.kind in BY_POSITION]
    for parameter, value in zip(places, called.node.args, strict=False):
        if isinstance(value, ast.Starred):
            break
        yield parameter, value
    named = {each.name: each for each in called.parameters if not each.kind.startswith("var_")}
    for word in called.node.keywords:
        if word.arg in named:
            yield named[word.arg], word.value
