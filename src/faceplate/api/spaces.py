"""Running apps that are named otherwise than by an address: `127.0.0.1:7860`, or `owner/space`.

The host of Spaces is asked under which address one of them runs, as its own client does; the
variable `HF_ENDPOINT` names another host, as it does for that client.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    from faceplate.api.remote import Access

_HOST = "https://huggingface.co"

# `localhost:7860`, `[::1]:7860/app`; whether the name is that of a file is seen first.
_HOST_AND_PORT = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*):\d{1,5}(/.*)?")
_SPACE = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


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


def address_of(space: str, access: Access, seconds: float) -> str:
    """Ask where a Space runs.

    Args:
        space: Its name, such as `owner/space`.
        access: How to reach it; a token is shown to the host of Spaces, too.
        seconds: How long it may take.

    Returns:
        Its address.

    Raises:
        UsageError: If there is no such Space, or its host does not say where it runs.
    """
    from faceplate.api import remote

    host = os.environ.get("HF_ENDPOINT") or _HOST
    record = remote.fetch_json(host, f"api/spaces/{space}", access, seconds=seconds)
    address = record.get("host") if isinstance(record, dict) else None
    if not isinstance(address, str) or not remote.is_url(address):
        raise UsageError(
            clean(f"{space}: the host of Spaces does not say where it runs; give its address")
        )
    return address
