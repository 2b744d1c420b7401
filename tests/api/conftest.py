"""Scripts of a small library, and servers that answer what a test tells them."""

from __future__ import annotations

import shutil
import textwrap
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

LIBRARY = Path(__file__).with_name("tiny.py")


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Write a script beside a small library that it can import."""
    shutil.copy(LIBRARY, tmp_path / "tiny.py")

    def write(source: str, name: str = "app.py") -> Path:
        path = tmp_path / name
        path.write_text("from tiny import *\n" + textwrap.dedent(source), encoding="utf-8")
        return path

    return write


class Server:
    """A server whose answers are functions of the request, by path.

    Attributes:
        answers: Path without its query to what answers; a missing path is answered with 404.
        requests: Method, path and headers of each request, in order.
        url: Where it is.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.requests.append((self.command, self.path, headers))
                answer = outer.answers.get(self.path.partition("?")[0], status(404))
                answer(self)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://{host}:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


Answer = Callable[[BaseHTTPRequestHandler], None]


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length", 0))
        handler.rfile.read(length)
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Callable[..., Server]]:
    """Start servers, which end with the test."""
    started: list[Server] = []

    def start(host: str = "127.0.0.1") -> Server:
        started.append(Server(host))
        return started[-1]

    yield start
    for one in started:
        one.close()
