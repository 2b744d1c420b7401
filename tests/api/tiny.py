"""A small library whose apps can be launched and described; it shares no name with others."""

from __future__ import annotations

import json
from typing import Any

__version__ = "1.2.3"


def parameter(name: str, **more: Any) -> dict[str, Any]:
    return {
        "label": name.title(),
        "parameter_name": name,
        "parameter_has_default": False,
        "parameter_default": None,
        "type": {"type": "string"},
        "python_type": {"type": "str", "description": ""},
        "component": "Words",
        "example_input": "x",
        **more,
    }


class Panel:
    """What the library calls an app."""

    def __init__(self, *names: str, title: str = "", inner: list[Panel] | None = None) -> None:
        self.title = title
        self.endpoints = {
            f"/{name}": {"parameters": [parameter("word")], "returns": []} for name in names
        }
        self.blocks = {id(self): self, **{id(one): one for one in inner or []}}

    def get_api_info(self, all_endpoints: bool = False) -> dict[str, Any]:
        hidden = {"/hidden": {"parameters": [], "returns": [], "show_api": False}}
        named = {**self.endpoints, **(hidden if all_endpoints else {})}
        return {"named_endpoints": named, "unnamed_endpoints": {}}

    def launch(self, server_port: int | None = None, prevent_thread_lock: bool = False) -> str:
        raise AssertionError("the launch was not held back")

    def block_thread(self) -> None:
        raise AssertionError("the launch was not held back")


class Loud(Panel):
    """A subclass with a launch of its own, which ends in that of its base."""

    def launch(self, *arguments: Any, **options: Any) -> str:
        self.endpoints = {"/loud": self.endpoints.pop(next(iter(self.endpoints)))}
        return super().launch(*arguments, **options)


def dump(value: object) -> str:
    return json.dumps(value)
