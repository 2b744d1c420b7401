"""The button to sign in with."""

from __future__ import annotations

from typing import Any, Literal

from faceplate_kit.components.button import Button
from faceplate_kit.errors import UseError
from faceplate_kit.request import Request
from faceplate_kit.updates import update


class LoginButton(Button):
    """A button that signs a person in, and out again.

    It opens the page where user name and password are asked for, which the `sign_in` function of
    the app looks at. Whoever is signed in sees `logout_value` on it, and a click signs them out.
    Functions learn who is signed in from a parameter annotated with `Request`.

    Args:
        value: The text on the button for a person who is not signed in.
        logout_value: The text on the button for a person who is signed in; `{}` in it stands for
            the user name.
        icon: The URL of a picture, or the path of one on this machine, that stands before the
            text. None for no picture.
        link: The URL that a click opens for a person who is not signed in.
        scale: How wide the button is beside others in a `Row`, as a whole number; 0 for only as
            wide as it must be.

    Example:
        ```python
        with Blocks(sign_in=lambda name, password: (name, password) == ("ada", "1815")) as demo:
            LoginButton()
        ```
    """

    is_template = True
    needs_sign_in = True

    def __init__(
        self,
        value: str = "Sign in",
        logout_value: str = "Sign out ({})",
        *,
        every: float | None = None,
        variant: Literal["primary", "secondary", "stop"] = "secondary",
        size: Literal["sm", "lg"] | None = None,
        icon: str | None = None,
        link: str | None = "/login",
        visible: bool = True,
        interactive: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
        scale: int | None = 0,
        min_width: int | None = None,
    ) -> None:
        try:
            logout_value.format("")
        except (IndexError, KeyError, ValueError, AttributeError):
            raise UseError(
                f"LoginButton: logout_value is {logout_value!r:.80}: give a text in which {{}} "
                "stands for the user name"
            ) from None
        self.logout_value = logout_value
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
        self.add_load_event(self.signed_in, show_api=False)

    def signed_in(self, request: Request | None) -> dict[str, Any]:
        """Give text and link for the person who has opened the page."""
        if request is None or request.username is None:
            return update(value=self.value, link=self.link)
        return update(value=self.logout_value.format(request.username), link="/logout")
