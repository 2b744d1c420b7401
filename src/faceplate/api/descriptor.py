"""The descriptor of an app: which endpoints clients may call, with what, and what they give back.

A library says this in a dict of its own, whose fields differ between releases. The structs here are
one view of all of them. Each keeps the dict it was read from, so that a descriptor can be written
back as the release wrote it, key for key, and what a newer release adds is not lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from faceplate.errors import UsageError, clean

NAMED, UNNAMED = "named_endpoints", "unnamed_endpoints"
# What the JSON form has beside these, where a script was read; no library has such keys.
COMPLETE, OPEN = "complete", "open"
DEFAULT = "parameter_default"

Visibility = Literal["public", "undocumented", "private"]
Info = dict[str, Any]

# What a library adds to a served endpoint for its own page; the descriptor itself does not have it.
_PAGE_ONLY = ("code_snippets",)
# How a library says who sees an endpoint, the newer spelling first. A client takes out the one that
# it goes by, and shows the rest.
_VISIBILITY = ("api_visibility", "show_api")
# The index of an endpoint without a name, and how much of a name a message shows.
_INDEX = re.compile(r"[0-9]{1,9}")
_LONGEST = 100
# More would push what comes first out of a terminal's window.
_LINES = 50


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A parameter or a return value of an endpoint.

    Attributes:
        label: What the app calls it.
        name: The name to pass a parameter by; None where the library states none.
        component: The component it belongs to, such as `Textbox`.
        python_type: The type in Python's words.
        type_description: What the library adds to the type; may be empty.
        json_type: JSON Schema of the value, as the library states it.
        states_default: Whether the library says at all if a parameter can be left out.
        has_default: Whether a parameter can be left out.
        default: What stands for a parameter that is left out.
        example: A value that fits; None where the library states none.
        raw: The dict it was read from.
    """

    label: str
    name: str | None = None
    component: str
    python_type: str
    type_description: str = ""
    json_type: Any = None
    states_default: bool = False
    has_default: bool = False
    default: Any = None
    example: Any = None
    raw: Info

    @property
    def states_value(self) -> bool:
        """Whether it is stated what stands for it, not only that it can be left out."""
        return self.has_default and DEFAULT in self.raw


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a client may call.

    Attributes:
        name: Its name with a slash in front; None where it has only an index.
        index: Its index where it has no name.
        parameters: What a call takes, in order.
        returns: What a call gives back, in order.
        visibility: Who sees it.
        description: What it does, in the words of the app; may be empty.
        oauth_token: Whether a call acts for the user, and with which token; None if it does not.
        docstring: That of the function behind it, where it is known; may be empty.
        raw: The dict it was read from.
    """

    name: str | None
    index: int | None = None
    parameters: list[Value]
    returns: list[Value]
    visibility: Visibility = "public"
    description: str = ""
    oauth_token: str | None = None
    docstring: str = ""
    raw: Info

    @property
    def key(self) -> str | int:
        """Its name, or its index where it has none."""
        return self.index or 0 if self.name is None else self.name


class Open(NamedTuple):
    """Something of an app that reading its script has left open.

    Attributes:
        endpoint: The endpoint; None for what may concern any.
        field: Which field of it, such as `parameters[0].type`; None for all of it.
        place: The script, and the line of it where that is known: `app.py:12`.
        reason: Why it is open.
    """

    endpoint: str | None
    field: str | None
    place: str
    reason: str

    def line(self) -> str:
        """Return what to say of it, in one line."""
        return clean(": ".join(filter(None, (self.place, self.endpoint, self.field, self.reason))))


def open_lines(left: Iterable[Open]) -> list[str]:
    """Return what to say of all that is open, a line for each value and each reason.

    Args:
        left: What is open.

    Returns:
        At most 50 lines, the last of which says how many more there are.
    """
    fields: dict[Open, list[str]] = {}
    for one in left:
        holder, dot, field = (one.field or "").rpartition(".")
        if not dot:
            holder, field = field, ""
        fields.setdefault(one._replace(field=holder or None), []).append(field)
    lines = [
        value._replace(
            reason=f"{', '.join(filter(None, names))}: {value.reason}".removeprefix(": ")
        ).line()
        for value, names in fields.items()
    ]
    if len(lines) > _LINES:
        rest = len(lines) - _LINES + 1
        lines[_LINES - 1 :] = [f"and {rest} more; --format json names all that is open"]
    return lines


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """All endpoints of an app.

    Attributes:
        endpoints: Those that the library lists, in its order.
        served: The same as its server hands them out, which may name files by other addresses.
        library: Import name of the library; None where it is not known.
        version: Version of the library; None where it is not known.
        title: Title of the app; may be empty.
        url: Where the app is served; None for an app that is not.
        api_prefix: What stands between that address and the paths of the interface; may be empty.
        protocol: How results reach a client, in the library's word; None where it is not known.
        file_function: The client's function that wraps a file.
        command: The program of the release that calls endpoints, with the word for it, such as
            `library predict`; empty where it has none, or that is not known.
        open: What reading a script has left open; None for an app that was asked itself.
    """

    endpoints: list[Endpoint]
    served: list[Endpoint]
    library: str | None = None
    version: str | None = None
    title: str = ""
    url: str | None = None
    api_prefix: str = ""
    protocol: str | None = None
    file_function: str = "handle_file"
    command: str = ""
    open: list[Open] | None = None

    def info(self) -> Info:
        """The descriptor as the dict of the release, as its `get_api_info()` gives it."""
        return _dict(self.endpoints)

    def is_open(self, endpoint: Endpoint, field: str) -> bool:
        """Whether a field of an endpoint is one that reading a script has left open.

        Args:
            endpoint: The endpoint.
            field: The field, such as `parameters[0].label`.
        """
        fields = (field, field.rpartition(".")[0])
        return any(one.endpoint == endpoint.name and one.field in fields for one in self.open or ())

    def openness(self) -> Info:
        """Whether the descriptor is complete, and what is open; empty for an app that was asked."""
        if self.open is None:
            return {}
        return {COMPLETE: not self.open, OPEN: [one._asdict() for one in self.open]}

    def client_info(self) -> Info:
        """The descriptor as the dict that the release's own client hands out."""
        return _dict(self.served, for_client=True)


def read_endpoints(
    info: object, place: str, docstrings: Mapping[str, str] | None = None
) -> list[Endpoint]:
    """Read the endpoints of a descriptor in the dict form of any release.

    Args:
        info: The dict, as it came from JSON.
        place: Where it came from, for the message of an error.
        docstrings: Those of the functions behind the endpoints, by their names.

    Returns:
        The endpoints, named ones first.

    Raises:
        UsageError: If it is not a descriptor.
    """
    if not isinstance(info, dict) or not isinstance(info.get(NAMED), dict):
        raise UsageError(clean(f"{place}: not a descriptor: it has no {NAMED!r}"))
    texts = docstrings or {}
    endpoints = [
        _endpoint(name, None, raw, place, texts.get(name, "")) for name, raw in info[NAMED].items()
    ]
    unnamed = info.get(UNNAMED)
    if isinstance(unnamed, dict):
        for index, raw in unnamed.items():
            if not _INDEX.fullmatch(str(index)):
                shown = str(index)[:_LONGEST]
                raise UsageError(clean(f"{place}: not a descriptor: {shown!r} is not an index"))
            endpoints.append(_endpoint(None, int(index), raw, place))
    return endpoints


def read_open(info: object) -> list[Open] | None:
    """Read what is open in a descriptor that was saved; None if it was not read from a script.

    Args:
        info: The dict, as it came from JSON.
    """
    left = info.get(OPEN) if isinstance(info, dict) else None
    if not isinstance(left, list):
        return None
    items = [item for item in left if isinstance(item, dict)]
    return [
        Open(
            item["endpoint"] if isinstance(item.get("endpoint"), str) else None,
            item["field"] if isinstance(item.get("field"), str) else None,
            str(item.get("place", "")),
            str(item.get("reason", "")),
        )
        for item in items
    ]


def _dict(endpoints: list[Endpoint], *, for_client: bool = False) -> Info:
    """The endpoints as a dict without the keys that it does not have."""
    made: Info = {NAMED: {}, UNNAMED: {}}
    for endpoint in endpoints:
        spelled = next((key for key in _VISIBILITY if key in endpoint.raw), None)
        dropped = (*_PAGE_ONLY, spelled) if for_client else _PAGE_ONLY
        raw = {key: value for key, value in endpoint.raw.items() if key not in dropped}
        if endpoint.name is None:
            made[UNNAMED][str(endpoint.index)] = raw
        else:
            made[NAMED][endpoint.name] = raw
    return made


def _endpoint(
    name: str | None, index: int | None, raw: object, place: str, docstring: str = ""
) -> Endpoint:
    shown = index if name is None else repr(name[:_LONGEST])
    spot = clean(f"{place}: endpoint {shown}")
    if not isinstance(raw, dict):
        raise UsageError(f"{spot} is not an object")
    oauth_token = raw.get("oauth_token")
    return Endpoint(
        name=name,
        index=index,
        parameters=_values(raw, "parameters", spot),
        returns=_values(raw, "returns", spot),
        visibility=_visibility(raw),
        description=str(raw.get("description") or ""),
        oauth_token=str(oauth_token) if oauth_token else None,
        docstring=docstring,
        raw=raw,
    )


def _visibility(raw: Info) -> Visibility:
    stated = raw.get("api_visibility")
    if stated in ("undocumented", "private"):
        return stated  # type: ignore[no-any-return]
    return "public" if raw.get("show_api", True) else "undocumented"


def _values(raw: Info, key: str, spot: str) -> list[Value]:
    values = raw.get(key)
    if not isinstance(values, list):
        raise UsageError(f"{spot}: {key!r} is not a list")
    return [_value(value, f"{spot}: {key}[{number}]") for number, value in enumerate(values)]


def _value(raw: object, spot: str) -> Value:
    if not isinstance(raw, dict):
        raise UsageError(f"{spot} is not an object")
    python_type = raw.get("python_type")
    if not isinstance(python_type, dict):
        raise UsageError(f"{spot}: 'python_type' is missing or is not an object")
    if "label" not in raw:
        raise UsageError(f"{spot}: 'label' is missing")
    name = raw.get("parameter_name")
    return Value(
        label=str(raw["label"]),
        name=str(name) if name else None,
        component=str(raw.get("component") or ""),
        python_type=str(python_type.get("type") or ""),
        type_description=str(python_type.get("description") or ""),
        json_type=raw.get("type"),
        states_default="parameter_has_default" in raw,
        has_default=bool(raw.get("parameter_has_default", False)),
        default=raw.get(DEFAULT),
        example=raw.get("example_input"),
        raw=raw,
    )
