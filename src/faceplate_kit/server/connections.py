"""A connection to a caller, who has to keep up.

The server under us waits for ever for a request that has begun: a thousand callers who send a line
and then nothing would hold all connections that there are. So each part of a request has its time,
and a reader who takes nothing is let go.
"""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from faceplate_kit.server.limits import Limits

# What a body brings at least in `Limits.pause`: 16 KiB in 30 s is a fifth of the slowest modem.
_LEAST = 16 * 2**10
# How much of a body is thrown away after its request was refused. To hang up earlier would keep the
# refusal from callers who read only when they have sent all.
_THROWN_AWAY = 256 * 2**20


class Connection(H11Protocol):
    """A connection whose caller is let go when it no longer keeps up.

    Args:
        limits: How long a caller may take.
        options: What uvicorn hands over to any protocol.
    """

    def __init__(self, limits: Limits, **options: Any) -> None:
        super().__init__(**options)
        self._limits = limits
        self._part: Literal["head", "body"] | None = None
        self._part_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None
        self._taken = 0
        self._thrown_away = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._await(None)
        self._cancel_write_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the caller sends."""
        self._taken += len(data)
        if self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY:
            # The request was refused without its body, which is thrown away until its end.
            self._thrown_away += len(data)
            if self._thrown_away > _THROWN_AWAY:
                self.transport.abort()
                return
        super().data_received(data)

    def handle_events(self) -> None:
        """Handle what has come, and see which part of a request is to come next."""
        super().handle_events()
        if self.conn.their_state is h11.SEND_BODY:
            self._await("body")
        elif self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._await("head")
        else:
            self._await(None)

    def pause_writing(self) -> None:
        """Begin to wait for a reader who is slower than what it is sent."""
        super().pause_writing()
        self._cancel_write_timer()
        self._write_timer = self.loop.call_later(self._limits.pause, self.transport.abort)

    def resume_writing(self) -> None:
        """Note that the reader goes on."""
        self._cancel_write_timer()
        super().resume_writing()

    def _await(self, part: Literal["head", "body"] | None) -> None:
        """Time a part of a request, from its beginning."""
        if part == self._part:
            return
        self._part = part
        if self._part_timer is not None:
            self._part_timer.cancel()
            self._part_timer = None
        if part == "head":
            self._part_timer = self.loop.call_later(self._limits.head, self.transport.abort)
        elif part == "body":
            self._time_body()

    def _time_body(self) -> None:
        before = self._taken

        def look() -> None:
            # While reading is paused, it is we who are slow.
            if self._taken - before < _LEAST and not self.flow.read_paused:
                self.transport.abort()
            else:
                self._time_body()

        self._part_timer = self.loop.call_later(self._limits.pause, look)

    def _cancel_write_timer(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None
