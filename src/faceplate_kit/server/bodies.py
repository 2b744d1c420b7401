"""The bodies of requests to run something, read within limits."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from faceplate_kit.server.limits import Limits

NAME = 200
"""The longest name of a session, in characters."""

# A whole string, such as "a, \"b", or what comes before another value: `[`, `{` or `,`.
_STRING_OR_VALUE = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """The body of a request to run something.

    Attributes:
        data: One value for each input.
        fn_index: The place of the event among those of the app, or None.
        session: The name of the caller's session, or None.
        size: How many bytes it had.
    """

    data: list[Any]
    fn_index: int | None
    session: str | None
    size: int = 0


async def asked(request: Request, limits: Limits) -> Asked:
    """Read what is to be run.

    Args:
        request: The request.
        limits: How much it may hold.

    Raises:
        HTTPException: It makes no sense, or is too much.
    """
    body = await json_object(request, limits)
    data, fn_index, session = body.get("data"), body.get("fn_index"), body.get("session_hash")
    if not isinstance(data, list):
        raise HTTPException(422, "give the values of the inputs as a list in data")
    if fn_index is not None and (not isinstance(fn_index, int) or isinstance(fn_index, bool)):
        raise HTTPException(422, "fn_index is not a whole number")
    if session is not None and not (isinstance(session, str) and 0 < len(session) <= NAME):
        raise HTTPException(422, f"session_hash is no text of 1 to {NAME} characters")
    return Asked(data, fn_index, session, len(await request.body()))


async def json_object(request: Request, limits: Limits) -> dict[str, Any]:
    """Read a body that is a JSON object.

    Args:
        request: The request.
        limits: How many values it may hold.

    Raises:
        HTTPException: It is none, or holds too many values.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "send JSON, and say so: Content-Type: application/json")
    content = await request.body()
    if holds_more_values(content, limits.values):
        raise HTTPException(413, f"the body holds too much: at most {limits.values} values")
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise HTTPException(400, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise HTTPException(422, "the body is no JSON object")
    return body


def holds_more_values(content: bytes, most: int) -> bool:
    """Whether JSON holds more values than it may, found without making them.

    Args:
        content: JSON, or what is called so.
        most: How many values it may hold.
    """
    # Quick, and enough for nearly all: commas and brackets in texts are counted, too.
    if sum(map(content.count, (b"[", b"{", b","))) < most:
        return False
    values = strings = 0
    for match in _STRING_OR_VALUE.finditer(content):
        if content[match.start()] == ord('"'):
            strings += 1
        else:
            values += 1
        # A value has at most two strings, the second as its key; more of them is no JSON.
        if values >= most or strings > 2 * most:
            return True
    return False
