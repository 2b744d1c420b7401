"""The app as a server of the Model Context Protocol: each public endpoint is a tool.

The protocol itself is left to the package `mcp`, which is imported only where it is installed and
only for requests of this kind. Each request stands alone; a tool that is called takes the way of
any other call, through the queue and its limits.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from faceplate_kit.dependency import Dependency
from faceplate_kit.server import wire
from faceplate_kit.server.guard import refusal
from faceplate_kit.server.outbox import Wire
from faceplate_kit.server.service import Service

Answered = Callable[[Request, Dependency, list[Any]], Awaitable[Wire | None]]
"""Runs an event for a caller, and gives the last message of the run."""

_LONGEST = 64


class Tools:
    """The route at which clients of the protocol list tools and call them.

    Args:
        service: The running app.
        answered: Runs an event.
    """

    def __init__(self, service: Service, answered: Answered) -> None:
        self._service = service
        self._answered = answered
        self._manager: Any = None
        self._managing: asyncio.Task[None] | None = None
        self._started = asyncio.Event()
        self._over = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Take requests within this block, if the package for the protocol is installed."""
        try:
            yield
        finally:
            self._over.set()
            if self._managing is not None:
                await self._managing

    async def _ready(self) -> Any:
        """Return what answers requests, made for the first of them; None if it is not installed."""
        if self._managing is None:
            self._managing = asyncio.create_task(self._manage())
        await self._started.wait()
        return self._manager

    async def _manage(self) -> None:
        try:
            server_class, manager_class = await run_in_threadpool(_classes)
        except ImportError:
            self._started.set()
            return
        server = server_class(
            self._service.blocks.title, on_list_tools=self._list, on_call_tool=self._call
        )
        manager = manager_class(
            server,
            json_response=True,
            stateless=True,
            max_request_body_size=self._service.limits.body,
        )
        async with manager.run():
            self._manager = manager
            self._started.set()
            await self._over.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        manager = await self._ready()
        if manager is None:
            from faceplate.extras import install_line

            reason = (
                f"tools are served where the package mcp is installed; run {install_line('mcp')}"
            )
            await refusal(501, reason)(scope, receive, send)
        elif scope["method"] == "GET":
            # There is nothing to tell unasked; a stream that stays silent would only be held open.
            await refusal(405, "send requests with POST")(scope, receive, send)
        else:
            await manager.handle_request(scope, receive, send)

    async def _list(self, _: Any, __: Any) -> Any:
        from mcp.types import ListToolsResult, Tool

        return ListToolsResult(
            tools=[
                Tool(
                    name=name,
                    title=f"/{dependency.api_name}",
                    description=told["description"] or None,
                    input_schema=_input(told),
                )
                for name, (dependency, told) in self._endpoints().items()
            ]
        )

    async def _call(self, context: Any, asked: Any) -> Any:
        from mcp.types import CallToolResult, TextContent

        known = self._endpoints().get(asked.name)
        if known is None:
            return _failed(CallToolResult, TextContent, f"there is no tool {asked.name[:100]!r}")
        dependency, told = known
        given = dict(asked.arguments or {})
        data: list[Any] = []
        for parameter in told["parameters"]:
            name = parameter["parameter_name"]
            if name in given:
                data.append(given.pop(name))
            elif parameter["parameter_has_default"]:
                data.append(parameter["parameter_default"])
            else:
                return _failed(CallToolResult, TextContent, f"give {name}, which has no default")
        if given:
            unknown = ", ".join(sorted(given))[:200]
            return _failed(CallToolResult, TextContent, f"the tool takes no {unknown}")
        try:
            message = await self._answered(context.request, dependency, data)
        except HTTPException as error:
            return _failed(CallToolResult, TextContent, error.detail)
        if message is None or not message["success"]:
            reason = message["output"]["error"] if message else "the caller went away"
            return _failed(CallToolResult, TextContent, str(reason))
        values = zip(message["output"]["data"], dependency.outputs, strict=True)
        shown = [wire.encode(value) for value, output in values if not output.skip_api]
        return CallToolResult(content=[TextContent(type="text", text=text) for text in shown])

    def _endpoints(self) -> dict[str, tuple[Dependency, dict[str, Any]]]:
        """Give the public endpoints by the name of their tool, with what the descriptor says."""
        descriptor = self._service.blocks.get_api_info()["named_endpoints"]
        by_name = {f"/{one.api_name}": one for one in self._service.blocks.dependencies}
        found: dict[str, tuple[Dependency, dict[str, Any]]] = {}
        for name, told in descriptor.items():
            found[_unique(name, found)] = by_name[name], told
        return found


def _classes() -> tuple[Any, Any]:
    """Import the package for the protocol, which takes seconds."""
    from mcp.server.lowlevel import Server
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    return Server, StreamableHTTPSessionManager


def _input(told: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for parameter in told["parameters"]:
        schema = {**parameter["type"], "title": parameter["label"]}
        if parameter["parameter_has_default"]:
            schema["default"] = parameter["parameter_default"]
        properties[parameter["parameter_name"]] = schema
    return {
        "type": "object",
        "properties": properties,
        "required": [
            one["parameter_name"] for one in told["parameters"] if not one["parameter_has_default"]
        ],
        "additionalProperties": False,
    }


def _unique(wanted: str, taken: dict[str, Any]) -> str:
    """Make a name that all clients take, with a number where it would be taken otherwise."""
    name = re.sub(r"[^a-zA-Z0-9_-]+", "_", wanted).strip("_")[:_LONGEST] or "call"
    number, made = 1, name
    while made in taken:
        ending = f"_{number}"
        made = name[: _LONGEST - len(ending)] + ending
        number += 1
    return made


def _failed(result: Any, text: Any, reason: str) -> Any:
    return result(content=[text(type="text", text=reason)], is_error=True)
