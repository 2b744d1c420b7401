"""What probes of libraries share whose components are called: classes, functions and methods."""

from __future__ import annotations

import inspect
import typing
from typing import Any

import probing


def rows_of(
    rows: list[Any], name: str, value: Any, page: dict[str, Any], module: Any = None
) -> list[inspect.Parameter]:
    """Add the rows of the parameters of something called; return those there are at run time."""
    shown = {entry["name"]: entry for entry in page["parameters"]}
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return []
    for parameter in parameters:
        entry = shown.get(parameter.name)
        where = (name, parameter.name)
        if entry is None:
            rows.append(("parameters", *where, "missing", None, str(parameter)[:80]))
            continue
        default = parameter.default
        if repr(default) == "<factory>":
            default = value.__dataclass_fields__[parameter.name].default_factory()
        expected = probing.MISSING if default is inspect.Parameter.empty else default
        if expected is probing.MISSING and entry["default"] is None:
            verdict = "agrees"
        else:
            verdict = probing.compare_default(entry["default"], expected, module or value)
        if verdict == "agrees" and entry["kind"].upper() != parameter.kind.name:
            verdict = "wrong kind"
        if verdict == "agrees" and not same_type(entry["annotation"], parameter.annotation):
            verdict = "other type"
        rows.append(
            (
                "parameters",
                *where,
                verdict,
                (entry["kind"], entry["annotation"], entry["default"]),
                (parameter.kind.name, str(parameter.annotation), repr(default)),
            )
        )
    extra = shown.keys() - {parameter.name for parameter in parameters}
    rows.extend(("rows shown", name, each, "not there", each, None) for each in extra)
    return parameters


def same_type(ours: str | None, theirs: Any) -> bool:
    """Say whether a type is stated where one is stated, under the same words where these are kept.

    Objects of `typing` do not keep their words; of those only the last names are compared.
    """
    if theirs is inspect.Parameter.empty:
        return ours is None
    if ours is None:
        return False
    if isinstance(theirs, str):
        return words(ours) == words(theirs)
    return True


def words(source: str) -> str:
    return "".join(source.replace('"', "").replace("'", "").split())


def events_of(
    rows: list[Any], name: str, value: Any, page: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """Add a row for each event, with the payload that the type at run time says.

    Args:
        rows: Where to add.
        name: Public name of the component.
        value: The component.
        page: Its page.
        wanted: The events: name to the class of the payload, or None where that is not known.
    """
    shown = {event["name"]: event for event in page["events"]}
    for event, payload in wanted.items():
        entry = shown.get(event)
        if entry is None:
            rows.append(("events", name, event, "missing", None, str(payload)))
            continue
        ours = (entry["payload"] or {}).get("class")
        theirs = getattr(payload, "__name__", payload and str(payload).strip("'"))
        verdict = "agrees"
        if (ours or "").rpartition(".")[2] != (theirs or "").rpartition(".")[2]:
            verdict = "other payload"
        elif payload is not None and isinstance(payload, type):
            fields = getattr(payload, "__dataclass_fields__", None)
            said = {item["name"] for item in entry["payload"]["fields"]}
            if fields is not None and said != {each for each in fields if each[0] != "_"}:
                verdict = "other fields"
        rows.append(("events", name, event, verdict, ours, theirs))
    extra = shown.keys() - wanted.keys()
    rows.extend(("events", name, event, "not there", event, None) for event in extra)


def payload(annotation: Any) -> Any:
    """Return the class of the first argument of a function of some type; None if not known."""
    if annotation is None or isinstance(annotation, str):
        return None
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is not None and getattr(origin, "__name__", "") == "Callable":
        if arguments and isinstance(arguments[0], list) and arguments[0]:
            first = arguments[0][0]
            if isinstance(first, typing.ForwardRef):
                return first.__forward_arg__
            return typing.get_origin(first) or first
        return None
    for argument in arguments:
        inner = payload(argument)
        if inner is not None:
            return inner
    return None


def is_function(annotation: Any) -> bool:
    """Say whether a value of some type may be a function."""
    if getattr(typing.get_origin(annotation) or annotation, "__name__", "") == "Callable":
        return True
    return any(is_function(argument) for argument in typing.get_args(annotation))
