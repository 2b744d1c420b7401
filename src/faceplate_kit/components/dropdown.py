"""A list that opens, to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from faceplate_kit.components import choices as chosen
from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError
from faceplate_kit.events import Events, Listens


class Dropdown(Component):
    """A list that opens, from which a person chooses one value or several.

    Args:
        choices: What can be chosen: values, or tuples of a name for the page and a value.
        value: The value that is chosen to begin with; a list of values with `multiselect`. None
            for no choice. If it can be called, it is called for that, and again whenever a page of
            the app is opened.
        type: What a function gets: "value" for the value, "index" for its place in `choices`,
            from 0 on.
        multiselect: If True, several values can be chosen, and values are lists.
        allow_custom_value: If True, a person may write a value that is none of the choices.
        max_choices: How many values can be chosen with `multiselect`. None for any number.
    """

    EVENTS = [Events.change, Events.input, Events.select, Events.focus, Events.blur]
    change: Listens
    input: Listens
    select: Listens
    focus: Listens
    blur: Listens

    def __init__(
        self,
        choices: list[str | int | float | tuple[str, str | int | float]] | None = None,
        *,
        value: str | int | float | list[str | int | float] | Callable | None = None,
        type: Literal["value", "index"] = "value",
        multiselect: bool | None = None,
        allow_custom_value: bool = False,
        max_choices: int | None = None,
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
        if max_choices is not None and not multiselect:
            raise UseError("Dropdown: max_choices is of use with multiselect=True only")
        self.choices = chosen.pairs("Dropdown", choices)
        self.type = type
        self.multiselect = multiselect
        self.allow_custom_value = allow_custom_value
        self.max_choices = max_choices
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

    def preprocess(
        self, payload: str | int | float | list[str | int | float] | None
    ) -> str | int | float | list[str | int | float] | list[int | None] | None:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The value that is chosen, a list of values with `multiselect`, or None.

        Returns:
            The value, or with `type="index"` its place in `choices`; a list of them with
            `multiselect`. None if nothing is chosen.
        """
        if self.type == "value" or payload is None:
            return payload
        if isinstance(payload, list):
            return [chosen.index(self.choices, one) for one in payload]
        return chosen.index(self.choices, payload)

    def postprocess(
        self, value: str | int | float | list[str | int | float] | None
    ) -> str | int | float | list[str | int | float] | None:
        """Make a value for the wire of what a function returns.

        Args:
            value: The value to choose, a list of values with `multiselect`, or None for none.

        Returns:
            The value, in a list with `multiselect`.
        """
        if self.multiselect and value is not None and not isinstance(value, list):
            return [value]
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        one = {"type": "string"} if self.allow_custom_value else chosen.schema(self.choices)
        if not self.multiselect:
            return one
        several = {"type": "array", "items": one}
        return several if self.max_choices is None else {**several, "maxItems": self.max_choices}

    def example_inputs(self) -> Any:
        """Give a value that the component takes from the wire."""
        first = self.choices[0][1] if self.choices else None
        if self.multiselect:
            return [] if first is None else [first]
        return first
