"""What the arguments of a field call say: its default, its factory, its text, its constraints."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable

from faceplate.link.expressions import dotted_name, literal_string, source_of
from faceplate.link.fields.references import Application

_TEXTS = ("doc", "description", "help")
_CONSTRAINTS = (
    "gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "min_items", "max_items",
    "pattern", "regex", "max_digits", "decimal_places", "allow_inf_nan", "const",
)  # fmt: skip
# What stands for "no default": `dataclasses.MISSING`, `attr.NOTHING`, `msgspec.NODEFAULT`.
_NO_DEFAULT = {"MISSING", "NOTHING", "NODEFAULT", "PydanticUndefined", "Undefined", "UNDEFINED"}
# Positions of what `annotated_types` states by position, as in `Ge(0)` and `Len(1, 5)`.
_ANNOTATED = {
    "Gt": ("gt",), "Ge": ("ge",), "Lt": ("lt",), "Le": ("le",), "MultipleOf": ("multiple_of",),
    "MinLen": ("min_length",), "MaxLen": ("max_length",), "Len": ("min_length", "max_length"),
}  # fmt: skip


def is_missing(node: ast.expr | None) -> bool:
    """Say whether an argument stands for no default."""
    if node is None or (isinstance(node, ast.Constant) and node.value is ...):
        return True
    return (dotted_name(node) or "").rpartition(".")[2] in _NO_DEFAULT


def default_of(call: Application, *, first: bool = False) -> str | None:
    """Return the default that a field call states, a factory as the call that it makes.

    Args:
        call: The call.
        first: Whether its first argument is the default.
    """
    stated = call.keywords.get("default")
    if stated is None and first and call.arguments:
        stated = call.arguments[0]
    if not is_missing(stated):
        assert stated is not None
        return source_of(stated)
    factory = call.keywords.get("default_factory") or call.keywords.get("factory")
    return None if is_missing(factory) or _is_none(factory) else made_by(factory)


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def made_by(factory: ast.expr | None) -> str | None:
    """Return the call that a factory makes, as source."""
    if factory is None:
        return None
    if isinstance(factory, ast.Lambda) and not factory.args.args:
        return source_of(factory.body)
    called = source_of(factory)
    return f"({called})()" if isinstance(factory, ast.Lambda) else f"{called}()"


def flag(call: Application | None, name: str) -> bool | None:
    """Return an argument that is true or false; None where it is not stated literally."""
    stated = call.keywords.get(name) if call is not None else None
    if isinstance(stated, ast.Constant) and isinstance(stated.value, bool):
        return stated.value
    return None


def text_of(calls: Iterable[Application | None]) -> str:
    """Return the text that field calls state, as `doc=`, `description=` or in their metadata."""
    for call in calls:
        for name in _TEXTS:
            text = literal_string(call.keywords.get(name)) if call is not None else None
            if text:
                return inspect.cleandoc(text)
        for name in ("metadata", "json_schema_extra", "extra_json_schema"):
            text = _entry(call.keywords.get(name)) if call is not None else None
            if text:
                return inspect.cleandoc(text)
    return ""


def _entry(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Dict):
        stated = {
            literal_string(key): value
            for key, value in zip(node.keys, node.values, strict=True)
            if key
        }
    elif isinstance(node, ast.Call):
        stated = {argument.arg: argument.value for argument in node.keywords}
    else:
        return None
    return next((text for name in _TEXTS if (text := literal_string(stated.get(name)))), None)


def constraints_of(calls: Iterable[Application | None]) -> tuple[str, ...]:
    """Return what values a field takes, as its calls state it: `ge=0`, `pattern='a+'`."""
    constraints: dict[str, str] = {}
    for call in calls:
        if call is None:
            continue
        stated = dict(
            zip(_ANNOTATED.get(call.path.rpartition(".")[2], ()), call.arguments, strict=False)
        )
        for name, value in (stated | call.keywords).items():
            if name in _CONSTRAINTS and not _is_none(value):
                constraints.setdefault(name, source_of(value))
    return tuple(f"{name}={value}" for name, value in constraints.items())
