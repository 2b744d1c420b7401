"""Asks Reflex itself: `get_props`, `get_event_triggers` and fields of the classes of components."""

from __future__ import annotations

import importlib
import inspect
import sys
from typing import Any

PLACE = sys.path.pop(0)
try:
    from reflex_base.components.component import Component
except ImportError:  # older releases are one package
    from reflex.components.component import Component

sys.path.append(PLACE)  # last, as a probe may be called like a library
import probing  # noqa: E402


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []
    module = importlib.import_module(library)
    for name in getattr(module, "__all__", None) or dir(module):
        try:
            value = getattr(module, name, None)
        except ImportError:
            continue
        owner = getattr(value, "__self__", None)
        if not (inspect.ismethod(value) and isinstance(owner, type)):
            continue
        if not (issubclass(owner, Component) and value.__name__ == "create"):
            continue
        path = f"{library}.{name}"
        page = paths.get(path)
        verdict = "no page" if page is None else "agrees"
        rows.append(("components", path, "", verdict, page and page["path"], owner.__qualname__))
        if page is None:
            continue
        taken = inspect.signature(value).parameters.values()
        if not any(each.kind is inspect.Parameter.VAR_KEYWORD for each in taken):
            continue  # a call takes none of the properties
        shown = {entry["name"]: entry for entry in page["parameters"]}
        for prop in owner.get_props():
            entry = shown.get(prop)
            verdict = "missing" if entry is None else "agrees"
            if entry is not None and entry["default"] != "None":
                verdict = "wrong default"
            rows.append(("parameters", path, prop, verdict, entry and entry["default"], None))
        events = {event["name"] for event in page["events"]}
        theirs = {event.removeprefix("on_") for event in owner.get_event_triggers()}
        for event in events | theirs:
            verdict = "agrees" if event in events and event in theirs else "only one has it"
            rows.append(("events", path, event, verdict, event in events, event in theirs))
    probing.write(rows)


main()
