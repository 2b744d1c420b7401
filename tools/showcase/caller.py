"""A caller of an app's server that knows HTTP and JSON and nothing else of the kit."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import faceplate_kit as kit

SECONDS = 20
PREFIX = "/gradio_api"


class Caller:
    """Starts the server of an app, and calls it.

    Args:
        app: The app; it is closed when the `with` statement ends.
    """

    def __init__(self, app: kit.Blocks) -> None:
        self._app = app

    def __enter__(self) -> Caller:
        self._app.launch(prevent_thread_lock=True, quiet=True)
        parts = urlsplit(str(self._app.local_url))
        self._line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._app.close()

    def get(self, path: str) -> Any:
        """Give the JSON behind a path."""
        return self._asked("GET", path, None)[1]

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Send JSON, and give the status and the JSON of the answer."""
        return self._asked("POST", path, json.dumps(body))

    def _asked(self, method: str, path: str, body: str | None) -> tuple[int, Any]:
        head = {"Content-Type": "application/json"} if body is not None else {}
        self._line.request(method, path, body, head)
        answer = self._line.getresponse()
        return answer.status, json.loads(answer.read())
