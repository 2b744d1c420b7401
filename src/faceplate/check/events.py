"""Events as a library declares them, lists them in stubs and makes them into methods.

What the events are the dialect knows; here stand the questions that only a checker asks: where an
event is declared, what is listed twice, and what the stub beside a source says of it.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from faceplate.check.codebase import Codebase
from faceplate.check.finding import Place
from faceplate.dialects.gradio.listeners import Factories, Factory, Listed, Listener, listeners
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Symbol

LIST = "EVENTS"


class Offer(NamedTuple):
    """A class with the events that it offers.

    Attributes:
        symbol: The class.
        listed: Its events.
        own: Whether it lists them itself.
    """

    symbol: Symbol
    listed: Listed
    own: bool


def offers(codebase: Codebase) -> Iterator[Offer]:
    """Yield the classes of a library that offer events, with those events."""
    yield from codebase.once("offers", lambda: list(_offers(codebase)))


def _offers(codebase: Codebase) -> Iterator[Offer]:
    for unit in codebase.units:
        fact = unit.symbol.fact
        if not isinstance(fact, ClassFact):
            continue
        listed = listeners(unit.symbol, codebase.linker.ancestry)
        if listed is not None and listed.listeners:
            yield Offer(unit.symbol, listed, LIST in fact.members)


def list_place(symbol: Symbol, codebase: Codebase, name: str = LIST) -> Place:
    """Give the place where a class lists its events, or of one of them.

    Args:
        symbol: The class.
        codebase: What it is part of.
        name: What to look for from the list on.
    """
    fact = symbol.fact
    assert isinstance(fact, ClassFact)
    listed = fact.members.get(LIST)
    line = listed.line if isinstance(listed, AttributeFact) else fact.line
    last = listed.end_line if isinstance(listed, AttributeFact) else line
    file = symbol.source.file
    for number, column in _occurrences(codebase.sources.lines(file), line, last, name):
        return Place(file, number, column)
    return Place(file, line, 1)


def _occurrences(lines: list[str], first: int, last: int, name: str) -> Iterator[tuple[int, int]]:
    for number in range(first, min(last, len(lines)) + 1):
        column = lines[number - 1].find(name)
        if column >= 0:
            yield number, column + 1


def entries(symbol: Symbol) -> list[tuple[str, ast.expr]]:
    """Give the entries of the list that a class itself writes out, each with its source."""
    fact = symbol.fact
    listed = fact.members.get(LIST) if isinstance(fact, ClassFact) else None
    node = parsed(listed.value) if isinstance(listed, AttributeFact) and listed.value else None
    if not isinstance(node, ast.List | ast.Tuple):
        return []
    return [(ast.unparse(one), one) for one in node.elts]


def entry_name(node: ast.expr) -> str | None:
    """Give the name of the event that an entry stands for, where it says so."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return dotted_name(node)


def bound_twice(symbol: Symbol, codebase: Codebase) -> Iterator[tuple[str, int]]:
    """Yield names that the body of a class of listeners binds more than once.

    Args:
        symbol: The class.
        codebase: What it is part of.

    Yields:
        The name, and the line on which it is bound again.
    """
    fact = symbol.fact
    assert isinstance(fact, ClassFact)
    made = [
        one
        for one in fact.members.values()
        if isinstance(one, AttributeFact) and one.value and "EventListener(" in one.value
    ]
    if len(made) < 2:
        return
    lines = codebase.sources.lines(symbol.source.file)[fact.line - 1 : fact.end_line]
    try:
        body = ast.parse(textwrap.dedent("\n".join(lines))).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    seen: set[str] = set()
    for statement in body[0].body if body and isinstance(body[0], ast.ClassDef) else []:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if name in seen:
                yield name, fact.line + statement.lineno - 1
            seen.add(name)


def stub_class(symbol: Symbol, codebase: Codebase) -> tuple[str, ClassFact] | None:
    """Give the class in the stub beside a source, and the file of the stub."""
    file = codebase.library.stubs.get(symbol.module)
    facts = codebase.stub(symbol.module) if file else None
    found = facts.members.get(symbol.name) if facts else None
    return (file, found) if file and isinstance(found, ClassFact) else None


def factory(listener: Listener, codebase: Codebase) -> Factory | None:
    """Find how a listener's method is made."""
    return _factories(codebase).of(listener)


@cache
def _factories(codebase: Codebase) -> Factories:
    return Factories(codebase.library.recorder)


def stub_events(
    codebase: Codebase,
) -> Iterator[tuple[Offer, str, FunctionFact, FunctionFact]]:
    """Yield the methods of stubs that stand for events.

    Yields:
        The class, the file of the stub, the method, and the listener, which takes nothing but what
        it names.
    """
    for offer in offers(codebase):
        declared = stub_class(offer.symbol, codebase)
        if declared is None:
            continue
        file, stub = declared
        for listener in offer.listed.listeners:
            method = stub.members.get(listener.name)
            made = factory(listener, codebase)
            if not isinstance(method, FunctionFact) or made is None:
                continue
            if all(one.kind != "var_keyword" for one in made.function.parameters):
                yield offer, file, method, made.function


EXAMPLE = '''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name):
        def listen(block, fn=None, *, queue: bool = True):
            """Call a function when it happens.

            Parameters:
                fn: What to call.
                queue: Whether calls wait for each other.
            """

        return listen


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn, Events.press]
'''
"""The module that the examples of rules about stubs have in common."""
