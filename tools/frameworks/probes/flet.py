"""Asks Flet itself: dataclass fields, signatures and resolved annotations of controls."""

from __future__ import annotations

import inspect
import sys
import typing
from typing import Any

PLACE = sys.path.pop(0)
import flet  # noqa: E402

try:
    from flet.controls.base_control import BaseControl
except ImportError:  # before version 1
    from flet.core.control import Control as BaseControl

sys.path.append(PLACE)  # last, as a probe may be called like a library
import probing  # noqa: E402
import signatures  # noqa: E402


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []

    def wanted(value: Any) -> bool:
        return (
            isinstance(value, type)
            and issubclass(value, BaseControl)
            and value.__module__.startswith(library)
            and not value.__name__.startswith("_")
        )

    for value, names in probing.public_names(library, wanted, 1).values():
        page, verdict = probing.page_of(value, names, paths)
        rows.append(("components", names[0], "", verdict, page and page["path"], names))
        if page is None:
            continue
        parameters = signatures.rows_of(rows, names[0], value, page)
        events: dict[str, Any] = {}
        for parameter in parameters:
            if not parameter.name.startswith("on_"):
                continue
            annotation = resolved(value, parameter.name) or parameter.annotation
            if annotation is inspect.Parameter.empty or signatures.is_function(annotation):
                events[parameter.name[3:]] = signatures.payload(annotation)
        signatures.events_of(rows, names[0], value, page, events)
    probing.write(rows)


def resolved(value: type, name: str) -> Any:
    for owner in value.__mro__:
        stated = vars(owner).get("__annotations__", {}).get(name)
        if stated is not None:
            if not isinstance(stated, str):
                return stated
            module = vars(sys.modules[owner.__module__])
            try:
                return eval(stated, {**vars(typing), **vars(flet), **module})
            except Exception:
                return None
    return None


main()
