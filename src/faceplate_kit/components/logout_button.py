"""The button to sign out with."""

from __future__ import annotations

import warnings
from typing import Literal

from faceplate_kit.components.button import Button

_STACK = 3
"""Frames from the warning to the line that constructs a button."""


class LogoutButton(Button):
    """A button that signs a person out.

    A click opens its link, which ends the session that a `LoginButton` has begun.

    Deprecated:
        Use `LoginButton`, which signs people in and out.

    Args:
        value: The text on the button.
        every: Of no effect: it repeats a `value` that can be called, and the value of this button
            is a plain text.
        icon: The URL of a picture, or the path of one on this machine, that stands before the
            text. None for no picture.
        link: The URL that a click opens, after the events of the click. The one it begins with
            ends the session and leads back to the app. None for no link.
        scale: How wide the button is beside others in a `Row`, as a whole number: one with 2 is
            twice as wide as one with 1. With 0 it is only as wide as it must be.
    """

    is_template = True

    def __init__(
        self,
        value: str = "Logout",
        *,
        every: float | None = None,
        variant: Literal["primary", "secondary", "stop"] = "secondary",
        size: Literal["sm", "lg"] | None = None,
        icon: str | None = "https://huggingface.co/front/assets/huggingface_logo-noborder.svg",
        link: str | None = "/logout",
        visible: bool = True,
        interactive: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        scale: int | None = 0,
        min_width: int | None = None,
    ) -> None:
        warnings.warn(
            "LogoutButton is deprecated: use LoginButton, which signs people in and out",
            DeprecationWarning,
            stacklevel=_STACK,
        )
        super().__init__(
            value,
            every=every,
            variant=variant,
            size=size,
            icon=icon,
            link=link,
            visible=visible,
            interactive=interactive,
            elem_id=elem_id,
            elem_classes=elem_classes,
            render=render,
            scale=scale,
            min_width=min_width,
        )
