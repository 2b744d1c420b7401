"""A field for a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError
from faceplate_kit.events import Events, Listens


class Number(Component):
    """A field where a person reads and writes a number.

    Args:
        value: The number to begin with, or None for an empty field. If it can be called, it is
            called for the number, and again whenever a page of the app is opened.
        precision: To how many decimals numbers are rounded on their way in and out. With 0 they
            are whole numbers; None leaves them as they are.
        minimum: The least number that is taken. None for no such limit.
        maximum: The greatest number that is taken. None for no such limit.
        step: By how much the arrows of the field change the number.
    """

    EVENTS = [Events.change, Events.input, Events.submit, Events.focus]
    change: Listens
    input: Listens
    submit: Listens
    focus: Listens

    def __init__(
        self,
        value: float | Callable | None = None,
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
        precision: int | None = None,
        minimum: float | None = None,
        maximum: float | None = None,
        step: float = 1,
    ) -> None:
        if minimum is not None and maximum is not None and minimum > maximum:
            raise UseError(f"Number: minimum {minimum} is more than maximum {maximum}")
        self.precision = precision
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
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

    def preprocess(self, payload: float | None) -> float | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The number in the field, or None if it is empty.

        Returns:
            The number, rounded to `precision`: an int with 0. None if the field is empty.
        """
        return self._rounded(payload)

    def postprocess(self, value: float | None) -> float | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The number for the field, or None to empty it.

        Returns:
            The number, rounded to `precision`.
        """
        return self._rounded(value)

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        schema: dict[str, Any] = {"type": "number"}
        if self.minimum is not None:
            schema["minimum"] = self.minimum
        if self.maximum is not None:
            schema["maximum"] = self.maximum
        return schema

    def example_inputs(self) -> float:
        """Give a value that the component takes from the wire."""
        for limit in (self.minimum, self.maximum):
            if limit is not None:
                return limit
        return 3

    def _rounded(self, number: float | None) -> float | None:
        if number is None or self.precision is None:
            return number
        return round(number, self.precision) if self.precision else round(number)
