"""The names by which the parts of a page are pointed at, from anywhere and for good.

Each part has a dotted name that a reader could guess: `library.Button.click` is an event,
`library.Button.click.api_name` an argument of it, `library.Button.value` a parameter. The name is
the anchor in a page, the key of a cross reference and the entry of an inventory, so all of them
take it from here. Where a parameter is called like an event, a method or an attribute, these keep
the name, and the parameter is that of `__init__`.
"""

from __future__ import annotations

from typing import NamedTuple

from faceplate.model import Component


class PageNames(NamedTuple):
    """The names of the parts of one page; a part that cannot have one is left out.

    Attributes:
        subject: Name of what the page is about; empty where it cannot have one.
        parameters: Parameter to its name.
        events: Event to its name.
        payload_fields: Event and field of its payload to the name.
        arguments: Event argument to its names, one for each event, in the order of the events.
        methods: Method to its name.
        method_parameters: Method and parameter to its name.
        attributes: Attribute to its name.
    """

    subject: str
    parameters: dict[str, str]
    events: dict[str, str]
    payload_fields: dict[tuple[str, str], str]
    arguments: dict[str, tuple[str, ...]]
    methods: dict[str, str]
    method_parameters: dict[tuple[str, str], str]
    attributes: dict[str, str]


def names(component: Component) -> PageNames:
    """Name the parts of a page.

    Args:
        component: What the page is about.

    Returns:
        Their names, no two of which are equal.
    """
    path = component.path
    if not is_name(path):
        return PageNames("", {}, {}, {}, {}, {}, {}, {})
    taken = {path}

    def name(*choices: str) -> str:
        for choice in choices:
            if choice not in taken and is_name(choice):
                taken.add(choice)
                return choice
        return ""

    def named(parts: list[str], *inner: str) -> dict[str, str]:
        made = {part: name(*(f"{path}{one}.{part}" for one in ("", *inner))) for part in parts}
        return {part: one for part, one in made.items() if one}

    events = named([one.name for one in component.events])
    methods = named([one.name for one in component.methods])
    attributes = named([one.name for one in component.attributes])
    parameters = named([one.name for one in component.parameters], ".__init__")
    method_parameters = {
        (method.name, one.name): name(f"{methods[method.name]}.{one.name}")
        for method in component.methods
        if method.name in methods
        for one in method.parameters
    }
    arguments = {
        argument.name: tuple(
            filter(None, (name(f"{one}.{argument.name}") for one in events.values()))
        )
        for argument in component.event_arguments
    }
    payload_fields = {
        (event.name, field.name): name(f"{events[event.name]}.{field.name}")
        for event in component.events
        if event.payload is not None and event.name in events
        for field in event.payload.fields
    }
    return PageNames(
        path,
        parameters,
        events,
        payload_fields,
        arguments,
        methods,
        method_parameters,
        attributes,
    )


def is_name(text: str) -> bool:
    """Say whether a text is a dotted name, which can stand in an address and in an attribute."""
    return all(map(str.isidentifier, text.split(".")))
