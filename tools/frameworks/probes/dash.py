"""Asks Dash itself: the classes of components, `_prop_names` and signatures."""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any

PLACE = sys.path.pop(0)
from dash.development.base_component import Component  # noqa: E402

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
            and issubclass(value, Component)
            and value is not Component
            and value.__module__.startswith(library)
            and not value.__name__.startswith("_")
        )

    for value, names in probing.public_names(library, wanted, 3).values():
        page, verdict = probing.page_of(value, names, paths)
        rows.append(("components", names[0], "", verdict, page and page["path"], names))
        if page is None:
            continue
        signatures.rows_of(rows, names[0], value, page)
        told = set(re.findall(r"^- (\w+) \(", inspect.cleandoc(value.__doc__ or ""), re.MULTILINE))
        told = {
            name
            for name in told
            if re.search(
                rf"^- {name} \(.*?\):\s",
                inspect.cleandoc(value.__doc__ or ""),
                re.MULTILINE | re.DOTALL,
            )
        }
        described = {entry["name"] for entry in page["parameters"] if entry["description"]}
        try:
            properties = value()._prop_names
        except TypeError:  # it requires an argument
            continue
        for name in properties:
            if name in {entry["name"] for entry in page["parameters"]}:
                verdict = "agrees" if (name in told) == (name in described) else "one has none"
                rows.append(("texts", names[0], name, verdict, name in described, name in told))
    probing.write(rows)


main()
