"""What all components have in common."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

from faceplate_kit import arguments, schema
from faceplate_kit.block import Block
from faceplate_kit.errors import Error, UseError
from faceplate_kit.events import Registration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.files import Files


class Component(Block):
    """A block that has a value; the base of all components.

    Args:
        value: The value to begin with. If it can be called, it is called for the value to begin
            with, and again whenever a page of the app is opened.
        label: What the component is called on the page and in the descriptor.
        info: A further line of text for the person who uses the component.
        every: If `value` can be called, the number of seconds after which it is called again and
            again, as long as the page is connected; otherwise of no effect. It needs the queue.
            The event is the attribute `load_event`, with which it can be cancelled.
        show_label: If False, the label is not shown on the page. None means True.
        container: If False, the component has no frame, and no label either.
        scale: How wide the component is beside others in a `Row`, as a whole number: one with
            2 is twice as wide as one with 1.
        min_width: The least width in pixels. Where there is less room, the component wraps; it
            comes before `scale`.
        interactive: Whether a person can change the value. None means what suits its use: not
            where it is only an output.
        visible: If False, the component is not shown.
        elem_id: The id of the component in the HTML of the page, for style sheets.
        elem_classes: The class or classes of the component in the HTML of the page, for style
            sheets.
        render: If False, the component takes no place in the app until its `render()` is called.
            Events can be given to it before.

    Attributes:
        value: The value to begin with, as JSON.
        load_event: The event that calls `value`, or None.
    """

    allow_string_shortcut: ClassVar[bool] = True
    stateful: ClassVar[bool] = False

    def __init__(
        self,
        value: Any = None,
        *,
        label: str | None = None,
        info: str | None = None,
        every: float | None = None,
        show_label: bool | None = None,
        container: bool = True,
        scale: int | None = None,
        min_width: int | None = None,
        interactive: bool | None = None,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        if every is not None and not every > 0:
            raise UseError(
                f"{type(self).__name__}: every is {every!r}: give a number of seconds above 0"
            )
        self.label = label
        self.info = info
        self.every = every
        self.show_label = container and show_label is not False
        self.container = container
        self.scale = scale
        self.min_width = min_width
        self.interactive = interactive
        self.load_fn: Callable[..., Any] | None = None
        self.load_shown = True
        self.load_event: Registration | None = None
        if callable(value):
            self.add_load_event(value)
        self.value = self.first_value(self.initial(value))
        super().__init__(visible=visible, elem_id=elem_id, elem_classes=elem_classes, render=render)

    @property
    def skip_api(self) -> bool:
        """Whether the descriptor leaves it out."""
        return False

    def add_load_event(self, fn: Callable[..., Any], *, show_api: bool = True) -> None:
        """Let a function set the component whenever a page of the app is opened.

        Args:
            fn: The function; it gets no inputs.
            show_api: Whether its endpoint is listed.
        """
        self.load_fn = fn
        self.load_shown = show_api
        self.load_event = Registration()

    def first_value(self, value: Any) -> Any:
        """Give the value to begin with, as the wire takes it.

        Args:
            value: The value that the author gives.

        Raises:
            UseError: If it is not what the schema of the component describes.
        """
        return self._described(self.postprocess(value))

    def preprocess(self, payload: Any) -> Any:
        """Make what a function gets of a value from the wire."""
        raise NotImplementedError

    def postprocess(self, value: Any) -> Any:
        """Make a value for the wire of what a function returns."""
        raise NotImplementedError

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        raise NotImplementedError

    def example_inputs(self) -> Any:
        """Give a value that the component takes from the wire, to show in documentation."""
        raise NotImplementedError

    def received(self, payload: Any, files: Files) -> Any:
        """Look at a value from the wire before `preprocess` gets it.

        Args:
            payload: The value.
            files: The files of the app.

        Raises:
            Error: If it is not what the schema of the component describes.
        """
        if self.skip_api:
            return payload
        if payload is None and arguments.allows_none(type(self).preprocess, "payload"):
            return None
        wrong = schema.mismatch(payload, self.api_info())
        if wrong is not None:
            raise Error(f"{self.label or self.block_name.capitalize()}: {wrong}.")
        return payload

    def sent(self, value: Any, files: Files) -> Any:
        """Look at what `postprocess` gave before it goes over the wire.

        Args:
            value: The value.
            files: The files of the app.

        Raises:
            UseError: If it is not what the schema of the component describes.
        """
        return self._described(value)

    def _described(self, value: Any) -> Any:
        wrong = None if value is None else schema.mismatch(value, self.api_info())
        if wrong is not None:
            raise UseError(f"{self.label or type(self).__name__}: {wrong}")
        return value

    @staticmethod
    def initial(value: Any) -> Any:
        """Give the value to begin with: what a function gives, unless only a call can wait.

        Args:
            value: The value that the author gives, or a function that gives it.
        """
        if not callable(value):
            return value
        waits = inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value)
        return None if waits or inspect.isgeneratorfunction(value) else value()
