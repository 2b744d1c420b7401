"""Data, shown as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from faceplate_kit import schema
from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError
from faceplate_kit.events import Events, Listens


class JSON(Component):
    """Shows data that can be written as JSON.

    Args:
        value: The data to begin with: anything that can be written as JSON. A string that is JSON
            itself stands for the data in it. If it can be called, it is called for the data, and
            again whenever a page of the app is opened.
    """

    EVENTS = [Events.change]
    change: Listens

    def __init__(
        self,
        value: str | dict[str, Any] | list[Any] | Callable | None = None,
        *,
        label: str | None = None,
        every: float | None = None,
        show_label: bool | None = None,
        container: bool = True,
        scale: int | None = None,
        min_width: int = 160,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        super().__init__(
            value,
            label=label,
            every=every,
            show_label=show_label,
            container=container,
            scale=scale,
            min_width=min_width,
            visible=visible,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
        )

    def preprocess(self, payload: Any) -> Any:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The data.

        Returns:
            The data: dicts, lists, strings, numbers, truth values and None.
        """
        return payload

    def postprocess(self, value: Any) -> Any:
        """Make a value for the wire of what a function returns.

        Args:
            value: Data that can be written as JSON. A string that is JSON itself stands for the
                data in it.

        Returns:
            The data.
        """
        if isinstance(value, str):
            with suppress(ValueError):
                value = json.loads(value)
        try:
            return json.loads(json.dumps(value, allow_nan=False))
        except (TypeError, ValueError):
            raise UseError(
                f"JSON: {value!r:.80} cannot be written as JSON: give dicts with strings as keys, "
                "lists, strings, numbers, truth values and None"
            ) from None

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return schema.ANYTHING

    def example_inputs(self) -> dict[str, Any]:
        """Give a value that the component takes from the wire."""
        return {"name": "Ada", "year": 1815}
