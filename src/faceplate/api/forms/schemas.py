"""The types of a descriptor as JSON Schema 2020-12.

What a library calls the type of a value is near to JSON Schema, but may hold keywords of its own, a
type that is none, or definitions that only its own root knows. Here it becomes a schema that every
validator takes: keywords that are not in the standard, or not as it has them, are left out, which
can only make a schema allow more; and definitions move to where the document that holds the schema
keeps them.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from faceplate.api.descriptor import Value
from faceplate.api.forms.names import unique

Schema = dict[str, Any]

_TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}
_PYTHON: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "null": type(None),
    "number": (int, float),
    "object": dict,
    "string": str,
}
_TEXTS = {"title", "description", "format", "$comment", "contentEncoding", "contentMediaType"}
_FLAGS = {"uniqueItems", "deprecated", "readOnly", "writeOnly"}
_BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
_COUNTS = {
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
}
_SINGLE = {
    "items",
    "additionalProperties",
    "not",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
}
_LISTS = {"anyOf", "oneOf", "allOf", "prefixItems"}
_MAPS = {"properties", "dependentSchemas"}
_DEFINITIONS = ("$defs", "definitions")


def admitting(schema: Schema, value: Any) -> Schema:
    """A schema that a value satisfies as well, which its app takes whatever it is.

    Args:
        schema: A schema.
        value: A value, as JSON.

    Returns:
        The schema, if it has no doubt about the value; else one that has a place for it.
    """
    values = schema.get("enum")
    if isinstance(values, list) and value is not None:
        missing = not any(_is_same(one, value) for one in values)
        schema = {**schema, "enum": [*values, value]} if missing else schema
    items = schema.get("items")
    if isinstance(value, list) and isinstance(items, dict):
        for one in value:
            items = admitting(items, one)
        schema = {**schema, "items": items}
    kinds = schema.get("type")
    if value is None or (kinds is not None and not _is_of(kinds, value)):
        other = {"type": "null"} if value is None else {"const": value}
        return {"anyOf": [schema, other]}
    return schema


def _is_same(one: object, other: object) -> bool:
    """Whether two values are one in JSON, where true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _is_of(kinds: str | list[str], value: object) -> bool:
    """Whether a value is of a type, or of one of some types, of JSON Schema."""
    names = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):
        return "boolean" in names
    if isinstance(value, float) and value.is_integer() and "integer" in names:
        return True
    return any(isinstance(value, _PYTHON[name]) for name in names)


class Schemas:
    """The definitions of one document, and the schemas that refer to them.

    Args:
        place: What a reference to a definition starts with, such as `#/$defs/`.

    Attributes:
        definitions: Name to schema.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.definitions: dict[str, Schema] = {}
        self._known: dict[str, str] = {}

    def of(self, value: Value) -> Schema:
        """The schema of a parameter or a return value.

        Args:
            value: The parameter or return value.

        Returns:
            A schema; an empty one where the library states no type.
        """
        schema = _SchemaReading(self, value.json_type).schema(value.json_type)
        return schema if isinstance(schema, dict) else {}

    def define(self, name: str, schema: Schema, source: str) -> str:
        """Keep a definition, once for all that are the same.

        Args:
            name: What it is called where it comes from.
            schema: The definition.
            source: What makes it the same as another one.

        Returns:
            The reference to it.
        """
        if source not in self._known:
            made = unique(name, self.definitions, 64)
            self._known[source] = made
            self.definitions[made] = schema
        return self.place + self._known[source]


class _SchemaReading:
    """One type of a library, whose own definitions are known to it alone."""

    def __init__(self, schemas: Schemas, root: object) -> None:
        self.schemas = schemas
        self.own: dict[str, Any] = {}
        self.begun: dict[str, str] = {}
        if isinstance(root, dict):
            for key in _DEFINITIONS:
                if isinstance(root.get(key), dict):
                    self.own |= {f"#/{key}/{name}": raw for name, raw in root[key].items()}
        self.source = json.dumps(self.own, sort_keys=True, default=str)

    def schema(self, raw: object) -> Schema | bool:
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict):
            return {}
        schema: Schema = {}
        for key, value in raw.items():
            kept = self._keyword(key, value)
            if kept is not None:
                schema[key] = kept
        self._special(raw, schema)
        return schema

    def _keyword(self, key: str, value: Any) -> Any:
        """The value of a keyword; None if it is not as the standard has it."""
        if key in _TEXTS:
            return value if isinstance(value, str) else None
        if key in _FLAGS:
            return value if isinstance(value, bool) else None
        if key in _BOUNDS:
            return value if _number(value) else None
        if key in _COUNTS:
            return value if _number(value) and value >= 0 and value == int(value) else None
        if key in _SINGLE and isinstance(value, (dict, bool)):
            return self.schema(value)
        if key in _LISTS and isinstance(value, list) and value:
            return [self.schema(item) for item in value]
        if key in _MAPS and isinstance(value, dict):
            return {name: self.schema(item) for name, item in value.items()}
        if key in ("enum", "examples"):
            return value if isinstance(value, list) and value else None
        return None

    def _special(self, raw: Schema, schema: Schema) -> None:
        types = raw.get("type")
        known = [types] if isinstance(types, str) else types if isinstance(types, list) else []
        known = [name for name in dict.fromkeys(map(str, known)) if name in _TYPES]
        if known:
            schema["type"] = known[0] if len(known) == 1 else known
        values = schema.get("enum")
        if values and "type" in schema and not all(_is_of(schema["type"], one) for one in values):
            # Choices that are numbers are stated as texts; what is listed is what is taken.
            del schema["type"]
        if isinstance(raw.get("required"), list):
            schema["required"] = list(dict.fromkeys(map(str, raw["required"])))
        if _number(raw.get("multipleOf")) and raw["multipleOf"] > 0:
            schema["multipleOf"] = raw["multipleOf"]
        if isinstance(raw.get("items"), list) and raw["items"]:  # a tuple, in older drafts
            schema["prefixItems"] = [self.schema(item) for item in raw["items"]]
        for key in ("const", "default"):
            if key in raw:
                schema[key] = raw[key]
        if isinstance(raw.get("pattern"), str) and _compiles(raw["pattern"]):
            schema["pattern"] = raw["pattern"]
        if raw.get("$ref") in self.own:
            schema["$ref"] = self._reference(raw["$ref"])

    def _reference(self, reference: str) -> str:
        if reference not in self.begun:
            name = reference.rpartition("/")[2]
            definition: Schema = {}
            self.begun[reference] = self.schemas.define(
                name, definition, f"{reference} {self.source}"
            )
            made = self.schema(self.own[reference])
            definition.update(made if isinstance(made, dict) else {} if made else {"not": {}})
        return self.begun[reference]


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
