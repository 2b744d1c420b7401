"""Knobs, whose docstrings refer to one another."""

import logging

logger = logging.getLogger("package.events")


class Knob:
    """A knob.

    `Knob.turn()` and `package.Knob.turn` turn it, `Knob.label` names it, and ``Knob.rotate``
    is not there. Neither are `package.Dial` and :class:`package.Knob.Part`.

    What happens is written to the logger `package.events`. `Knob.spin` was renamed.

    Knobs are described in `package.md` and by `Other.name`; see `some.where` as well.

    With `Knob.trun` it can be used to open a door.
    `Knob.wind` used to do so, as any `Knob.foo` may.

    .. |spin| replace:: ``Knob.spinn``

    ```python
    # `Knob.flip` stands in code.
    ```
    """

    def __init__(self) -> None:
        self.label = ""

    def turn(self) -> None:
        """Turn it."""
