"""Asks Textual itself: `_reactives`, message classes, merged bindings and component classes."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from typing import Any

PLACE = sys.path.pop(0)
from textual.dom import DOMNode  # noqa: E402
from textual.message import Message  # noqa: E402

sys.path.append(PLACE)  # last, as a probe may be called like a library
import probing  # noqa: E402


def main() -> None:
    library, manifest = probing.read()
    paths = probing.pages(manifest)
    rows: list[Any] = []

    def wanted(value: Any) -> bool:
        return (
            isinstance(value, type)
            and issubclass(value, DOMNode)
            and value.__module__.startswith(library)
            and not value.__name__.startswith("_")
        )

    for value, names in probing.public_names(library, wanted).values():
        page, verdict = probing.page_of(value, names, paths)
        rows.append(("components", names[0], "", verdict, page and page["path"], names))
        if page is None:
            continue
        signature(rows, names[0], value, page)
        reactives(rows, names[0], value, page)
        events(rows, names[0], value, page)
        merged = value._merged_bindings
        if hasattr(merged, "key_to_bindings"):
            keys = {binding.key for each in merged.key_to_bindings.values() for binding in each}
        else:  # before there could be several of one key
            keys = set(merged.keys)
        ours = {
            key.strip() if len(key.strip()) > 1 else key
            for binding in page["bindings"]
            for key in binding["key"].split(",")
        }
        named = {probing_key(key) for key in ours}
        for key in keys | named:
            same = key in keys and key in named
            verdict = "agrees" if same else "only one has it"
            rows.append(("bindings", names[0], key, verdict, key in named, key in keys))
        theirs = value._get_component_classes()
        shown = {item["name"] for item in page["css_classes"]}
        for name in set(theirs) | shown:
            verdict = "agrees" if name in theirs and name in shown else "only one has it"
            rows.append(("classes", names[0], name, verdict, name in shown, name in theirs))
    probing.write(rows)


def probing_key(key: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(key) if len(key) == 1 else key


def signature(rows: list[Any], name: str, value: type, page: dict[str, Any]) -> None:
    shown = {entry["name"]: entry for entry in page["parameters"]}
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return
    for parameter in parameters:
        entry = shown.get(parameter.name)
        if entry is None:
            rows.append(("parameters", name, parameter.name, "missing", None, str(parameter)))
            continue
        default = parameter.default
        expected = probing.MISSING if default is inspect.Parameter.empty else default
        verdict = probing.compare_default(entry["default"], expected, value)
        rows.append(("parameters", name, parameter.name, verdict, entry["default"], repr(expected)))


def reactives(rows: list[Any], name: str, value: Any, page: dict[str, Any]) -> None:
    shown = {entry["name"]: entry for entry in page["attributes"]}
    ours = {n for n, e in shown.items() if "observable" in (e["facets"] or {}).get("access", [])}
    theirs = {n: r for n, r in value._reactives.items() if not n.startswith("_")}
    for attribute, reactive in theirs.items():
        entry = shown.get(attribute)
        if entry is None or attribute not in ours:
            rows.append(("reactives", name, attribute, "missing", None, repr(reactive)))
            continue
        verdict = probing.compare_default(entry["value"], reactive._default, value)
        css = (entry["facets"] or {})["css_class"]
        if verdict == "agrees" and css != getattr(reactive, "_toggle_class", None):
            verdict = "wrong class"
        rows.append(
            ("reactives", name, attribute, verdict, entry["value"], repr(reactive._default))
        )
    extra = ours - theirs.keys()
    rows.extend(("reactives", name, attribute, "not there", attribute, None) for attribute in extra)


def events(rows: list[Any], name: str, value: type, page: dict[str, Any]) -> None:
    theirs = {
        member.__name__: member
        for owner in reversed(value.__mro__)
        for key, member in vars(owner).items()
        if isinstance(member, type) and issubclass(member, Message) and key[0] != "_"
    }
    shown = {event["name"]: event for event in page["events"]}
    for event, message in theirs.items():
        entry = shown.get(event)
        if entry is None:
            rows.append(("events", name, event, "missing", None, message.__qualname__))
            continue
        held = {
            key
            for owner in message.__mro__[: message.__mro__.index(Message)]
            for key, member in vars(owner).items()
            if isinstance(member, property) and key[0] != "_"
        }
        for owner in message.__mro__[: message.__mro__.index(Message)]:
            held |= {key for key in getattr(owner, "__dataclass_fields__", {}) if key[0] != "_"}
            code = vars(owner).get("__init__")
            if code is not None and "__dataclass_fields__" not in vars(owner):
                tree = ast.parse(textwrap.dedent(inspect.getsource(code)))
                held |= {
                    node.attr
                    for node in ast.walk(tree)
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                }
        held = {key for key in held if key[0] != "_"}
        fields = {item["name"] for item in entry["payload"]["fields"]}
        handler = entry["listener"].partition("(")[0].removeprefix("def ")
        verdict = "agrees"
        if fields != held:
            verdict = "other fields"
        if handler != message.handler_name:
            verdict = "other handler"
        rows.append(
            ("events", name, event, verdict, (handler, sorted(fields)),
             (message.handler_name, sorted(held)))
        )  # fmt: skip
    extra = shown.keys() - theirs.keys()
    rows.extend(("events", name, event, "not there", event, None) for event in extra)


main()
