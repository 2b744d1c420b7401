"""The tables of a page: what is passed, what comes back, what happens, what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from faceplate.model import (
    Attribute,
    Behaviour,
    Binding,
    Component,
    Event,
    Facets,
    Item,
    Parameter,
    Shortcut,
)
from faceplate.render import pieces, signature
from faceplate.render.content import Code, Paragraph, Span, Term, Text
from faceplate.render.names import PageNames
from faceplate.render.pieces import NOTHING, Cell, Line
from faceplate.render.prose import prose

_WAYS = {"keyword_only": "keyword-only", "positional_only": "positional-only"}
_BY_KEYWORD = {"keyword_only", "var_keyword"}

# So many parameters that are passed by keyword only say so once, below the table.
_MANY = 3


def behaviour(as_input: Behaviour | None, as_output: Behaviour | None) -> Cell:
    """What a component hands to a function as its input, and what it takes as its output."""
    rows = [
        (
            (Term((Text(words),), tuple(pieces.annotation(behaviour.annotation))),),
            pieces.described(behaviour.description),
        )
        for words, behaviour in (("As input", as_input), ("As output", as_output))
        if behaviour is not None
    ]
    return pieces.table(("Direction", "Description"), rows)


def parameters(
    parameters: Sequence[Parameter], own: Iterable[str], named: Mapping[str, tuple[str, ...]]
) -> Cell:
    """What a call takes, a row for each parameter.

    Args:
        parameters: The parameters.
        own: Paths of what the page is about; descriptions from elsewhere say from where.
        named: The names that each parameter can be referred to by.
    """
    by_keyword = _by_keyword(parameters)
    rows = [
        (
            pieces.term(
                signature.starred(parameter),
                _details(parameter, not by_keyword),
                named.get(parameter.name, ()),
            ),
            pieces.described(parameter.description),
        )
        for parameter in parameters
    ]
    origins = _origins(parameters, own)
    caption = (*by_keyword, *((Text(" "),) if by_keyword and origins else ()), *origins)
    return pieces.table(("Parameter", "Description"), rows, caption)


def _by_keyword(parameters: Sequence[Parameter]) -> Line:
    """Which parameters are passed by keyword only, said once where it holds for many."""
    names = [parameter.name for parameter in parameters if parameter.kind == "keyword_only"]
    if len(names) < _MANY:
        return ()
    first = next(n for n, parameter in enumerate(parameters) if parameter.name == names[0])
    if any(parameter.kind not in _BY_KEYWORD for parameter in parameters[first:]):
        return ()
    if all(parameter.kind.startswith("var_") for parameter in parameters[:first]):
        return (Text("All are passed by keyword."),)
    return (Text("From "), Code(names[0]), Text(" on, all are passed by keyword."))


@lru_cache(maxsize=4096)
def _details(parameter: Parameter, with_way: bool) -> tuple[Line, ...]:
    """What stands under a parameter; the components of a library share most of them."""
    return (
        *pieces.annotation(parameter.annotation or parameter.stated_type),
        *_passing(parameter, with_way),
        *limits(parameter.constraints, parameter.facets),
    )


_PLAIN = Facets()


def limits(constraints: Sequence[str], stated: Facets | None) -> list[Line]:
    """What a library states of a value beyond type and default, a line for each kind."""
    facets = stated or _PLAIN
    lines = pieces.lines(", ".join(constraints) or None, "limits: ")
    if facets.choices:
        lines.append((Text("one of: "), *pieces.series(facets.choices)))
    lines += pieces.lines(facets.unit, "unit: ")
    if facets.access:
        lines.append((Text(", ".join(facets.access)),))
    lines += pieces.lines(facets.css_class, "CSS class: ")
    return lines


def _passing(parameter: Parameter, with_way: bool) -> list[Line]:
    """How a parameter is passed: its default, or that it is required; and by keyword or not."""
    lines = pieces.lines(parameter.default, "default: ")
    if lines and (constant := pieces.lines(parameter.constant, " = ")):
        lines[-1:] = [(*lines[-1], *constant[0]), *constant[1:]]
    if not lines and parameter.required:
        lines = [(Text("required"),)]
    way = _WAYS.get(parameter.kind)
    if way and (with_way or parameter.kind != "keyword_only"):
        lines[-1:] = [(*lines[-1], Text(f", {way}"))] if lines else [(Text(way),)]
    return lines


def _origins(parameters: Sequence[Parameter], own: Iterable[str]) -> Line:
    """Whose docstrings the descriptions stand in, where that is not the component's own."""
    home = {path + end for path in own for end in ("", ".__init__")}
    origins: dict[str, list[Parameter]] = {}
    described = [parameter for parameter in parameters if parameter.description.strip()]
    for parameter in described:
        if parameter.described_in is not None and parameter.described_in not in home:
            origins.setdefault(parameter.described_in, []).append(parameter)
    spans: list[Span] = []
    for path, members in origins.items():
        spans.append(Text(" Descriptions " if spans else "Descriptions "))
        if len(members) < len(described):
            spans.append(Text("of "))
            spans.extend(pieces.series(signature.starred(member) for member in members))
            spans.append(Text(" "))
        spans.extend((Text("from "), Code(pieces.one_line(path) or NOTHING), Text(".")))
    return tuple(spans)


def items(items: Sequence[Item], entry: str, *, refer: bool = False) -> Cell:
    """The entries of a docstring section; those that have texts only are no table.

    Args:
        items: The entries.
        entry: What an entry is, for the head of the table.
        refer: Whether the names are those of objects elsewhere.
    """
    if not any(item.name or item.annotation for item in items):
        return tuple(block for item in items for block in prose(item.description))
    rows = []
    for item in items:
        lines = pieces.annotation(item.annotation)
        if item.name:
            term = pieces.referring(item.name) if refer else pieces.term(item.name, lines)
        else:
            term = (Term(lines[0], tuple(lines[1:])),) if lines else pieces.term(NOTHING)
        rows.append((term, pieces.described(item.description)))
    return pieces.table((entry, "Description"), rows)


def shortcuts(shortcuts: Sequence[Shortcut]) -> Cell:
    """The strings that stand for a component."""
    rows = [
        (
            pieces.term(shortcut.class_),
            (Paragraph((Code(f'"{pieces.one_line(shortcut.string)}"'),)),),
            (Paragraph((Text(pieces.one_line(shortcut.initialization) or NOTHING),)),),
        )
        for shortcut in shortcuts
    ]
    return pieces.table(("Class", "Interface string shortcut", "Initialization"), rows)


def events(component: Component, named: PageNames) -> Cell:
    """What can be listened to, with the defaults that differ from those of other events."""
    if not component.events:
        return ()
    rows = [
        (
            pieces.term(
                _listening(component, event),
                _handed_over(event),
                (named.events.get(event.name, ""),),
            ),
            (*pieces.described(event.description), *_differences(event)),
        )
        for event in component.events
    ]
    table = pieces.table(("Listener", "Description"), rows)
    if not component.event_arguments:
        return table
    return (Paragraph((Text("Each listener takes the event arguments below."),)), *table)


def _listening(component: Component, event: Event) -> str:
    """How one listens: as the library states it, or by a method that takes event arguments."""
    if event.listener is not None:
        return event.listener
    return signature.short(f"{component.path}.{event.name}", component.event_arguments, 1)


def _handed_over(event: Event) -> list[Line]:
    """The class of what an event hands over."""
    return pieces.annotation(event.payload.class_, "payload: ") if event.payload is not None else []


def payloads(component: Component, named: PageNames) -> Cell:
    """What events hand over, a row for each field; events with equal payloads share the rows."""
    sharing: dict[tuple[str, ...], list[Event]] = {}
    for event in component.events:
        if event.payload is not None and event.payload.fields:
            fields = (f"{item.name}: {item.annotation}" for item in event.payload.fields)
            sharing.setdefault((event.payload.class_ or "", *fields), []).append(event)
    rows = [
        (
            pieces.term(
                item.name,
                pieces.annotation(item.annotation),
                [named.payload_fields.get((event.name, item.name), "") for event in events],
            ),
            (Paragraph(tuple(pieces.series(event.name for event in events))),),
            pieces.described(item.description),
        )
        for events in sharing.values()
        for item in (events[0].payload.fields if events[0].payload is not None else ())
    ]
    return pieces.table(("Field", "Events", "Description"), rows)


def bindings(bindings: Sequence[Binding]) -> Cell:
    """The keys that a component reacts to."""
    rows = [
        (
            pieces.term(binding.key),
            pieces.term(binding.action) if binding.action else pieces.described(""),
            pieces.described(binding.description),
        )
        for binding in bindings
    ]
    return pieces.table(("Key", "Action", "Description"), rows)


def _differences(event: Event) -> Cell:
    if not event.defaults:
        return ()
    codes = pieces.series(f"{name} = {default}" for name, default in event.defaults.items())
    return (Paragraph((Text("Default here: "), *codes)),)


def attributes(attributes: Sequence[Attribute], named: PageNames) -> Cell:
    """What the objects of a class hold."""
    rows = [
        (
            pieces.term(
                attribute.name,
                [
                    *pieces.annotation(attribute.annotation),
                    *pieces.lines(attribute.value, "value: "),
                    *_access(attribute),
                    *limits(attribute.constraints, attribute.facets),
                ],
                (named.attributes.get(attribute.name, ""),),
            ),
            pieces.described(attribute.description),
        )
        for attribute in attributes
    ]
    return pieces.table(("Attribute", "Description"), rows)


def _access(attribute: Attribute) -> list[Line]:
    """Whether a property can be set; of a plain attribute nobody asks."""
    if attribute.settable is None:
        return []
    return [(Text("can be set" if attribute.settable else "read-only"),)]


def tags(tags: dict[str, str]) -> Cell:
    """What a docstring says by tags of its own."""
    rows = [
        ((Term((Text(pieces.one_line(label) or NOTHING),)),), pieces.described(text))
        for label, text in tags.items()
    ]
    return pieces.table(("Tag", "Text"), rows)
