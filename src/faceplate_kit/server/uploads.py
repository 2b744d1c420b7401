"""Files on their way in and out.

What comes in lies in the folder of the app's files, under a name that nobody can guess. What goes
out is only what lies there, and never as something that a browser would run.
"""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from faceplate_kit.server import wire
from faceplate_kit.server.forms import FormError, FormFiles
from faceplate_kit.server.guard import refusal
from faceplate_kit.server.outbox import Outbox
from faceplate_kit.server.service import Service

_SHOWN = ("image/", "audio/", "video/")
_RUNS = ("image/svg",)
_FOLLOWED = 100


class Uploads:
    """The routes for files.

    Args:
        service: The running app.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._followed: dict[str, Outbox] = {}

    async def take(self, request: Request) -> Response:
        """Take files, and answer with the paths to name them by."""
        kind = request.headers.get("content-type", "")
        if not kind.startswith("multipart/form-data"):
            return refusal(415, "send the files as multipart/form-data, each in a field 'files'")
        following = self._followed.get(request.query_params.get("upload_id", ""))
        try:
            paths = await self._files(request, kind, following)
        except FormError as error:
            return refusal(400, f"the files cannot be read: {error}")
        finally:
            if following is not None:
                following.put({"msg": "done"})
        if not paths:
            return refusal(400, "there is no file in the field 'files'")
        return JSONResponse([str(path) for path in paths])

    async def _files(self, request: Request, kind: str, following: Outbox | None) -> list[Path]:
        """Write the files of a form to the disk as they come in; none stays if one is refused."""
        form = FormFiles(kind, "files", self._service.blocks.files.new, self._service.limits.files)
        try:
            async for piece in request.stream():
                if following is not None and piece:
                    following.put({"msg": "update", "orig_name": "", "chunk_size": len(piece)})
                await run_in_threadpool(form.write, piece)
            form.finish()
        except BaseException:
            form.delete()
            raise
        return form.paths

    async def follow(self, request: Request) -> Response:
        """Say how far an upload is, while it comes in."""
        name = request.query_params.get("upload_id", "")
        if not name or len(name) > 100:
            return refusal(400, "name the upload in upload_id")
        if len(self._followed) >= _FOLLOWED:
            return refusal(503, "too many uploads are followed at the moment")
        outbox = self._followed.setdefault(name, Outbox(self._service.limits.backlog))
        reader = outbox.open()

        async def messages() -> AsyncIterator[str]:
            try:
                while not self._service.stopping.is_set():
                    message = await outbox.get(reader, self._service.limits.heartbeat)
                    yield wire.line(message or wire.HEARTBEAT)
                    if message is not None and message["msg"] == "done":
                        return
            except LookupError:
                return
            finally:
                if outbox.close(reader):
                    self._followed.pop(name, None)

        return StreamingResponse(messages(), media_type="text/event-stream")

    async def give(self, request: Request) -> Response:
        """Hand out a file of the app."""
        path = await asyncio.to_thread(
            self._service.blocks.files.known, request.path_params["path"]
        )
        if path is None:
            return refusal(404, "the app has no such file")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        shown = kind.startswith(_SHOWN) and not kind.startswith(_RUNS)
        return FileResponse(
            path,
            media_type=kind if shown else "application/octet-stream",
            filename=path.name,
            content_disposition_type="inline" if shown else "attachment",
            headers={"cross-origin-resource-policy": "same-origin"},
        )
