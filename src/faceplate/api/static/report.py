"""Writes down what is known of each endpoint, and says of the rest where it comes from."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from faceplate.api.descriptor import Open
from faceplate.errors import clean
from faceplate.script.attributes import docstring
from faceplate.script.models import dumped
from faceplate.script.operators import plain
from faceplate.script.signatures import function_of
from faceplate.script.values import PLAIN, Class, External, Instance, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_UNKNOWN = object()
_JSON = (type(None), bool, int, float, str)
# What says who may call an endpoint; without it there is no telling whether it is listed.
_ESSENTIAL = ("api_visibility", "show_api")
# What a descriptor has to state of a value; where it is open, what says nothing.
_NEEDED: dict[str, Any] = {
    "label": "",
    "type": {},
    "python_type": {"type": "Any", "description": ""},
}
_LATER = "known only when the app runs"


def plain_info(
    m: Machine, app: Instance, info: dict[str, Any], shown: str
) -> tuple[dict[str, Any], list[Open]]:
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
    left: list[Open] = []
    for name, raw in endpoints.items():
        if not isinstance(name, str):
            place = _place(shown, getattr(name, "line", 0))
            left.append(Open(None, "name", place, f"the name of an endpoint is {_LATER}"))
            continue
        report = _EndpointReport(m, name, shown, lines.get(name.removeprefix("/"), 0))
        endpoint = report.endpoint(raw)
        if endpoint is not None:
            made[name] = endpoint
        left += report.left
    for (name, _), _ in m.trials.tail(endpoints) or ():
        known = name if isinstance(name, str) else None
        line = getattr(name, "line", 0) if known is None else lines.get(known.removeprefix("/"), 0)
        what = "the name of an endpoint" if known is None else f"whether {known} is there"
        left.append(Open(known, "name", _place(shown, line), f"{what} is {_LATER}"))
    for name, line in dict.fromkeys(m.handed):
        reason = f"{clean(name)} goes into code that is not read; more endpoints may be there"
        left.append(Open(None, None, _place(shown, line), reason))
    if m.trials.tail(endpoints) is None:
        left.append(Open(None, None, shown, "more endpoints may be there when the app runs"))
    return made, left


def docstrings(app: Instance) -> dict[str, str]:
    """The docstrings of the functions behind the endpoints of an app, by the endpoints' names.

    Args:
        app: The app.
    """
    found: dict[str, str] = {}
    for listener in _listeners(app):
        name, function = _name(listener), function_of(listener.names.get("fn"))
        text = function is not None and docstring(function.node)
        if name is not None and text:
            found[f"/{name}"] = inspect.cleandoc(text)
    return found


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


class _EndpointReport:
    """What is known of one endpoint, and what is left open.

    Args:
        m: The reading.
        name: The endpoint.
        shown: The script, for what is said of it.
        line: The line of the script at which the endpoint was made; 0 where it is not known.
    """

    def __init__(self, m: Machine, name: str, shown: str, line: int) -> None:
        self.left: list[Open] = []
        self._m = m
        self._name = clean(name)
        self._shown = shown
        self._line = line

    def endpoint(self, raw: Any) -> dict[str, Any] | None:
        """The endpoint without what is not known; None if too little of it is."""
        made: dict[str, Any] = {}
        if not isinstance(raw, dict):
            return self._dropped("", raw)
        for key, value in raw.items():
            if key in ("parameters", "returns"):
                if not isinstance(value, list) or self._m.trials.is_open(value):
                    return self._dropped(key, value)
                if not all(isinstance(one, dict) for one in value):
                    return self._dropped(key, value)
                made[key] = [self._value(one, f"{key}[{place}]") for place, one in enumerate(value)]
                continue
            known = _known(self._m, value)
            if known is not _UNKNOWN:
                made[key] = known
            elif key in _ESSENTIAL:
                return self._dropped(key, value)
            else:
                self._leave(str(key), value)
        self._look_for_more(raw, "")
        if "parameters" not in made or "returns" not in made:
            return self._dropped("", raw)
        return made

    def _value(self, raw: dict[str, Any], place: str) -> dict[str, Any]:
        """A parameter or return value without what is not known."""
        made: dict[str, Any] = {}
        for key, value in raw.items():
            known = _known(self._m, value)
            if known is not _UNKNOWN:
                made[key] = known
                continue
            self._leave(f"{place}.{key}", value)
            if key in _NEEDED:
                made[key] = _NEEDED[key]
        self._look_for_more(raw, place)
        return made

    def _look_for_more(self, raw: dict[str, Any], place: str) -> None:
        if self._m.trials.is_open(raw):
            self._add(place or None, 0, "more fields may be there when the app runs")

    def _dropped(self, field: str, value: Any) -> dict[str, Any] | None:
        """Leave the endpoint out, and say which field of it decided that."""
        line, why = _reason(value)
        self.left = []
        self._add(field or None, line, f"left out, since this is {why}")
        return None

    def _leave(self, field: str, value: Any) -> None:
        line, why = _reason(value)
        self._add(field, line, why)

    def _add(self, field: str | None, line: int, reason: str) -> None:
        place = _place(self._shown, line or self._line)
        self.left.append(Open(self._name, field and clean(field), place, reason))


def _place(shown: str, line: int) -> str:
    return f"{shown}:{line}" if line else shown


def _reason(value: Any) -> tuple[int, str]:
    """The line of the script that something open comes from, 0 if it is not known, and why."""
    source = _source(value, 6)
    if isinstance(source, External):
        return source.line, f"{_LATER}: {clean(source.path)} is not read"
    if source is None:
        return 0, _LATER
    kind = source.kind
    return source.line, _LATER if kind is None else f"a value of type {kind.__name__}, {_LATER}"


def _source(value: Any, depth: int) -> RuntimeValue | None:
    """The first unknown value in a value."""
    if isinstance(value, RuntimeValue):
        return value
    if not depth or isinstance(value, PLAIN):
        return None
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, (list, tuple)):
        inner = value
    elif isinstance(value, Instance):
        inner = value.names.values()
    return next(filter(None, (_source(one, depth - 1) for one in inner)), None)


def _known(m: Machine, value: Any) -> Any:
    value = plain(dumped(m, value))
    return _json(value) if m.settled(value) else _UNKNOWN


def _json(value: Any) -> Any:
    """Plain data as JSON has it; what JSON does not have is not known."""
    if isinstance(value, dict):
        made: Any = {str(key): _json(one) for key, one in value.items()}
        return _UNKNOWN if any(one is _UNKNOWN for one in made.values()) else made
    if isinstance(value, (list, tuple)):
        made = [_json(one) for one in value]
        return _UNKNOWN if any(one is _UNKNOWN for one in made) else made
    return value if isinstance(value, _JSON) else _UNKNOWN
