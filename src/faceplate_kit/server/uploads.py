"""Files on their way in and out.

What comes in lies in the folder of the app's files, under a name that nobody can guess. What goes
out is only what lies there, and never as something that a browser would run.
"""

from __future__ import annotations

import asyncio
import mimetypes
import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from faceplate_kit.server import wire
from faceplate_kit.server.guard import refusal
from faceplate_kit.server.outbox import Outbox
from faceplate_kit.server.service import Service

_SHOWN = ("image/", "audio/", "video/")
_RUNS = ("image/svg",)
_FIRST_SECONDS = 3.0
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
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            return refusal(415, "send the files as multipart/form-data, each in a field 'files'")
        following = self._followed.get(request.query_params.get("upload_id", ""))

        async def body() -> AsyncGenerator[bytes, None]:
            async for chunk in request.stream():
                if following is not None and chunk:
                    following.put({"msg": "update", "orig_name": "", "chunk_size": len(chunk)})
                yield chunk

        parser = MultiPartParser(
            request.headers, body(), max_files=self._service.limits.files, max_fields=10
        )
        try:
            form = await parser.parse()
        except (MultiPartException, KeyError) as error:
            return refusal(400, f"the files cannot be read: {getattr(error, 'message', error)}")
        finally:
            if following is not None:
                following.put({"msg": "done"})
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
        try:
            if not sent:
                return refusal(400, "there is no file in the field 'files'")
            paths = [await asyncio.to_thread(self._keep, one) for one in sent]
        finally:
            await form.close()
        return JSONResponse([str(path) for path in paths])

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

    def _keep(self, sent: UploadFile) -> Path:
        path = self._service.blocks.files.new(sent.filename or "file")
        with open(path, "wb") as file:
            shutil.copyfileobj(sent.file, file)
        return path
