"""The descriptor: the API endpoints of an app, with what each takes.

It has the shape that clients of the protocol read. Private endpoints and those without a function
are left out, undocumented ones unless they are asked for.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from faceplate_kit.components.component import Component
from faceplate_kit.dependency import Dependency
from faceplate_kit.schema import python_type
from faceplate_kit.signatures import accepts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.blocks import Blocks

_RESERVED = {"api_name", "fn_index", "result_callbacks"}
"""Names that the methods of clients have parameters for."""
_SECTION = re.compile(r"^\s*(Args|Parameters|Arguments|Returns):", re.MULTILINE)


def of(app: Blocks, all_endpoints: bool) -> dict[str, Any]:
    """Give the descriptor of an app.

    Args:
        app: The app.
        all_endpoints: Whether undocumented endpoints are listed, too.
    """
    wanted = {"public", "undocumented"} if all_endpoints else {"public"}
    return {
        "named_endpoints": {
            f"/{one.api_name}": _endpoint(app, one)
            for one in app.dependencies
            if one.fn is not None and one.visibility in wanted
        },
        "unnamed_endpoints": {},
    }


def description(fn: Callable[..., Any] | None) -> str:
    """Give what the docstring of a function says before its first section, in one line."""
    return " ".join(_SECTION.split(inspect.getdoc(fn) or "")[0].split()) if fn else ""


def _endpoint(app: Blocks, dependency: Dependency) -> dict[str, Any]:
    return {
        "parameters": [
            _parameter(app, dependency, place, one)
            for place, one in enumerate(dependency.inputs)
            if isinstance(one, Component) and not one.skip_api
        ],
        "returns": [
            _value(one, "value")
            for one in dependency.outputs
            if isinstance(one, Component) and not one.skip_api
        ],
        "show_api": dependency.visibility == "public",
        "api_visibility": dependency.visibility,
        "description": description(dependency.source),
    }


def _value(component: Component, unlabelled: str) -> dict[str, Any]:
    schema = component.api_info()
    return {
        "label": component.label or f"{unlabelled}_{component.id}",
        "type": schema,
        "python_type": {
            "type": python_type(schema),
            "description": schema.get("description", ""),
        },
        "component": component.block_name.capitalize(),
    }


def _parameter(
    app: Blocks, dependency: Dependency, place: int, component: Component
) -> dict[str, Any]:
    taken = accepts(dependency.source) if dependency.source else None
    parameters = taken.inputs if taken and not dependency.inputs_as_dict else []
    stated = parameters[place] if place < len(parameters) else None
    value = _value(component, "parameter")
    has_default = component.value is not None or (stated is not None and stated.default is None)
    named = stated is not None and stated.name not in _RESERVED
    return {
        "label": value.pop("label"),
        "parameter_name": stated.name if stated is not None and named else f"param_{place}",
        "parameter_has_default": has_default,
        "parameter_default": component.sent(component.value, app.files),
        **value,
        "example_input": component.example_inputs(),
    }
