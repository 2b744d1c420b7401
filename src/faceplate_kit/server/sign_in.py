"""Signing in and out.

The app says whether a name and a password belong together; all that the browser gets is a signed
number that means nothing elsewhere. Signing out ends the number itself, so no copy of the cookie
works any more.
"""

from __future__ import annotations

import asyncio
import inspect

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from faceplate_kit.server import addresses
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
        if not username or not await self._belongs(username, password):
            await asyncio.sleep(_PAUSE_SECONDS)
            if by_page:
                return self._form(request, target, failed=True)
            reason = "user name and password do not belong together"
            return JSONResponse({"error": reason, "detail": reason}, 401)
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

    def _form(self, request: Request, target: str, *, failed: bool = False) -> Response:
        page, policy = self._pages.sign_in(target, self.username(request), failed=failed)
        return HTMLResponse(page, 401 if failed else 200, {"content-security-policy": policy})

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
