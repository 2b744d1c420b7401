"""Classes that only hold data: enumerations, data classes and the models of pydantic."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script.hints import Hint
from faceplate.script.values import (
    PLAIN,
    Class,
    External,
    Frame,
    Function,
    Instance,
    Lost,
    Namespace,
    Native,
    Raised,
    RuntimeValue,
    Wrapped,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_ENUMS = ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag")
_MISSING = object()


class ModelField:
    """What `field()` states of a field in the body of a class."""

    __slots__ = ("default", "factory", "keywords")

    def __init__(self, default: Any, factory: Any, keywords: dict[str, Any]) -> None:
        self.default = default
        self.factory = factory
        self.keywords = keywords


def is_model(kind: Any) -> bool:
    """Whether a class is a model of pydantic."""
    return _derives(kind, "pydantic", ("BaseModel", "RootModel"))


def is_root(kind: Any) -> bool:
    """Whether a class is a model of pydantic around one value."""
    return _derives(kind, "pydantic", ("RootModel",))


def is_typed_dict(kind: Any) -> bool:
    """Whether a class states the keys of a dict."""
    return _derives(kind, "typing", ("TypedDict",)) or _derives(
        kind, "typing_extensions", ("TypedDict",)
    )


def requires(kind: Class, name: str) -> bool:
    """Whether a field of a model, or a key of a typed dict, has to be given."""
    note, default, _ = fields(kind)[name]
    if not is_typed_dict(kind):
        return missing(default)
    marks = [getattr(one, "id", getattr(one, "attr", "")) for one in ast.walk(note)]
    if "NotRequired" in marks or "Required" in marks:
        return "Required" in marks
    for base in kind.mro:
        notes = base.names.get("__annotations__") if isinstance(base, Class) else None
        if isinstance(notes, dict) and name in notes:
            return not any(
                one.arg == "total" and getattr(one.value, "value", True) is False
                for one in (base.node.keywords if base.node is not None else [])
            )
    return True


def class_method(m: Machine, kind: Class, name: str) -> Any:
    """A method that pydantic gives the class of a model; None if it is not one known here."""
    if name != "model_json_schema":
        return None

    def schema(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        from faceplate.script import schemas

        return m.unknown_of(dict) if arguments or keywords else schemas.of_model(m, kind)

    return Native(name, schema)


def _derives(kind: Any, package: str, names: tuple[str, ...]) -> bool:
    return isinstance(kind, Class) and any(
        isinstance(base, External)
        and base.path.partition(".")[0] == package
        and base.path.rpartition(".")[2] in names
        for base in kind.mro
    )


def complete(m: Machine, kind: Class) -> None:
    """Do what the base of a class does once it is defined."""
    if not _derives(kind, "enum", _ENUMS):
        return
    members: list[Any] = []
    number = 0
    for name, value in list(kind.names.items()):
        if name.startswith("_") or not isinstance(value, (*PLAIN, tuple, RuntimeValue)):
            continue
        number += 1
        made = Instance(kind, m.line)
        made.names.update(name=name, value=value, _value_=value, _name_=name)
        made.payload = value if isinstance(value, (str, int)) and _mixed(kind) else None
        kind.names[name] = made
        members.append(made)
    if members:
        kind.names["_member_list_"] = members


def _mixed(kind: Class) -> bool:
    return any(base in (str, int) for base in kind.mro) or not _derives(kind, "enum", ("Enum",))


def construct(
    m: Machine, kind: Class, arguments: list[Any], keywords: dict[str, Any], loose: Any
) -> Any:
    """An object of a class that only holds data; None if it is of another kind."""
    from faceplate.script.attributes import in_class

    members = kind.names.get("_member_list_")
    if isinstance(members, list) and len(arguments) == 1:
        if isinstance(arguments[0], Instance) and arguments[0].cls is kind:
            return arguments[0]
        found = [m.equal(one.names["value"], arguments[0]) for one in members]
        if True in found and None not in found[: found.index(True)]:
            return members[found.index(True)]
        return m.unknown()
    if is_typed_dict(kind):
        made_dict: dict[str, Any] = {}
        m.call(m.get(made_dict, "update"), arguments, keywords)
        if loose:
            m.trials.open(made_dict)
        return made_dict
    if any(isinstance(base, External) and base.path == "typing.NamedTuple" for base in kind.mro):
        stated = fields(kind)
        given = {**dict(zip(stated, arguments, strict=False)), **keywords}
        row = Instance(kind, m.line)
        _fill(m, row, stated, given, loose)
        row.payload = tuple(row.names.values())
        return row
    if not is_model(kind) or isinstance(in_class(m, kind, "__init__"), Function):
        return None
    made = Instance(kind, m.line)
    if is_root(kind):
        value = arguments[0] if arguments else keywords.get("root", m.unknown())
        root = fields(kind).get("root")
        made.names["root"] = value if root is None else _validated(m, value, root)
        return made
    stated_fields = fields(kind)
    for name, value in keywords.items():
        if name in stated_fields:
            keywords = {**keywords, name: _validated(m, value, stated_fields[name])}
    _fill(m, made, stated_fields, keywords, loose)
    return made


def _validated(m: Machine, value: Any, field: tuple[ast.expr, Any, Frame]) -> Any:
    """What a model makes of a value for a field: of a dict, the model that the field is for."""
    inner = value if isinstance(value, (list, tuple)) else [value]
    if not any(type(one) in (dict, int) for one in inner):
        return value
    from faceplate.script.signatures import evaluated

    note, _, frame = field
    try:
        return _as_kind(m, value, evaluated(m, note, frame))
    except (Raised, Lost):
        return m.unknown(value)


def _as_kind(m: Machine, value: Any, kind: Any) -> Any:
    """A value of plain data as one of a type, where the type decides what becomes of it."""
    if isinstance(kind, Hint) and kind.origin == "Union":
        kind = _member(value, kind.arguments)
    if type(value) is dict and is_model(kind) and not m.trials.is_open(value):
        return m.call(kind, [], {name: one for name, one in value.items() if isinstance(name, str)})
    if type(value) in (list, tuple) and isinstance(kind, Hint) and kind.origin in (list, tuple):
        kinds = list(kind.arguments)
        if kind.origin is list or kinds[1:] == [...]:
            kinds = kinds[:1] * len(value)
        made = [_as_kind(m, one, other) for one, other in zip(value, kinds, strict=False)]
        return kind.origin(made) if len(made) == len(value) else m.unknown(value)
    return float(value) if type(value) is int and kind is float else value


def _member(value: Any, kinds: tuple[Any, ...]) -> Any:
    """The type of a union that a value is taken for; None where it stays as it is."""
    origins = [_origin(one) for one in kinds]
    if type(value) in origins:
        return kinds[origins.index(type(value))]
    if type(value) is int and float in kinds:
        return float
    models = [one for one in kinds if is_model(one)]
    return models[0] if type(value) is dict and len(models) == 1 else None


def _origin(kind: Any) -> Any:
    return kind.origin if isinstance(kind, Hint) else kind


def _fill(
    m: Machine, made: Instance, stated: dict[str, Any], keywords: dict[str, Any], loose: Any
) -> None:
    for name, (_, default, _) in stated.items():
        if name in keywords:
            made.names[name] = keywords[name]
        elif loose:
            made.names[name] = m.unknown()
        elif isinstance(default, ModelField):
            if default.factory is not None:
                made.names[name] = m.call(default.factory, [])
            elif default.default is not _MISSING:
                made.names[name] = default.default
            else:
                m.error(TypeError, f"{name} is missing")
        elif default is _MISSING:
            m.error(TypeError, f"{name} is missing")
        else:
            made.names[name] = default


def fields(kind: Class) -> dict[str, tuple[ast.expr, Any, Frame]]:
    """The fields of a class that holds data: annotation, default and frame, in order."""
    found: dict[str, tuple[ast.expr, Any, Frame]] = {}
    private = not is_typed_dict(kind)  # whether a name with an underscore is no field
    for base in reversed(kind.mro):
        notes = base.names.get("__annotations__") if isinstance(base, Class) else None
        if not isinstance(notes, dict) or base.frame is None:
            continue
        for name, note in notes.items():
            text = ast.dump(note)
            if "ClassVar" in text or (private and name.startswith("_")) or name == "model_config":
                continue
            found[name] = (note, base.names.get(name, _MISSING), base.frame)
    return found


def missing(default: Any) -> bool:
    """Whether a field has no default."""
    if isinstance(default, ModelField):
        return default.default is _MISSING and default.factory is None
    return default is _MISSING


def field(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `field()` gives."""
    default = arguments[0] if arguments else keywords.get("default", _MISSING)
    return ModelField(
        _MISSING if default is ... else default, keywords.get("default_factory"), keywords
    )


def dataclass(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What the decorator of a data class gives."""
    if arguments and isinstance(arguments[0], Class):
        return _as_dataclass(m, arguments[0])
    return Native("dataclass", lambda m, inner, _: _as_dataclass(m, inner[0]))


def _as_dataclass(m: Machine, kind: Any) -> Any:
    if not isinstance(kind, Class):
        return m.unknown(kind)
    # The class body is not over yet for a frame, so the fields are looked up at each call.
    kind.names["__dataclass_fields__"] = True

    def initialise(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> None:
        made, *values = arguments
        stated = fields(kind)
        given = {**dict(zip(stated, values, strict=False)), **keywords}
        m.trials.save(made.names)
        _fill(m, made, stated, given, False)
        hook = m.find(made, "__post_init__")
        if hook is not None:
            m.call(hook, [])

    kind.names.setdefault("__init__", Native("object.__init__", initialise))
    return kind


def is_dataclass(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `is_dataclass` gives."""
    value = arguments[0]
    if isinstance(value, RuntimeValue):
        return m.unknown()
    kind = value.cls if isinstance(value, Instance) else value
    return _is_dataclass(kind)


def compared(kind: Any) -> list[str] | None:
    """The fields by which objects of a class are compared; None if each is like none but itself."""
    return list(fields(kind)) if is_model(kind) or _is_dataclass(kind) else None


def _is_dataclass(kind: Any) -> bool:
    return isinstance(kind, Class) and any(
        isinstance(base, Class) and "__dataclass_fields__" in base.names for base in kind.mro
    )


def as_dict(m: Machine, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """What `asdict` gives."""
    value = arguments[0]
    if not isinstance(value, Instance) or not isinstance(value.cls, Class):
        return m.unknown(value)
    return {name: dumped(m, value.names.get(name)) for name in fields(value.cls)}


def dump(m: Machine, value: Instance, keywords: dict[str, Any]) -> Any:
    """What `model_dump()` gives."""
    return m.unknown() if keywords else dumped(m, value)


def dumped(m: Machine, value: Any, depth: int = 40) -> Any:
    """A value with the data that its models and data classes hold, instead of these."""
    if depth == 0:
        return m.unknown()
    if isinstance(value, Instance) and isinstance(value.cls, Class):
        if "root" in value.names and is_root(value.cls):
            return dumped(m, value.names["root"], depth - 1)
        if value.payload is not None:
            return value.payload
        if "value" in value.names and _derives(value.cls, "enum", _ENUMS):
            return value
        if not is_model(value.cls) and not _is_dataclass(value.cls):
            return m.unknown(value)
        return {
            name: dumped(m, value.names.get(name, m.unknown()), depth - 1)
            for name in fields(value.cls)
        }
    if isinstance(value, (list, dict)) and m.trials.is_open(value):
        return m.unknown()
    if isinstance(value, list):
        return [dumped(m, one, depth - 1) for one in value]
    if isinstance(value, tuple):
        return tuple(dumped(m, one, depth - 1) for one in value)
    if isinstance(value, dict):
        return {key: dumped(m, one, depth - 1) for key, one in value.items()}
    return value


__all__ = ["Namespace", "Wrapped", "complete", "construct", "dataclass", "dumped", "fields"]
