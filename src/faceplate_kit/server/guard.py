"""The gate that every request passes, before any route sees it.

A server on one's own machine has two kinds of strangers: pages of other sites, open in the same
browser, and names that are made to point at this machine. The first are told by `Origin`, which a
browser sends and a page cannot change, the second by `Host`. Programs that are no browser send no
`Origin` and are let through; what they may call is for the routes to say.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from faceplate_kit.server.budget import SMALL, Budget

_log = logging.getLogger(__name__)
_SAFE = {"GET", "HEAD", "OPTIONS"}
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cache-control": "no-store",
}


class TooLargeError(Exception):
    """The body of a request is larger than it may be.

    Args:
        limit: How many bytes it may have.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class _Body:
    """The body of a request, which is counted as it comes in.

    Args:
        receive: Gives its pieces.
        limit: How many bytes it may have.
        budget: What it is held in, or None if it is not held.
    """

    def __init__(self, receive: Receive, limit: int, budget: Budget | None) -> None:
        self._receive = receive
        self._limit = limit
        self._budget = budget
        self._taken = self._held = 0

    async def receive(self) -> Message:
        """Return the next piece.

        Raises:
            TooLargeError: It has more than it may have.
            BusyError: It and others hold more than they may hold together.
        """
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self._limit:
            raise TooLargeError(self._limit)
        if self._budget is not None and self._taken > SMALL:
            self._budget.take(self._taken - self._held)
            self._held = self._taken
        return message

    def let_go(self) -> None:
        """Note that the request is over."""
        if self._budget is not None:
            self._budget.give(self._held)


class Guard:
    """Refuses strangers and what is too large, and sets the headers that every answer has.

    Args:
        app: What is behind the gate.
        hosts: Names under which the app may be reached, beside numbers and `localhost`.
        origins: Origins whose pages may call the app, beside its own.
        body: The largest body of a request, in bytes.
        bodies: The same for routes that take more or less, by their path.
        budget: How much memory bodies may take together. Those of the routes in `bodies` are read
            piece by piece, and are not counted.
        stops: Whether the server is being stopped, and takes nothing new.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        origins: Collection[str],
        body: int,
        bodies: Mapping[str, int],
        budget: Budget,
        stops: Callable[[], bool],
    ) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}
        self._origins = set(origins)
        self._body = body
        self._bodies = bodies
        self._budget = budget
        self._stops = stops

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    given.setdefault(name, value)
            await send(message)

        limit = self._bodies.get(scope["path"].rstrip("/"), self._body)
        refused = self._refusal(scope["method"], headers, limit)
        if refused is not None:
            await refused(scope, receive, answer)
            return
        is_streamed = scope["path"].rstrip("/") in self._bodies
        body = _Body(receive, limit, None if is_streamed else self._budget)
        try:
            await self._app(scope, body.receive, answer)
        except ClientDisconnect:
            pass  # The caller went away before all of the request had come.
        except Exception:
            _log.exception("the answer to %s %s failed", scope["method"], scope["path"])
        finally:
            body.let_go()

    def _refusal(self, method: str, headers: Headers, limit: int) -> JSONResponse | None:
        host = headers.get("host", "")
        if not self._is_known(host):
            return refusal(
                421,
                f"this app is not known as {host[:100]!r}: open it by its number or as localhost, "
                "or name the host in allowed_hosts of launch()",
            )
        if method not in _SAFE and not self._may_call(headers, host):
            return refusal(
                403,
                f"pages of {headers.get('origin', 'other sites')[:100]!r} may not call this app: "
                "name the origin in allowed_origins of launch()",
            )
        if method not in _SAFE and self._stops():
            return later("the server is being stopped")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            return too_large(limit)
        return None

    def _is_known(self, host: str) -> bool:
        name = _name(host)
        if name is None:
            return False
        if name == "localhost" or name.endswith(".localhost") or name in self._hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _may_call(self, headers: Headers, host: str) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") not in ("cross-site", "same-site")
        return origin in self._origins or urlsplit(origin).netloc.lower() == host.lower()


def refusal(status: int, reason: str) -> JSONResponse:
    """Answer with one line that says what is wrong, under both names that clients look for."""
    return JSONResponse({"error": reason, "detail": reason}, status)


def later(reason: str) -> JSONResponse:
    """Refuse what can be asked for again.

    Args:
        reason: Why it is refused now.
    """
    answer = refusal(503, f"{reason}: try again later")
    answer.headers["retry-after"] = "5"
    return answer


def too_large(limit: int) -> JSONResponse:
    """Refuse a body.

    Args:
        limit: How many bytes it may have.
    """
    return refusal(413, f"the request is too large: at most {limit} bytes are taken")


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
