"""Containers that say how what they hold is laid out."""

from __future__ import annotations

from typing import Literal

from faceplate_kit.block import Container


class Row(Container):
    """Lays out what it holds side by side.

    Args:
        variant: The look: "default" for none, "panel" for a tinted ground, "compact" for no gaps.
        visible: If False, the row and what it holds are not shown.
        elem_id: The id of the row in the HTML of the page, for style sheets.
        elem_classes: The classes of the row in the HTML of the page, for style sheets.
        render: If False, the row takes no place in the app until its `render()` is called.
        equal_height: If True, everything in the row is as high as the highest.

    Example:
        ```python
        with Blocks() as demo, Row():
            name = Textbox(label="Name")
            greet = Button("Greet")
        ```
    """

    def __init__(
        self,
        *,
        variant: Literal["default", "panel", "compact"] = "default",
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        equal_height: bool = True,
    ) -> None:
        self.variant = variant
        self.equal_height = equal_height
        super().__init__(visible=visible, elem_id=elem_id, elem_classes=elem_classes, render=render)


class Column(Container):
    """Lays out what it holds one below the other.

    Args:
        scale: How wide the column is beside others in a row, as a whole number.
        min_width: The least width in pixels; where there is less room, the column wraps.
        variant: The look: "default" for none, "panel" for a tinted ground, "compact" for no gaps.
        visible: If False, the column and what it holds are not shown.
        elem_id: The id of the column in the HTML of the page, for style sheets.
        elem_classes: The classes of the column in the HTML of the page, for style sheets.
        render: If False, the column takes no place in the app until its `render()` is called.
    """

    def __init__(
        self,
        *,
        scale: int = 1,
        min_width: int = 320,
        variant: Literal["default", "panel", "compact"] = "default",
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        self.scale = scale
        self.min_width = min_width
        self.variant = variant
        super().__init__(visible=visible, elem_id=elem_id, elem_classes=elem_classes, render=render)
