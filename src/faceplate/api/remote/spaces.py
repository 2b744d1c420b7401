"""Running apps that are named otherwise than by an address: `127.0.0.1:7860`, or `owner/space`.

The host of Spaces is asked under which address one of them runs, as its own client does; the
variable `HF_ENDPOINT` names another host, as it does for that client.
"""

from __future__ import annotations

import os
import re
import time
from typing import Any

from faceplate.api.descriptor import Descriptor
from faceplate.api.remote.access import Access
from faceplate.api.remote.app import SECONDS, fetch
from faceplate.api.remote.deadline import within
from faceplate.api.remote.urls import is_url, origin
from faceplate.api.remote.visit import RefusedError, Visit
from faceplate.errors import UsageError, clean

_HOST = "https://huggingface.co"

# `localhost:7860`, `[::1]:7860/app`; whether the name is that of a file is seen first.
_HOST_AND_PORT = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*):\d{1,5}([/?#].*)?")
_SPACE = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
# The stages in which a Space answers; one that sleeps wakes up when it is asked.
_ANSWERS = ("RUNNING", "SLEEPING")


def without_scheme(text: str) -> bool:
    """Say whether a text is the address of an app without `http://`.

    Args:
        text: What a user named.
    """
    return bool(_HOST_AND_PORT.fullmatch(text)) and not _is_file(text)


def is_space(text: str) -> bool:
    """Say whether a text is the name of a Space.

    Args:
        text: What a user named.
    """
    return bool(_SPACE.fullmatch(text)) and not _is_file(text)


def _is_file(text: str) -> bool:
    """Say whether a text is meant as a file, be it there or not."""
    file = text.partition(":")[0]
    return os.path.exists(file) or file.endswith((".py", ".json"))


def fetch_space(
    space: str, access: Access, *, seconds: float = SECONDS, all_endpoints: bool = False
) -> Descriptor:
    """Read the descriptor of the app in a Space.

    Args:
        space: Its name, such as `owner/space`.
        access: How to reach it; a token is shown to the host of Spaces, too.
        seconds: How long it may take, both servers together.
        all_endpoints: Whether to list undocumented endpoints, too, where the server tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If there is no such Space, it does not run, or its app is not to be had.
    """
    end = time.monotonic() + seconds
    host = os.environ.get("HF_ENDPOINT") or _HOST
    address = _address(space, host, access, seconds)
    left = max(end - time.monotonic(), 0.0)
    # Who named the host by its number, in the variable, may be led to another port of it.
    stated = origin(address).host != origin(host).host
    return fetch(address, access, seconds=left, all_endpoints=all_endpoints, stated=stated)


def _address(space: str, host: str, access: Access, seconds: float) -> str:
    """Ask where a Space runs."""
    visit = Visit(host, access._replace(user=None))
    path = f"api/spaces/{space}"
    try:
        record = within(lambda: visit.document(path), visit.shown, seconds)
    except RefusedError as error:
        if error.status not in (401, 403, 404):
            raise
        which = "the token does not open it" if access.token else "it is private: give --token"
        raise UsageError(
            f"{visit.shown} has no Space {space}, or {which}; check its name"
        ) from None
    address = record.get("host") if isinstance(record, dict) else None
    stage = _stage(record)
    if stage is not None and not stage.startswith(_ANSWERS):
        raise UsageError(
            f"the Space {space} does not run, it is in the stage {clean(stage)[:50]}; "
            "start it on its page, or try again later"
        )
    if not isinstance(address, str) or not is_url(address):
        raise UsageError(
            clean(f"{space}: the host of Spaces does not say where it runs; give its address")
        )
    if (origin(host).scheme, origin(address).scheme) == ("https", "http"):
        raise UsageError(
            f"{visit.shown} states an address for {space} that is not encrypted; it is not followed"
        )
    return address


def _stage(record: Any) -> str | None:
    """Return how far a Space is in being built and run, or None if that is not said."""
    runtime = record.get("runtime") if isinstance(record, dict) else None
    stage = runtime.get("stage") if isinstance(runtime, dict) else None
    return stage if isinstance(stage, str) else None
