"""Writes down what is known of each endpoint, and says of the rest where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faceplate.script.models import dumped
from faceplate.script.operators import plain
from faceplate.script.values import Class, Instance, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_UNKNOWN = object()
# What says who may call an endpoint; without it there is no telling whether it is listed.
_ESSENTIAL = ("api_visibility", "show_api")
_NOTES = 20


def plain_info(
    m: Machine, app: Instance, info: dict[str, Any], shown: str
) -> tuple[dict[str, Any], list[str]]:
    """The endpoints that are known, as a descriptor has them.

    Args:
        m: The reading.
        app: The app.
        info: What the library's own way of describing the app gives, as far as it is known.
        shown: The script, for what is said of it.

    Returns:
        The endpoints by name, and what is known only when the app runs.
    """
    endpoints = info["named_endpoints"]
    lines = {_name(one): one.line for one in _listeners(app) if _name(one) is not None}
    made: dict[str, Any] = {}
    notes: list[str] = []
    fields = 0
    for name, raw in endpoints.items():
        line = lines.get(str(name).removeprefix("/"), 0)
        if not isinstance(name, str):
            line = getattr(name, "line", 0)
            notes.append(f"{shown}:{line}: the name of an endpoint is known only when the app runs")
            continue
        endpoint, count = _endpoint(m, raw)
        if endpoint is None:
            notes.append(f"{shown}:{line}: what {name} takes is known only when the app runs")
            continue
        made[name] = endpoint
        fields += count
    for (name, _), _ in m.journal.tail(endpoints) or ():
        line = lines.get(str(name).removeprefix("/"), 0) or getattr(name, "line", 0)
        what = f"whether {name} is there" if isinstance(name, str) else "the name of an endpoint"
        notes.append(f"{shown}:{line}: {what} is known only when the app runs")
    if m.journal.is_open(endpoints):
        notes.append(f"{shown}: more endpoints may be there when the app runs")
    if len(notes) > _NOTES:
        notes = [*notes[:_NOTES], f"{shown}: {len(notes) - _NOTES} more such endpoints"]
    if fields:
        what = "1 field is" if fields == 1 else f"{fields} fields are"
        notes.append(f"{shown}: {what} known only when the app runs, and left open")
    return made, notes


def _listeners(app: Instance) -> list[Instance]:
    """The objects of an app that stand for its endpoints."""
    found: list[Instance] = []
    for value in app.names.values():
        inner = list(value.names.values()) if isinstance(value, Instance) else [value]
        for one in inner:
            items = list(one.values()) if isinstance(one, dict) else one
            if isinstance(items, list):
                found += [
                    item
                    for item in items
                    if isinstance(item, Instance) and isinstance(item.cls, Class)
                ]
    return found


def _name(value: Instance) -> str | None:
    name = value.names.get("api_name")
    return name if isinstance(name, str) else None


def _endpoint(m: Machine, raw: Any) -> tuple[dict[str, Any] | None, int]:
    """An endpoint without what is not known, and how much that is."""
    if not isinstance(raw, dict):
        return None, 0
    made: dict[str, Any] = {}
    # It may have more fields, and these are left open, too.
    count = int(m.journal.is_open(raw))
    for key, value in raw.items():
        if key in ("parameters", "returns"):
            if not isinstance(value, list) or m.journal.is_open(value):
                return None, 0
            made[key] = []
            for one in value:
                if not isinstance(one, dict):
                    return None, 0
                stated, missing = _value(m, one)
                made[key].append(stated)
                count += missing
            continue
        known = _known(m, value)
        if known is _UNKNOWN:
            if key in _ESSENTIAL:
                return None, 0
            count += 1
        else:
            made[key] = known
    if "parameters" not in made or "returns" not in made:
        return None, 0
    return made, count


def _value(m: Machine, raw: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """A parameter or return value without what is not known.

    The type has to stand there, and so says nothing where it is unknown.
    """
    made: dict[str, Any] = {}
    count = int(m.journal.is_open(raw))
    for key, value in raw.items():
        known = _known(m, value)
        if known is not _UNKNOWN:
            made[key] = known
            continue
        count += 1
        if key == "label":
            made[key] = ""
        elif key == "type":
            made[key] = {}
        elif key == "python_type":
            made[key] = {"type": "Any", "description": ""}
    return made, count


def _known(m: Machine, value: Any) -> Any:
    value = plain(dumped(m, value))
    return _json(value) if m.settled(value) else _UNKNOWN


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(one) for one in value]
    return value


__all__ = ["RuntimeValue", "plain_info"]
