"""Where a caller reaches the app, and what the app leaves with the caller.

The address is the name and port that the request came to, which the gate has looked at.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from faceplate_kit import protocol


def root(request: Request) -> str:
    """Give the URL of the app's page, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def base(request: Request) -> str:
    """Give what the URLs of the protocol's routes begin with."""
    return f"{root(request)}{protocol.PREFIX}"


def cookie(request: Request, purpose: str) -> str:
    """Give the name of a cookie of the app, which shares its host with apps on other ports."""
    return f"faceplate-{purpose}-{request.url.port or request.url.scheme}"


def set_cookie(
    request: Request, response: Response, purpose: str, value: str, seconds: float
) -> None:
    """Set a cookie that no script can read and that no other site can have sent.

    Args:
        request: What is answered.
        response: The answer.
        purpose: What the cookie is for.
        value: Its value.
        seconds: How long it lasts; 0 deletes it.
    """
    response.set_cookie(
        cookie(request, purpose),
        value,
        max_age=int(seconds),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def local(target: str) -> str | None:
    """Give a target of a redirect if it stays in the app, or None.

    Args:
        target: What a link or a form names.
    """
    odd = "\\" in target or any(ord(one) < 0x20 for one in target)
    if odd or not target.startswith("/") or target.startswith("//"):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
