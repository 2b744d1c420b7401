"""Asks `traitlets` itself: `class_traits`, and the defaults of an object."""

from __future__ import annotations

import inspect
import sys
from typing import Any

PLACE = sys.path.pop(0)
import traitlets  # noqa: E402

sys.path.append(PLACE)  # last, as a probe may be called like a library
import probing  # noqa: E402


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []

    def wanted(value: Any) -> bool:
        return (
            isinstance(value, type)
            and issubclass(value, traitlets.HasTraits)
            and value.__module__.startswith(library)
            and not value.__name__.startswith("_")
        )

    for value, names in probing.public_names(library, wanted).values():
        page, verdict = probing.page_of(value, names, paths)
        rows.append(("components", names[0], "", verdict, page and page["path"], names))
        if page is None:
            continue
        shown = {entry["name"]: entry for entry in page["parameters"]}
        attributes = {entry["name"]: entry for entry in page["attributes"]}
        stated = inspect.signature(value.__init__).parameters
        try:
            thing = value()
        except Exception:
            thing = None
        for name, trait in value.class_traits().items():
            if name.startswith("_"):
                continue
            entry = shown.get(name) or attributes.get(name)
            kind = type(trait).__name__
            where = (names[0], name)
            if entry is None:
                rows.append(("parameters", *where, "missing", None, kind))
                continue
            source = entry.get("default", entry.get("value"))
            expected = probing.MISSING
            if name in stated:
                if stated[name].default is not inspect.Parameter.empty:
                    expected = stated[name].default
            else:
                try:
                    expected = thing.trait_defaults(name) if thing is not None else trait.default()
                except Exception:
                    expected = trait.default_value
                if expected is traitlets.Undefined:
                    expected = probing.MISSING
            verdict = probing.compare_default(source, expected, value, thing)
            ours = (entry["annotation"] or "").rpartition(".")[2]
            if verdict == "agrees" and name not in stated and ours != kind:
                verdict = "wrong type"
            rows.append(("parameters", *where, verdict, (ours, source), (kind, repr(expected))))
            told, said = (trait.help or "").split(), entry["description"].split()
            text = "agrees" if bool(told) <= bool(said) else "missing"
            rows.append(("texts", *where, text, len(said), len(told)))
        theirs = {
            name.removeprefix("on_")
            for name in dir(value)
            if name.startswith("on_") and callable(getattr(value, name))
            if name != "on_trait_change"
        }
        ours = {event["name"] for event in page["events"]} - {"trait_change"}
        for name in theirs | ours:
            verdict = "agrees" if name in theirs & ours else "only one has it"
            rows.append(("events", names[0], name, verdict, name in ours, name in theirs))
    probing.write(rows)


main()
