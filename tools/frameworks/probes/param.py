"""Asks `param` itself: `cls.param.objects`, and the signature of the constructor."""

from __future__ import annotations

import inspect
import sys
from typing import Any

sys.path.pop(0)
import param

sys.path.append(__file__.rpartition("/")[0])
from probing import MISSING, compare_default, page_of, pages, public_names, read, write


def main() -> None:
    library, manifest = read()
    paths = pages(manifest)
    rows: list[Any] = []

    def wanted(value: Any) -> bool:
        return (
            isinstance(value, type)
            and issubclass(value, param.Parameterized)
            and value.__module__.startswith(library)
            and not value.__name__.startswith("_")
        )

    for value, names in public_names(library, wanted).values():
        page, verdict = page_of(value, names, paths)
        rows.append(("components", names[0], "", verdict, page and page["path"], names))
        if page is None:
            continue
        shown = {entry["name"]: entry for entry in page["parameters"]}
        attributes = {entry["name"]: entry for entry in page["attributes"]}
        try:
            stated = inspect.signature(value.__init__).parameters
        except (TypeError, ValueError):
            stated = {}
        objects = {n: o for n, o in value.param.objects("existing").items() if n[0] != "_"}
        for name, parameter in objects.items():
            entry = shown.get(name) or attributes.get(name)
            kind = type(parameter).__name__
            where = (names[0], name)
            if entry is None:
                rows.append(("parameters", *where, "missing", None, kind))
                continue
            source = entry.get("default", entry.get("value"))
            expected = parameter.default
            if name in stated and stated[name].default is not inspect.Parameter.empty:
                expected = stated[name].default
            elif name in stated:
                expected = MISSING
            verdict = compare_default(source, expected, value)
            if name == "name" and source == "None":
                verdict = "agrees" if expected == value.__name__ or expected is None else verdict
            ours = (entry["annotation"] or "").rpartition(".")[2]
            if verdict == "agrees" and name not in stated and ours != kind:
                verdict = "wrong type"
            rows.append(("parameters", *where, verdict, (ours, source), (kind, repr(expected))))
            told = (parameter.doc or "").split()
            said = entry["description"].split()
            rows.append(
                (
                    "texts",
                    *where,
                    "agrees" if bool(told) == bool(said) else "one has none",
                    len(said),
                    len(told),
                )
            )
        for name in shown.keys() - objects.keys():
            known = name in stated or any(
                name in inspect.signature(owner.__init__).parameters
                for owner in value.__mro__
                if "__init__" in vars(owner)
            )
            rows.append(
                ("rows shown", names[0], name, "agrees" if known else "not there", name, None)
            )
    write(rows)


main()
