"""Starting and stopping the server of an app."""

from __future__ import annotations

import asyncio
import atexit
import errno
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from functools import partial

import uvicorn

from faceplate_kit.blocks import Blocks
from faceplate_kit.errors import UseError
from faceplate_kit.server.app import asgi
from faceplate_kit.server.connections import Connection
from faceplate_kit.server.limits import Limits
from faceplate_kit.server.service import Service, Settings
from faceplate_kit.server.signals import ending_signals

_FIRST_PORT = 7860
_PORTS = 100
_START_SECONDS = 30
# Seconds that a connection without a request stays. Clients in Python keep theirs for 5 s: a server
# that ends them as early does so, now and then, while the next request is on its way.
_KEPT_ALIVE = 30
# How long requests that have come, but were not read yet, have to be read when the server ends.
_LAST_SECONDS = 0.1


class Server:
    """The server of an app, which runs in a thread of its own.

    Args:
        blocks: The app.
        settings: How it is served.
        listening: The socket that it listens on.

    Attributes:
        url: Where the app can be reached, with a slash at the end.
        service: What its routes share.
    """

    def __init__(self, blocks: Blocks, settings: Settings, listening: socket.socket) -> None:
        host, port = listening.getsockname()[:2]
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        self.url = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
        blocks.files.root = self.url.rstrip("/")
        self._files = blocks.files
        self.service = Service(blocks, settings)
        self._socket = listening
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                asgi(self.service),
                # uvicorn calls what makes a protocol, and only its types want a class.
                http=partial(Connection, settings.limits),  # type: ignore[arg-type]
                ws="none",
                log_level="warning",
                lifespan="on",
                server_header=False,
                timeout_graceful_shutdown=2,
                timeout_keep_alive=_KEPT_ALIVE,
            ),
            self.service,
        )
        self._thread = threading.Thread(target=self._serve, name="faceplate-kit", daemon=True)

    def start(self) -> None:
        """Start to serve.

        Raises:
            UseError: It does not come up.
        """
        self._thread.start()
        atexit.register(self._end_with_process)
        if not self._uvicorn.up.wait(_START_SECONDS) or not self._uvicorn.started:
            raise UseError("the server does not come up; what it says stands above")

    def wait(self) -> None:
        """Wait until the server has ended, and delete its files."""
        while self._thread.is_alive():
            self._thread.join(0.5)
        atexit.unregister(self._end_with_process)
        self._files.delete()

    def close(self) -> None:
        """Stop to serve: runs get a moment to finish, and all callers are told."""
        atexit.unregister(self._end_with_process)
        self._uvicorn.should_exit = True
        if self._thread is not threading.current_thread():
            self._thread.join()

    def end(self) -> None:
        """Ask the server to end, as the signals do that Ctrl-C and `kill` send.

        The first time runs get a moment to finish, as with `close`. The second time it ends at
        once.
        """
        if self._uvicorn.should_exit:
            self._uvicorn.end_at_once()
        self._uvicorn.should_exit = True

    def _end_with_process(self) -> None:
        """Stop to serve as the process ends, which waits for no run."""
        self._uvicorn.should_exit = True
        self._uvicorn.end_at_once()
        self._thread.join()
        self._files.delete()

    def _serve(self) -> None:
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(self._uvicorn.serve([self._socket]))
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left, timeout=1))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            # Closing the loop does not wait for functions that are still in their threads.
            loop.close()
            self._uvicorn.up.set()
            self._socket.close()


class _Uvicorn(uvicorn.Server):
    """Tells the app before it closes connections, so that streams can say why they end."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self._service = service

    def end_at_once(self) -> None:
        """Wait for nothing any more; called from any thread."""
        self.force_exit = True
        loop = self._service.loop
        if loop is not None:
            with suppress(RuntimeError):  # The loop has ended already.
                loop.call_soon_threadsafe(self._service.hurry.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._service.stop()
        for server in self.servers:
            server.close()
        await asyncio.sleep(_LAST_SECONDS)
        await super().shutdown(sockets)


def launch(
    blocks: Blocks,
    *,
    server_name: str = "127.0.0.1",
    server_port: int | None = None,
    prevent_thread_lock: bool = False,
    quiet: bool = False,
    max_threads: int = 40,
    allowed_hosts: Sequence[str] = (),
    allowed_origins: Sequence[str] = (),
    limits: Limits | None = None,
) -> Server:
    """Serve an app.

    Args:
        blocks: The app.
        server_name: The network address to listen on.
        server_port: The port, or None for the first free one from 7860 on.
        prevent_thread_lock: Whether to return at once.
        quiet: Whether to print nothing.
        max_threads: How many functions may run in threads at a time.
        allowed_hosts: Names under which the app may be reached, beside numbers and `localhost`.
        allowed_origins: Origins, such as `https://example.org`, whose pages may call the app.
        limits: How much the server takes.

    Returns:
        The server; with `prevent_thread_lock` it runs.
    """
    named = (*allowed_hosts, server_name)
    settings = Settings(named, tuple(allowed_origins), max_threads, limits or Limits())
    server = Server(blocks, settings, _listening(server_name, server_port))
    with nullcontext() if prevent_thread_lock else ending_signals(server.end):
        server.start()
        if not quiet:
            print(f"The app runs at {server.url}", file=sys.stderr)
        if not prevent_thread_lock:
            server.wait()
    return server


def _listening(name: str, port: int | None) -> socket.socket:
    ports = range(_FIRST_PORT, _FIRST_PORT + _PORTS) if port is None else [port]
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    for one in ports:
        # The protocol is named because asyncio sends small pieces at once only where it is.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((name, one))
            listening.listen(2048)
        except (OSError, OverflowError) as error:
            listening.close()
            if port is None and getattr(error, "errno", None) == errno.EADDRINUSE:
                continue
            raise UseError(f"cannot listen on {name} port {one}: {error}") from None
        return listening
    raise UseError(
        f"no port from {ports[0]} to {ports[-1]} is free: name another one in server_port"
    )
