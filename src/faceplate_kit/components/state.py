"""A value that a session keeps."""

from __future__ import annotations

import copy
from typing import Any

from faceplate_kit import schema
from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError


class State(Component):
    """Keeps a value for each session between two events; no page shows it.

    As an input it hands its value to a function, as an output it takes the value for the next
    time. The value never goes over the wire, so it may be any object.

    Args:
        value: What each session begins with: a copy of it. If it can be called, it is called for
            that when the app is made, and again whenever a page of the app is opened.
        render: If False, it takes no place in the app until its `render()` is called.
    """

    allow_string_shortcut = False
    stateful = True

    def __init__(self, value: Any = None, render: bool = True) -> None:
        super().__init__(value, render=render, visible=False)

    @property
    def skip_api(self) -> bool:
        """Whether the descriptor leaves it out: its value stays with the session."""
        return True

    def first_value(self, value: Any) -> Any:
        """Look whether each session can get a copy of a value.

        Args:
            value: The value that the author gives.

        Raises:
            UseError: If it cannot be copied.
        """
        try:
            return copy.deepcopy(value)
        except Exception as error:
            raise UseError(
                f"State: {type(value).__name__} cannot be copied for each session ({error}): give "
                "a value that copy.deepcopy takes"
            ) from None

    def properties(self) -> dict[str, Any]:
        """Give what the page needs to know of it: nothing of its value."""
        return {"name": self.block_name, "visible": False}

    def preprocess(self, payload: Any) -> Any:
        """Make what a function gets of the value.

        Args:
            payload: The value that the session keeps.

        Returns:
            The value that the session keeps.
        """
        return payload

    def postprocess(self, value: Any) -> Any:
        """Make what the session keeps of what a function returns.

        Args:
            value: The value to keep.

        Returns:
            The value to keep.
        """
        return value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value."""
        return schema.ANYTHING

    def example_inputs(self) -> None:
        """Give no example: callers cannot give a value."""
        return
