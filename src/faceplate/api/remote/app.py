"""A running app to its descriptor."""

from __future__ import annotations

import re
from typing import Any

from faceplate.api.descriptor import Descriptor, read_endpoints
from faceplate.api.documents import decode
from faceplate.api.remote import failures
from faceplate.api.remote.access import Access
from faceplate.api.remote.deadline import within
from faceplate.api.remote.page import configuration
from faceplate.api.remote.visit import RefusedError, Visit
from faceplate.errors import UsageError

SECONDS = 30.0

# `4.44.1`, of which the first two numbers count.
_RELEASE = re.compile(r"\s*(\d{1,5})\.(\d{1,5})")
# The first release whose client wraps a file with `handle_file`; before it was `file`. Nothing else
# in what the server tells changed with that.
_HANDLE_FILE = (4, 34)


def fetch(
    url: str,
    access: Access | None = None,
    *,
    seconds: float = SECONDS,
    all_endpoints: bool = False,
    stated: bool = False,
) -> Descriptor:
    """Read the descriptor of a running app.

    Args:
        url: Address of the app's page; a user and a password may stand in it.
        access: How to reach it; None for without a user, and without leaving its host.
        seconds: How long it may take, from the first look-up to the last byte.
        all_endpoints: Whether to list undocumented endpoints, too, where the server tells them.
        stated: Whether a server has stated the address, and not the caller.

    Returns:
        The descriptor.

    Raises:
        UsageError: If the app cannot be reached, refuses, or answers with what is not a descriptor.
    """
    visit = Visit(url, access or Access(), stated=stated)
    return within(lambda: _descriptor(visit, all_endpoints), visit.shown, seconds)


async def _descriptor(visit: Visit, all_endpoints: bool) -> Descriptor:
    """Ask for all that a descriptor holds."""
    await visit.log_in()
    config = await _config(visit)
    prefix = _text(config, "api_prefix") or ""
    prefix = prefix.strip("/")
    path = visit.stated(f"{prefix}/info" if prefix else "info")
    served = read_endpoints(await visit.document(path), f"{visit.shown}{path}")
    endpoints = served
    if all_endpoints:
        path = f"{path}?all_endpoints=true"
        endpoints = read_endpoints(await visit.document(path), f"{visit.shown}{path}")
    version = _text(config, "version")
    release = _RELEASE.match(version or "")
    numbers = (int(release[1]), int(release[2])) if release else _HANDLE_FILE
    return Descriptor(
        endpoints=endpoints,
        served=served,
        library=_text(config, "library"),
        version=None if version is None else version.strip(),
        title=_text(config, "title") or "",
        url=visit.base,
        api_prefix=f"/{prefix}" if prefix else "",
        protocol=_text(config, "protocol"),
        file_function="file" if (4,) < numbers < _HANDLE_FILE else "handle_file",
    )


def _text(config: dict[str, Any], key: str) -> str | None:
    value = config.get(key)
    return value if isinstance(value, str) else None


async def _config(visit: Visit) -> dict[str, Any]:
    """Ask for the configuration, which older apps write into their page."""
    answer = await visit.get("config")
    if answer.status == 200 and not answer.body.lstrip().startswith(b"<"):
        config = decode(answer.body, f"{visit.shown}config")
    elif failures.meaning(answer.status):
        raise visit.refusal(answer, "config")
    else:
        page = await visit.get("")
        if failures.meaning(page.status):
            raise visit.refusal(page, "")
        config = configuration(page.body, visit.shown)
        if config is None:
            raise RefusedError(_no_app(visit, answer.status, page.status), page.status)
    if not isinstance(config, dict):
        raise UsageError(f"{visit.shown}config is not an object")
    if config.get("auth_required"):
        raise RefusedError(visit.wants_user(), 401)
    return config


def _no_app(visit: Visit, config: int, page: int) -> str:
    """Return what is said of an address at which no app describes itself."""
    if config == page == 404:
        return (
            f"{visit.shown} is not an app that describes itself: there is nothing at this address; "
            "give that of the app's page, with the path that it is mounted at, and --token if "
            "only some may know of it"
        )
    return (
        f"{visit.shown} is not an app that describes itself: "
        f"it answers {visit.shown}config with status {config}; give the address of the app's page"
    )
