"""A preview of the pages of a library, which shows them anew when a source file changes.

It needs no project of a site. The server answers this machine only, under no other name than its
own, and its pages may load nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from faceplate.errors import UsageError, clean
from faceplate.sites import markup, pages
from faceplate.sites.addresses import EVENTS, INDEX
from faceplate.sites.library import SiteLibrary

HOST = "127.0.0.1"

Started = Callable[[str, str], None]
Changed = Callable[[int, int], None]

_ASSETS = Path(__file__).parent / "assets"
_KINDS = {".css": "text/css", ".js": "text/javascript"}
_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"
_BEAT = 15.0


class Preview:
    """The pages of a library as they are now.

    Args:
        opened: Opens the library anew.

    Attributes:
        number: Counts the states of the library.
        folders: Folders with its sources.

    Raises:
        UsageError: If the library cannot be read.
    """

    def __init__(self, opened: Callable[[], SiteLibrary]) -> None:
        self._opened = opened
        self._environment = markup.environment(None)
        self._changed = asyncio.Event()
        self.number = 0
        self.folders: list[str] = []
        self._problems: list[str] = []
        self._read()

    @property
    def library(self) -> str:
        """Name of the library."""
        return self._made.library

    def _read(self) -> None:
        site_library = self._opened()
        self._made = pages.made(site_library, pages.PageOptions(neighbours=True))
        self._pages = {one.slug: one for one in self._made.pages}
        self._problems = site_library.problems
        self.folders = site_library.folders

    def read(self) -> None:
        """Read the library again; what is wrong with it shows on the pages."""
        try:
            self._read()
        except UsageError as error:
            self._problems = [str(error)]
        self.number += 1

    async def watch(self, changed: Changed) -> None:
        """Read the library again whenever a source file changes.

        Args:
            changed: Called after each time with the number of pages and of problems.
        """
        from watchfiles import awatch

        if self.folders:
            async for _ in awatch(*self.folders, recursive=True):
                await asyncio.to_thread(self.read)
                self._changed.set()
                self._changed = asyncio.Event()
                changed(len(self._pages), len(self._problems))

    def page(self, slug: str) -> str | None:
        """Give a page with its frame; None if there is none.

        Args:
            slug: Name of the page.
        """
        found = self._pages.get(slug)
        if found is None:
            return None
        lists = [one for one in (INDEX, EVENTS) if one in self._pages]
        groups = [("", lists), *self._made.groups]
        return markup.write(
            self._environment,
            "preview.html",
            title=found.title,
            library=self._made.library,
            groups=[self._group(title, slugs, slug) for title, slugs in groups],
            page=Markup(found.html),
            problems=[clean(one) for one in self._problems],
            number=self.number,
        )

    def markdown(self, slug: str) -> str | None:
        """Give the Markdown of a page; None if there is none."""
        found = self._pages.get(slug)
        return found.markdown if found and found.markdown else None

    def _group(self, title: str, slugs: list[str], here: str) -> dict[str, Any]:
        return {
            "title": title or "Overview",
            "open": here in slugs or not title or len(self._made.groups) == 1,
            "entries": [
                {
                    "title": self._pages[slug].title,
                    "address": "/" if slug == INDEX else f"/{slug}/",
                    "here": slug == here,
                }
                for slug in slugs
            ],
        }

    async def changes(self) -> AsyncIterator[str]:
        """Yield the number of each state, and now and then nothing, so that a dead line shows."""
        while True:
            changed = self._changed  # of this state; a change before the wait is not missed
            yield f"data: {self.number}\n\n"
            try:
                await asyncio.wait_for(changed.wait(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"


def application(preview: Preview) -> Starlette:
    """Make the application that serves a preview.

    Args:
        preview: What it serves.
    """

    def page(request: Request) -> Response:
        slug = request.path_params.get("slug", INDEX)
        text = preview.page(slug)
        if text is None:
            return PlainTextResponse(f"no page is called {slug}\n", 404)
        return HTMLResponse(text, headers=_headers())

    def markdown(request: Request) -> Response:
        text = preview.markdown(request.path_params["slug"])
        if text is None:
            return PlainTextResponse("no such page\n", 404)
        return PlainTextResponse(text, headers=_headers())

    def asset(request: Request) -> Response:
        file = _ASSETS / Path(request.path_params["name"]).name
        if file.suffix not in _KINDS or not file.is_file():
            return PlainTextResponse("no such file\n", 404)
        return Response(file.read_bytes(), media_type=_KINDS[file.suffix], headers=_headers())

    async def changes(_: Request) -> Response:
        return StreamingResponse(preview.changes(), media_type="text/event-stream")

    return Starlette(
        routes=[
            Route("/", page),
            Route("/changes", changes),
            Route("/assets/{name}", asset),
            Route("/{slug}.md", markdown),
            Route("/{slug}/", page),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
    )


def serve(opened: Callable[[], SiteLibrary], port: int, started: Started, changed: Changed) -> None:
    """Serve the pages of a library until somebody stops it.

    Args:
        opened: Opens the library anew.
        port: Where to listen; 0 for any port that is free.
        started: Called with the library's name and the address once it is served.
        changed: Called with the number of pages and of problems after each change.

    Raises:
        UsageError: If the library cannot be read, or the port is taken.
    """
    asyncio.run(_serve(opened, port, started, changed))


async def _serve(
    opened: Callable[[], SiteLibrary], port: int, started: Started, changed: Changed
) -> None:
    import socket

    import uvicorn

    preview = Preview(opened)
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()  # who comes before the server is up waits
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"port {port} cannot be used: {reason}; give another --port") from None
    config = uvicorn.Config(application(preview), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    watching = asyncio.create_task(preview.watch(changed))
    started(preview.library, f"http://{HOST}:{listener.getsockname()[1]}/")
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()


def _headers() -> dict[str, str]:
    return {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
