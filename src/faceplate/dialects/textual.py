"""The dialect of Textual: reactive attributes, messages, key bindings and component classes.

A message is a class that stands within a widget; who listens has a method of a name that is made of
both, such as `on_button_pressed`, which is handed the message.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace

from faceplate.dialects.callbacks import passed_type
from faceplate.dialects.components import ComponentDialect, descends, is_class
from faceplate.docstrings.bodies import markdown
from faceplate.facts.declarations import AttributeFact, ClassFact, Member
from faceplate.link.expressions import literal_string, parsed, source_of
from faceplate.link.fields.references import Application, application
from faceplate.link.library import Symbol
from faceplate.link.members import text_of
from faceplate.link.pages import Linker
from faceplate.link.prose import first_sentence
from faceplate.model import (
    Attribute,
    Binding,
    Component,
    Event,
    Facets,
    Item,
    Payload,
    Problem,
)

_REACTIVE = ("textual.reactive.Reactive", "textual.reactive.reactive", "textual.reactive.var")
_MESSAGE = ("textual.message.Message",)
_SHOWN_ELSEWHERE = {"BINDINGS", "COMPONENT_CLASSES"}
_CAMEL = re.compile(r"([a-z])([A-Z])")
# A row of a table below the classes: "| `toggle--button` | Targets the button. |".
_ROW = re.compile(r"^\s*\|\s*`([\w-]+)`\s*\|\s*(.*?)\s*\|\s*$", re.MULTILINE)


class TextualDialect(ComponentDialect):
    """Makes the pages of Textual and of libraries of widgets."""

    name: ClassVar[str] = "textual"
    bases: ClassVar[tuple[str, ...]] = ("textual.dom.DOMNode", "textual.widget.Widget")
    packages: ClassVar[tuple[str, ...]] = ("textual",)

    def complete(self, component: Component, symbol: Symbol, linker: Linker) -> Component:
        """Add reactive attributes, messages, key bindings and component classes."""
        if not is_class(symbol) or not descends(symbol, self.bases, linker.ancestry):
            return component
        reactives = self._reactives(symbol, linker)
        shown = {
            attribute.name: attribute
            for attribute in component.attributes
            if attribute.name not in _SHOWN_ELSEWHERE
        }
        return replace(
            component,
            attributes=list((reactives | (shown | reactives)).values()),
            events=list(self._events(symbol, linker).values()),
            bindings=self._bindings(symbol, linker),
            css_classes=self._classes(symbol, linker),
        )

    def _reactives(self, symbol: Symbol, linker: Linker) -> dict[str, Attribute]:
        """Return the public reactive attributes of a class, its own first."""
        reactives: dict[str, Attribute] = {}
        hidden: set[str] = set()
        for owner in linker.ancestry.order(symbol):
            for name, fact in _members(owner).items():
                if name[0] == "_" or name in hidden or name in reactives:
                    continue
                call = self._reactive(owner, fact, linker)
                if isinstance(fact, AttributeFact) and call is not None:
                    reactives[name] = _attribute(fact, call)
                elif not isinstance(fact, AttributeFact) or "class-attribute" in fact.labels:
                    hidden.add(name)
        return reactives

    def _reactive(self, owner: Symbol, fact: object, linker: Linker) -> Application | None:
        """Return the call that makes an attribute reactive; None for any other attribute."""
        value = (fact.class_value or fact.value or "") if isinstance(fact, AttributeFact) else ""
        node = parsed(value) if "(" in value else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Subscript):
            node = ast.Call(node.func.value, node.args, node.keywords)
        if not isinstance(node, ast.Call):
            return None
        call = application(owner, source_of(node))
        if call is None:
            return None
        if call.symbol is not None and isinstance(call.symbol.fact, ClassFact):
            return call if descends(call.symbol, _REACTIVE, linker.ancestry) else None
        return call if call.path in _REACTIVE else None

    def _events(self, symbol: Symbol, linker: Linker) -> dict[str, Event]:
        """Return the messages that stand in a class and its ancestors, the nearest of each name."""
        events: dict[str, Event] = {}
        for owner in linker.ancestry.order(symbol):
            for name, fact in _members(owner).items():
                message = owner.member(name) if isinstance(fact, ClassFact) else None
                if message is None or name[0] == "_" or name in events:
                    continue
                if descends(message, _MESSAGE, linker.ancestry):
                    events[name] = Event(
                        name,
                        linker.docstring(message.docstring).description,
                        listener=_handler(message),
                        payload=Payload(linker.path(message), _fields(message, linker)),
                    )
        return events

    def _bindings(self, symbol: Symbol, linker: Linker) -> list[Binding]:
        """Return the keys that a class reacts to, its own first."""
        bindings: dict[str, Binding] = {}
        for owner, node in self._listed(symbol, "BINDINGS", "inherit_bindings", linker):
            for entry in node.elts:
                binding = _binding(entry)
                if binding is not None:
                    bindings.setdefault(binding.key, binding)
                else:
                    self._note(owner, f"not all key bindings of {owner.name} are known")
        return list(bindings.values())

    def _classes(self, symbol: Symbol, linker: Linker) -> list[Item]:
        """Return the CSS classes of the parts of a widget, its own first."""
        classes: dict[str, Item] = {}
        stated = ("COMPONENT_CLASSES", "inherit_component_classes")
        for owner, node in self._listed(symbol, *stated, linker):
            declared = owner.member(stated[0])
            text = declared.docstring.text if declared and declared.docstring else ""
            texts = {match[1]: match[2] for match in _ROW.finditer(text)}
            for entry in node.elts:
                name = literal_string(entry)
                if name is not None:
                    classes.setdefault(name, Item(name, None, markdown(texts.get(name, ""))))
                else:
                    self._note(owner, f"not all component classes of {owner.name} are known")
        return list(classes.values())

    def _listed(
        self, symbol: Symbol, name: str, inheriting: str, linker: Linker
    ) -> Iterator[tuple[Symbol, ast.List | ast.Tuple | ast.Set]]:
        """Yield the lists of a class and its ancestors, until one does not inherit.

        Args:
            symbol: The class.
            name: The class attribute.
            inheriting: The keyword of the class statement that says whether it inherits.
            linker: What joins the pages.
        """
        for owner in linker.ancestry.order(symbol):
            fact = owner.fact.members.get(name) if isinstance(owner.fact, ClassFact) else None
            value = fact.value if isinstance(fact, AttributeFact) else None
            node = parsed(value) if value else None
            if isinstance(node, ast.List | ast.Tuple | ast.Set):
                yield owner, node
            elif value is not None and value != "set()":
                self._note(owner, f"{name} of {owner.name} is computed")
            if isinstance(owner.fact, ClassFact) and owner.fact.keywords.get(inheriting) == "False":
                return

    def _note(self, owner: Symbol, message: str) -> None:
        self.problems.append(Problem(owner.source.file, owner.source.line, message))


def _members(owner: Symbol) -> dict[str, Member]:
    return owner.fact.members if isinstance(owner.fact, ClassFact) else {}


def _attribute(fact: AttributeFact, call: Application) -> Attribute:
    """Return the entry of a reactive attribute."""
    default = call.keywords.get("default") or (call.arguments[0] if call.arguments else None)
    annotation = fact.annotation
    node = parsed(annotation) if annotation else parsed(fact.class_value or fact.value or "")
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Subscript):
        annotation = source_of(node.slice)
    return Attribute(
        fact.name,
        annotation,
        None if default is None else source_of(default),
        text_of(fact),
        facets=Facets(
            access=("settable", "observable"),
            css_class=literal_string(call.keywords.get("toggle_class")),
        ),
    )


def _handler(message: Symbol) -> str:
    """Return the name of the method that is handed a message."""
    assert isinstance(message.fact, ClassFact)
    stated = message.fact.keywords.get("namespace")
    namespace = literal_string(parsed(stated)) if stated else None
    *_, outer, name = ["", *message.name.split(".")]
    parts = [namespace or _snake(outer), _snake(name)]
    return f"def on_{'_'.join(part for part in parts if part)}(self, event)"


def _snake(name: str) -> str:
    return _CAMEL.sub(r"\1_\2", name).lower()


def _fields(message: Symbol, linker: Linker) -> list[Item]:
    """Return what a message holds: what its constructor sets, its fields and its properties."""
    fields: dict[str, Item] = {}
    for owner in linker.ancestry.order(message):
        if owner.path in _MESSAGE:
            break
        for name, fact in _members(owner).items():
            if not isinstance(fact, AttributeFact) or name[0] == "_" or not _is_held(fact):
                continue
            description = text_of(fact)
            if "property" in fact.labels and fact.docstring is not None:
                description = linker.docstring(fact.docstring).description
            annotation = fact.annotation or passed_type(owner, fact)
            fields.setdefault(name, Item(name, annotation, first_sentence(description)))
    return list(fields.values())


def _is_held(fact: AttributeFact) -> bool:
    """Return whether an attribute is one of the object, and not of the class alone."""
    if "property" in fact.labels or "class-attribute" not in fact.labels:
        return True
    return "instance-attribute" in fact.labels and fact.annotation is not None


def _binding(entry: ast.expr) -> Binding | None:
    """Return the binding that an entry of a list makes: a call, or a tuple of texts."""
    if isinstance(entry, ast.Call):
        stated = {each.arg or "": each.value for each in entry.keywords}
        given = zip(("key", "action", "description"), entry.args, strict=False)
        stated |= dict(given)
    elif isinstance(entry, ast.Tuple):
        stated = dict(zip(("key", "action", "description"), entry.elts, strict=False))
    else:
        return None
    key, action, *texts = (
        literal_string(stated.get(name)) for name in ("key", "action", "tooltip", "description")
    )
    if key is None:
        return None
    return Binding(key, action or "", next((text for text in texts if text), ""))
