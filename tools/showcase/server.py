"""Whether the server of an app says and does the same as the app itself.

One app holds every component, with as many settings as give it different schemas. Its descriptor
and its configuration are read over HTTP, and each endpoint is called over HTTP with values of every
kind: what comes back is what running the event in this process gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import faceplate_kit as kit
from faceplate_kit.components.component import Component
from showcase import probes, values
from showcase.caller import PREFIX, Caller
from showcase.reading import Page

_REFUSED = "refused"


def disagreements(pages: dict[str, Page]) -> Iterator[str]:
    """Find where the server differs.

    Args:
        pages: The page of each component by its name, which says what settings it has.
    """
    shown: list[Component] = []
    with kit.Blocks(sign_in=_nobody) as app:
        for kind in probes.public():
            if issubclass(kind, Component) and kind.__name__ in pages:
                for settings in probes.variants(kind, pages[kind.__name__].parameters):
                    component = probes.made(kind, **settings)
                    assert isinstance(component, Component)
                    kit.Button().click(_same, component, component, api_name=f"pass_{len(shown)}")
                    shown.append(component)
    with Caller(app) as caller:
        if caller.get(f"{PREFIX}/info") != _json(app.get_api_info()):
            yield "the descriptor over HTTP is another one"
        if caller.get("/config")["dependencies"] != _json(app.get_config()["dependencies"]):
            yield "the events over HTTP are others"
        told = {one["id"]: one for one in caller.get("/config")["components"]}
        for place, component in enumerate(shown):
            for one in _component(app, caller, place, told[component.id]):
                yield f"{type(component).__name__}: {one} over HTTP"


def _component(app: kit.Blocks, caller: Caller, place: int, told: dict[str, Any]) -> Iterator[str]:
    event = app.dependencies[place]
    [component] = event.inputs
    assert isinstance(component, Component)
    properties = {name: one for name, one in component.properties().items() if one is not None}
    for name in properties.keys() | told["props"].keys():
        if _json(properties.get(name)) != told["props"].get(name):
            yield f"{name} is {told['props'].get(name)!r}, not {properties.get(name)!r},"
    listed = app.get_api_info()["named_endpoints"][f"/{event.api_name}"]["parameters"]
    tried: list[list[Any]] = [[]]
    if listed:
        default = told["props"].get("value")
        if _bare(listed[0]["parameter_default"]) != _bare(default):
            yield f"the default is {listed[0]['parameter_default']!r}, and {default!r}"
        tried = [[value] for value in values.wire(component, listed[0]["type"])]
    for data in tried:
        here = _here(app, event, data)
        status, body = caller.post(f"{PREFIX}/run/{event.api_name}", {"data": data})
        there = _bare(body["data"][0]) if status == 200 else _REFUSED
        if (type(here), here) != (type(there), there):
            yield f"{data} gives {here!r} in the process, and {there!r}"


def _here(app: kit.Blocks, event: Any, data: list[Any]) -> Any:
    try:
        return _bare(_json(values.ran(app, event, data)))
    except kit.Error:
        return _REFUSED


def _bare(value: Any) -> Any:
    """Give a value without the address of a file, which only a server knows."""
    if isinstance(value, dict) and "path" in value:
        return {name: one for name, one in value.items() if name != "url"}
    return value


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _same(value: Any) -> Any:
    return value


def _nobody(username: str, password: str) -> bool:
    return False
