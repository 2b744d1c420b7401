"""Addresses of apps: their parts, and what of them may be shown."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from faceplate.errors import UsageError, clean

PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Who answers at an address.

    Attributes:
        scheme: `http` or `https`; what else stands there in other addresses.
        host: Name or number of the host, in small letters.
        port: The port, also where it is not stated; 0 where it is not known.
    """

    scheme: str
    host: str
    port: int


def is_url(source: str) -> bool:
    """Whether a source is the address of a running app.

    Args:
        source: What a user named.
    """
    return source.lower().startswith(("http://", "https://"))


def without_user(url: str) -> str:
    """Return an address without the user and the password that may stand in it.

    Args:
        url: Any text.
    """
    return re.sub(r"//[^/]*@", "//", url)


def origin(url: str) -> Origin:
    """Return who answers at an address.

    Args:
        url: The address.

    Raises:
        UsageError: If it is none.
    """
    try:
        parts = urlsplit(url)
        scheme = parts.scheme.lower()
        return Origin(
            scheme, (parts.hostname or "").rstrip("."), parts.port or PORTS.get(scheme, 0)
        )
    except ValueError:
        raise UsageError(f"{clean(without_user(url))} is not an address") from None


def base_and_user(url: str) -> tuple[str, tuple[str, str] | None]:
    """Return the address below which an app's routes are, and the user that stood in it.

    Args:
        url: Address of the app's page, such as `http://ada:1815@host/app?view=api`.

    Raises:
        UsageError: If it is no address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{clean(without_user(url))} is not an address: {error}") from None
    if not host:
        raise UsageError(f"{clean(without_user(url))} is not an address: it names no host")
    literal = f"[{host}]" if ":" in host else host
    place = literal if port is None else f"{literal}:{port}"
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    user = None
    if parts.username is not None:
        user = (unquote(parts.username), unquote(parts.password or ""))
    return urlunsplit((parts.scheme.lower(), place, path, "", "")), user
