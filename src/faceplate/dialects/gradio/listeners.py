"""Event listeners as Gradio's source declares them, from release 4 on.

A class lists its events in `EVENTS`. An entry is an attribute of a class of listeners
(`Events.click`), a string, an inline `EventListener(...)`, or part of a list bound elsewhere. The
class `EventListener` makes the method that users call: its constructor hands its own parameters to
a factory method, whose inner function is the listener. So the arguments of a listener are the
parameters of that inner function, and a default there that names a parameter of the factory leads
back to the constructor call of the event. All of this is read, none of it assumed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.cache.recorder import Recorder, Remembered
from faceplate.dialects.capabilities import DeclaredEvent
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import (
    call_of,
    dotted_name,
    double_quoted,
    keyword,
    literal_string,
    parsed,
    source_of,
)
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import dotted_path, find, resolve, resolve_from

_TEMPLATE = re.compile(r"\{\{\s*component\s*\}\}")
_LISTENER = "EventListener"
_NAMESPACE = "Events"
EVENT_LIST = "EVENTS"
"""The attribute in which a class lists its events."""


class Factory(NamedTuple):
    """How listeners are made.

    Attributes:
        function: The inner function that users call; its first parameter is the component.
        constructor: The constructor of the listener class.
        passed: Parameter of the factory method to the constructor's parameter it gets.
        owner: The factory method.
    """

    function: FunctionFact
    constructor: FunctionFact
    passed: dict[str, str]
    owner: Symbol

    def default(self, default: str | None, listener: DeclaredEvent | None) -> str | None:
        """Give the default of a listener's argument for one event.

        Args:
            default: The default as the inner function states it.
            listener: The event; None for a listener without settings of its own.
        """
        stated = self.passed.get(default or "")
        if stated is None:
            return default
        if listener is not None and listener.call is not None:
            given = keyword(listener.call, stated)
            if given is None:
                names = [parameter.name for parameter in self.constructor.parameters[1:]]
                position = names.index(stated) if stated in names else len(names)
                arguments = listener.call.args
                given = arguments[position] if position < len(arguments) else None
            if given is not None:
                return source_of(given)
        usual = (
            parameter.default
            for parameter in self.constructor.parameters
            if parameter.name == stated
        )
        return next(usual, default)


class Listed(NamedTuple):
    """The events of a class.

    Attributes:
        listeners: Those that can be made out, in order.
        unclear: Parts of the list that reading cannot follow, in words.
    """

    listeners: list[DeclaredEvent]
    unclear: list[str]


Entries = Iterator[DeclaredEvent | str]
"""Events, and in words what cannot be made out."""


def listeners(symbol: Symbol, ancestry: Ancestry) -> Listed | None:
    """Give the events of a class.

    Args:
        symbol: The class.
        ancestry: The linearisations of the library.

    Returns:
        Its events, by the nearest `EVENTS`, or else by a list that stands beside its metaclass;
        None if the class has neither.
    """
    declared = ancestry.member(symbol, EVENT_LIST)
    if declared is None:
        return _by_metaclass(symbol, ancestry)
    fact = declared.fact
    if not isinstance(fact, AttributeFact) or fact.value is None:
        return Listed([], [])
    return _listed(_entries(parsed(fact.value), declared, ancestry))


class Factories:
    """How listeners are made, found once for each class of listeners.

    Args:
        recorder: Where the modules that are looked into are noted.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._factories: Remembered[str, Factory | None] = Remembered(recorder)

    def of(self, listener: DeclaredEvent) -> Factory | None:
        """Find how a listener's method is made, or None if its class is not known."""
        made_by = _listener_class(listener)
        if made_by is None:
            return None
        return self._factories.get(made_by.path, lambda: _factory(made_by))


def described(event: DeclaredEvent, component: str) -> str:
    """Return the text of an event with the component's name filled in."""
    return _TEMPLATE.sub(lambda _: component, event.text)


def declares_event(attribute: AttributeFact) -> bool:
    """Return whether an attribute is the declaration of an event: `EventListener("change")`."""
    return attribute.value is not None and f"{_LISTENER}(" in attribute.value


def is_factory(symbol: Symbol) -> bool:
    """Say whether a class makes event listeners: a method of it returns the function to call."""
    return symbol.name == _LISTENER and _factory(symbol) is not None


def _factory(made_by: Symbol) -> Factory | None:
    if not isinstance(made_by.fact, ClassFact):
        return None
    constructor = made_by.member("__init__")
    if constructor is None or constructor.function is None:
        return None
    for fact in made_by.fact.members.values():
        if not isinstance(fact, AttributeFact) or fact.value is None:
            continue
        called = call_of(fact.value)
        if called is None or not called[0].startswith("self."):
            continue
        method = made_by.member(called[0].removeprefix("self."))
        function = method.function if method else None
        if method is None or function is None or not function.nested:
            continue
        inner = max(
            function.nested.values(), key=lambda candidate: candidate.end_line - candidate.line
        )
        return Factory(
            inner, constructor.function, _passed(called[1], function, constructor.function), method
        )
    return None


def _passed(call: ast.Call, method: FunctionFact, constructor: FunctionFact) -> dict[str, str]:
    names = [parameter.name for parameter in method.parameters if parameter.name != "self"]
    parameters = {parameter.name for parameter in constructor.parameters}
    passed = {}
    for name, value in [
        *zip(names, call.args, strict=False),
        *((argument.arg or "", argument.value) for argument in call.keywords),
    ]:
        given = (dotted_name(value) or "").removeprefix("self.")
        if given in parameters:
            passed[name] = given
    return passed


def _listener_class(listener: DeclaredEvent) -> Symbol | None:
    library, module = listener.owner.library, listener.owner.module
    if listener.call is not None:
        return resolve(library, module, dotted_name(listener.call.func) or "")
    symbol = resolve(library, module, _LISTENER)
    if symbol is not None:
        return symbol
    for name in (library.name, *(companion.name for companion in library.companions)):
        symbol = find(library, f"{name}.events.{_LISTENER}")
        if symbol is not None:
            return symbol
    return None


def _entries(node: ast.expr | None, owner: Symbol, ancestry: Ancestry) -> Entries:
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        for element in node.elts:
            yield from _entries(element, owner, ancestry)
    elif isinstance(node, ast.Starred):
        yield from _entries(node.value, owner, ancestry)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _entries(node.left, owner, ancestry)
        yield from _entries(node.right, owner, ancestry)
    elif isinstance(node, ast.ListComp | ast.GeneratorExp):
        yield from _filtered(node, owner)
    elif isinstance(node, ast.Call):
        yield from _called(node, owner, ancestry)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield DeclaredEvent(node.value, "", owner)
    elif node is not None and (name := dotted_name(node)) is not None:
        yield from _named(name, owner, ancestry)
    else:
        yield "an expression that reading cannot follow"


def _called(node: ast.Call, owner: Symbol, ancestry: Ancestry) -> Entries:
    name = dotted_name(node.func) or ""
    if name in ("list", "tuple", "sorted") and len(node.args) == 1:
        yield from _entries(node.args[0], owner, ancestry)
    elif name.rpartition(".")[2] != _LISTENER:
        yield f"a call of {name or 'an expression'}"
    else:
        yield _constructed(node, owner)


def _constructed(node: ast.Call, owner: Symbol) -> DeclaredEvent | str:
    stated = keyword(node, "event_name") or (node.args[0] if node.args else None)
    event = literal_string(stated)
    if event is None:
        return "an event whose name is not a string"
    return DeclaredEvent(event, literal_string(keyword(node, "doc")) or "", owner, node)


def _named(name: str, owner: Symbol, ancestry: Ancestry) -> Entries:
    symbol = resolve_from(owner, name)
    scope, _, event = name.rpartition(".")
    if symbol is None and scope:
        holder = resolve_from(owner, scope)
        if holder is not None and isinstance(holder.fact, ClassFact):
            symbol = ancestry.member(holder, event)
    if symbol is not None:
        value = symbol.fact.value if isinstance(symbol.fact, AttributeFact) else None
        if value is None:
            yield f"the name {name}, which is bound to no event"
        else:
            yield from _entries(parsed(value), symbol, ancestry)
        return
    path = dotted_path(owner.library, owner.module, scope) if scope else ""
    if path != scope and path.rpartition(".")[2] == _NAMESPACE:
        yield DeclaredEvent(event, "", owner, is_read=False)
    else:
        yield f"the name {name}, which is not known"


def _filtered(node: ast.ListComp | ast.GeneratorExp, owner: Symbol) -> Entries:
    """Follow a comprehension over the attributes of a class of listeners."""
    scope = _iterated(node.generators[0].iter) if len(node.generators) == 1 else None
    holder = resolve_from(owner, scope) if scope else None
    if holder is None or not isinstance(holder.fact, ClassFact):
        yield "a comprehension that reading cannot follow"
        return
    for fact in holder.fact.members.values():
        called = call_of(fact.value or "") if isinstance(fact, AttributeFact) else None
        if called and called[0].rpartition(".")[2] == _LISTENER:
            yield _constructed(called[1], holder)


def _iterated(node: ast.expr) -> str | None:
    """Give the class over whose attributes an expression goes.

    It is written `X.__dict__.values()`, `X.__dict__.items()`, `vars(X).values()` and so on.
    """
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
        node = node.func.value
    if isinstance(node, ast.Call) and dotted_name(node.func) == "vars" and len(node.args) == 1:
        return dotted_name(node.args[0])
    if isinstance(node, ast.Attribute) and node.attr == "__dict__":
        return dotted_name(node.value)
    return None


def _by_metaclass(symbol: Symbol, ancestry: Ancestry) -> Listed | None:
    """Find the list of events that stands in the module of a class's metaclass."""
    for owner in ancestry.order(symbol):
        assert isinstance(owner.fact, ClassFact)
        stated = owner.fact.keywords.get("metaclass")
        metaclass = resolve(owner.library, owner.module, stated) if stated else None
        if metaclass is None:
            continue
        facts = metaclass.library.module(metaclass.module)
        for name, fact in (facts.members if facts else {}).items():
            if isinstance(fact, AttributeFact) and _LISTENER in (fact.annotation or ""):
                place = Symbol(metaclass.library, metaclass.module, name, fact)
                return _listed(_entries(parsed(fact.value or ""), place, ancestry))
    return None


def _listed(entries: Entries) -> Listed:
    unique: dict[str, DeclaredEvent] = {}
    unclear: list[str] = []
    for entry in entries:
        if isinstance(entry, str):
            unclear.append(entry)
        else:
            unique.setdefault(entry.name, entry)
    return Listed(list(unique.values()), unclear)


def normalised(default: str | None) -> str | None:
    """Write a default as the manifest does."""
    return None if default is None else double_quoted(default)
