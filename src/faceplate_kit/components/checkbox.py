"""Yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from faceplate_kit.components.component import Component
from faceplate_kit.events import Events, Listens


class Checkbox(Component):
    """A box that a person ticks or leaves empty.

    Args:
        value: Whether it is ticked to begin with. If it can be called, it is called for that, and
            again whenever a page of the app is opened.
    """

    EVENTS = [Events.change, Events.input, Events.select]
    change: Listens
    input: Listens
    select: Listens

    def __init__(
        self,
        value: bool | Callable = False,
        *,
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

    def preprocess(self, payload: bool | None) -> bool | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: Whether the box is ticked.

        Returns:
            Whether the box is ticked.
        """
        return payload

    def postprocess(self, value: bool | None) -> bool | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: Whether the box is to be ticked.

        Returns:
            Whether the box is to be ticked.
        """
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return {"type": "boolean"}

    def example_inputs(self) -> bool:
        """Give a value that the component takes from the wire."""
        return True
