"""Text written in Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from faceplate_kit.components.component import Component
from faceplate_kit.events import Events, Listens


class Markdown(Component):
    """Shows text that is written in Markdown.

    HTML in the text is made harmless before a page shows it.

    Args:
        value: The text. If it can be called, it is called for the text, and again whenever a page
            of the app is opened. What all its lines are indented by is taken away.
        line_breaks: If True, a line break in the text is one on the page, too.
    """

    EVENTS = [Events.change]
    change: Listens

    def __init__(
        self,
        value: str | Callable = "",
        *,
        label: str | None = None,
        every: float | None = None,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        line_breaks: bool = False,
    ) -> None:
        self.line_breaks = line_breaks
        super().__init__(
            value,
            label=label,
            every=every,
            visible=visible,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
        )

    def preprocess(self, payload: str | None) -> str | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The text, as Markdown.

        Returns:
            The text, as Markdown.
        """
        return payload

    def postprocess(self, value: str | None) -> str | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The text, as Markdown, or None for no text.

        Returns:
            The text without what all its lines are indented by.
        """
        return None if value is None else inspect.cleandoc(value)

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return {"type": "string"}

    def example_inputs(self) -> str:
        """Give a value that the component takes from the wire."""
        return "# Hello"
