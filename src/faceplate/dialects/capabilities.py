"""What a dialect can tell of its libraries, beyond their pages, to whoever checks them.

Rules ask for it, so that each dialect that has an answer gets them, one of a plug-in too.
"""

from __future__ import annotations

import ast
from typing import Literal, NamedTuple

from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Symbol

Capability = Literal[
    "events",
    "behaviour",
    "labels that end with their line",
    "examples shown as code",
    "tags that name guides",
    "layouts",
    "arguments that say who sees an endpoint",
    "calls that make endpoints",
]
"""What a rule may need of a dialect, in words that follow "libraries with"."""


class DeclaredEvent(NamedTuple):
    """An event that a class offers.

    Attributes:
        name: The event.
        text: What its declaration says of it, as it is written there.
        owner: Where it is declared: its own declaration, or the list that names it.
        call: The call that declares it; None for one that a list only names.
        is_read: Whether its declaration was read, so that nothing more is said of it elsewhere.
    """

    name: str
    text: str
    owner: Symbol
    call: ast.Call | None = None
    is_read: bool = True


class ListenerFunction(NamedTuple):
    """The function that users call to listen to an event.

    Attributes:
        function: Its declaration; the first parameter is the component.
        owner: What it is declared in.
    """

    function: FunctionFact
    owner: Symbol


class Direction(NamedTuple):
    """A way that values take through a component.

    Attributes:
        name: What the component is then: an `input` or an `output`.
        method: The method that they go through.
        part: The part of the method that says what a function of the user meets.
        label: The label under which a class docstring says the same, in lower case.
    """

    name: str
    method: str
    part: Literal["result", "parameter"]
    label: str


class EndpointCall(NamedTuple):
    """What a call in an app states of the endpoint that it makes.

    Attributes:
        function: What stands for its function.
        inputs: How many inputs it has; None where that is not written out.
        name: Its name without a slash, where the call states it; None where it does not.
        visibility: `public`, `undocumented` or `private`; None where that is not known.
    """

    function: ast.expr
    inputs: int | None
    name: str | None
    visibility: str | None
