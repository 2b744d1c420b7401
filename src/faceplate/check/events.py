"""Events as a library declares them, lists them in stubs and makes them into methods.

What the events are the dialect knows; here stand the questions that only a checker asks: where an
event is declared, what is listed twice, and what the stub of a source says of it.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.finding import Place
from faceplate.dialects.capabilities import DeclaredEvent
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.library import Symbol


class Offer(NamedTuple):
    """A class with the events that it offers.

    Attributes:
        symbol: The class.
        events: Its events.
        own: Whether it lists them itself.
    """

    symbol: Symbol
    events: list[DeclaredEvent]
    own: bool


class StubMethod(NamedTuple):
    """A method of a stub that stands for an event.

    Attributes:
        symbol: The class.
        file: The file of the stub.
        method: The method.
        listener: What it stands for: a function that takes nothing but what it names.
    """

    symbol: Symbol
    file: str
    method: FunctionFact
    listener: FunctionFact


class EventEntry(NamedTuple):
    """An entry of a list of events, as the class itself writes it out.

    Attributes:
        source: How it is written.
        path: The dotted name that it is, such as `Events.change`; None for anything else.
        name: What it stands for, where it says so: that path, or a string.
    """

    source: str
    path: str | None
    name: str | None


def offers(codebase: Codebase) -> list[Offer]:
    """Return the classes of a library that offer events, with those events."""

    def search() -> list[Offer]:
        listed = [
            Offer(unit.symbol, codebase.dialect.events(codebase.linker, unit.symbol), False)
            for unit in codebase.units
            if unit.is_class
        ]
        return [
            offer._replace(own=codebase.dialect.event_list(offer.symbol) is not None)
            for offer in listed
            if offer.events
        ]

    return codebase.once("offers", search)


def list_place(symbol: Symbol, codebase: Codebase, name: str | None = None) -> Place:
    """Return the place where a class lists its events, or of one of them.

    Args:
        symbol: The class.
        codebase: What it is part of.
        name: What to look for from the list on; None for the list itself.
    """
    fact = codebase.dialect.event_list(symbol) or symbol.fact
    assert isinstance(fact, AttributeFact | ClassFact)
    file = symbol.source.file
    lines = codebase.sources.lines(file)
    last = fact.end_line if isinstance(fact, AttributeFact) else fact.line
    wanted = name or (fact.name if isinstance(fact, AttributeFact) else "")
    for number in range(fact.line, min(last, len(lines)) + 1):
        column = lines[number - 1].find(wanted)
        if column >= 0:
            return Place(file, number, column + 1)
    return Place(file, fact.line, 1)


def entries(unit: Unit) -> list[EventEntry]:
    """Return the entries of the list that a class itself writes out."""
    listed = unit.codebase.dialect.event_list(unit.symbol)
    node = parsed(listed.value) if listed is not None and listed.value else None
    return [_entry(item) for item in node.elts] if isinstance(node, ast.List | ast.Tuple) else []


def _entry(node: ast.expr) -> EventEntry:
    path = dotted_name(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return EventEntry(ast.unparse(node), path, node.value)
    return EventEntry(ast.unparse(node), path, path)


def bound_twice(unit: Unit) -> Iterator[tuple[str, int]]:
    """Yield names that the body of a class of events binds more than once.

    Yields:
        The name, and the line on which it is bound again.
    """
    fact = unit.fact
    members = fact.members.values() if isinstance(fact, ClassFact) else ()
    declares = unit.codebase.dialect.declares_event
    if sum(isinstance(member, AttributeFact) and declares(member) for member in members) < 2:
        return
    lines = unit.codebase.sources.lines(unit.file)[fact.line - 1 : fact.end_line]
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
    """Return the class in the stub of a source, and the file of the stub."""
    file = codebase.library.stubs.get(symbol.module)
    facts = codebase.stub(symbol.module) if file else None
    declared = facts.members.get(symbol.name) if facts else None
    return (file, declared) if file and isinstance(declared, ClassFact) else None


def stub_methods(codebase: Codebase) -> Iterator[StubMethod]:
    """Yield the methods of stubs that stand for events."""
    for offer in offers(codebase):
        declared = stub_class(offer.symbol, codebase)
        if declared is None:
            continue
        file, stub = declared
        for event in offer.events:
            method = stub.members.get(event.name)
            listener = codebase.dialect.listener(event)
            if not isinstance(method, FunctionFact) or listener is None:
                continue
            if all(parameter.kind != "var_keyword" for parameter in listener.function.parameters):
                yield StubMethod(offer.symbol, file, method, listener.function)
