"""The JSON Schema of pydantic's models, as `model_json_schema()` gives it.

Keys come in the order of the alphabet, but for those of `properties` and of defaults. Where a type,
an option of a field or a setting of a model is not in the tables here, the schema is unknown.
"""

from __future__ import annotations

import ast
import inspect
import re
from typing import TYPE_CHECKING, Any

from faceplate.script import models
from faceplate.script.hints import Hint
from faceplate.script.values import Class, External, Frame, Instance, Lost, Raised, RuntimeValue

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

Schema = dict[str, Any]

_PYTHON: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    bytes: {"format": "binary", "type": "string"},
    type(None): {"type": "null"},
    None: {"type": "null"},
    object: {},
}
_EXTERNAL: dict[str, Schema] = {
    "typing.Any": {},
    "typing_extensions.Any": {},
    "pathlib.Path": {"format": "path", "type": "string"},
    "uuid.UUID": {"format": "uuid", "type": "string"},
    "datetime.datetime": {"format": "date-time", "type": "string"},
    "datetime.date": {"format": "date", "type": "string"},
    "datetime.time": {"format": "time", "type": "string"},
    "datetime.timedelta": {"format": "duration", "type": "string"},
}
# A type of pydantic that is defined once and referred to, as a class is.
_JSON_VALUE = ("pydantic.JsonValue", "pydantic.types.JsonValue")
_SEQUENCES = (list, "Sequence", "Iterable", "MutableSequence", "Collection")
_MAPPINGS = (dict, "Mapping", "MutableMapping")
_SETS = (set, frozenset, "Set", "FrozenSet", "AbstractSet")
_WRAPPERS = ("NotRequired", "Required", "ReadOnly", "ClassVar", "Final")
_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_STATED = ("title", "description", "examples")
_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}
_WITHOUT_EFFECT = (
    "default",
    "default_factory",
    "repr",
    "init",
    "exclude",
    "frozen",
    "validate_default",
)
_SETTINGS_WITHOUT_EFFECT = (
    "arbitrary_types_allowed",
    "validate_assignment",
    "from_attributes",
    "frozen",
    "protected_namespaces",
    "populate_by_name",
)
# Methods with which a class says itself what its schema is.
_HOOKS = ("__get_pydantic_json_schema__", "__get_pydantic_core_schema__")
_DICT_SCHEMA = re.compile(r"    def (?:_common_)?dict_schema\b.*?(?=\n    def )", re.DOTALL)


class _Unknown(Exception):  # noqa: N818 - it is what a schema is then
    """A part of a schema that is not known."""


def of_model(m: Machine, kind: Class) -> Any:
    """What `model_json_schema()` gives of a class."""
    try:
        return _SchemaWriter(m).whole(kind)
    except (_Unknown, Raised, Lost):
        return m.unknown_of(dict)


class _SchemaWriter:
    """Writes one schema, and the definitions that it refers to."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.definitions: dict[str, Schema] = {}
        self.classes: dict[str, Class] = {}
        self.limits_keys = False

    def whole(self, kind: Class) -> Schema:
        """The schema of a model, with the definitions it refers to."""
        schema = self._reference(kind)
        name = kind.name
        if self.limits_keys and any(map(models.is_typed_dict, self.classes.values())):
            # Which of them the setting of a model reaches is not followed.
            raise _Unknown
        own = self.definitions[name]
        if not any(_refers(one, name) for one in self.definitions.values()):
            del self.definitions[name]
            schema = own
        if self.definitions:
            schema = {"$defs": dict(sorted(self.definitions.items())), **schema}
        return schema

    def _reference(self, kind: Class) -> Schema:
        if self.classes.setdefault(kind.name, kind) is not kind:
            raise _Unknown
        if kind.name not in self.definitions:
            self.definitions[kind.name] = {}  # for classes that hold each other
            self.definitions[kind.name] = _sorted(self._of_class(kind))
        return {"$ref": f"#/$defs/{kind.name}"}

    def _of_class(self, kind: Class) -> Schema:
        members = kind.names.get("_member_list_")
        if isinstance(members, list):
            values = [self._value(member.names.get("value")) for member in members]
            schema: Schema = {"enum": values, **_common_type(values)}
        elif models.is_root(kind):
            schema = self._of_root(kind)
        elif models.is_model(kind) or models.is_typed_dict(kind):
            schema = self._of_fields(kind)
        else:
            raise _Unknown
        if any(
            name in base.names for base in kind.mro if isinstance(base, Class) for name in _HOOKS
        ):
            raise _Unknown
        if _changes_types(kind):
            raise _Unknown
        schema.setdefault("title", kind.name)
        if kind.doc:
            schema.setdefault("description", inspect.cleandoc(kind.doc))
        self._configure(kind, schema)
        return schema

    def _configure(self, kind: Class, schema: Schema) -> None:
        for base in reversed(kind.mro):
            if not isinstance(base, Class):
                continue
            settings = base.names.get("model_config", {})
            older = base.names.get("Config")
            if isinstance(older, Class) and "model_config" not in base.names:
                settings = {k: v for k, v in older.names.items() if not k.startswith("__")}
            elif older is not None:
                raise _Unknown
            if not isinstance(settings, dict) or not self.m.settled(settings):
                raise _Unknown
            for name, value in settings.items():
                if name == "title" and isinstance(value, str):
                    schema["title"] = value
                elif name == "extra" and value in ("allow", "forbid", "ignore"):
                    self.limits_keys |= value != "ignore"
                    schema.pop("additionalProperties", None)
                    if value != "ignore":
                        schema["additionalProperties"] = value == "allow"
                elif name == "json_schema_extra" and isinstance(value, dict):
                    schema.update(value)
                elif name not in _SETTINGS_WITHOUT_EFFECT:
                    raise _Unknown

    def _of_root(self, kind: Class) -> Schema:
        field = models.fields(kind).get("root")
        if field is not None:
            note, default, frame = field
            return self._field("root", note, default, frame, titled=False)
        for base in kind.mro:
            for written in base.node.bases if isinstance(base, Class) and base.node else []:
                if isinstance(written, ast.Subscript) and base.frame is not None:
                    return self._of_note(written.slice, base.frame)
        raise _Unknown

    def _of_fields(self, kind: Class) -> Schema:
        properties: Schema = {}
        required = []
        for name, (note, default, frame) in models.fields(kind).items():
            properties[name] = self._field(name, note, default, frame, titled=True)
            if models.requires(kind, name):
                required.append(name)
        schema: Schema = {"properties": properties, "type": "object"}
        if required:
            schema["required"] = required
        return schema

    def _field(
        self, name: str, note: ast.expr, default: Any, frame: Frame, *, titled: bool
    ) -> Schema:
        hint = self._hint(note, frame)
        schema = dict(self._of(hint, frame))
        if titled and not _has_reference(hint):
            schema.setdefault("title", name.title().replace("_", " ").strip())
        if isinstance(default, models.ModelField):
            self._options(schema, default.keywords, hint)
            default = default.default
        if not models.missing(default):
            schema["default"] = self._value(default)
        if "$ref" in schema and len(schema) > 1 and "allOf" in self._source():
            raise _Unknown
        sorted_schema: Schema = _sorted(schema)
        return sorted_schema

    def _options(self, schema: Schema, options: dict[str, Any], hint: Any) -> None:
        for name, value in options.items():
            if name in _STATED:
                schema[name] = self._value(value)
            elif name in _BOUNDS and hint in (int, float):
                schema[_BOUNDS[name]] = self._value(value)
            elif name in ("min_length", "max_length") and hint is str:
                schema[f"{name[:3]}Length"] = self._value(value)
            elif name == "pattern" and hint is str:
                schema[name] = self._value(value)
            elif name not in _WITHOUT_EFFECT:
                raise _Unknown

    def _of_note(self, note: ast.expr, frame: Frame) -> Schema:
        return self._of(self._hint(note, frame), frame)

    def _hint(self, note: ast.expr, frame: Frame) -> Any:
        from faceplate.script import signatures

        # What stands beside a type there is not kept.
        if any(
            getattr(one, "id", getattr(one, "attr", "")) == "Annotated" for one in ast.walk(note)
        ):
            raise _Unknown
        return signatures.evaluated(self.m, note, frame)

    def _of(self, hint: Any, frame: Frame) -> Schema:
        if isinstance(hint, str):
            try:
                return self._of_note(ast.parse(hint, mode="eval").body, frame)
            except (SyntaxError, ValueError, RecursionError):
                raise _Unknown from None
        if isinstance(hint, Class):
            return self._reference(hint)
        if isinstance(hint, Hint):
            return self._of_form(hint, frame)
        if isinstance(hint, External):
            if hint.path in _JSON_VALUE:
                self.definitions["JsonValue"] = {}
                return {"$ref": "#/$defs/JsonValue"}
            if hint.path in _EXTERNAL:
                return _EXTERNAL[hint.path]
            bare = Hint(hint.path.rpartition(".")[2])
            return self._of_form(Hint(_BARE.get(bare.origin, bare.origin)), frame)
        if hint in (list, dict, set, frozenset, tuple):
            return self._of_form(Hint(hint), frame)
        if isinstance(hint, (type, type(None))) and hint in _PYTHON:
            return _PYTHON[hint]
        raise _Unknown

    def _of_form(self, hint: Hint, frame: Frame) -> Schema:
        origin, arguments = hint.origin, hint.arguments
        if origin == "Literal":
            values = [self._value(one) for one in arguments]
            only: Schema = {"const": values[0]} if len(values) == 1 else {"enum": values}
            return {**only, **_common_type(values)}
        if origin == "Union":
            return self._of_union(arguments, frame)
        if origin in _WRAPPERS and len(arguments) == 1:
            return self._of(arguments[0], frame)
        if origin is tuple:
            return self._of_tuple(arguments, frame)
        inner = [dict(self._of(one, frame)) for one in arguments]
        if origin in _SEQUENCES and len(inner) < 2:
            return {"items": inner[0] if inner else {}, "type": "array"}
        if origin in _SETS and len(inner) < 2:
            return {"items": inner[0] if inner else {}, "type": "array", "uniqueItems": True}
        if origin in _MAPPINGS and len(inner) in (0, 2):
            return self._of_mapping(inner)
        raise _Unknown

    def _of_tuple(self, arguments: tuple[Any, ...], frame: Frame) -> Schema:
        if not arguments:
            return {"items": {}, "type": "array"}
        if len(arguments) == 2 and arguments[1] is ...:
            return {"items": self._of(arguments[0], frame), "type": "array"}
        count = len(arguments)
        inner = [self._of(one, frame) for one in arguments]
        return {"maxItems": count, "minItems": count, "prefixItems": inner, "type": "array"}

    def _of_union(self, arguments: tuple[Any, ...], frame: Frame) -> Schema:
        members: list[Schema] = []
        others = [one for one in arguments if one not in (None, type(None))]
        for one in [*others, *([type(None)] if len(others) < len(arguments) else [])]:
            schema = self._of(one, frame)
            for member in schema["anyOf"] if list(schema) == ["anyOf"] else [schema]:
                if member not in members:
                    members.append(member)
        return members[0] if len(members) == 1 else {"anyOf": members}

    def _of_mapping(self, inner: list[Schema]) -> Schema:
        if inner and set(inner[0]) - {"type", "title"}:
            raise _Unknown
        schema: Schema = {"type": "object"}
        values = inner[1] if inner else {}
        values.pop("title", None)
        if values:
            return {"additionalProperties": values, **schema}
        # Whether values of any type are stated differs between releases of pydantic.
        own = _DICT_SCHEMA.findall(self._source())
        if not own:
            raise _Unknown
        if any("['additionalProperties'] = True" in text for text in own):
            return {"additionalProperties": True, **schema}
        return schema

    def _source(self) -> str:
        tree = self.m.modules.tree("pydantic")
        name = "pydantic/json_schema.py"
        if tree is None or name not in tree.files:
            return ""
        try:
            return tree.read(name).decode("utf-8", "replace")
        except ValueError:
            return ""

    def _value(self, value: Any) -> Any:
        value = models.dumped(self.m, value)
        if isinstance(value, Instance):
            value = value.names.get("value", value)  # of a member of an enumeration
        if isinstance(value, (RuntimeValue, Instance)) or not self.m.settled(value):
            raise _Unknown
        return _as_json(value)


_BARE: dict[str, Any] = {"List": list, "Dict": dict, "Tuple": tuple, "Set": set}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)) or (isinstance(value, (set, frozenset)) and len(value) < 2):
        return [_as_json(one) for one in value]
    if isinstance(value, (str, int, float, type(None))):
        return value
    raise _Unknown


def _common_type(values: list[Any]) -> Schema:
    kinds = {type(value) for value in values}
    name = _TYPES.get(kinds.pop()) if len(kinds) == 1 else None
    return {"type": name} if name is not None else {}


def _has_reference(hint: Any) -> bool:
    """Whether a field of a type goes without a title: a class has its own."""
    if isinstance(hint, Hint) and hint.origin in _WRAPPERS:
        return _has_reference(hint.arguments[0])
    if isinstance(hint, Hint) and hint.origin == "Union":
        others = [one for one in hint.arguments if one not in (None, type(None))]
        return len(others) == 1 and _has_reference(others[0])
    return isinstance(hint, Class) or getattr(hint, "path", None) in _JSON_VALUE


def _refers(value: Any, name: str) -> bool:
    if isinstance(value, dict):
        if value.get("$ref") == f"#/$defs/{name}":
            return True
        return any(_refers(one, name) for one in value.values())
    return isinstance(value, list) and any(_refers(one, name) for one in value)


def _sorted(schema: Any, parent: str = "") -> Any:
    """A schema with its keys in the order of the alphabet, but for those that name fields."""
    if isinstance(schema, list):
        return [_sorted(one, parent) for one in schema]
    if not isinstance(schema, dict):
        return schema
    keys = list(schema) if parent in ("properties", "default") else sorted(schema)
    return {key: _sorted(schema[key], key) for key in keys}


def _changes_types(kind: Class) -> bool:
    """Whether a class has a function in place of the check of a field's type."""
    for base in kind.mro:
        if not isinstance(base, Class) or base.node is None:
            continue
        for statement in base.node.body:
            for decorator in getattr(statement, "decorator_list", []):
                if any(
                    isinstance(one, ast.Constant) and one.value in ("plain", "wrap")
                    for one in ast.walk(decorator)
                ):
                    return True
    return False
