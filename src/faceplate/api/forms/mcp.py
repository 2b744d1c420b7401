"""The descriptor as a list of tools, as a server of the Model Context Protocol lists its own.

It is the result of `tools/list`: each endpoint with a name is a tool, whose input is an object with
a property for each parameter.
"""

from __future__ import annotations

from typing import Any

from faceplate.api.descriptor import Descriptor, Endpoint, Value
from faceplate.api.forms.docstring import parameter_texts
from faceplate.api.forms.info import exchanged
from faceplate.api.forms.names import unique
from faceplate.api.forms.schemas import Schema, Schemas, admitting
from faceplate.api.forms.text import call_name

_LONGEST = 64
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write(descriptor: Descriptor) -> str:
    """The descriptor as JSON of a tool list.

    Args:
        descriptor: What to write; endpoints without a name are left out.

    Returns:
        JSON, indented by two spaces, with a final line feed.
    """
    return exchanged(tools(descriptor))


def tools(descriptor: Descriptor) -> dict[str, Any]:
    """The descriptor as the result of `tools/list`.

    Args:
        descriptor: What to list; endpoints without a name are left out.
    """
    made: dict[str, dict[str, Any]] = {}
    for endpoint in descriptor.endpoints:
        if endpoint.name is None or endpoint.visibility == "private":
            continue
        name = unique(endpoint.name, made, _LONGEST)
        made[name] = {
            "name": name,
            "title": endpoint.name,
            "description": _description(endpoint),
            "inputSchema": _input(endpoint, descriptor),
        }
    return {"tools": list(made.values())}


def _description(endpoint: Endpoint) -> str:
    lines = [endpoint.description] if endpoint.description else []
    results = [f"{value.label} ({value.python_type})" for value in endpoint.returns]
    lines.append(f"Returns {', '.join(results) if results else 'nothing'}.")
    if endpoint.oauth_token:
        lines.append(f"It acts for the user, with a token of theirs ({endpoint.oauth_token}).")
    return "\n\n".join(lines)


def _input(endpoint: Endpoint, descriptor: Descriptor) -> Schema:
    schemas = Schemas("#/$defs/")
    properties: dict[str, Schema] = {}
    required = []
    texts = parameter_texts(endpoint)
    for place, value in enumerate(endpoint.parameters):
        name = unique(call_name(value), properties, _LONGEST)
        properties[name] = parameter_schema(value, schemas, texts.get(value.name or "", ""))
        if is_required(descriptor, endpoint, place):
            required.append(name)
    schema: Schema = {
        "$schema": _DIALECT,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if schemas.definitions:
        schema["$defs"] = schemas.definitions
    return schema


def is_required(descriptor: Descriptor, endpoint: Endpoint, place: int) -> bool:
    """Whether a call without a parameter fails for certain.

    Args:
        descriptor: The app.
        endpoint: The endpoint.
        place: Which of its parameters.

    Returns:
        Whether it is known to have no default. A library that says of no parameter whether it can
        be left out has none that can be.
    """
    value = endpoint.parameters[place]
    if descriptor.is_open(endpoint, f"parameters[{place}].parameter_has_default"):
        return False
    if not value.states_default:
        every = (other for one in descriptor.endpoints for other in one.parameters)
        return not any(other.states_default for other in every)
    return not value.has_default


def parameter_schema(value: Value, schemas: Schemas, text: str = "") -> Schema:
    """The schema of a parameter, with what a caller should know beside its type.

    Args:
        value: The parameter.
        schemas: The definitions of the document.
        text: What the docstring of the function says of it.
    """
    schema = schemas.of(value)
    # Of a script that was read, it may be known that there is a default, but not which.
    if value.states_value:
        schema = admitting(schema, value.default)
        schema["default"] = value.default
    schema["title"] = value.label
    told = (text, schema.get("description"), value.type_description)
    texts = [text for text in told if isinstance(text, str) and text]
    kind = f"A value of {value.component}" if value.component else "A value"
    schema["description"] = " ".join(dict.fromkeys([f"{kind}: {value.python_type}.", *texts]))
    return schema
