"""JSON Schema, as far as the components use it: written as a Python type, and held against a value.

The schema of a component says what its endpoint takes and gives; the Python type is how clients
print it.
"""

from __future__ import annotations

from typing import Any

from faceplate_kit import protocol

FILE: dict[str, Any] = {
    "title": "FileData",
    "type": "object",
    "properties": {
        "path": {"type": "string"},
        "url": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "size": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None},
        "orig_name": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "mime_type": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "is_stream": {"type": "boolean", "default": False},
        "meta": {"type": "object", "properties": {}, "default": protocol.FILE_MARK},
    },
    "required": ["path"],
}
"""A file on the wire. Clients know a file by exactly these fields."""

ANYTHING: dict[str, Any] = {"type": {}, "description": "any json value"}
"""Any value; clients know it by the word `json`."""

_TYPES: dict[str, tuple[str, Any]] = {
    "string": ("str", str),
    "integer": ("int", int),
    "number": ("float", (int, float)),
    "boolean": ("bool", bool),
    "null": ("None", type(None)),
    "array": ("list", list),
    "object": ("dict", dict),
}


def python_type(schema: dict[str, Any]) -> str:
    """Write a schema as the Python type that clients print for it."""
    if "enum" in schema:
        return f"Literal[{', '.join(repr(str(one)) for one in schema['enum'])}]"
    if "anyOf" in schema:
        return " | ".join(python_type(one) for one in schema["anyOf"])
    if not schema.get("type"):
        return "str | float | bool | list | dict" if "description" in schema else "Any"
    if schema.get("properties", {}).keys() == FILE["properties"].keys():
        return "filepath"
    name = _TYPES[schema["type"]][0]
    return f"list[{python_type(schema['items'])}]" if "items" in schema else name


def mismatch(value: Any, schema: dict[str, Any]) -> str | None:
    """Say what is wrong with a value, or give None if it is what a schema describes."""
    if "enum" in schema:
        if any(type(value) is type(one) and value == one for one in schema["enum"]):
            return None
        return f"{value!r:.80} is not one of the choices"
    if "anyOf" in schema:
        wrong = [mismatch(value, one) for one in schema["anyOf"]]
        return None if None in wrong else wrong[0]
    if not schema.get("type"):
        return None
    name, kind = _TYPES[schema["type"]]
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        return f"{value!r:.80} is no {name}"
    if "minimum" in schema and value < schema["minimum"]:
        return f"{value!r} is less than {schema['minimum']}"
    if "maximum" in schema and value > schema["maximum"]:
        return f"{value!r} is more than {schema['maximum']}"
    if "maxItems" in schema and len(value) > schema["maxItems"]:
        return f"{len(value)} values are more than {schema['maxItems']}"
    inner = [(one, schema["items"]) for one in value] if "items" in schema else []
    for key, described in schema.get("properties", {}).items():
        if key in value:
            inner.append((value[key], described))
        elif key in schema.get("required", ()):
            return f"{key!r} is missing"
    return next((wrong for wrong in (mismatch(*one) for one in inner) if wrong), None)
