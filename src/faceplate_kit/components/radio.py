"""A few choices, all of them in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from faceplate_kit.components import choices as chosen
from faceplate_kit.components.component import Component
from faceplate_kit.events import Events, Listens


class Radio(Component):
    """A few choices side by side, of which a person picks one.

    Args:
        choices: What can be picked: values, or tuples of a name for the page and a value.
        value: The value that is picked to begin with, or None for none. If it can be called, it
            is called for that, and again whenever a page of the app is opened.
        type: What a function gets: "value" for the value, "index" for its place in `choices`,
            from 0 on.
    """

    EVENTS = [Events.select, Events.change, Events.input]
    select: Listens
    change: Listens
    input: Listens

    def __init__(
        self,
        choices: list[str | int | float | tuple[str, str | int | float]] | None = None,
        *,
        value: str | int | float | Callable | None = None,
        type: Literal["value", "index"] = "value",
        label: str | None = None,
        info: str | None = None,
        every: float | None = None,
        show_label: bool | None = None,
        container: bool = True,
        scale: int | None = None,
        min_width: int = 160,
        interactive: bool | None = None,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        self.choices = chosen.pairs("Radio", choices)
        self.type = type
        super().__init__(
            value,
            label=label,
            info=info,
            every=every,
            show_label=show_label,
            container=container,
            scale=scale,
            min_width=min_width,
            interactive=interactive,
            visible=visible,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
        )

    def preprocess(self, payload: str | int | float | None) -> str | int | float | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The value that is picked, or None.

        Returns:
            The value, or with `type="index"` its place in `choices`. None if nothing is picked.
        """
        return payload if self.type == "value" else chosen.index(self.choices, payload)

    def postprocess(self, value: str | int | float | None) -> str | int | float | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The value to pick, or None for none.

        Returns:
            The value to pick.
        """
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return chosen.schema(self.choices)

    def example_inputs(self) -> Any:
        """Give a value that the component takes from the wire."""
        return self.choices[0][1] if self.choices else None
