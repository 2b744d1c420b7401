"""The routes that run the events of an app, and the streams that tell what comes of it.

Whoever asks for a private event without the token of a page gets the very answer that an event
gets which does not exist, by name as by index, on every route.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from starlette.exceptions import HTTPException
from starlette.requests import Request as HTTPRequest
from starlette.responses import JSONResponse, Response, StreamingResponse

from faceplate_kit import running
from faceplate_kit.dependency import Dependency
from faceplate_kit.queue import ClosedError, FullError
from faceplate_kit.request import Request
from faceplate_kit.server import addresses, wire
from faceplate_kit.server.bodies import NAME, Asked, asked, json_object
from faceplate_kit.server.outbox import Wire
from faceplate_kit.server.pages import Pages
from faceplate_kit.server.service import Service
from faceplate_kit.server.sessions import Session
from faceplate_kit.server.sign_in import SignIn
from faceplate_kit.server.work import Call, nothing_more

_HANG_UP_SECONDS = 1
# The name by which older clients run an event of which they know the index alone.
_BY_INDEX = "predict"
_UNKNOWN = "this app has no such endpoint"


class Calls:
    """The routes for runs.

    Args:
        service: The running app.
        sign_in: Who is signed in.
        pages: What the page of the app is told beside the values of an event.
    """

    def __init__(self, service: Service, sign_in: SignIn, pages: Pages) -> None:
        self._service = service
        self._sign_in = sign_in
        self._pages = pages

    async def join(self, request: HTTPRequest) -> Response:
        """Put a run into the queue; its messages come on the stream of the session."""
        body = await asked(request, self._service.limits)
        if body.session is None:
            raise HTTPException(400, "name your session in session_hash")
        dependency, by_page = self._find(request, body, None)
        session = self._service.sessions.get(body.session)
        if not by_page:
            # A client that has not read yet that its stream has ended would not open another one.
            with suppress(TimeoutError):
                async with asyncio.timeout(_HANG_UP_SECONDS):
                    await session.hung_up.wait()
        call = self._call(request, dependency, body, session, by_page=by_page)
        # Pages and other programs that use `fetch` read in one thread, and keep what comes early.
        event_id = self._begin(call, held="sec-fetch-mode" not in request.headers)
        if not session.outbox.read:
            self._service.sessions.unclaimed(session)
        return JSONResponse({"event_id": event_id})

    async def data(self, request: HTTPRequest) -> Response:
        """Tell a session what comes of its runs, until all have ended."""
        name = request.query_params.get("session_hash", "")
        session = self._service.sessions.find(name)
        if session is None:
            raise HTTPException(404, "there is no such session")
        session.opened()
        return self._stream(session, wire.line, shared=True)

    async def start(self, request: HTTPRequest) -> Response:
        """Put a run of an endpoint into the queue, to be read of by the number in the answer."""
        name = request.path_params["name"].rstrip("/")
        if self._named(name) is None and self._named(name.rpartition("/")[0]) is not None:
            # What stands behind the name of an endpoint is a run, which one listens to.
            raise HTTPException(405, "listen to a run with GET", {"allow": "GET"})
        self._look_up(name)
        body = await asked(request, self._service.limits)
        dependency, _ = self._find(request, replace(body, fn_index=None), name)
        alone = self._service.sessions.alone(body.session or uuid4().hex)
        if body.session is not None:
            alone.state = self._service.sessions.get(body.session).state
        event_id = self._begin(self._call(request, dependency, body, alone))
        self._service.calls[event_id] = alone
        self._service.sessions.unclaimed(alone)
        return JSONResponse({"event_id": event_id})

    async def listen(self, request: HTTPRequest) -> Response:
        """Tell what comes of one run that `start` began."""
        session = self._service.calls.pop(request.path_params["event"], None)
        if session is None:
            raise HTTPException(404, "there is no such run, or it was read of already")
        return self._stream(session, wire.named_event)

    async def run(self, request: HTTPRequest) -> Response:
        """Run an event and answer with its last values."""
        name = request.path_params["name"].rstrip("/")
        if name != _BY_INDEX:
            self._look_up(name)
        body = await asked(request, self._service.limits)
        dependency, by_page = self._find(request, body, name)
        heard = self._service.sessions.alone(body.session or uuid4().hex)
        if body.session is not None:
            session = self._service.sessions.get(body.session)
            heard.state = session.state
            self._service.cancel_others(dependency, session)
        event_id = self._begin(self._call(request, dependency, body, heard, by_page=by_page))
        message = await self._end(heard, asyncio.ensure_future(_gone(request)))
        if message is None:
            return Response(status_code=499, headers={"x-event": event_id})
        return _answer(message)

    async def answered(
        self, request: HTTPRequest, dependency: Dependency, data: list[Any]
    ) -> Wire | None:
        """Run an event for a caller who has no session, and give the last message of the run.

        Args:
            request: The request, which is answered by somebody else.
            dependency: The event; it has a function.
            data: One value for each input that the descriptor lists.

        Raises:
            HTTPException: The queue takes no more.
        """
        heard = self._service.sessions.alone(uuid4().hex)
        self._begin(self._call(request, dependency, Asked(data, None, None), heard))
        return await self._end(heard, asyncio.get_running_loop().create_future())

    async def _end(self, heard: Session, gone: asyncio.Future[None]) -> Wire | None:
        """Wait for the end of the run of a session, or until the caller has gone."""
        reader = heard.outbox.open()
        try:
            while True:
                told: asyncio.Future[Any] = asyncio.ensure_future(
                    heard.outbox.get(reader, self._service.limits.heartbeat)
                )
                both: list[asyncio.Future[Any]] = [told, gone]
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                if not told.done():
                    told.cancel()
                    return None
                message: Wire | None = told.result()
                if message is not None and wire.is_end(message):
                    return message
        finally:
            gone.cancel()
            heard.outbox.close(reader)
            self._service.sessions.left(heard)

    async def cancel(self, request: HTTPRequest) -> Response:
        """Cancel a run that waits, or that gives several values."""
        body = await json_object(request, self._service.limits)
        event_id = body.get("event_id")
        job = self._service.jobs.get(event_id) if isinstance(event_id, str) else None
        if job is not None:
            self._service.engine.cancel(job)
        return JSONResponse({"success": True})

    async def status(self, request: HTTPRequest) -> Response:
        """Say how many runs wait."""
        size = self._service.engine.waiting
        return JSONResponse({"msg": "estimation", "queue_size": size, "rank": size})

    async def heartbeat(self, request: HTTPRequest) -> Response:
        """Keep a session as long as the connection is open."""
        name = request.path_params["session"]
        if len(name) > NAME:
            raise HTTPException(400, "the name of the session is too long")
        session = self._service.sessions.get(name)

        async def beats() -> AsyncIterator[str]:
            session.heartbeats += 1
            try:
                while not self._service.stopping.is_set():
                    yield "data: ALIVE\n\n"
                    with suppress(TimeoutError):
                        async with asyncio.timeout(self._service.limits.heartbeat):
                            await self._service.stopping.wait()
            finally:
                session.heartbeats -= 1
                if not session.heartbeats and not session.outbox.read:
                    self._service.sessions.left(session)

        return StreamingResponse(beats(), media_type="text/event-stream")

    def _named(self, name: str) -> Dependency | None:
        events = self._service.blocks.dependencies
        return next((event for event in events if event.api_name == name), None)

    def _look_up(self, name: str) -> None:
        """Refuse a call of an endpoint that there is not, before its body is taken."""
        if self._named(name) is None:
            raise HTTPException(404, _UNKNOWN)

    def _find(self, request: HTTPRequest, body: Asked, name: str | None) -> tuple[Dependency, bool]:
        """Give the event that is asked for, and whether the page of the app asks."""
        by_page = self._service.tokens.is_page(
            request.headers.get("x-faceplate-page"),
            body.session,
            request.cookies.get(addresses.cookie(request, "page")),
        )
        known = self._service.blocks.dependencies
        found = None
        if body.fn_index is not None:
            found = known[body.fn_index] if 0 <= body.fn_index < len(known) else None
        elif name is not None:
            found = self._named(name)
        if found is None or (found.visibility == "private" and not by_page):
            raise HTTPException(404, _UNKNOWN)
        if found.fn is None and not found.cancels:
            raise HTTPException(400, "this event runs nothing on the server")
        return found, by_page

    def _call(
        self,
        request: HTTPRequest,
        dependency: Dependency,
        body: Asked,
        session: Session,
        *,
        by_page: bool = False,
    ) -> Call:
        who = Request(
            username=self._sign_in.username(request),
            session_hash=session.name,
            headers=dict(request.headers),
            query_params=dict(request.query_params),
            host=request.client.host if request.client else None,
        )
        base = addresses.base(request)
        shown = partial(self._pages.shown, dependency, base) if by_page else nothing_more
        data = running.completed(dependency, body.data)
        return Call(dependency, data, session, who, base, shown, body.size)

    def _begin(self, call: Call, *, held: bool = False) -> str:
        self._service.cancel_others(call.dependency, call.session)
        if call.dependency.fn is None:
            event_id = uuid4().hex
            call.session.tell(event_id, wire.completed(event_id, []))
            return event_id
        try:
            return self._service.run(call, held=held).id
        except FullError:
            raise HTTPException(503, "the queue is full: try again later") from None
        except ClosedError:
            raise HTTPException(503, "the server is being stopped") from None

    def _stream(
        self, session: Session, written: Callable[[Wire], str | None], *, shared: bool = False
    ) -> Response:
        """Write the messages of a session, up to the last one of its runs.

        Args:
            session: Whose messages.
            written: Writes one.
            shared: Whether runs can join the session while the stream ends.
        """

        async def messages() -> AsyncIterator[str]:
            reader = session.outbox.open()
            self._service.sessions.listened(session)
            hung_up = asyncio.Event()
            text = ""
            try:
                while not session.is_told:
                    message = await session.outbox.get(reader, self._service.limits.heartbeat)
                    text = written(message or wire.HEARTBEAT) or ""
                    if text and not session.is_told:
                        yield text
                        text = ""
                # The end comes in one piece with the last message, so that no client takes the
                # stream for open when it has read that its run is over.
                session.outbox.close(reader)
                if not shared:
                    yield text + (written(wire.CLOSE) or "")
                    return
                session.hung_up = hung_up
                yield text + (written(wire.CLOSE) or "")
                # That a client hangs up, which cancels this, says that it has read so far.
                with suppress(TimeoutError):
                    async with asyncio.timeout(_HANG_UP_SECONDS):
                        await self._service.stopping.wait()
            except LookupError:
                return
            finally:
                hung_up.set()
                if session.outbox.close(reader):
                    self._service.sessions.left(session)

        return StreamingResponse(
            messages(), media_type="text/event-stream", headers={"x-accel-buffering": "no"}
        )


async def _gone(request: HTTPRequest) -> None:
    """Wait until the caller has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _answer(message: Wire) -> Response:
    output = message["output"]
    return Response(
        wire.encode(output), 200 if message["success"] else 500, media_type="application/json"
    )
