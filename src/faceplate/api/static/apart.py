"""From a script to its descriptor: what is kept, or else what a process of its own reads."""

from __future__ import annotations

import json
from typing import Any

from faceplate.api.descriptor import Descriptor, Open, read_endpoints
from faceplate.api.static.kept import KeptReading
from faceplate.api.static.process import read_apart
from faceplate.api.static.request import ScriptRequest
from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.errors import clean

_FORM = "reading"


def described(request: ScriptRequest, cached: bool = True) -> tuple[Descriptor, list[str]]:
    """Read a script, unless nothing has changed since it was read.

    Args:
        request: Which script, and how.
        cached: Whether what was read is kept, and used again.

    Returns:
        The descriptor, and what a reader should know of how it was read, a line each.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    request.check()
    kept = KeptReading(Store(cache_folder() if cached else None), request)
    return described_by(kept, request)


def described_by(kept: KeptReading, request: ScriptRequest) -> tuple[Descriptor, list[str]]:
    """Read a script as `described` does, with the place where its reading is kept."""
    content = kept.get(_FORM)
    outcome: dict[str, Any]
    if content is None:
        outcome = read_apart(request)
        seen = outcome.pop("seen")
        if seen is not None:
            kept.put(_FORM, json.dumps(outcome).encode(), seen.encode("utf-8", "surrogateescape"))
    else:
        outcome = json.loads(content)
    return _descriptor(outcome, clean(request.script)), outcome["notes"]


def _descriptor(outcome: dict[str, Any], shown: str) -> Descriptor:
    app = outcome["app"]
    endpoints = read_endpoints(app.pop("info"), shown, app.pop("docstrings"))
    left = [Open(*one) for one in outcome["open"]]
    return Descriptor(endpoints=endpoints, served=endpoints, open=left, **app)
