"""Where the names in annotations lead is where Python finds them, in the modules themselves."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest

import faceplate
from faceplate.public import Component

LIBRARIES = ["click", "faceplate_kit", "httpx", "jinja2", "rich"]

_MISSING = object()


def _scopes(component: Component) -> list[dict[str, Any]]:
    """The modules of a component and of its ancestors."""
    owner: Any = None
    parts = component.canonical_path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            owner = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        module = owner
        for part in parts[length:]:
            owner = getattr(owner, part)
        modules = [module.__name__, *(base.__module__ for base in getattr(owner, "__mro__", ()))]
        return [vars(importlib.import_module(name)) for name in dict.fromkeys(modules)]
    raise AssertionError(component.canonical_path)


def _value(name: str, scope: dict[str, Any]) -> object:
    first, *rest = name.split(".")
    value = scope.get(first, _MISSING)
    for part in rest:
        value = getattr(value, part, _MISSING)
    return value


def _reached(path: str) -> object:
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            value = getattr(value, part, _MISSING)
        return value
    return _MISSING


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_name_leads_to_what_it_is_at_run_time(library: str) -> None:
    compared = 0
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for component in faceplate.extract(library, python_version=version).components:
        scopes = _scopes(component)
        for name, path in component.annotated_names.items():
            values = [_value(name, scope) for scope in scopes]
            values = [value for value in values if value is not _MISSING]
            if not values:
                continue  # bound for type checkers only
            assert any(value is _reached(path) for value in values), (component.path, name, path)
            compared += 1
    assert compared > 10
