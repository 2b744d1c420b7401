"""`faceplate.Client`: what the client of the app's own library says of an app, without that client.

It takes a running app as that client does, and also an app that does not run: its script, which is
run for it in a process of its own, or its object.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, overload

from faceplate.api.descriptor import Descriptor
from faceplate.api.forms import text
from faceplate.api.opening import Limits, open_app
from faceplate.api.remote import Access


class Client:
    """Lists the API endpoints of an app.

    Args:
        source: The address of a running app, the path of a script, perhaps with a variable after a
            colon (`app.py:demo`), the path of a descriptor saved as JSON, or an app's object. A
            script is run.
        token: Bearer token for a running app.
        auth: User name and password for a running app.
        allow_redirects: Other hosts that a running app may redirect to.
        allow_private: Whether such a redirect may lead to a private address.
        python: Interpreter that runs a script; None for the current one.
        timeout: How many seconds it may take; None for what suits the source.
        memory: How many megabytes of memory a script may take; None for the usual limit.

    Attributes:
        descriptor: What the app says.

    Raises:
        UsageError: If there is no descriptor to be had.
    """

    descriptor: Descriptor

    def __init__(
        self,
        source: object,
        *,
        token: str | None = None,
        auth: tuple[str, str] | None = None,
        allow_redirects: Iterable[str] = (),
        allow_private: bool = False,
        python: str | None = None,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> None:
        self.descriptor = open_app(
            source,
            live=True,
            access=Access(token, auth, tuple(allow_redirects), allow_private),
            limits=Limits(python, timeout, memory),
        )

    @overload
    def view_api(
        self,
        all_endpoints: bool | None = None,
        print_info: bool = True,
        return_format: None = None,
    ) -> None: ...

    @overload
    def view_api(
        self,
        all_endpoints: bool | None = None,
        print_info: bool = True,
        *,
        return_format: Literal["dict"],
    ) -> dict[str, Any]: ...

    @overload
    def view_api(
        self,
        all_endpoints: bool | None = None,
        print_info: bool = True,
        *,
        return_format: Literal["str"],
    ) -> str: ...

    def view_api(
        self,
        all_endpoints: bool | None = None,
        print_info: bool = True,
        return_format: Literal["dict", "str"] | None = None,
    ) -> dict[str, Any] | str | None:
        """Print the API endpoints of the app, as the library's own client does.

        Args:
            all_endpoints: Whether to list endpoints without a name: True, False, or None for only
                if there are none with a name.
            print_info: Whether to print.
            return_format: Whether to give back the text, or the dict of all endpoints.

        Returns:
            The text, the dict, or None.
        """
        shown = text.write(self.descriptor, all_endpoints=all_endpoints)
        if print_info:
            print(shown)
        if return_format == "str":
            return shown
        return self.descriptor.client_info() if return_format == "dict" else None
