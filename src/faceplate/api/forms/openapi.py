"""The descriptor as an OpenAPI 3.1 document of the routes that its server really has.

There are two ways of calling. Servers that name the parameters of an endpoint, or say who sees it,
take two requests: one puts a call into the queue and gives back its number, the other listens to
what comes of it as server-sent events. Older ones take one request, which answers with the result.

The document says what these routes do and no more. A list of values that an endpoint is not made
for is not refused when it comes; its call fails. So the list that fits is described first, and any
other list beside it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from faceplate.api.descriptor import Descriptor, Endpoint, Value
from faceplate.api.forms.info import exchanged
from faceplate.api.forms.mcp import parameter_schema
from faceplate.api.forms.names import unique
from faceplate.api.forms.schemas import Schema, Schemas

_LONGEST = 64
_JSON = "application/json"
_EVENTS = "text/event-stream"
_BY_INDEX = "/run/predict"
_EVENT: Schema = {
    "type": "object",
    "properties": {
        "event": {"enum": ["generating", "heartbeat", "complete", "error"]},
        "data": {
            "type": "string",
            "description": "The values, or what went wrong, or null.",
            "contentMediaType": _JSON,
            "contentSchema": {"type": ["array", "object", "string", "null"]},
        },
    },
    "required": ["event", "data"],
}


def write(descriptor: Descriptor) -> str:
    """The descriptor as JSON of an OpenAPI document.

    Args:
        descriptor: What to write.

    Returns:
        JSON, indented by two spaces, with a final line feed.
    """
    return exchanged(document(descriptor))


def document(descriptor: Descriptor) -> dict[str, Any]:
    """The descriptor as an OpenAPI document.

    Args:
        descriptor: What to describe.
    """
    schemas = Schemas("#/components/schemas/")
    queued = any(_is_queued(endpoint) for endpoint in descriptor.endpoints)
    paths: dict[str, Any] = {}
    taken: set[str] = set()
    for endpoint in descriptor.endpoints:
        if endpoint.visibility == "private":
            continue
        if endpoint.name is None:
            _add_by_index(paths, endpoint, schemas, taken)
            continue
        name = quote(endpoint.name, safe="/-_.~", errors="replace")
        identifier = unique(endpoint.name, taken, _LONGEST)
        taken.add(identifier)
        if queued:
            listen = unique(f"{identifier}.listen", taken, _LONGEST)
            taken.add(listen)
            paths[f"/call{name}"] = {"post": _start(endpoint, identifier, listen, schemas)}
            paths[f"/call{name}/{{call}}"] = {"get": _listen(endpoint, identifier, listen, schemas)}
        else:
            paths[f"/run{name}"] = {"post": _run(endpoint, identifier, schemas)}
    made: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": descriptor.title or "API", "version": descriptor.version or "unknown"},
        "paths": paths,
    }
    if descriptor.url:
        made["servers"] = [{"url": descriptor.url.rstrip("/") + descriptor.api_prefix}]
    if schemas.definitions:
        made["components"] = {"schemas": schemas.definitions}
    return made


def _is_queued(endpoint: Endpoint) -> bool:
    stated = {"show_api", "api_visibility"} & endpoint.raw.keys()
    return bool(stated) or any(value.name for value in endpoint.parameters)


def _start(endpoint: Endpoint, identifier: str, listen: str, schemas: Schemas) -> Schema:
    return {
        **_told(endpoint, identifier),
        "requestBody": _body([_call(endpoint, schemas)]),
        "responses": {
            "200": {
                "description": "The call is in the queue.",
                "content": {
                    _JSON: {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "event_id": {
                                    "type": "string",
                                    "description": "What to listen to; it can be done once.",
                                }
                            },
                            "required": ["event_id"],
                        }
                    }
                },
                "links": {
                    "listen": {
                        "operationId": listen,
                        "parameters": {"call": "$response.body#/event_id"},
                        "description": "What comes of the call.",
                    }
                },
            },
            **_refusals(),
        },
    }


def _listen(endpoint: Endpoint, identifier: str, listen: str, schemas: Schemas) -> Schema:
    returns = _returns(endpoint, identifier, schemas)
    return {
        "operationId": listen,
        "summary": f"Listen to a call of {endpoint.name}",
        "parameters": [
            {
                "name": "call",
                "in": "path",
                "required": True,
                "description": "The `event_id` that starting the call gave; it can be used once.",
                "schema": {"type": "string", "minLength": 1},
            }
        ],
        "responses": {
            "200": {
                "description": (
                    "Server-sent events: `generating` with each value of a call that gives "
                    "several, `heartbeat` now and then, and at the end `complete` or `error`. "
                    f"Values that the descriptor lists have the types in `{returns}`; the server "
                    "may send others between them, of components that are left out there."
                ),
                "content": {_EVENTS: {"schema": _EVENT}},
            },
            **_refusals(),
        },
    }


def _returns(endpoint: Endpoint, identifier: str, schemas: Schemas) -> str:
    """Define what an endpoint returns as far as the descriptor lists it; give a reference."""
    returned = _list([_titled(value, schemas) for value in endpoint.returns])
    returned["description"] = f"What {endpoint.name} returns, as far as its descriptor lists it."
    return schemas.define(f"{identifier}-returns", returned, f"returns {identifier}")


def _titled(value: Value, schemas: Schemas) -> Schema:
    return {**schemas.of(value), "title": value.label}


def _run(endpoint: Endpoint, identifier: str, schemas: Schemas) -> Schema:
    return {
        **_told(endpoint, identifier),
        "requestBody": _body([_call(endpoint, schemas)]),
        "responses": _results(_returns(endpoint, identifier, schemas)),
    }


def _add_by_index(
    paths: dict[str, Any], endpoint: Endpoint, schemas: Schemas, taken: set[str]
) -> None:
    """Add an endpoint that has only an index; all of them share one route."""
    body = _call(endpoint, schemas)
    body["properties"]["fn_index"] = {"const": endpoint.index}
    body["required"].append("fn_index")
    path = paths.setdefault(_BY_INDEX, {})
    if "post" not in path:
        identifier = unique("call_by_index", taken, _LONGEST)
        taken.add(identifier)
        path["post"] = {
            "operationId": identifier,
            "summary": "Call an endpoint by its index",
            "requestBody": _body([]),
            "responses": _results(None),
        }
    path["post"]["requestBody"]["content"][_JSON]["schema"]["anyOf"].append(body)


def _told(endpoint: Endpoint, identifier: str) -> Schema:
    told: Schema = {"operationId": identifier, "summary": f"Call {endpoint.name}"}
    lines = [endpoint.description] if endpoint.description else []
    if endpoint.visibility == "undocumented":
        lines.append("The app does not list this endpoint.")
    if endpoint.oauth_token:
        lines.append(f"It acts for the user, with a token of theirs ({endpoint.oauth_token}).")
    if lines:
        told["description"] = "\n\n".join(lines)
    return told


def _call(endpoint: Endpoint, schemas: Schemas) -> Schema:
    fitting = _list([parameter_schema(value, schemas) for value in endpoint.parameters])
    fitting["description"] = "The values of the parameters, in order."
    other = {"type": "array", "description": "Any other list is taken, too; its call fails."}
    return {
        "type": "object",
        "properties": {"data": {"anyOf": [fitting, other]}},
        "required": ["data"],
    }


def _body(alternatives: list[Schema]) -> Schema:
    schema = alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}
    return {"required": True, "content": {_JSON: {"schema": schema}}}


def _results(returns: str | None) -> Schema:
    told = "The call has ended."
    if returns is not None:
        told += (
            f" Values that the descriptor lists have the types in `{returns}`; the server may send "
            "others between them, of components that are left out there."
        )
    ended = {
        "type": "object",
        "properties": {"data": {"type": "array"}},
        "required": ["data"],
    }
    return {
        "200": {"description": told, "content": {_JSON: {"schema": ended}}},
        "500": {"description": "The call has failed.", "content": {_JSON: {"schema": {}}}},
        **_refusals(),
    }


def _refusals() -> Schema:
    return {
        "4XX": {"description": "The request is refused.", "content": {_JSON: {"schema": {}}}},
        "503": {
            "description": "The server takes no more calls for now.",
            "content": {_JSON: {"schema": {}}},
        },
    }


def _list(items: list[Schema]) -> Schema:
    schema: Schema = {"type": "array", "minItems": len(items), "maxItems": len(items)}
    if items:
        schema["prefixItems"] = items
    return schema
