"""The button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from faceplate_kit.components.component import Component
from faceplate_kit.events import Events, Listens


class Button(Component):
    """A button, whose click can run a function or open a link.

    Its value is the text on it, so a function can read and change that.

    Args:
        value: The text on the button. If it can be called, it is called for the text, and again
            whenever a page of the app is opened.
        every: If `value` can be called, the number of seconds after which it is called again and
            again, as long as the page is connected; otherwise of no effect. It needs the queue.
            The event is the attribute `load_event`, with which it can be cancelled.
        variant: What the button stands for: "primary" for the main thing to do, "secondary" for
            anything else, "stop" for what ends or deletes something.
        size: How large the button is: "sm" or "lg". None leaves it to the page.
        icon: The URL of a picture, or the path of one on this machine, that stands before the
            text. None for no picture.
        link: The URL that a click opens, after the events of the click. None for no link.
        visible: If False, the button is not shown.
        interactive: If False, the button cannot be clicked.
        elem_id: The id of the button in the HTML of the page, for style sheets.
        elem_classes: The class or classes of the button in the HTML of the page, for style sheets.
        render: If False, the button takes no place in the app until its `render()` is called.
            Events can be given to it before.
        scale: How wide the button is beside others in a `Row`, as a whole number: one with 2 is
            twice as wide as one with 1.
        min_width: The least width in pixels. Where there is less room, the button wraps; it comes
            before `scale`.

    Example:
        ```python
        with Blocks() as demo:
            name, greeting = Textbox(label="Name"), Textbox(label="Greeting")
            Button("Greet").click(lambda name: f"Hello, {name}", name, greeting)
        ```
    """

    EVENTS = [Events.click]
    click: Listens

    def __init__(
        self,
        value: str | Callable = "Run",
        *,
        every: float | None = None,
        variant: Literal["primary", "secondary", "stop"] = "secondary",
        size: Literal["sm", "lg"] | None = None,
        icon: str | None = None,
        link: str | None = None,
        visible: bool = True,
        interactive: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        scale: int | None = None,
        min_width: int | None = None,
    ) -> None:
        self.variant = variant
        self.size = size
        self.icon = icon
        self.link = link
        super().__init__(
            value,
            every=every,
            visible=visible,
            interactive=interactive,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
            scale=scale,
            min_width=min_width,
        )

    @property
    def skip_api(self) -> bool:
        """Whether the descriptor leaves it out: its text is no input for clients."""
        return True

    def preprocess(self, payload: str | None) -> str:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The text on the button; None from callers who do not see it.

        Returns:
            The text on the button.
        """
        return str(self.value) if payload is None else payload

    def postprocess(self, value: str) -> str:
        """Make a value for the wire of what a function returns.

        Args:
            value: The text for the button.

        Returns:
            The text for the button.
        """
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return {"type": "string"}

    def example_inputs(self) -> str:
        """Give a value that the component takes from the wire."""
        return "Run"
