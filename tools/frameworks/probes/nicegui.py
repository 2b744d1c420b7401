"""Asks NiceGUI itself: what `ui` offers, signatures, and the annotations of what listens."""

from __future__ import annotations

import inspect
import sys
import typing
from typing import Any

PLACE = sys.path.pop(0)
from nicegui import events as event_module  # noqa: E402
from nicegui import ui  # noqa: E402
from nicegui.element import Element  # noqa: E402

sys.path.append(PLACE)  # last, as a probe may be called like a library
import probing  # noqa: E402
import signatures  # noqa: E402


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []
    if library == "nicegui":
        offered = [(f"nicegui.ui.{name}", getattr(ui, name, None)) for name in dir(ui)]
    else:
        found = probing.public_names(library, lambda value: isinstance(value, type), 2)
        offered = [(names[0], value) for value, names in found.values()]
    for name, value in offered:
        if not (isinstance(value, type) and issubclass(value, Element)):
            continue
        page, verdict = probing.page_of(value, [name], paths)
        rows.append(("components", name, "", verdict, page and page["path"], name))
        if page is None:
            continue
        parameters = signatures.rows_of(rows, name, value, page)
        wanted: dict[str, Any] = {}
        for parameter in parameters:
            if parameter.name.startswith("on_"):
                wanted[parameter.name[3:]] = handled(parameter.annotation, value.__init__)
        for key in dir(value):
            method = inspect.getattr_static(value, key, None)
            if key.startswith("on_") and inspect.isfunction(method):
                first = list(inspect.signature(method).parameters.values())[1:2]
                if first:
                    wanted.setdefault(key[3:], handled(first[0].annotation, method))
        signatures.events_of(rows, name, value, page, wanted)
    probing.write(rows)


def handled(annotation: Any, function: Any) -> Any:
    if isinstance(annotation, str):
        scope = {**vars(typing), **vars(event_module), **getattr(function, "__globals__", {})}
        try:
            annotation = eval(annotation, scope)
        except Exception:
            return None
    return signatures.payload(annotation)


main()
