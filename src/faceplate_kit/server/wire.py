"""Messages as they go over the wire.

Each value of a generator goes whole, and each message is one `data:` line, as all clients read it,
older ones included. A run that was cancelled, or that the end of the server cut off, ends as one
that failed: there is no word for it that all clients take for an end.
"""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import quote

from faceplate_kit import protocol
from faceplate_kit.queue import Estimate, Failure, Job, Message, Result, Start, Step, Stop
from faceplate_kit.running import shown
from faceplate_kit.server.outbox import Wire

CANCELLED = "The run was cancelled."
STOPPED = "The server was stopped before the run had ended."
UNSENDABLE = "The function gave a value that cannot be sent."

HEARTBEAT: Wire = {"msg": "heartbeat"}
CLOSE: Wire = {"msg": "close_stream", "event_id": None}


def message(job: Job, told: Message, show_error: bool) -> Wire:
    """Write what a job is told.

    Args:
        job: The job; its data is a `Call`.
        told: What it is told.
        show_error: Whether callers may read the message of any exception.

    Returns:
        The message, which can be written as JSON.
    """
    try:
        wire = _message(job, told, show_error)
        encode(wire)
    except (TypeError, ValueError, RecursionError):
        return failed(job.id, UNSENDABLE)
    return wire


def _message(job: Job, told: Message, show_error: bool) -> Wire:
    wire: Wire = {"event_id": job.id}
    match told:
        case Estimate(rank, size, seconds):
            return {
                "msg": "estimation",
                **wire,
                "rank": rank,
                "queue_size": size,
                "rank_eta": seconds,
            }
        case Start(seconds):
            return {"msg": "process_starts", **wire, "eta": seconds}
        case Step(value):
            output = {"data": with_urls(value, job.data.base), "is_generating": True}
            output |= job.data.shown(output["data"])
            return {"msg": "process_generating", **wire, "output": output, "success": True}
        case Result(value, seconds):
            done = completed(job.id, with_urls(value or [], job.data.base))
            done["output"] |= {"duration": seconds, **job.data.shown(done["output"]["data"])}
            return done
        case Failure(error):
            return failed(job.id, shown(error, show_error))
        case Stop(server):
            return failed(job.id, STOPPED if server else CANCELLED, cancelled=not server)


def completed(event_id: str, data: list[Any]) -> Wire:
    """Write the end of a run that succeeded.

    Args:
        event_id: The run.
        data: One value for each output.
    """
    output = {"data": data, "is_generating": False}
    return {"msg": "process_completed", "event_id": event_id, "output": output, "success": True}


def failed(event_id: str, error: str, *, cancelled: bool = False) -> Wire:
    """Write the end of a run that did not succeed.

    Args:
        event_id: The run.
        error: What the caller may know of it.
        cancelled: Whether somebody wanted it so.
    """
    output: dict[str, Any] = {"error": error}
    if cancelled:
        output["cancelled"] = True
    return {
        "msg": "process_completed",
        "event_id": event_id,
        "output": output,
        "success": False,
        "title": "Error",
    }


def is_end(wire: Wire) -> bool:
    """Whether a message is the last one of its run."""
    return bool(wire["msg"] == "process_completed")


def line(wire: Wire) -> str:
    """Write a message as an event of a stream."""
    return f"data: {encode(wire)}\n\n"


def named_event(wire: Wire) -> str | None:
    """Write a message as a named event, for callers who want values alone.

    Returns:
        The event, or None for a message that such callers do not get.
    """
    if wire is HEARTBEAT:
        return "event: heartbeat\ndata: null\n\n"
    if wire["msg"] == "process_generating":
        return f"event: generating\ndata: {encode(wire['output']['data'])}\n\n"
    if is_end(wire) and wire["success"]:
        return f"event: complete\ndata: {encode(wire['output']['data'])}\n\n"
    if is_end(wire):
        return f"event: error\ndata: {encode(wire['output'])}\n\n"
    return None


def encode(value: Any) -> str:
    """Write a value as JSON that every client reads: a number that is not finite becomes null."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except ValueError:
        return json.dumps(finite(value), ensure_ascii=False, separators=(",", ":"))


def with_urls(value: Any, base: str) -> Any:
    """Say at each file in a value under which URL the caller gets it.

    Args:
        value: A value on its way out.
        base: Where the caller reaches the routes of the server.
    """
    if isinstance(value, dict):
        if value.get("meta") == protocol.FILE_MARK and "path" in value:
            path = str(value["path"]).rpartition("/file=")[2]
            return {**value, "url": f"{base}/file={quote(path)}"}
        return {key: with_urls(one, base) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [with_urls(one, base) for one in value]
    return value


def finite(value: Any) -> Any:
    """Give a value with null for each number that is not finite, which JSON cannot write."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [finite(one) for one in value]
    return value
