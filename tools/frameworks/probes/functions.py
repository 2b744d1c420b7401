"""Asks a library of functions itself: what the package offers, and signatures."""

from __future__ import annotations

import importlib
import inspect
import sys
import typing
from typing import Any

# Last, as a probe may be called like a library.
sys.path.append(sys.path.pop(0))
import probing
import signatures

FACES = {"shiny": ["ui", "render"], "reflex": [""]}


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []
    for face in FACES.get(library, [""]):
        module = importlib.import_module(f"{library}.{face}" if face else library)
        start = module.__name__
        for name in getattr(module, "__all__", None) or dir(module):
            value = getattr(module, name, None)
            if name[0] == "_" or inspect.ismodule(value) or not callable(value):
                continue
            home = getattr(value, "__module__", "") or ""
            if home != library and not home.startswith(f"{library}."):
                continue
            path = f"{start}.{name}"
            page = paths.get(path)
            verdict = "no page" if page is None else "agrees"
            if page is not None and page["path"] != path and not leads(page["path"], value):
                verdict = "another path"
            rows.append(("components", path, "", verdict, page and page["path"], home))
            if page is None:
                continue
            called = value
            if not isinstance(called, type) and not inspect.isroutine(called):
                called = getattr(called, "f", called)
            parameters = signatures.rows_of(rows, path, called, page, sys.modules.get(home))
            wanted = {
                parameter.name[3:]
                for parameter in parameters
                if parameter.name.startswith("on_") and takes_function(parameter.annotation, called)
            }
            shown = {event["name"] for event in page["events"]}
            for event in wanted | shown:
                verdict = "agrees" if event in wanted and event in shown else "only one has it"
                rows.append(("events", path, event, verdict, event in shown, event in wanted))
    probing.write(rows)


def leads(path: str, value: Any) -> bool:
    """Say whether a path leads to an object, which may have several names."""
    owner, _, name = path.rpartition(".")
    return getattr(importlib.import_module(owner), name, None) is value


def takes_function(annotation: Any, called: Any) -> bool:
    if annotation is inspect.Parameter.empty:
        return True
    if isinstance(annotation, str):
        function = getattr(called, "__func__", called)
        scope = {**vars(typing), **getattr(function, "__globals__", {})}
        try:
            annotation = eval(annotation, scope)
        except Exception:
            return "Callable" in annotation or "Callback" in annotation or "Handler" in annotation
    return signatures.is_function(annotation) or "Callable" in str(annotation)


main()
