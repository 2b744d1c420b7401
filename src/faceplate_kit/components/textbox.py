"""A field for text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from faceplate_kit.components.component import Component
from faceplate_kit.events import Events, Listens


class Textbox(Component):
    """A field where a person reads and writes text.

    Args:
        value: The text to begin with. If it can be called, it is called for the text, and again
            whenever a page of the app is opened.
        lines: How many lines the field shows at least. With more than one, Enter begins a new
            line, and Shift and Enter submit.
        max_lines: How many lines the field shows at most; longer text scrolls.
        placeholder: What stands in the empty field.
        autofocus: If True, the field has the focus when the page is opened.
        type: What is written: "text", "password" for what nobody may read, "email".
        show_copy_button: If True, a button copies the text.
    """

    EVENTS = [
        Events.change,
        Events.input,
        Events.select,
        Events.submit,
        Events.focus,
        Events.blur,
    ]
    change: Listens
    input: Listens
    select: Listens
    submit: Listens
    focus: Listens
    blur: Listens

    def __init__(
        self,
        value: str | Callable | None = "",
        *,
        lines: int = 1,
        max_lines: int = 20,
        placeholder: str | None = None,
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
        autofocus: bool = False,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        type: Literal["text", "password", "email"] = "text",
        show_copy_button: bool = False,
    ) -> None:
        self.lines = lines
        self.max_lines = max_lines
        self.placeholder = placeholder
        self.autofocus = autofocus
        self.type = type
        self.show_copy_button = show_copy_button
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

    def preprocess(self, payload: str | None) -> str | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The text in the field.

        Returns:
            The text in the field.
        """
        return payload

    def postprocess(self, value: str | None) -> str | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The text for the field; anything else is turned into text. None empties it.

        Returns:
            The text for the field.
        """
        return None if value is None else str(value)

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return {"type": "string"}

    def example_inputs(self) -> str:
        """Give a value that the component takes from the wire."""
        return "Hello"
