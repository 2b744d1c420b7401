"""The routes of a running app, each under the names that the generations of clients use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from faceplate_kit import protocol, schema
from faceplate_kit.server import addresses, wire
from faceplate_kit.server.budget import BusyError
from faceplate_kit.server.calls import Calls
from faceplate_kit.server.guard import Guard, TooLargeError, later, refusal, too_large
from faceplate_kit.server.pages import Pages
from faceplate_kit.server.service import Service
from faceplate_kit.server.sign_in import SignIn
from faceplate_kit.server.tools import Tools
from faceplate_kit.server.uploads import Uploads

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]

_TEMPLATES = Path(__file__).parent / "templates"
_EARLY = ["path", "url", "size", "orig_name", "mime_type"]
_FILE_OF_ALL = {
    "anyOf": [
        schema.FILE,
        {**schema.FILE, "properties": {one: schema.FILE["properties"][one] for one in _EARLY}},
    ]
}
"""A file, as clients know it by the fields of their own time; the early ones by these few."""
_YES, _NO = {"1", "true", "yes", "on", "t", "y"}, {"", "0", "false", "no", "off", "f", "n"}


def asgi(service: Service) -> ASGIApp:
    """Make the ASGI application of a running app.

    Args:
        service: The running app.
    """
    settings, limits = service.settings, service.limits
    pages = Pages(service.blocks)
    sign_in = SignIn(service, pages)
    own = Own(service, pages)
    calls = Calls(service, sign_in, pages)
    uploads = Uploads(service)
    tools = Tools(service, calls.answered)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        service.start()
        async with tools.running():
            yield
        await service.stop()

    shared: list[tuple[str, str, Endpoint]] = [
        ("GET", "/info", own.info),
        ("GET", "/app_id", own.app_id),
        ("GET", "/startup-events", own.startup_events),
        ("GET", "/theme.css", own.style),
        ("POST", "/queue/join", calls.join),
        ("GET", "/queue/data", calls.data),
        ("GET", "/queue/status", calls.status),
        ("POST", "/run/{name:path}", calls.run),
        ("POST", "/api/{name:path}", calls.run),
        ("GET", "/call/{name:path}/{event}", calls.listen),
        ("POST", "/call/{name:path}", calls.start),
        ("POST", "/cancel", calls.cancel),
        ("POST", "/reset", calls.cancel),
        ("GET", "/heartbeat/{session}", calls.heartbeat),
        ("POST", "/upload", uploads.take),
        ("GET", "/upload_progress", uploads.follow),
        ("GET", "/file={path:path}", uploads.give),
    ]
    alone: list[tuple[str, str, Endpoint]] = [
        ("GET", "/", own.page),
        ("GET", "/config", own.config),
        ("GET", "/view-api", own.view_api),
        ("GET", "/login", sign_in.ask),
        ("POST", "/login", sign_in.sign_in),
        ("GET", "/logout", sign_in.sign_out),
    ]
    prefixed = [(method, protocol.PREFIX + path, endpoint) for method, path, endpoint in shared]
    routes = [
        Route(one, endpoint, methods=[method])
        for method, path, endpoint in [*alone, *shared, *prefixed]
        for one in ([path] if path == "/" or "{" in path else [path, f"{path}/"])
    ]
    routes += [Route(protocol.PREFIX + path, tools) for path in ("/mcp", "/mcp/")]
    cross_origin = Middleware(
        CORSMiddleware,
        allow_origins=settings.allowed_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
    )
    app = Starlette(
        routes=routes,
        middleware=[cross_origin] if settings.allowed_origins else [],
        lifespan=lifespan,
        exception_handlers={
            HTTPException: _refused,
            TooLargeError: _too_large,
            BusyError: _busy,
            Exception: _broken,
        },
    )
    return Guard(
        app,
        hosts=settings.allowed_hosts,
        origins=settings.allowed_origins,
        body=limits.body,
        bodies={
            "/login": limits.form,
            "/upload": limits.upload,
            f"{protocol.PREFIX}/upload": limits.upload,
        },
        budget=service.budget,
        stops=lambda: service.stops,
    )


class Own:
    """The pages of the app, and what it says of itself.

    Args:
        service: The running app.
        pages: What the pages look like.
    """

    def __init__(self, service: Service, pages: Pages) -> None:
        self._service = service
        self._pages = pages
        self._started = False

    async def page(self, request: Request) -> Response:
        """Show the page of the app, or with `?view=api` its API endpoints."""
        if request.query_params.get("view") == "api":
            return await self.view_api(request)
        tokens = self._service.tokens
        cookie = request.cookies.get(addresses.cookie(request, "page"))
        known = cookie if cookie is not None and tokens.is_browser(cookie) else tokens.browser()
        session = tokens.session()
        page, policy = self._pages.app(
            addresses.base(request), session, tokens.page(session, known)
        )
        response = HTMLResponse(page, headers={"content-security-policy": policy})
        addresses.set_cookie(request, response, "page", known, self._service.limits.page)
        return response

    async def view_api(self, request: Request) -> Response:
        """Show the API endpoints of the app, and how."""
        page, policy = self._pages.view_api(addresses.root(request), addresses.base(request))
        return HTMLResponse(page, headers={"content-security-policy": policy})

    async def config(self, request: Request) -> Response:
        """Give what clients need to know of the app."""
        config = wire.with_urls(self._service.blocks.get_config(), addresses.base(request))
        for component in config["components"]:
            if component.get("api_info") == schema.FILE:
                component["api_info"] = _FILE_OF_ALL
        said = {
            "root": addresses.root(request),
            "max_file_size": self._service.limits.upload,
            # Sessions are kept without one.
            "connect_heartbeat": False,
        }
        return _json({**config, **said})

    async def info(self, request: Request) -> Response:
        """Give the descriptor of the app."""
        stated = request.query_params.get("all_endpoints", "").lower()
        if stated not in _YES | _NO:
            raise HTTPException(422, "all_endpoints is neither true nor false")
        descriptor = self._service.blocks.get_api_info(all_endpoints=stated in _YES)
        return _json(wire.with_urls(descriptor, addresses.base(request)))

    async def app_id(self, request: Request) -> Response:
        """Give the number of this run of the app."""
        return JSONResponse({"app_id": self._service.blocks.get_config()["app_id"]})

    async def startup_events(self, request: Request) -> Response:
        """Say whether this is the first time that somebody asks; nothing else is to be done."""
        first, self._started = not self._started, True
        return JSONResponse(first)

    async def style(self, request: Request) -> Response:
        """Give the style sheet of the page."""
        return Response(_text("app.css"), media_type="text/css")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = refusal(error.status_code, error.detail)
    response.headers.update(error.headers or {})
    return response


async def _too_large(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooLargeError)
    return too_large(error.limit)


async def _busy(request: Request, error: Exception) -> Response:
    return later("other callers have sent as much as is taken at a time")


async def _broken(request: Request, error: Exception) -> Response:
    return refusal(500, "the server failed; its log says why")


def _json(value: Any) -> Response:
    return Response(wire.encode(value), media_type="application/json")


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
