"""Whether the values that a component takes and gives are what its descriptor and page say.

An app is made around the component, with a function that passes a value through. Values of every
kind are sent: those of the schema must be taken, all others refused; a function must get what the
page says, and what it may return must come out as the schema says. JSON Schema is judged by a
library of its own.
"""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema

import faceplate_kit as kit
from faceplate_kit import arguments
from faceplate_kit.components.component import Component
from faceplate_kit.dependency import Dependency
from faceplate_kit.running import SessionState, completed, run
from showcase import probes, samples
from showcase.reading import Page
from showcase.signatures import literal


class Passage:
    """An app with one component, which is input and output of a function that passes values.

    Attributes:
        app: The app.
        component: The component.
        got: What the function got.
        give: What the function returns; if empty, what it got.
    """

    def __init__(self, kind: type[Component], settings: dict[str, Any]) -> None:
        self.got: list[Any] = []
        self.give: list[Any] = []
        with kit.Blocks() as self.app:
            made = probes.made(kind, **settings)
            assert isinstance(made, Component)
            self.component = made
            kit.Button().click(self._pass, made, made)

    def _pass(self, value: Any) -> Any:
        self.got.append(value)
        return self.give[-1] if self.give else value

    def sent(self, values: list[Any]) -> Any:
        """Send values, one for each parameter of the descriptor, and give what comes out."""
        return ran(self.app, self.app.dependencies[0], values)


def ran(app: kit.Blocks, event: Dependency, values: list[Any]) -> Any:
    """Run an event of one output as a caller of the endpoint does, and give the value.

    Raises:
        Exception: Whatever the run raises.
    """
    data = completed(event, values)
    return _loop().run(run(app, event, data, SessionState())).data[0]


@cache
def _loop() -> asyncio.Runner:
    """Return the event loop of all runs, for making one takes longer than most runs do."""
    loop = asyncio.Runner()
    atexit.register(loop.close)
    return loop


def wire(component: Component, schema: dict[str, Any]) -> Iterator[Any]:
    """Yield values to send to a component."""
    yield from samples.JSON
    yield from schema.get("enum", ())
    yield component.example_inputs()


def disagreements(kind: type[Component], page: Page, settings: dict[str, Any]) -> Iterator[str]:
    """Find where the descriptor of a component, its page and what runs differ.

    Args:
        kind: The class.
        page: Its page, read back.
        settings: Arguments that the component is made with.
    """
    passage = Passage(kind, settings)
    [endpoint] = passage.app.get_api_info()["named_endpoints"].values()
    counts = {len(endpoint["parameters"]), len(endpoint["returns"])}
    [told] = [
        one for one in passage.app.get_config()["components"] if one["id"] == passage.component.id
    ]
    if counts != {0 if told["skip_api"] else 1}:
        yield f"skip_api is {told['skip_api']}, and the descriptor lists {counts} values"
        return
    if told["skip_api"]:
        yield from _taken(passage, [], page)
        return
    parameter, returned = endpoint["parameters"][0], endpoint["returns"][0]
    if parameter["component"].lower() != kind.__name__.lower() and not kind.is_template:
        yield f"the descriptor calls it {parameter['component']}"
    yield from _parameter(passage.component, parameter, returned, page, settings)
    for value in wire(passage.component, parameter["type"]):
        yield from _taken(passage, [value], page, parameter["type"])
    yield from _given(passage, returned["type"], page)


def _parameter(
    component: Component,
    parameter: dict[str, Any],
    returned: dict[str, Any],
    page: Page,
    settings: dict[str, Any],
) -> Iterator[str]:
    if any(parameter[name] != returned[name] for name in ("type", "python_type")):
        yield "the descriptor has different types for parameter and return"
    [row] = [one for one in page.parameters if one.name == "value"] or [None]
    stated = settings.get("value", literal(row) if row else None)
    if stated is not None and parameter["parameter_default"] != stated:
        yield f"the default is {parameter['parameter_default']!r}, and {stated!r} on the page"
    if parameter["parameter_has_default"] is not (component.value is not None):
        yield "the descriptor is wrong on whether there is a default"
    default = parameter["parameter_default"]
    if default is not None and not valid(default, parameter["type"]):
        yield f"the default {default!r} is not what the schema describes"
    example = parameter["example_input"]
    if example is not None and not valid(example, parameter["type"]):
        yield f"the example {example!r} is not what the schema describes"


def _taken(
    passage: Passage, values: list[Any], page: Page, schema: dict[str, Any] | None = None
) -> Iterator[str]:
    """Send a value, or none: one of the schema is taken, all others are refused."""
    described = page.behaviour.get("As input", "None")
    passage.got.clear()
    refused = ""
    try:
        passage.sent(values)
    except kit.Error as error:
        refused = str(error)
    except Exception as error:
        yield f"{values} cannot be passed: {type(error).__name__}: {error}"
    if passage.got and not arguments.fits(passage.got[0], samples.type_of(described)):
        yield f"a function gets {passage.got[0]!r}, and the page says {described}"
    if refused and schema is None:
        yield f"the endpoint is refused without a value: {refused}"
    for value in values if schema is not None else ():
        if refused and valid(value, schema) and not _names_a_file(value):
            yield f"{value!r} is what the schema describes, and is refused"
        if not refused and value is not None and not valid(value, schema):
            yield f"{value!r} is not what the schema describes, and is taken"


def _given(passage: Passage, schema: dict[str, Any], page: Page) -> Iterator[str]:
    """Return what functions may return: what goes over the wire is what the schema describes."""
    start = passage.component.example_inputs()
    for value in samples.allowed(page.behaviour.get("As output", "None")):
        passage.give[:] = [value]
        try:
            sent = passage.sent([start])
        except (kit.UseError, kit.Error, OSError):
            continue
        if sent is not None and not valid(sent, schema):
            yield f"for {value!r} goes {sent!r} over the wire, against the schema"


def valid(value: Any, schema: dict[str, Any]) -> bool:
    """Say whether a value is what a schema describes."""
    # `{"type": {}}` is how the protocol says "any value"; JSON Schema has no such type.
    checked = {name: one for name, one in schema.items() if (name, one) != ("type", {})}
    return bool(jsonschema.Draft202012Validator(checked).is_valid(value))


def _names_a_file(value: Any) -> bool:
    return isinstance(value, dict) and "path" in value
