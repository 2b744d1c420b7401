"""Signing in and out.

The app says whether a name and a password belong together; all that the browser gets is a signed
number that means nothing elsewhere. Signing out ends the number itself, so no copy of the cookie
works any more.
"""

from __future__ import annotations

import asyncio
import inspect
import math

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from faceplate_kit.server import addresses
from faceplate_kit.server.attempts import Attempts
from faceplate_kit.server.guard import refusal
from faceplate_kit.server.pages import Pages
from faceplate_kit.server.service import Service

_PAUSE_SECONDS = 0.5


class SignIn:
    """The routes for signing in and out, and the cookies of the app.

    Args:
        service: The running app.
        pages: What the pages look like.
    """

    def __init__(self, service: Service, pages: Pages) -> None:
        self._service = service
        self._pages = pages
        self._attempts = Attempts()

    def username(self, request: Request) -> str | None:
        """Say who is signed in, or None."""
        return self._service.tokens.username(_cookie(request))

    async def ask(self, request: Request) -> Response:
        """Show the form to sign in with."""
        self._offered()
        return self._form(request, _target(request.query_params.get("next")))

    async def sign_in(self, request: Request) -> Response:
        """Sign somebody in, if the app says so."""
        self._offered()
        async with request.form(max_files=0, max_fields=10) as form:
            fields = {name: one for name, one in form.items() if not isinstance(one, UploadFile)}
        target = _target(fields.get("next"))
        username, password = fields.get("username", ""), fields.get("password", "")
        by_page = "text/html" in request.headers.get("accept", "")
        address = request.client.host if request.client else ""
        seconds = math.ceil(self._attempts.wait(address, username))
        if seconds:
            problem = f"Too many attempts have failed: try again in {seconds} s."
            return self._failed(request, target, problem, 429, {"retry-after": str(seconds)})
        self._attempts.begin(address, username)
        if not username or not await self._belongs(username, password):
            await asyncio.sleep(_PAUSE_SECONDS)
            problem = "User name and password do not belong together."
            return self._failed(request, target, problem, 401, {})
        self._attempts.succeeded(address, username)
        response: Response = (
            RedirectResponse(target, 303) if by_page else JSONResponse({"success": True})
        )
        self._service.tokens.sign_out(_cookie(request))
        value = self._service.tokens.sign_in(username)
        addresses.set_cookie(request, response, "person", value, self._service.limits.sign_in)
        return response

    async def sign_out(self, request: Request) -> Response:
        """Sign somebody out."""
        if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            raise HTTPException(403, "sign out in the app itself, not from another site")
        target = _target(request.query_params.get("next"))
        self._service.tokens.sign_out(_cookie(request))
        response = RedirectResponse(target, 303)
        addresses.set_cookie(request, response, "person", "", 0)
        return response

    def _offered(self) -> None:
        if self._service.blocks.sign_in is None:
            raise HTTPException(404, "this app has no sign-in: give one in Blocks(sign_in=...)")

    def _form(self, request: Request, target: str, problem: str = "") -> HTMLResponse:
        page, policy = self._pages.sign_in(target, self.username(request), problem)
        return HTMLResponse(page, headers={"content-security-policy": policy})

    def _failed(
        self, request: Request, target: str, problem: str, status: int, headers: dict[str, str]
    ) -> Response:
        """Say why somebody is not signed in, to a person or to a program."""
        response: Response
        if "text/html" in request.headers.get("accept", ""):
            response = self._form(request, target, problem)
            response.status_code = status
        else:
            response = refusal(status, problem)
        response.headers.update(headers)
        return response

    async def _belongs(self, username: str, password: str) -> bool:
        says = self._service.blocks.sign_in
        assert says is not None
        if inspect.iscoroutinefunction(says):
            return bool(await says(username, password))
        answer = await asyncio.to_thread(says, username, password)
        return bool(await answer if inspect.isawaitable(answer) else answer)


def _cookie(request: Request) -> str | None:
    return request.cookies.get(addresses.cookie(request, "person"))


def _target(stated: str | None) -> str:
    target = addresses.local(stated or "/")
    if target is None:
        raise HTTPException(400, "next leads out of the app: give a path that begins with one /")
    return target
