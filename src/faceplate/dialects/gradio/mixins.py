"""Event listeners as Gradio's source declares them in release 3: by mixin classes.

A mixin sets an attribute in its `__init__` to an object of a class whose name begins with
`EventListener`, names the event in that call, and describes it in the string below. Calling the
object is calling the listener, so the arguments are those of `__call__`. A component may set the
attribute anew, or only annotate it, to describe the event in its own words.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from faceplate.dialects.capabilities import DeclaredEvent
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import call_of, dotted_name, literal_string
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import resolve

_LISTENER = "EventListener"


class Mixed(NamedTuple):
    """An event that a mixin or the component itself sets.

    Attributes:
        name: The event.
        text: What is said of it.
        call: The method that a call of the listener runs.
        declared: The mixin's assignment, which decides the place in the page.
        set_by: The call that it assigns.
    """

    name: str
    text: str
    call: Symbol
    declared: Symbol
    set_by: ast.Call


def mixed_listeners(symbol: Symbol, ancestry: Ancestry) -> list[Mixed]:
    """Give the events that a class and its mixins set.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.

    Returns:
        The events in the order in which the mixins declare them. The nearest text that describes
        an event counts.
    """
    events: dict[str, Mixed] = {}
    texts: dict[str, str] = {}
    for owner in ancestry.order(symbol):
        assert isinstance(owner.fact, ClassFact)
        for fact in owner.fact.members.values():
            if not isinstance(fact, AttributeFact):
                continue
            if fact.docstring and _LISTENER in f"{fact.annotation} {fact.value}":
                texts.setdefault(fact.name, " ".join(fact.docstring.text.split()))
            mixed = _mixed(owner, fact)
            if mixed is not None:
                events[fact.name] = mixed
    listed = [mixed._replace(text=texts.get(name, "")) for name, mixed in events.items()]
    return sorted(listed, key=lambda event: (event.declared.module, event.declared.source.line))


def sets_listener(symbol: Symbol) -> bool:
    """Say whether a class sets an attribute to a listener for the event of that name."""
    members = symbol.fact.members.values() if isinstance(symbol.fact, ClassFact) else ()
    return any(isinstance(fact, AttributeFact) and _mixed(symbol, fact) for fact in members)


def _mixed(owner: Symbol, fact: AttributeFact) -> Mixed | None:
    called = call_of(fact.value or "")
    if called is None or not called[0].rpartition(".")[2].startswith(_LISTENER):
        return None
    listener = resolve(owner.library, owner.module, called[0])
    call = listener.member("__call__") if listener else None
    arguments = [literal_string(argument) for argument in called[1].args]
    name = next((text for text in arguments if text), None)
    if call is None or name is None or name != fact.name:
        return None
    declared = Symbol(owner.library, owner.module, owner.name, fact)
    return Mixed(name, "", call, declared, called[1])


def called_by(event: DeclaredEvent) -> Symbol | None:
    """Return the method that a call of a listener runs, where an object is the listener."""
    name = dotted_name(event.call.func) if event.call is not None else None
    listener = resolve(event.owner.library, event.owner.module, name) if name else None
    return listener.member("__call__") if listener is not None else None
