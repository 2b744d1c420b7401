"""A number between two others."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

from faceplate_kit.components.component import Component
from faceplate_kit.errors import UseError
from faceplate_kit.events import Events, Listens

_STEPS = 100
"""Into how many steps a slider is divided that says nothing of it, at least."""


class Slider(Component):
    """A handle with which a person picks a number between two others.

    Args:
        minimum: The least number.
        maximum: The greatest number.
        value: The number to begin with; None for `minimum`. If it can be called, it is called for
            the number, and again whenever a page of the app is opened.
        step: The distance between two numbers that can be picked. None for a round number that
            gives a hundred steps or more.
        randomize: If True, a number is drawn by lot whenever a page of the app is opened, and
            `value` has no effect.
    """

    EVENTS = [Events.change, Events.input, Events.release]
    change: Listens
    input: Listens
    release: Listens

    def __init__(
        self,
        minimum: float = 0,
        maximum: float = 100,
        value: float | Callable | None = None,
        *,
        step: float | None = None,
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
        randomize: bool = False,
    ) -> None:
        if minimum > maximum:
            raise UseError(f"Slider: minimum {minimum} is more than maximum {maximum}")
        if step is not None and not step > 0:
            raise UseError(f"Slider: step is {step}: give a number above 0, or None")
        self.minimum = minimum
        self.maximum = maximum
        self.step = _step(maximum - minimum) if step is None else step
        self.randomize = randomize
        super().__init__(
            self._drawn if randomize else value,
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

    def preprocess(self, payload: float) -> float:
        """Make what a function gets of a value from the wire.

        Args:
            payload: The number that is picked.

        Returns:
            The number that is picked.
        """
        return payload

    def postprocess(self, value: float | None) -> float:
        """Make a value for the wire of what a function returns.

        Args:
            value: The number to move the handle to, or None for `minimum`.

        Returns:
            The number to move the handle to.
        """
        return self.minimum if value is None else value

    def api_info(self) -> dict[str, Any]:
        """Give the JSON Schema of the value on the wire."""
        return {
            "type": "number",
            "minimum": self.minimum,
            "maximum": self.maximum,
            "description": f"a number from {self.minimum} to {self.maximum}",
        }

    def example_inputs(self) -> float:
        """Give a value that the component takes from the wire."""
        return self.minimum

    def _drawn(self) -> float:
        steps = random.randint(0, int((self.maximum - self.minimum) / self.step))
        return min(self.maximum, round(self.minimum + steps * self.step, 10))


def _step(width: float) -> float:
    if width <= 0:
        return 1
    power = math.floor(math.log10(width / _STEPS))
    return min(1.0, 10.0**power)
