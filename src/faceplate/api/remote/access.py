"""How to reach an app, and what it may do with us."""

from __future__ import annotations

from typing import NamedTuple


class Access(NamedTuple):
    """How to reach an app, and what it may do with us.

    Attributes:
        token: Bearer token.
        user: User name and password.
        redirects: Other hosts that a server may lead to, such as `example.org` or `example.org:80`.
        private: Whether a server may lead to a private address.
    """

    token: str | None = None
    user: tuple[str, str] | None = None
    redirects: tuple[str, ...] = ()
    private: bool = False
