"""Classes whose fields are passed by another name than the one they are kept under."""

from typing import ClassVar

import attr
import attrs
import pydantic


@attrs.define
class Box:
    """A box.

    Args:
        size: How wide it is.
        tint: What it is painted with.
    """

    _size: int
    paint: str = attrs.field(default="grey", alias="tint")
    count: "ClassVar[int]" = 0


@attr.s
class Lid:
    """A lid.

    Args:
        hinge: What it turns on.
    """

    _hinge = attr.ib(default=None)
    turns = attr.ib(init=False, default=0)


class Label(pydantic.BaseModel):
    """A label.

    Args:
        text: What it says.
        fontSize: How large it is.
    """

    text: str
    font_size: int = pydantic.Field(default=12, alias="fontSize")


def build() -> Box:
    """Build a box.

    ```python
    Box(size=3, tint="red")
    Lid(hinge="left")
    Label(text="fragile", fontSize=14)
    ```

    Returns:
        The box.
    """
    return Box(size=3)
